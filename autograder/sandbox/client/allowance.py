"""The time of one call: what counts does not depend on what else the machine does."""

import os
import select
import time

NANOSECONDS = 1e9
MOST_BYTES = 100  # of three numbers


class ProcessorTime:
    """Tells how long a process has had a processor, and how long it has waited for one.

    Parameters
    ----------
    pid : int
    """

    def __init__(self, pid: int) -> None:
        try:
            self._file: int | None = os.open(f"/proc/{pid}/schedstat", os.O_RDONLY)
        except OSError:
            self._file = None
        self._last = 0.0, 0.0

    def close(self) -> None:
        """Close the file, which stays open because it is read twice for each call."""
        if self._file is not None:
            os.close(self._file)

    def read(self) -> tuple[float, float]:
        """Return seconds with a processor and seconds waited; where the system does not tell, wall time and 0."""
        if self._file is None:
            return time.monotonic(), 0.0
        try:
            busy, waited, _ = os.pread(self._file, MOST_BYTES, 0).split()
        except (OSError, ValueError):  # the process has ended
            return self._last
        self._last = int(busy) / NANOSECONDS, int(waited) / NANOSECONDS
        return self._last


class Allowance:
    """Time up to a limit, without the time for which the worker waited for a processor.

    Once the worker has asked for a lent function, only its processor time counts: it waits for the grader many times.

    Parameters
    ----------
    processor : ProcessorTime
        Of the worker's process.
    seconds : float
        The limit.
    most : float
        Wall time that is never exceeded.
    """

    def __init__(self, processor: ProcessorTime, seconds: float, most: float) -> None:
        self._processor, self._seconds, self._most = processor, seconds, most
        self._start = time.monotonic()
        self._before = processor.read()
        self._lending = False

    def used(self) -> float:
        """Return the processor time that the worker has used for this call."""
        return self._processor.read()[0] - self._before[0]

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
        busy, waited = self._processor.read()
        if self._lending:
            return busy - self._before[0]
        return now - self._start - (waited - self._before[1])
