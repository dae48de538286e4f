"""A result summed up by tasks."""

from dataclasses import dataclass

from assignment.checks.engine.judge import Verdict
from assignment.checks.engine.tasks import TASKS, Task

from ..grading import Result

SEVERITY = ("fault", "timeout", "memory", "killed", "error", "failed", "blocked", "todo", "passed")


@dataclass(frozen=True)
class TaskSum:
    """Points and worst outcome of one task."""

    task: Task
    points: float
    possible: float
    outcome: str


def by_task(result: Result) -> list[TaskSum]:
    """One entry for each task that was judged."""
    sums = []
    for task in TASKS:
        verdicts: list[Verdict] = [v for v in result.verdicts.values() if v.check.task == task.name]
        if verdicts:
            outcome = min((v.outcome for v in verdicts), key=SEVERITY.index)
            points = sum(v.points for v in verdicts)
            sums.append(TaskSum(task, points, sum(v.check.points for v in verdicts), outcome))
    return sums
