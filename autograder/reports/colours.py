"""One colour for each task: what a student is told before the deadline."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assignment.engine.homework import Homework, Task
from assignment.engine.language import _
from assignment.engine.outcomes import Outcome

from ..grading.result import Result
from ..mistakes.finding import Group
from .tasks import judged


class Colour(StrEnum):
    """What the outcomes of all checks of a task come to."""

    GREEN = _("green")
    YELLOW = _("yellow")
    RED = _("red")
    WHITE = _("white")
    GREY = _("grey")


SIGNS = {Colour.GREEN: "✓", Colour.YELLOW: "◐", Colour.RED: "✗", Colour.WHITE: "○", Colour.GREY: "?"}
MEANINGS = {
    Colour.GREEN: _("All checks of this task pass."),
    Colour.YELLOW: _("Some checks of this task pass, others do not yet."),
    Colour.RED: _("No check of this task passes yet."),
    Colour.WHITE: _("This task is not written yet."),
    Colour.GREY: _("This task could not be judged. The grader failed, not your file."),
}


@dataclass(frozen=True, slots=True)
class Light:
    """The colour of a task, and the mistakes that were named in it."""

    task: Task
    colour: Colour
    mistakes: tuple[Group, ...]


def lights(result: Result, homework: Homework) -> Iterator[Light]:
    """Yield one light for each task that was judged; all are grey if the file could not be run."""
    for task, verdicts in judged(result, homework):
        groups = (g for verdict in verdicts for finding in result.findings_behind(verdict) for g in finding.mistakes)
        colour = Colour.GREY if result.why else colour_of({verdict.outcome for verdict in verdicts})
        yield Light(task, colour, tuple(dict.fromkeys(groups)))


def colour_of(outcomes: set[Outcome]) -> Colour:
    """Return the colour for the outcomes of all checks of a task; public and hidden ones count alike."""
    if Outcome.FAULT in outcomes:
        return Colour.GREY
    if Outcome.PASSED in outcomes:
        return Colour.GREEN if len(outcomes) == 1 else Colour.YELLOW
    return Colour.WHITE if outcomes == {Outcome.TODO} else Colour.RED
