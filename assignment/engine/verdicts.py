"""Verdicts of checks, the result of a task, and the rules between verdicts."""

from dataclasses import dataclass, field, replace

from .homework import Task
from .outcomes import Outcome, Reason, Why
from .registry import Check, Kind

MOST_FOR_SHAPES = 0.1  # of a task's points


@dataclass(frozen=True)
class Verdict:
    """The result of one check.

    Parameters
    ----------
    check : Check
    outcome : Outcome
    why : Why or None
        The reason, unless the check passed or found something wrong itself.
    what, got, expected, hint : str
        What the check found; empty if there is a reason.
    first : Why or None
        What to do first, if the failure may follow from that of another check.
    followed : bool
        True if it passed only with right versions of the functions it builds on.
    called : frozenset of str
        The student's own functions that were called; empty if the check passed.
    """

    check: Check
    outcome: Outcome
    why: Why | None = None
    what: str = ""
    got: str = ""
    expected: str = ""
    hint: str = ""
    first: Why | None = None
    followed: bool = False
    called: frozenset[str] = frozenset()

    @property
    def passed(self) -> bool:
        """Whether the check passed."""
        return self.outcome == Outcome.PASSED

    @property
    def points(self) -> float:
        """Points that the student gets; a fault of the kit costs nothing."""
        return self.check.points if self.outcome.earns_points else 0.0


Verdicts = dict[str, Verdict]


@dataclass(frozen=True)
class Judged:
    """The result of one task.

    Parameters
    ----------
    task : Task
    verdicts : dict of check id to Verdict
    hung : frozenset of str
        The functions of this task that ran out of time.
    flawless : bool
        Whether every check passed at the first try: then the next task may use the same process.
    more : dict of check id to list of str
        The second level of hints, on a student's computer: why such mistakes matter, and how to find them.
    """

    task: Task
    verdicts: Verdicts
    hung: frozenset[str] = frozenset()
    flawless: bool = False
    more: dict[str, list[str]] = field(default_factory=dict)

    @property
    def wrong(self) -> frozenset[str]:
        """The functions of this task that lost points: where a check called none of them, it may be any."""
        mine = frozenset(self.task.functions)
        lost = (verdict for verdict in self.verdicts.values() if not verdict.outcome.earns_points)
        return frozenset(name for verdict in lost for name in (verdict.called & mine or mine))


def may_follow(task: Task, verdict: Verdict) -> bool:
    """Return whether a check may pass with other versions of the functions that the task builds on."""
    own_stub = verdict.why and verdict.why.reason == Reason.NOT_WRITTEN and verdict.why.function in task.functions
    return not verdict.passed and bool(verdict.check.requires) and not own_stub


def _suspects(check: Check, earlier: Verdicts) -> list[Verdict]:
    """Return the failed verdicts of earlier tasks that this check builds on."""
    return [verdict for verdict in earlier.values() if not verdict.passed and verdict.check.task in check.requires]


def blocked(verdict: Verdict, earlier: Verdicts) -> Verdict:
    """Block a failed check where nothing can be lent: it says little while an earlier task is wrong."""
    suspects = _suspects(verdict.check, earlier)
    if not suspects:
        return verdict
    suspect = suspects[0]
    first = Why(Reason.REPAIR_FIRST, suspect.check.id)
    if suspect.outcome == Outcome.TODO and suspect.why:
        first = Why(Reason.WRITE_FIRST, suspect.why.function or suspect.check.task)
    return replace(verdict, outcome=Outcome.BLOCKED, hint="", first=first)


def beside_a_value(task: Task, checks: list[Check], verdicts: Verdicts) -> Verdicts:
    """Block what pays only beside a right value, if there is none; shapes pay as long as they give a tenth at most."""
    values = [verdicts[check.id].outcome.earns_points for check in checks if check.kind == Kind.VALUE]
    if any(values) or not values:  # without checks of values, nothing is known about them
        return verdicts
    passed = [check for check in checks if verdicts[check.id].passed]
    shapes = sum(check.points for check in passed if check.kind == Kind.SHAPES)
    alone = [check for check in passed if check.kind == Kind.BESIDE or shapes > MOST_FOR_SHAPES * task.points]
    return verdicts | {check.id: Verdict(check, Outcome.BLOCKED, Why(Reason.ONLY_BESIDE)) for check in alone}
