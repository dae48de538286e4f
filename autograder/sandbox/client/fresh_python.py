"""Workers for systems without Linux's layers: each is a new Python, started before it is needed.

On macOS, a process that has loaded NumPy cannot be forked safely, and nothing isolates a worker.
Use it for trusted submissions only. The interface is that of :class:`forkserver.ForkServer`.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from types import TracebackType

from assignment.engine.homework import KIT, Homework

from .. import inside
from .child import ENVIRONMENT, Child, Ending, fill, new_home, open_pipes, remove


class FreshPython:
    """Starts a Python for each worker, the next one while this one works; use it in a ``with`` block.

    Parameters
    ----------
    homework : Homework
    """

    isolated = False

    def __init__(self, homework: Homework) -> None:
        self.homework = homework

    def __enter__(self) -> "FreshPython":
        self._home = new_home()
        fill(self._home, self.homework)
        self._lock = threading.Lock()
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._spare = self._spawn()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for descriptor in (self._spare.requests, self._spare.replies, self._spare.output, self._spare.trace):
            os.close(descriptor)
        for process in self._processes.values():
            process.kill()
            process.wait()
        remove(self._home)

    def restart(self) -> None:
        """End all processes and start again."""
        self.__exit__(None, None, None)
        self.__enter__()

    def settle(self) -> None:
        """Leave the choice of processors to the system."""

    def fork(self) -> Child:
        """Return the waiting process, and start the next one."""
        with self._lock:
            child, self._spare = self._spare, self._spawn()
        return child

    def signal(self, child: Child, number: signal.Signals) -> None:
        """Send a signal to a worker that still exists."""
        self._processes[child.pid].send_signal(number)

    def ends(self, child: Child, seconds: float) -> bool:
        """Return whether a worker has ended or ends within that time."""
        try:
            self._processes[child.pid].wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def reap(self, child: Child) -> Ending:
        """Kill a worker and whatever it may have started; return how it ended, as far as this system tells."""
        process = self._processes.pop(child.pid)
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
        process.kill()
        return Ending(process.wait(), peak=0, cpu=0.0)

    def _spawn(self) -> Child:
        ours, theirs = open_pipes()
        script = f"{inside.__path__[0]}/fresh_python.py"
        command = [sys.executable, "-I", "-B", script, str(KIT), str(self.homework.root), *map(str, theirs)]
        try:
            process = subprocess.Popen(
                command, pass_fds=theirs, env=ENVIRONMENT, stdin=subprocess.DEVNULL, cwd=self._home
            )
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        self._processes[process.pid] = process
        return Child(process.pid, -1, *ours)
