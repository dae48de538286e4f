"""Checks that a homework agrees with itself before anything is made from it."""

import math
from collections.abc import Iterator

from assignment.engine.homework import Homework
from assignment.engine.registry import all_checks
from assignment.engine.report import points


def refuse_unequal_points(homework: Homework) -> None:
    """Raise ValueError, with a sentence, unless each task's public and hidden checks give the task's points."""
    problems = list(_problems(homework))
    if problems:
        raise ValueError("; ".join(problems))


def _problems(homework: Homework) -> Iterator[str]:
    for task in homework.tasks:
        given = [check.points for check in all_checks(homework) if check.task == task.name]
        total = math.fsum(given)
        if not given:
            yield f"{task.name}: the task has no checks"
        elif not math.isclose(total, task.points):
            yield f"{task.name}: its checks give {points(total)} point{'s' * (total != 1)}, the task says {task.points}"
