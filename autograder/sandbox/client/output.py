"""What a worker writes to its standard output, read as it comes."""

import os
import select
import threading

OUTPUT_BYTES = 64 * 1024


class Output:
    """Drains a pipe in a thread, or the student's code would wait for us; keeps the beginning.

    Parameters
    ----------
    descriptor : int
        Non-blocking.
    """

    def __init__(self, descriptor: int) -> None:
        self.kept = b""
        self._descriptor = descriptor
        self._reading = threading.Lock()
        self._thread = threading.Thread(target=self._drain, daemon=True)
        self._thread.start()

    def take(self) -> bool:
        """Read what is there; False at the end."""
        with self._reading:
            try:
                chunk = os.read(self._descriptor, OUTPUT_BYTES)
            except BlockingIOError:  # somebody else has read it
                return True
            self.kept += chunk[: OUTPUT_BYTES - len(self.kept)]
            return bool(chunk)

    def close(self, seconds: float) -> None:
        """Wait for the end of the output, at most so long."""
        self._thread.join(seconds)
        if not self._thread.is_alive():  # without isolation, a process that escaped may still hold the other end
            os.close(self._descriptor)

    def _drain(self) -> None:
        poll = select.poll()
        poll.register(self._descriptor, select.POLLIN)
        while poll.poll() and self.take():
            pass
