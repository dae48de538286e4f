"""Shows how far a run is: with a bar on a terminal, elsewhere with a plain line now and then."""

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ..grading.result import Result

SECONDS = 15.0  # between two plain lines


class Meter:
    """Counts outcomes while a class is graded; use it in a ``with`` block.

    Parameters
    ----------
    total : int
    console : Console
        On standard error.
    """

    def __init__(self, total: int, console: Console) -> None:
        self.total, self.console = total, console
        self.counts = {"full marks": 0, "partial": 0, "not readable": 0, "faults": 0}
        self.known = 0
        self._start = self._last = time.monotonic()
        columns = (BarColumn(30), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
        bar = Progress(*columns, TextColumn("{task.fields[counts]}"), console=console, transient=True)
        self._bar = bar if console.is_terminal else None
        self._task = bar.add_task("grading", total=total, rate="", counts="")

    def __enter__(self) -> "Meter":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    @property
    def done(self) -> int:
        """Number of submissions with a result."""
        return sum(self.counts.values())

    def add(self, result: Result, new: bool) -> None:
        """Count a result; ``new`` unless it came from the journal."""
        self.known += not new
        full = result.score >= result.max_score
        kind = "faults" if result.faulty else "not readable" if result.why else "full marks" if full else "partial"
        self.counts[kind] += 1
        fresh = self.done - self.known
        rate = fresh / max(time.monotonic() - self._start, 1e-3)
        if self._bar:
            speed = f"{rate:.1f}/s" if fresh else ""
            self._bar.update(self._task, completed=self.done, rate=speed, counts=self.outcomes)
        elif time.monotonic() - self._last > SECONDS and self.done < self.total:
            self._last = time.monotonic()
            left = (self.total - self.done) / rate if fresh else 0
            text = f"graded {self.done} of {self.total}, {rate:.1f}/s, about {left:.0f} s left: {self.outcomes}"
            self.console.print(text, highlight=False, soft_wrap=True)

    @property
    def outcomes(self) -> str:
        """The counts as text: ``12 full marks, 3 partial``."""
        return ", ".join(f"{count} {kind}" for kind, count in self.counts.items() if count)
