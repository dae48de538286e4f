"""Handles processes that attacks may hurt or leave behind."""

import contextlib
import ctypes
import os
import signal
from pathlib import Path

from autograder.sandbox.layers.kernel import libc

PTRACER, SUBREAPER, DEATH_SIGNAL = 0x59616D61, 36, 1


def victim() -> int:
    """Start a waiting process with the secret in its environment, which others may inspect even under Yama."""
    pid = os.fork()
    if pid == 0:
        libc.prctl(DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        libc.prctl(PTRACER, ctypes.c_ulong(-1), 0, 0, 0)
        while True:
            signal.pause()
    return pid


def kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def adopt() -> None:
    """Make orphans children of this process from now on."""
    libc.prctl(SUBREAPER, 1, 0, 0, 0)


def children() -> list[int]:
    """Return the children of this process, including adopted ones."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if place.read_text().rpartition(")")[2].split()[1] == str(os.getpid()):
                found.append(int(place.parent.name))
    return found


def end_children() -> None:
    """Kill all children, and the orphans that appear because of that."""
    while found := children():
        for pid in found:
            kill(pid)
            os.waitpid(pid, 0)
