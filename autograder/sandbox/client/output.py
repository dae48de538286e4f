"""Reads what a worker writes to its standard output."""

import os
import select
import threading

OUTPUT_BYTES = 64 * 1024


class Output:
    """Empties a pipe in a thread, so that the student's code need not wait, and keeps the beginning.

    Parameters
    ----------
    descriptor : int
        Must be non-blocking.
    """

    def __init__(self, descriptor: int) -> None:
        self.kept = b""
        self._descriptor = descriptor
        self._reading = threading.Lock()
        self._thread = threading.Thread(target=self._drain, daemon=True)
        self._thread.start()

    def take(self) -> bool:
        """Read what has arrived; return False at the end."""
        with self._reading:
            try:
                chunk = os.read(self._descriptor, OUTPUT_BYTES)
            except BlockingIOError:  # another thread has read it
                return True
            self.kept += chunk[: OUTPUT_BYTES - len(self.kept)]
            return bool(chunk)

    def close(self, seconds: float) -> None:
        """Wait for the end of the output, at most that many seconds."""
        self._thread.join(seconds)
        if not self._thread.is_alive():  # without isolation, a process that escaped may still hold the other end
            os.close(self._descriptor)

    def _drain(self) -> None:
        poll = select.poll()
        poll.register(self._descriptor, select.POLLIN)
        while poll.poll() and self.take():
            pass
