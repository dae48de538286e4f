"""The grader's end: start a zygote, have it fork workers, kill and reap them."""

import contextlib
import json
import os
import secrets
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
EX4 = ROOT / "assignment" / "data" / "ex4.csv"
THREADS = ("OPENBLAS", "OMP", "MKL", "NUMEXPR", "VECLIB", "BLIS")
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "MPLBACKEND": "Agg",
    "MALLOC_ARENA_MAX": "2",  # the C library would reserve 64 MiB for each thread, and RLIMIT_AS counts them
    **{f"{library}_NUM_THREADS": "1" for library in THREADS},
}
ORDER_SECONDS = 60


class ZygoteDied(BaseException):
    """A process of ours is gone: a fault of the kit or of the machine, never of a student.

    Not an Exception, so that no check takes it for something that a student's code did.
    """


@dataclass(frozen=True)
class Ending:
    """How a worker ended.

    Parameters
    ----------
    code : int
        The exit code, negative for a signal.
    peak : int
        Bytes of memory that it held at most.
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
    """A worker process, a descriptor of it (-1 where there are none), and the grader's ends of its pipes."""

    pid: int
    process: int
    requests: int
    replies: int
    output: int
    trace: int


class Zygote:
    """A warm Python that forks a worker in milliseconds; use it in a ``with`` block.

    Parameters
    ----------
    isolated : bool
        Whether workers enter the jail: capabilities, Landlock and seccomp.
    """

    def __init__(self, isolated: bool = True) -> None:
        self.isolated = isolated
        self._lock = threading.Lock()

    def __enter__(self) -> "Zygote":
        self._home = new_home()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(ORDER_SECONDS)
        script = Path(__file__).with_name("zygote.py")
        command = [sys.executable, "-I", "-B", str(script), str(ROOT), str(theirs.fileno())]
        command.append("1" if self.isolated else "0")
        self._process = subprocess.Popen(  # in a session of its own: it outlives the grader's group, to clear up
            command,
            pass_fds=[theirs.fileno()],
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        try:
            self._control.sendall(os.fsencode(self._home))
            fill(self._home)  # the process that will clear up is there already
            self._control.sendall(b"filled")
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._control.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._home, ignore_errors=True)

    def restart(self) -> None:
        """Put a new process in the place of one that may be gone."""
        self.__exit__(None, None, None)
        self.__enter__()

    def fork(self) -> Child:
        """Fork a worker; the caller closes the pipes and calls :meth:`reap`."""
        ours, theirs = open_pipes()
        try:
            pid = self._order({"do": "fork"}, theirs)["pid"]
            return Child(pid, _descriptor(pid), *ours)
        except ZygoteDied:
            for descriptor in ours:
                os.close(descriptor)
            raise
        finally:
            for descriptor in theirs:
                os.close(descriptor)

    def signal(self, child: Child, number: signal.Signals) -> None:
        """Send a worker a signal, if it is still there."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(child.process, number)

    def ends(self, child: Child, seconds: float) -> bool:
        """Whether a worker has ended, or does so within that time."""
        poll = select.poll()
        poll.register(child.process, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    def reap(self, child: Child) -> Ending:
        """Kill a worker, whatever it is doing, and what it may have started; how it ended."""
        self.signal(child, signal.SIGKILL)
        if not self.isolated:  # the jail lets nothing be started
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
        os.close(child.process)
        answer = self._order({"do": "reap", "pid": child.pid}, [])
        return Ending(os.waitstatus_to_exitcode(answer["status"]), answer["peak"], answer["cpu"], answer["crowded"])

    def _order(self, order: dict[str, object], descriptors: list[int]) -> dict[str, Any]:
        with self._lock:
            try:
                socket.send_fds(self._control, [json.dumps(order).encode()], descriptors)
                answer = self._control.recv(1024)
            except OSError:
                answer = b""
        if not answer:
            raise ZygoteDied("the process that starts the workers has ended")
        return json.loads(answer)


def new_home() -> Path:
    """A place for the workers' folder; it is not there yet."""
    return Path(tempfile.gettempdir()) / f"homework-{secrets.token_hex(8)}"


def fill(home: Path) -> None:
    """Make the workers' folder: the data and nothing else, for nobody else."""
    home.mkdir(mode=0o700)
    (home / "data").mkdir()
    shutil.copyfile(EX4, home / "data" / "ex4.csv")


def open_pipes() -> tuple[list[int], list[int]]:
    """The grader's and the worker's ends of four pipes: requests, replies, output, trace."""
    theirs_0, requests = os.pipe()
    pairs = [os.pipe() for _ in range(3)]
    ours, theirs = [requests, *(reader for reader, _ in pairs)], [theirs_0, *(writer for _, writer in pairs)]
    for descriptor in ours:
        os.set_blocking(descriptor, False)
    return ours, theirs


def _descriptor(pid: int) -> int:
    """A descriptor of a process that nobody has reaped yet: unlike its number it never means another."""
    try:
        return os.pidfd_open(pid)
    except ProcessLookupError:
        raise ZygoteDied("the process that starts the workers has ended") from None
