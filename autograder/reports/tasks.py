"""Sums up a result by tasks."""

from collections.abc import Iterator
from dataclasses import dataclass

from assignment.engine.homework import Homework, Task
from assignment.engine.outcomes import Outcome
from assignment.engine.verdicts import Verdict

from ..grading.result import Result

SEVERITY = (
    Outcome.FAULT,
    Outcome.TIMEOUT,
    Outcome.MEMORY,
    Outcome.KILLED,
    Outcome.ERROR,
    Outcome.FAILED,
    Outcome.BLOCKED,
    Outcome.TODO,
    Outcome.PASSED,
)


@dataclass(frozen=True)
class TaskSum:
    """Points and worst outcome of one task."""

    task: Task
    points: float
    possible: float
    outcome: Outcome


def judged(result: Result, homework: Homework) -> Iterator[tuple[Task, list[Verdict]]]:
    """Yield each task that was judged, with its verdicts."""
    for task in homework.tasks:
        verdicts = [verdict for verdict in result.verdicts.values() if verdict.check.task == task.name]
        if verdicts:
            yield task, verdicts


def by_task(result: Result, homework: Homework) -> list[TaskSum]:
    """Return one entry for each task that was judged."""
    sums = []
    for task, verdicts in judged(result, homework):
        outcome = min((verdict.outcome for verdict in verdicts), key=SEVERITY.index)
        points = sum(verdict.points for verdict in verdicts)
        points += sum(credit.points for credit in result.credits if credit.task == task.name)
        sums.append(TaskSum(task, points, sum(verdict.check.points for verdict in verdicts), outcome))
    return sums
