"""Says what a run waits for while it says nothing else, from its first second on.

It starts before anything else is imported, so it imports little itself.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

TICK = 0.25  # seconds between two looks
AT_ONCE = 1.0  # seconds of silence, before anything is said on a terminal
SOONEST, LATEST = 2.5, 15.0  # seconds between two plain lines: in the first minutes, and in a long run
SLOWER = 60  # an hour gives about 350 lines
NAMED, LONGEST = 3, 30  # how many are named, and the characters of a name


class UnderWay:
    """Knows what is under way and since when, and says so: on a terminal in a line that changes, else in plain lines.

    Parameters
    ----------
    stream : text file
    clock : callable, optional
        Returns seconds.

    Attributes
    ----------
    stream : text file
    terminal : bool
        Whether it is a terminal on which a line can be overwritten.
    line : callable
        Returns what to say now; empty for nothing. By default, what is under way.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self.terminal = stream.isatty() and os.environ.get("TERM") != "dumb"
        self.line = self.plain
        self.stream, self._clock = stream, clock
        self._start = self._said = clock()
        self._under_way: dict[object, tuple[str, str, float]] = {}  # what, the step, and since when; the oldest first
        self._drawn = 0
        self._lock = threading.Lock()

    def start(self) -> None:
        """Look now and then, in a thread, until the program ends."""
        threading.Thread(target=self._look, daemon=True).start()

    @contextmanager
    def doing(self, what: str) -> Iterator[Callable[[str], None]]:
        """Count something as under way; what is yielded takes the step in which it is.

        Parameters
        ----------
        what : str
            Any text, also one that a student has chosen.
        """
        from assignment.engine.clean import log  # commands that do nothing slow need not import it

        key, since, what = object(), self._clock(), log(what, LONGEST)

        def tell(step: str) -> None:
            self._under_way[key] = what, step, since

        tell("")
        try:
            yield tell
        finally:
            del self._under_way[key]
            self.clear()

    def clear(self) -> None:
        """Remove the line from the terminal, before something else is printed there."""
        with self._lock:
            self._draw("")

    def __str__(self) -> str:
        now = self._clock()
        entries = list(self._under_way.values())  # a copy: other threads add and remove
        said = [f"{what} ({f'{step}, ' if step else ''}{int(now - since)} s)" for what, step, since in entries[:NAMED]]
        more = f" and {len(entries) - NAMED} more" if len(entries) > NAMED else ""
        return ", ".join(said) + more

    def plain(self) -> str:
        """Return what is under way, as a line of its own."""
        return f"autograder: {self}" if self._under_way else ""

    def look(self) -> None:
        """Say what is under way, if it is time to say something."""
        with self._lock:
            text, now = self.line(), self._clock()
            silent, gap = now - self._said, min(max((now - self._start) / SLOWER, SOONEST), LATEST)
            if text and self.terminal and silent >= AT_ONCE:
                self._draw(text)
            elif text and not self.terminal and silent >= gap:
                self._said = now
                self._write(f"{text}\n")

    def _look(self) -> None:
        while True:
            time.sleep(TICK)
            self.look()

    def _draw(self, text: str) -> None:
        """Overwrite the line; the cursor stays at its beginning, where the next output belongs."""
        shown = text and text[: _width() - 1]
        if shown or self._drawn:
            self._write(f"\r{shown.ljust(self._drawn)}\r")
        self._drawn = len(shown)

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # whoever read it is gone, which ends no run
            self.stream.write(text)
            self.stream.flush()


def _width() -> int:
    from shutil import get_terminal_size  # imports as much as all of this

    return get_terminal_size().columns


UNDER_WAY = UnderWay(sys.stderr)
