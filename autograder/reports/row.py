"""The part of a result that the table on the terminal needs: little, because a class may have thousands."""

from dataclasses import dataclass

from assignment.engine.outcomes import Outcome

from ..grading.result import Result
from ..mistakes.finding import Group
from .report import Context
from .sentences import problem
from .tasks import TaskSum, by_task


@dataclass(frozen=True, slots=True)
class Row:
    """One submission in the class.

    Parameters
    ----------
    submission : str
    score : float
    max_score : float
    tasks : tuple of TaskSum
    problem : str
        Why nothing could be judged.
    mistakes : tuple of tuple of str
        Codes; alternatives form one group.
    deduction : float
        What was taken off because the file was repaired.
    failed : tuple of str
        Ids of the checks that failed.
    unwritten, faulty, isolated : bool
        Whether nothing is written yet, whether the kit failed, whether the sandbox was on.
    """

    submission: str
    score: float
    max_score: float
    tasks: tuple[TaskSum, ...]
    problem: str
    mistakes: tuple[Group, ...]
    deduction: float
    failed: tuple[str, ...]
    unwritten: bool
    faulty: bool
    isolated: bool


def row(result: Result, context: Context) -> Row:
    """Return the row of a result."""
    verdicts, tasks = result.verdicts.values(), tuple(by_task(result, context.homework))
    return Row(
        result.submission,
        result.score,
        result.max_score,
        tasks,
        problem(result, context.language),
        tuple(result.mistakes),
        result.deduction,
        tuple(v.check.id for v in verdicts if v.outcome == Outcome.FAILED and not result.why),
        len(tasks) > 1 and all(v.outcome == Outcome.TODO for v in verdicts),
        result.faulty,
        result.isolated,
    )
