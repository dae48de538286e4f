"""All layers around a worker, prepared once in the zygote, entered in each child."""

import fcntl
import os
import sysconfig
from collections.abc import Iterator
from pathlib import Path

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
    """What the zygote and its children give up before any student code runs.

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
        self._filter = seccomp.build()
        privileges.drop()  # the zygote's own; every child inherits that it has none

    def enter(self) -> None:
        """Give up, for good and in this order: being looked into, files and network, system calls."""
        privileges.close()
        landlock.restrict(self._rules)
        seccomp.load(self._filter)


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
