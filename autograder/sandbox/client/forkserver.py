"""The grader's end of the fork server: starts it, has it fork workers, kills and reaps them."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from types import TracebackType
from typing import Any

from assignment.engine.homework import KIT, Homework
from assignment.engine.language import _

from .. import inside
from .child import (
    ENVIRONMENT,
    Child,
    Ending,
    ServerDied,
    descriptor_of,
    ends_within,
    fill,
    new_home,
    open_pipes,
    remove,
)

ORDER_SECONDS = 60


class ForkServer:
    """A Python with everything imported that forks a worker in milliseconds; use it in a ``with`` block.

    Parameters
    ----------
    homework : Homework
    isolated : bool
        Whether workers enter all layers of the sandbox.
    """

    def __init__(self, homework: Homework, isolated: bool = True) -> None:
        self.homework = homework
        self.isolated = isolated
        self._lock = threading.Lock()

    def __enter__(self) -> "ForkServer":
        self._home = new_home()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(ORDER_SECONDS)
        script = f"{inside.__path__[0]}/forkserver.py"
        command = [sys.executable, "-I", "-B", script, str(KIT), str(self.homework.root), str(theirs.fileno())]
        command.append("1" if self.isolated else "0")
        self._process = (
            subprocess.Popen(  # in its own session, so that it outlives the grader's process group and can clear up
                command,
                pass_fds=[theirs.fileno()],
                env=ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        theirs.close()
        try:
            self._control.sendall(os.fsencode(self._home))
            fill(self._home, self.homework)  # only now, because the process that clears up is already running
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
        remove(self._home)

    def restart(self) -> None:
        """Start a new process in place of one that may be gone."""
        self.__exit__(None, None, None)
        self.__enter__()

    def settle(self) -> None:
        """Run workers on the processors of the calling thread only."""
        os.sched_setaffinity(self._process.pid, os.sched_getaffinity(0))

    def fork(self) -> Child:
        """Fork a worker; the caller closes the pipes and calls :meth:`reap`."""
        ours, theirs = open_pipes()
        try:
            pid = self._order({"do": "fork"}, theirs)["pid"]
            return Child(pid, descriptor_of(pid), *ours)
        except ServerDied:
            for descriptor in ours:
                os.close(descriptor)
            raise
        finally:
            for descriptor in theirs:
                os.close(descriptor)

    def signal(self, child: Child, number: signal.Signals) -> None:
        """Send a signal to a worker that still exists."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(child.process, number)

    def ends(self, child: Child, seconds: float) -> bool:
        """Return whether a worker has ended or ends within that time."""
        return ends_within(child.process, seconds)

    def reap(self, child: Child) -> Ending:
        """Kill a worker and whatever it may have started, and return how it ended."""
        self.signal(child, signal.SIGKILL)
        if not self.isolated:  # in the sandbox nothing can be started
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
            raise ServerDied(_("the process that starts the workers has ended"))
        return json.loads(answer)
