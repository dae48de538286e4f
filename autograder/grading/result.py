"""The result of one submission, as data; reports turn it into sentences."""

from dataclasses import dataclass, field

from assignment.engine.homework import Homework
from assignment.engine.language import _
from assignment.engine.outcomes import WORTH_ASKING, Outcome, Why
from assignment.engine.picture import Picture
from assignment.engine.registry import Check
from assignment.engine.verdicts import Verdict, Verdicts

from ..intake.student import NOBODY, Student
from ..mistakes.credit import Credit
from ..mistakes.finding import Finding
from ..mistakes.matching import Group
from ..rescue.repair import Repair

NOT_ISOLATED = _("NOT ISOLATED")


@dataclass(frozen=True)
class Rescue:
    """What was repaired so that a file could be loaded, and what of a notebook was left out.

    Parameters
    ----------
    cost : int
        Percent of the points that can be had.
    repairs : tuple of Repair
    """

    cost: int
    repairs: tuple[Repair, ...]

    @classmethod
    def of(cls, repairs: tuple[Repair, ...], cost: int) -> "Rescue | None":
        """Return the rescue with these repairs, which costs nothing if all of them are free; None without repairs."""
        return cls(cost if any(one.kind.costs for one in repairs) else 0, repairs) if repairs else None


@dataclass(frozen=True)
class Result:
    """The result of one submission.

    Parameters
    ----------
    submission : str
        The name in the reports.
    max_score : float
        The core points of what was judged; bonus points come on top, unless nothing else was judged.
    verdicts : dict of check id to Verdict
    why : Why or None
        Why the file could not be run; None if it was.
    findings : dict of task to list of Finding
        The findings about the functions that lost points.
    credits : tuple of Credit
        What tasks pay beside their checks, where the course credits what is right.
    rescue : Rescue or None
        What was repaired so that the file could be loaded; None if it was loaded as it stands.
    output : bytes
        What the file printed while it was loaded.
    problem : str
        Why the kit failed and judged nothing; empty otherwise.
    isolated : bool
        False if the student's code ran without the sandbox's layers.
    remarks : tuple of str
        Remarks on the file for the instructor; they cost no points.
    handed_in : str
        The original name of the file or folder; empty if nothing was handed in.
    noted : tuple of str
        Remarks on which file was chosen, and in which form it was.
    student : Student
        Who handed it in.
    picture : Picture or None
        What the homework's picture of the student's own functions shows, where these are right.
    seconds : float
        Wall time of grading; 0 if that is not known.
    """

    submission: str
    max_score: float
    verdicts: Verdicts = field(default_factory=dict)
    why: Why | None = None
    findings: dict[str, list[Finding]] = field(default_factory=dict)
    credits: tuple[Credit, ...] = ()
    rescue: Rescue | None = None
    output: bytes = b""
    problem: str = ""
    isolated: bool = True
    remarks: tuple[str, ...] = ()
    handed_in: str = ""
    noted: tuple[str, ...] = ()
    student: Student = NOBODY
    picture: Picture | None = None
    seconds: float = field(default=0.0, compare=False)

    @property
    def earned(self) -> float:
        """Core and bonus points of the tasks."""
        return sum(verdict.points for verdict in self.verdicts.values()) + sum(one.points for one in self.credits)

    @property
    def deduction(self) -> float:
        """What is taken off for a rescue, at most all that was earned."""
        return min(self.earned, self.max_score * self.rescue.cost / 100) if self.rescue else 0

    @property
    def score(self) -> float:
        """Core and bonus points, less what a rescue costs."""
        return self.earned - self.deduction

    @property
    def faulty(self) -> bool:
        """Whether the kit itself failed somewhere."""
        return bool(self.problem) or any(verdict.outcome == Outcome.FAULT for verdict in self.verdicts.values())

    @property
    def mistakes(self) -> list[Group]:
        """The mistakes that could be named, each once; alternatives form one group."""
        found = (mistake for task in self.findings.values() for finding in task for mistake in finding.mistakes)
        return list(dict.fromkeys(found))

    def findings_behind(self, verdict: Verdict) -> list[Finding]:
        """Return the findings about the functions that a failed check called."""
        called = verdict.called if verdict.outcome in WORTH_ASKING else frozenset()
        findings = self.findings.get(verdict.check.task, [])
        return [finding for finding in findings if finding.function in called or not finding.function]


def max_score(homework: Homework, checks: tuple[Check, ...]) -> float:
    """Return the core points of some checks; their bonus points if there are no core points."""
    bonus = {task.name for task in homework.tasks if task.bonus}
    core = sum(check.points for check in checks if check.task not in bonus)
    points = core or sum(check.points for check in checks) or homework.core_points
    return points if points % 1 else int(points)
