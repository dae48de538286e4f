"""The time of one call, which does not depend on what else the machine does."""

import select
import time

SLEEPING = 2.0  # wall time a call may take, in times of its limit: it may have to wait for a processor
TURN_SECONDS = 0.001  # what two changes of process and the encoding of a lent function's arguments take


class Allowance:
    """Processor time up to a limit, and as much wall time as a busy machine may need for it.

    Parameters
    ----------
    pid : int
        The worker's process.
    seconds : float
        Processor time.
    most : float
        Wall time.
    """

    def __init__(self, pid: int, seconds: float, most: float) -> None:
        self._pid, self._seconds = pid, seconds
        self._before = _processor_seconds(pid)
        self._latest = time.monotonic() + most

    def used(self) -> float:
        """Return the processor time that the worker has used for this call."""
        return _processor_seconds(self._pid) - self._before

    def deadline(self, descriptor: int) -> float:
        """Wait for a worker's answer, and return until when all of it must be there."""
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        while True:
            now = time.monotonic()
            left = self._seconds - self.used()
            deadline = min(now + left, self._latest) if left > 0 else now
            if poll.poll(max(deadline - now, 0) * 1000) or deadline <= now:
                return deadline

    def lend(self, start: float) -> None:
        """Do not count what was done since then for the student's code, and the way there and back."""
        self._seconds += TURN_SECONDS
        self._latest += time.monotonic() - start + TURN_SECONDS


def _processor_seconds(pid: int) -> float:
    """Return the processor time of a process up to now; the wall time where the system does not tell."""
    try:
        return time.clock_gettime(~pid << 3 | 2)  # Linux's number of another process's clock
    except (AttributeError, OSError):
        return time.monotonic()
