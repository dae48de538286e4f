"""The time of one call: what counts does not depend on what else the machine does."""

import select
import time
from pathlib import Path

NANOSECONDS = 1e9


class Allowance:
    """Time up to a limit, without the time for which the worker waited for a processor.

    Once the worker has asked for a lent function, only its processor time counts: it waits for the grader many times.

    Parameters
    ----------
    pid : int
        The worker's process.
    seconds : float
        The limit.
    most : float
        Wall time that is never exceeded.
    """

    def __init__(self, pid: int, seconds: float, most: float) -> None:
        self._pid, self._seconds, self._most = pid, seconds, most
        self._start = time.monotonic()
        self._before = _times(pid)
        self._lending = False

    def used(self) -> float:
        """Return the processor time that the worker has used for this call."""
        return _times(self._pid)[0] - self._before[0]

    def deadline(self, descriptor: int) -> float:
        """Wait for a worker's answer, and return until when all of it must be there."""
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        while True:
            now = time.monotonic()
            deadline = now + min(self._seconds - self._spent(now), self._most - (now - self._start))
            if poll.poll(max(deadline - now, 0) * 1000) or deadline <= now:
                return deadline

    def lend(self) -> None:
        """Count only processor time from now on."""
        self._lending = True

    def _spent(self, now: float) -> float:
        busy, waited = _times(self._pid)
        if self._lending:
            return busy - self._before[0]
        return now - self._start - (waited - self._before[1])


def _times(pid: int) -> tuple[float, float]:
    """Return how many seconds a process has had a processor, and how many it has waited for one.

    Where the system does not tell, wall time stands for the first.
    """
    try:
        busy, waited, _ = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return time.monotonic(), 0.0
    return int(busy) / NANOSECONDS, int(waited) / NANOSECONDS
