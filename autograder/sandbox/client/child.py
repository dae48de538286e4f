"""A worker process as the grader sees it: its descriptors, its folder, and how it ended."""

import os
import secrets
import select
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from assignment.engine.homework import Homework
from assignment.engine.language import _

THREADS = ("OPENBLAS", "OMP", "MKL", "NUMEXPR", "VECLIB", "BLIS")
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "MPLBACKEND": "Agg",
    "MALLOC_ARENA_MAX": "2",  # otherwise the C library reserves 64 MiB for each thread, which RLIMIT_AS counts
    **{f"{library}_NUM_THREADS": "1" for library in THREADS},
}
PREFIX = "homework-"


class ServerDied(BaseException):
    """A process of the kit has died: a fault of the kit or of the machine, never of a student.

    Not an Exception, so that no check handles it as an error of a student's code.
    """


@dataclass(frozen=True)
class Ending:
    """How a worker ended.

    Parameters
    ----------
    code : int
        The exit code, negative for a signal.
    peak : int
        The most bytes of memory that it used.
    cpu : float
        Seconds of processor time that it used.
    crowded : bool
        Whether it was killed for the number of its threads.
    """

    code: int
    peak: int
    cpu: float
    crowded: bool = False


@dataclass(frozen=True)
class Child:
    """A worker process, its process descriptor (-1 if there is none), and the grader's ends of its pipes."""

    pid: int
    process: int
    requests: int
    replies: int
    output: int
    trace: int


def new_home() -> Path:
    """Return a path for the workers' folder, which does not exist yet."""
    return Path(tempfile.gettempdir()) / f"{PREFIX}{secrets.token_hex(8)}"


def fill(home: Path, homework: Homework) -> None:
    """Make the workers' folder with the homework's data only; no other user can read it."""
    home.mkdir(mode=0o700)
    for name in homework.data:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(homework.folder / name, home / name)


def remove(home: Path) -> None:
    """Remove the workers' folder, if it exists."""
    shutil.rmtree(home, ignore_errors=True)


def open_pipes() -> tuple[list[int], list[int]]:
    """Return the grader's and the worker's ends of four pipes: requests, replies, output, trace."""
    theirs_0, requests = os.pipe()
    pairs = [os.pipe() for _ in range(3)]
    ours, theirs = [requests, *(reader for reader, _ in pairs)], [theirs_0, *(writer for _, writer in pairs)]
    for descriptor in ours:
        os.set_blocking(descriptor, False)
    return ours, theirs


def descriptor_of(pid: int) -> int:
    """Return a descriptor of a process that was not reaped yet; unlike its number, it never means another process."""
    try:
        return os.pidfd_open(pid)
    except ProcessLookupError:
        raise ServerDied(_("the process that starts the workers has ended")) from None


def ends_within(process: int, seconds: float) -> bool:
    """Return whether a process has ended or ends within that time."""
    poll = select.poll()
    poll.register(process, select.POLLIN)
    return bool(poll.poll(seconds * 1000))
