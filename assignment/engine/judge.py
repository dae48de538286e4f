"""Judge checks: outcomes, prerequisites, and a second try with right versions of earlier functions."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from .expect import Wrong
from .homework import Homework, Task
from .outcomes import Outcome, Reason, Stopped, Why
from .registry import Check
from .student import Student

Open = Callable[[Task], Student]


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
class Openers:
    """Ways to open the student's functions for a task.

    Parameters
    ----------
    fresh : callable
        Opens them before any other call was made.
    kept : callable or None
        Opens them in the process in which an earlier task passed every check; None if each task starts fresh anyway.
    lent : callable or None
        Opens them fresh, with right versions of what the task builds on; None if there is no reference.
    """

    fresh: Open
    kept: Open | None = None
    lent: Open | None = None


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
    """

    task: Task
    verdicts: Verdicts
    hung: frozenset[str] = frozenset()
    flawless: bool = False


def judge_tasks(
    homework: Homework, checks: Iterable[Check], openers: Openers, salt: str, hung: frozenset[str] = frozenset()
) -> Iterator[Judged]:
    """Judge a submission task by task, in the order of the assignment.

    Parameters
    ----------
    homework : Homework
    checks : iterable of Check
    openers : Openers
    salt : str
        Decides the random instances.
    hung : frozenset of str
        Functions known to run out of time.

    Yields
    ------
    judged : Judged
    """
    by_task: dict[str, list[Check]] = {}
    for check in sorted(checks, key=lambda check: check.needs_other_pass):
        by_task.setdefault(check.task, []).append(check)
    earlier: Verdicts = {}
    keep = False
    for task in homework.tasks:
        if task.name in by_task:
            judged = judge_task(task, by_task[task.name], openers, salt, hung, earlier, keep)
            earlier |= judged.verdicts
            hung |= judged.hung
            keep = judged.flawless
            yield judged


def judge_task(
    task: Task,
    checks: list[Check],
    openers: Openers,
    salt: str,
    hung: frozenset[str] = frozenset(),
    earlier: Verdicts | None = None,
    keep: bool = False,
) -> Judged:
    """Judge one task with the student's own functions and, where that fails, once more with right ones lent.

    Parameters
    ----------
    earlier : dict of check id to Verdict, optional
        Verdicts of the tasks before.
    keep : bool
        Whether the process of the task before may be used.
    """
    earlier = earlier or {}
    waits_for = sorted(hung & {*task.builds_on, *(name for check in checks for name in check.uses)})
    if waits_for:  # calling it would only run out of time again
        why = Why(Reason.WAITS_FOR, waits_for[0])
        verdicts, timed_out, flawless = {c.id: Verdict(c, Outcome.BLOCKED, why) for c in checks}, hung, False
    else:
        verdicts, timed_out, flawless = _judge_own(task, checks, openers, salt, keep)
    doubtful = [check for check in checks if _may_follow(task, check, verdicts[check.id], earlier)]
    if doubtful and openers.lent:
        verdicts = _judge_with_lent(checks, doubtful, verdicts, openers.lent(task), salt)
    elif doubtful:
        verdicts |= {check.id: _blocked(verdicts[check.id], earlier) for check in doubtful}
    return Judged(task, _without_lone_passes(checks, verdicts), timed_out & {*task.functions}, flawless)


def _judge_own(
    task: Task, checks: list[Check], openers: Openers, salt: str, keep: bool
) -> tuple[Verdicts, frozenset[str], bool]:
    """Return the verdicts, the functions that ran out of time, and whether all checks passed.

    Only passes count in a process that earlier tasks used: what they left behind must not cost points.
    """
    if keep and openers.kept:
        student = openers.kept(task)
        verdicts = _run(checks, student, salt, until_failure=True)
        if all(verdict.passed for verdict in verdicts.values()):
            return verdicts, student.timed_out, True
    student = openers.fresh(task)
    verdicts = _run(checks, student, salt)
    return verdicts, student.timed_out, all(verdict.passed for verdict in verdicts.values())


