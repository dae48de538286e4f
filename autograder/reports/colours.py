"""One colour for each task: what a student is told before the deadline."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assignment.engine.homework import Homework, Task
from assignment.engine.outcomes import Outcome

from ..grading.result import Result
from ..mistakes.finding import Group
from .tasks import judged


class Colour(StrEnum):
    """What the outcomes of all checks of a task come to."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    WHITE = "white"
    GREY = "grey"


SIGNS = {Colour.GREEN: "✓", Colour.YELLOW: "◐", Colour.RED: "✗", Colour.WHITE: "○", Colour.GREY: "?"}
WORDS = {
    Colour.GREEN: {"en": "green", "zh": "绿色"},
    Colour.YELLOW: {"en": "yellow", "zh": "黄色"},
    Colour.RED: {"en": "red", "zh": "红色"},
    Colour.WHITE: {"en": "white", "zh": "白色"},
    Colour.GREY: {"en": "grey", "zh": "灰色"},
}
MEANINGS = {
    Colour.GREEN: {"en": "All checks of this task pass.", "zh": "这项任务的检查全部通过。"},
    Colour.YELLOW: {
        "en": "Some checks of this task pass, others do not yet.",
        "zh": "这项任务的检查有一部分通过，其余的还没有通过。",
    },
    Colour.RED: {"en": "No check of this task passes yet.", "zh": "这项任务的检查还没有一项通过。"},
    Colour.WHITE: {"en": "This task is not written yet.", "zh": "这项任务还没有写。"},
    Colour.GREY: {
        "en": "This task could not be judged. The grader failed, not your file.",
        "zh": "这项任务没能评判。出错的是评分程序，不是你的文件。",
    },
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
