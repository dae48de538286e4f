"""All layers around a worker, prepared once in the zygote, entered in each child."""

import fcntl
import os
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import landlock, privileges, seccomp

PACKAGES = ("numpy", "pandas", "dateutil", "six", "pytz", "tzdata")
SYSTEM = (
    "/usr/lib",
    "/lib",
    "/lib64",
    "/usr/share/zoneinfo",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/dev/urandom",
    "/sys/devices/system/cpu",
)
HIGH = 64
FOREIGN = ("site-packages", "dist-packages")


class Jail:
    """What a child applies to itself before any student code runs.

    Parameters
    ----------
    home : Path
        The folder with the data file.
    """

    def __init__(self, home: Path) -> None:
        readable = [home, *map(Path, SYSTEM), *_standard_library(), *_packages()]
        rules = landlock.ruleset(readable, writable=[Path("/dev/null")])
        self._rules = fcntl.fcntl(rules, fcntl.F_DUPFD_CLOEXEC, HIGH)  # a child arranges the low ones anew
        os.close(rules)
        self._filter: Any = seccomp.build()

    def enter(self) -> None:
        """Give up, for good and in this order: capabilities, files and network, system calls."""
        privileges.drop()
        landlock.restrict(self._rules)
        self._filter.load()


def _standard_library() -> Iterator[Path]:
    """Everything of the standard library but what was installed into it."""
    for key in ("stdlib", "platstdlib"):
        for entry in Path(sysconfig.get_path(key)).iterdir():
            if entry.name not in FOREIGN:
                yield entry


def _packages() -> Iterator[Path]:
    """The packages that a submission may import, and their compiled libraries."""
    for key in ("purelib", "platlib"):
        for entry in Path(sysconfig.get_path(key)).iterdir():
            if entry.name.partition(".")[0].partition("-")[0] in PACKAGES:
                yield entry