def _judge_with_lent(
    checks: list[Check], doubtful: list[Check], verdicts: Verdicts, student: Student, salt: str
) -> Verdicts:
    """Run the doubtful checks again with right versions of what the task builds on; the second verdict counts."""
    again = checks if any(check.sums_up for check in doubtful) else doubtful
    verdicts = dict(verdicts)
    for key, second in _run(again, student, salt).items():
        if not verdicts[key].passed:
            verdicts[key] = replace(second, followed=second.passed)
        elif second.outcome == Outcome.FAULT:
            verdicts[key] = second
    return verdicts


def _may_follow(task: Task, check: Check, verdict: Verdict, earlier: Verdicts) -> bool:
    """Return whether a failure may be the fault of another task."""
    own_stub = verdict.why and verdict.why.reason == Reason.NOT_WRITTEN and verdict.why.function in task.functions
    if verdict.passed or own_stub or not check.requires:
        return False
    return verdict.outcome != Outcome.TIMEOUT or bool(
        _suspects(check, earlier)
    )  # only wait again if another task may be the reason


def _suspects(check: Check, earlier: Verdicts) -> list[Verdict]:
    """Return the failed verdicts of earlier tasks that this check builds on."""
    return [verdict for verdict in earlier.values() if not verdict.passed and verdict.check.task in check.requires]


def _blocked(verdict: Verdict, earlier: Verdicts) -> Verdict:
    """Block a failed check where nothing can be lent: it says little while an earlier task is wrong."""
    suspects = _suspects(verdict.check, earlier)
    if not suspects:
        return verdict
    suspect = suspects[0]
    first = Why(Reason.REPAIR_FIRST, suspect.check.id)
    if suspect.outcome == Outcome.TODO and suspect.why:
        first = Why(Reason.WRITE_FIRST, suspect.why.function or suspect.check.task)
    return replace(verdict, outcome=Outcome.BLOCKED, hint="", first=first)


def _without_lone_passes(checks: list[Check], verdicts: Verdicts) -> Verdicts:
    """Block checks that need another pass, if no other check of the task passed."""
    if any(verdicts[check.id].passed for check in checks if not check.needs_other_pass):
        return verdicts
    alone = [check for check in checks if check.needs_other_pass and verdicts[check.id].passed]
    return verdicts | {check.id: Verdict(check, Outcome.BLOCKED, Why(Reason.ONLY_BESIDE)) for check in alone}


def _run(checks: list[Check], student: Student, salt: str, until_failure: bool = False) -> Verdicts:
    """Run checks one after the other; after a redacted one, all are: the student's code may have kept its inputs."""
    redact = False
    verdicts: Verdicts = {}
    for check in checks:
        redact = redact or check.redact
        verdicts[check.id] = run_check(check, student, salt, redact)
        if until_failure and not verdicts[check.id].passed:
            break
    return verdicts


def run_check(check: Check, student: Student, salt: str, redact: bool = False) -> Verdict:
    """Run one check and return its verdict; nothing that the student's code raises gets out."""
    called = student.record_calls()
    verdict = _outcome(check, student, salt, redact)
    return verdict if verdict.passed else replace(verdict, called=frozenset(called))


def _outcome(check: Check, student: Student, salt: str, redact: bool) -> Verdict:
    try:
        check.function(student, check.generator(salt))
    except Wrong as wrong:
        shown = ("", "") if redact else (wrong.got, wrong.expected)
        return Verdict(check, Outcome.FAILED, None, wrong.what, *shown, wrong.hint)
    except Stopped as stopped:
        return Verdict(check, stopped.outcome, stopped.why.redacted() if redact else stopped.why)
    except Exception:  # a bug of ours, or a value that the check did not expect: grading decides
        return Verdict(check, Outcome.FAULT, Why(Reason.STUMBLED))
    return Verdict(check, Outcome.PASSED)
