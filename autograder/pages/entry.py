"""The part of a result that the class's page needs: little, because a class may have thousands."""

from dataclasses import dataclass

from assignment.engine.homework import Homework
from assignment.engine.language import said
from assignment.engine.outcomes import Outcome
from assignment.engine.registry import Check, all_checks

from ..grading.result import Result
from ..mistakes.finding import Group
from ..reports.repairs import summary
from ..reports.report import Context
from ..reports.row import Row, row

NOT_JUDGED, LOST, EARNED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One student in the class.

    Parameters
    ----------
    row : Row
    marks : bytes
        For each check of the homework whether it was judged and earned.
    stuck_at : str
        The task from which on nothing is earned, if something was before; else empty.
    unfinished : str
        The first task without full points; empty if there is none.
    remarks : tuple of str
    in_tasks : tuple of (Group, str)
        The mistakes, each with the task in which it was found.
    seconds : float
        How long grading took; 0 if that is not known.
    """

    row: Row
    marks: bytes
    stuck_at: str
    unfinished: str
    remarks: tuple[str, ...]
    in_tasks: tuple[tuple[Group, str], ...]
    seconds: float

    @property
    def counts(self) -> bool:
        """Whether the student's work tells something about the checks."""
        return not (self.row.problem or self.row.faulty or self.row.unwritten)

    @property
    def whole(self) -> int:
        """How many tasks have all points."""
        return sum(task.points >= task.possible for task in self.row.tasks)


def entry(result: Result, context: Context) -> Entry:
    """Return the entry of a result."""
    kept = row(result, context)
    core = [one for one in kept.tasks if not one.task.bonus] or list(kept.tasks)
    left = len(core)
    while left and not core[left - 1].points:
        left -= 1
    stuck = core[left].task.name if 0 < left <= len(core) - 2 else ""
    found = ((group, task) for task, findings in result.findings.items() for one in findings for group in one.mistakes)
    repaired = summary(result, context.homework, context.language)
    return Entry(
        kept,
        bytes(_mark(result, check) for check in all_checks(context.homework)),
        stuck,
        next((one.task.name for one in core if one.points < one.possible), ""),
        (*filter(None, [repaired]), *(said(remark, context.language) for remark in (*result.noted, *result.remarks))),
        tuple(dict.fromkeys(found)),
        result.seconds,
    )


def judged(entries: list[Entry], homework: Homework) -> list[tuple[int, Check]]:
    """Return the checks that were judged, with their places in ``marks``."""
    seen = bytes(map(max, zip(*(one.marks for one in entries), strict=True))) if entries else b""
    return [(place, check) for place, check in enumerate(all_checks(homework)) if seen and seen[place]]


def _mark(result: Result, check: Check) -> int:
    verdict = result.verdicts.get(check.id)
    if verdict is None or verdict.outcome == Outcome.FAULT:
        return NOT_JUDGED
    return EARNED if verdict.outcome.earns_points else LOST
