"""The grader's end: start a zygote, have it fork workers, kill and reap them."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
EX4 = ROOT / "assignment" / "data" / "ex4.csv"
THREADS = ("OPENBLAS", "OMP", "MKL", "NUMEXPR", "VECLIB", "BLIS")
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "MPLBACKEND": "Agg",
    **{f"{library}_NUM_THREADS": "1" for library in THREADS},
}


ORDER_SECONDS = 60


class ZygoteDied(Exception):
    """The zygote is gone: a fault of the kit or of the machine, never of a student."""


@dataclass(frozen=True)
class Child:
    """A forked process and the grader's ends of its pipes."""

    pid: int
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
        self.home = Path(tempfile.mkdtemp(prefix="homework-"))
        (self.home / "data").mkdir()
        shutil.copyfile(EX4, self.home / "data" / "ex4.csv")
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(ORDER_SECONDS)
        script = Path(__file__).with_name("zygote.py")
        command = [sys.executable, "-I", "-B", str(script), str(ROOT), str(theirs.fileno()), str(self.home)]
        command.append("1" if self.isolated else "0")
        self._process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], env=ENVIRONMENT, stdin=subprocess.DEVNULL, cwd=self.home
        )
        theirs.close()
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
        shutil.rmtree(self.home, ignore_errors=True)

    def fork(self) -> Child:
        """Fork a worker; the caller closes the pipes and calls :meth:`reap`."""
        request_end, requests = os.pipe()
        replies, reply_end = os.pipe()
        output, output_end = os.pipe()
        trace, trace_end = os.pipe()
        theirs = [request_end, reply_end, output_end, trace_end]
        try:
            pid = self._order({"do": "fork"}, theirs)["pid"]
        except ZygoteDied:
            for descriptor in (requests, replies, output, trace):
                os.close(descriptor)
            raise
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        for descriptor in (requests, replies, trace):
            os.set_blocking(descriptor, False)
        return Child(pid, requests, replies, output, trace)

    def reap(self, pid: int) -> int:
        """Wait for a worker that has ended or was killed; its exit code, negative for a signal."""
        return os.waitstatus_to_exitcode(self._order({"do": "reap", "pid": pid}, [])["status"])

    def _order(self, order: dict[str, object], descriptors: list[int]) -> dict[str, int]:
        with self._lock:
            try:
                socket.send_fds(self._control, [json.dumps(order).encode()], descriptors)
                answer = self._control.recv(1024)
            except OSError:
                answer = b""
        if not answer:
            raise ZygoteDied("the process that starts the workers has ended")
        return json.loads(answer)
