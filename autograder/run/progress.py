"""Counts what is graded, and shows it with what is under way: a bar on a terminal, elsewhere plain lines."""

import time
from collections.abc import Iterator, Set
from types import TracebackType

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from ..grading.result import Result
from .under_way import UNDER_WAY, UnderWay


class _Bar(Progress):
    """A bar, and below it what is under way."""

    def __init__(self, under_way: UnderWay) -> None:
        self._under_way = under_way
        self._console = console = Console(file=under_way.stream, force_terminal=True, force_interactive=True)
        columns = (BarColumn(20), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
        counts = TextColumn("{task.fields[counts]}")
        super().__init__(*columns, counts, console=console, transient=True, refresh_per_second=4)

    def get_renderables(self) -> Iterator[RenderableType]:
        yield from super().get_renderables()
        text = Text(str(self._under_way), style="dim")
        text.truncate(self._console.width - 3, overflow="ellipsis")  # the terminal's ^C must not begin another line
        yield text


class Meter:
    """Counts outcomes while a class is graded; use it in a ``with`` block.

    Parameters
    ----------
    total : int
    bonus : set of str, optional
        Tasks that full marks do not need.
    under_way : UnderWay, optional
        Knows what is under way, and prints the plain lines.
    """

    def __init__(self, total: int, bonus: Set[str] = frozenset(), under_way: UnderWay = UNDER_WAY) -> None:
        self.total, self._bonus = total, bonus
        self.counts = {"full marks": 0, "partial": 0, "not readable": 0, "faults": 0}
        self.known = 0
        self._start = time.monotonic()
        self._under_way = under_way
        self._bar = _Bar(under_way) if under_way.terminal else None

    def __enter__(self) -> "Meter":
        self._under_way.line = self._line
        if self._bar:
            self._task = self._bar.add_task("grading", total=self.total, rate="", counts="")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
        self._under_way.line = self._under_way.plain

    @property
    def done(self) -> int:
        """Number of submissions with a result."""
        return sum(self.counts.values())

    def add(self, result: Result, new: bool) -> None:
        """Count a result; ``new`` unless it came from the journal."""
        self.known += not new
        needed = [verdict for verdict in result.verdicts.values() if verdict.check.task not in self._bonus]
        full = all(verdict.points == verdict.check.points for verdict in needed or result.verdicts.values())
        kind = "faults" if result.faulty else "not readable" if result.why else "full marks" if full else "partial"
        self.counts[kind] += 1
        rate = f"{self.rate:.1f}/s" if self.rate else ""
        if self._bar:
            self._bar.update(self._task, completed=self.done, rate=rate, counts=self.outcomes)

    @property
    def rate(self) -> float:
        """Submissions graded in a second, without those that were known."""
        return (self.done - self.known) / max(time.monotonic() - self._start, 1e-3)

    @property
    def outcomes(self) -> str:
        """The counts as text: ``12 full marks, 3 partial``."""
        return ", ".join(f"{count} {kind}" for kind, count in self.counts.items() if count)

    def _line(self) -> str:
        """Return the counts and what is under way; nothing where the bar shows them."""
        if self._bar:
            return ""
        text = f"graded {self.done} of {self.total}"
        if self.rate:
            text += f", {self.rate:.1f}/s, about {(self.total - self.done) / self.rate:.0f} s left"
        if self.done:
            text += f": {self.outcomes}"
        return f"{text}; now {self._under_way}".removesuffix("; now ")
