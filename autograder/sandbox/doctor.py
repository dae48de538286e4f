"""Which layers of the sandbox work here: each is tried in a child of its own, none is guessed."""

import os
import resource
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass

KERNEL = "Linux 5.13 or newer with Landlock switched on (lsm=...,landlock), and no container that forbids it"
LIBRARY = "install libseccomp (Debian, Ubuntu: apt-get install libseccomp2; Fedora: dnf install libseccomp)"


class Ineffective(Exception):
    """A layer that was applied without an error and still let something through."""


@dataclass(frozen=True)
class Finding:
    """One layer.

    Parameters
    ----------
    layer : str
    keeps : str
        What it is for.
    problem : str
        Empty if the layer works.
    remedy : str
        What to do about the problem.
    required : bool
        Whether grading refuses to run without it.
    """

    layer: str
    keeps: str
    problem: str
    remedy: str
    required: bool


def examine() -> list[Finding]:
    """Try every layer."""
    return [
        Finding("limits", "memory, processor time, file size", _tried(_limits), "", required=True),
        Finding("capabilities", "being root is worth nothing", _tried(_capabilities), "", required=True),
        Finding("Landlock", "no file but Python's own, no TCP", _tried(_landlock), KERNEL, required=True),
        Finding("seccomp", "no socket, process, signal", _tried(_seccomp), LIBRARY, required=True),
        Finding("namespaces", "no network, no shared memory", _tried(_namespaces), "an addition only", required=False),
    ]


def missing() -> list[Finding]:
    """Required layers that do not work here."""
    return [finding for finding in examine() if finding.required and finding.problem]


def _tried(trial: Callable[[], None]) -> str:
    """Run a trial in a child; what went wrong, or nothing."""
    if sys.platform != "linux":
        return f"not available on {sys.platform}"
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            trial()
            os._exit(0)
        except BaseException as error:
            os.write(writer, f"{type(error).__name__}: {error}".encode()[:500])
        finally:
            os._exit(1)
    os.close(writer)
    with open(reader, "rb") as stream:
        said = stream.read().decode(errors="replace")
    status = os.waitpid(pid, 0)[1]
    return "" if status == 0 else said or "the trial died"


def _limits() -> None:
    from . import limits

    limits.limit_resources()
    if resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0:
        raise Ineffective("the file size is not limited")
    try:
        bytearray(2 << 30)
    except MemoryError:
        return
    raise Ineffective("the memory is not limited")


def _capabilities() -> None:
    from pathlib import Path

    from . import privileges

    status = Path("/proc/self/status")
    with status.open() as stream:
        privileges.drop()
        held = dict(line.split(":\t", 1) for line in stream if ":\t" in line)
    if int(held["CapEff"], 16) or int(held["CapPrm"], 16):
        raise Ineffective("capabilities are left")


def _landlock() -> None:
    from . import landlock

    landlock.restrict(landlock.ruleset([]))
    _must_fail(lambda: open("/etc/passwd"), "a file can be read")
    _must_fail(lambda: open("/tmp/.landlock-trial", "x"), "a file can be made")


def _seccomp() -> None:
    from . import seccomp

    seccomp.load(seccomp.build())
    _must_fail(socket.socket, "a socket can be opened")
    _must_fail(os.fork, "a process can be started")


def _namespaces() -> None:
    from . import namespaces

    namespaces.enter()


def _must_fail(attempt: Callable[[], object], what: str) -> None:
    try:
        attempt()
    except PermissionError:
        return
    raise Ineffective(what)
