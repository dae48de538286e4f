"""Landlock: the kernel lets this process read a few places, and denies everything else on disk.

Source: the kernel's ``Documentation/userspace-api/landlock.rst``. The three system calls have the
same numbers on every architecture. What Landlock does not cover (stat, chmod, utime, sockets other
than TCP) is left to :mod:`seccomp`.
"""

import ctypes
import fcntl
import os
import struct
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

from assignment.engine.homework import Homework

from .kernel import NO_NEW_PRIVS, libc, prctl, syscall
from .layer import Layer, must_fail

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION_FLAG = 1
PATH_BENEATH = 1
WRITE_FILE, READ_FILE, READ_DIR, TRUNCATE = 1 << 1, 1 << 2, 1 << 3, 1 << 14
RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}  # by ABI version, how many file system rights it knows
TCP = 0b11
SCOPES = 0b11
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
COMPANIONS = {"pandas": ("dateutil", "six", "pytz", "tzdata")}  # packages that a package imports itself
INSTALLED = ("site-packages", "dist-packages")
FIRST_HIGH_DESCRIPTOR = 64  # a child uses the low ones for its pipes
KERNEL = "Linux 5.13 or newer with Landlock switched on (lsm=...,landlock), and no container that forbids it"


def abi() -> int:
    """Return the version that the kernel offers; 0 if there is none."""
    return max(0, libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION_FLAG))


def ruleset(readable: Iterable[Path], writable: Iterable[Path] = ()) -> int:
    """Return a file descriptor of rules that allow reading beneath some paths, and nothing else.

    Parameters
    ----------
    readable : iterable of Path
    writable : iterable of Path
        Files that may be written as well; devices only.

    Raises
    ------
    OSError
        If the kernel has no Landlock.
    """
    version = abi()
    rights = (1 << RIGHTS[max((known for known in RIGHTS if known <= version), default=1)]) - 1
    attributes = struct.pack("=QQQ", rights, TCP if version >= 4 else 0, SCOPES if version >= 6 else 0)
    size = 8 if version < 4 else 16 if version < 6 else 24
    rules = syscall("landlock_create_ruleset", CREATE_RULESET, attributes, ctypes.c_size_t(size), 0)
    paths = {path: READ_FILE | READ_DIR for path in readable}
    paths |= {path: READ_FILE | WRITE_FILE | (TRUNCATE & rights) for path in writable}
    for path, wanted in paths.items():
        try:
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        allowed = wanted if path.is_dir() else wanted & ~READ_DIR
        rule = struct.pack("=Qi", allowed, place)
        syscall(f"landlock_add_rule {path}", ADD_RULE, rules, PATH_BENEATH, rule, 0)
        os.close(place)
    return rules


def restrict(rules: int) -> None:
    """Apply a ruleset to this process; this cannot be undone."""
    prctl("no_new_privs", NO_NEW_PRIVS, 1)
    syscall("landlock_restrict_self", RESTRICT_SELF, rules, 0)


def prepare(homework: Homework, home: Path) -> int:
    """Return a ruleset for this homework's workers: they may read Python, the packages and their folder."""
    readable = [home, *map(Path, SYSTEM), *_standard_library(), *_packages(homework)]
    rules = ruleset(readable, writable=[Path("/dev/null")])
    high = fcntl.fcntl(rules, fcntl.F_DUPFD_CLOEXEC, FIRST_HIGH_DESCRIPTOR)
    os.close(rules)
    return high


def importable(homework: Homework) -> tuple[str, ...]:
    """Return the packages that a submission may import, and those that these import themselves."""
    return tuple(name for package in homework.imports for name in (package, *COMPANIONS.get(package, ())))


def _standard_library() -> Iterator[Path]:
    """Yield everything in the standard library's folders but installed packages."""
    for key in ("stdlib", "platstdlib"):
        for entry in Path(sysconfig.get_path(key)).iterdir():
            if entry.name not in INSTALLED:
                yield entry


def _packages(homework: Homework) -> Iterator[Path]:
    """Yield the folders of the packages that a submission may import, and of their compiled libraries."""
    names = importable(homework)
    for key in ("purelib", "platlib"):
        for entry in Path(sysconfig.get_path(key)).iterdir():
            if entry.name.partition(".")[0].partition("-")[0] in names:
                yield entry


def probe(homework: Homework) -> None:
    """Raise unless reading and making files is denied."""
    restrict(ruleset([]))
    must_fail(lambda: open("/etc/passwd"), "a file can be read")
    must_fail(lambda: open("/tmp/.landlock-trial", "x"), "a file can be made")


LAYER = Layer("Landlock", "no file but Python's own, no TCP", restrict, probe, prepare, remedy=KERNEL)
