"""What the tables need of a result: little, because a class may have thousands."""

from dataclasses import dataclass

from ..grading import Result
from ..misconceptions.matching import Group
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
    reason, note : str
        Why nothing could be judged; the same and whether the file ran unprotected.
    remarks : tuple of str
    mistakes : tuple of tuple of str
        Codes; alternatives stand in one group.
    failed : tuple of str
        Ids of the checks that failed.
    handed_in : str
    unwritten, faulty, isolated : bool
    """

    submission: str
    score: float
    max_score: float
    tasks: tuple[TaskSum, ...]
    reason: str
    note: str
    remarks: tuple[str, ...]
    mistakes: tuple[Group, ...]
    failed: tuple[str, ...]
    handed_in: str
    unwritten: bool
    faulty: bool
    isolated: bool


def row(result: Result) -> Row:
    """The row of a result."""
    verdicts, tasks = result.verdicts.values(), tuple(by_task(result))
    return Row(
        result.submission,
        result.score,
        result.max_score,
        tasks,
        result.reason,
        result.note,
        result.remarks,
        tuple(result.mistakes),
        tuple(v.check.id for v in verdicts if v.outcome == "failed" and not result.reason),
        result.handed_in,
        len(tasks) > 1 and all(v.outcome == "todo" for v in verdicts),
        result.faulty,
        result.isolated,
    )
