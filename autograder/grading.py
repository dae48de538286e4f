"""Grade one submission: every check, in workers, against the trusted reference."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from assignment.checks.engine.judge import Opener, Verdict, judge
from assignment.checks.engine.registry import Check, collect, public_checks
from assignment.checks.engine.stopped import Stopped
from assignment.checks.engine.student import Student
from assignment.checks.engine.tasks import CORE_POINTS, TASKS, Task
from autograder.reference import reference

from . import rules
from .ahead import Ahead, others
from .misconceptions.diagnosis import WORTH_ASKING, Finding, diagnose, while_loading
from .misconceptions.matching import Group
from .sandbox.one_shot import Spawner
from .sandbox.sandbox import Shared, Worker

REFERENCE = Path(reference.__file__)
DEFAULT_SALT = "public"
SALT_FILE = "course_salt"
DIAGNOSIS_SECONDS = 10.0  # for all calls of a submission; what is slower stays without a name
NOT_ISOLATED = "NOT ISOLATED"


@dataclass(frozen=True)
class Result:
    """The outcome of one submission.

    Parameters
    ----------
    submission : str
    verdicts : dict of check id to Verdict
    reason : str
        Why nothing could be judged; empty otherwise.
    output : bytes
        What the file printed while it was loaded.
    findings : dict of task to list of Finding
        What is known about the functions that lost points.
    failed : bool
        True if the kit failed and nothing was judged.
    isolated : bool
        False if the student's code ran without the sandbox's layers.
    remarks : tuple of str
        What the instructor may want to know about the file; worth no points.
    handed_in : str
        The file or folder as it is called in the class.
    """

    submission: str
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    reason: str = ""
    findings: dict[str, list[Finding]] = field(default_factory=dict)
    output: bytes = b""
    failed: bool = False
    isolated: bool = True
    remarks: tuple[str, ...] = ()
    handed_in: str = ""

    @property
    def score(self) -> float:
        """Core and bonus points."""
        return sum(verdict.points for verdict in self.verdicts.values())

    @property
    def max_score(self) -> float:
        """The core points of what was judged; bonus points come on top, unless nothing else was judged."""
        bonus = {task.name for task in TASKS if task.bonus}
        checks = [verdict.check for verdict in self.verdicts.values()]
        core = sum(check.points for check in checks if check.task not in bonus)
        points = core or sum(check.points for check in checks) or CORE_POINTS
        return points if points % 1 else int(points)

    @property
    def note(self) -> str:
        """What stands beside the score: why nothing could be judged, and whether the file ran unprotected."""
        return self.reason if self.isolated else f"{NOT_ISOLATED} {self.reason}".strip()

    def behind(self, verdict: Verdict) -> list[Finding]:
        """What is known about the functions that a check called in vain."""
        asked = verdict.asked if verdict.outcome in WORTH_ASKING else frozenset()
        findings = self.findings.get(verdict.check.task, [])
        return [finding for finding in findings if finding.function in asked or not finding.function]

    @property
    def mistakes(self) -> list[Group]:
        """The mistakes that could be named, each once; alternatives stand in one group."""
        found = (mistake for task in self.findings.values() for finding in task for mistake in finding.mistakes)
        return list(dict.fromkeys(found))

    @property
    def faulty(self) -> bool:
        """Whether the kit itself failed somewhere."""
        return self.failed or any(verdict.outcome == "fault" for verdict in self.verdicts.values())


@cache
def all_checks() -> tuple[Check, ...]:
    """Public and hidden checks; where both have the same instance, the public one is as discreet as the hidden one."""
    hidden = collect("autograder.checks", hidden=True)
    shared = {(check.task, check.instance) for check in hidden if check.instance}
    public = [replace(check, discreet=(check.task, check.instance) in shared) for check in public_checks()]
    return (*public, *hidden)


def checks_for(task: str | None) -> tuple[Check, ...]:
    """The checks of one task, or all."""
    return tuple(check for check in all_checks() if task in (None, check.task))


def grade(submission: str, source: str, zygote: Spawner, checks: tuple[Check, ...], salt: str) -> Result:
    """Judge a file.

    Parameters
    ----------
    submission : str
        The name in the reports.
    source : str
        The file's text.
    zygote : Zygote or OneShot
    checks : tuple of Check
    salt : str
        Decides the random instances.
    """
    shared = Shared()
    with _workers(zygote, source, shared) as (first, opener):
        try:
            first.load()
        except Stopped as stopped:
            result = refused(submission, checks, stopped.outcome, stopped.describe(), first.printed())
            findings = while_loading(stopped)
            remarks = () if "ModuleNotFoundError" in stopped.kinds else rules.remarks(source)  # or the same once more
            return replace(result, findings=findings, isolated=zygote.isolated, remarks=remarks)
        output = first.printed()
        verdicts = judge(checks, opener, salt, can_lend=True)
        complaints: list[str] = []
        shared.left = min(shared.left, DIAGNOSIS_SECONDS)
        findings = diagnose(verdicts.values(), opener, source, salt, complaints.append)
    settled = {key: _settle(verdict, zygote, salt) for key, verdict in verdicts.items()}
    remarks = (*rules.remarks(source), *complaints)
    return Result(submission, settled, "", findings, output, isolated=zygote.isolated, remarks=remarks)


def refused(submission: str, checks: tuple[Check, ...], outcome: str, reason: str, output: bytes = b"") -> Result:
    """The result of a file that cannot be run: the same verdict for every check."""
    verdicts = {check.id: Verdict(check, outcome, reason) for check in checks}
    return Result(submission, verdicts, reason, output=output)


@contextmanager
def _workers(zygote: Spawner, source: str, shared: Shared) -> Iterator[tuple[Worker, Opener]]:
    """The first worker, and an opener for which one process goes on as long as the last task was flawless.

    A task that is opened once more gets its time back, and is asked one question after the other.
    """
    worker = Worker(zygote, source, (), shared)
    last: tuple[Task, Student, float] | None = None

    def opener(task: Task, lent: bool) -> Student:
        nonlocal worker, last
        used = last is not None and last[1].flawless and not lent and worker.runs
        once_more = last is not None and last[0] == task and last[1].used and not lent
        if last is not None and not used:
            if once_more:
                shared.give_back(last[2])
            worker.stop()
            worker = Worker(zygote, source, task.builds_on if lent else (), shared)
        one_by_one = lent or once_more
        student = Student(worker, others(task)) if one_by_one else Ahead(worker, task, used)
        last = task, student, shared.left
        return student

    try:
        yield worker, opener
    finally:
        worker.stop()


def _settle(verdict: Verdict, zygote: Spawner, salt: str) -> Verdict:
    """A check that stumbled is the kit's fault only if it stumbles over the reference as well."""
    if verdict.outcome != "fault":
        return verdict
    with _workers(zygote, REFERENCE.read_text(encoding="utf-8"), Shared()) as (_, opener):
        alone = judge([verdict.check], opener, salt, can_lend=False)[verdict.check.id]
    if alone.outcome not in ("passed", "blocked"):  # a side check never passes alone
        return verdict
    return replace(verdict, outcome="failed", sentence="what came back has a form that the check cannot read")
