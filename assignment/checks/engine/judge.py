"""From checks to verdicts: outcomes, prerequisites and follow-through."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from .expect import Wrong
from .registry import Check
from .stopped import Stopped, sentence_for
from .student import Student
from .tasks import TASKS, Task

LAST = "unchanged"  # this check of a task sums up all calls before it
STUMBLED = "the check could not judge what came back"
Opener = Callable[[Task, bool], Student]


@dataclass(frozen=True)
class Verdict:
    """What came of one check.

    Parameters
    ----------
    check : Check
    outcome : str
        passed, failed, todo, blocked, error, timeout, memory, killed or fault.
    sentence : str
        What the student reads; empty if passed.
    got, expected, hint : str
        Details for a public check.
    followed : bool
        True if it passed only with right versions of the functions it builds on.
    asked : frozenset of str
        The student's own functions that were called, where it did not pass.
    """

    check: Check
    outcome: str
    sentence: str = ""
    got: str = ""
    expected: str = ""
    hint: str = ""
    followed: bool = False
    asked: frozenset[str] = frozenset()

    @property
    def points(self) -> float:
        """What the student gets; a fault of the kit costs nothing."""
        return self.check.points if self.outcome in ("passed", "fault") else 0.0


Verdicts = dict[str, Verdict]
Run = Callable[[Check], Verdict]


def judge(checks: Iterable[Check], opener: Opener, salt: str, can_lend: bool, hung: set[str] | None = None) -> Verdicts:
    """Judge a submission: the verdict of every check by its id; see :func:`judge_tasks`."""
    verdicts: Verdicts = {}
    for verdicts in judge_tasks(checks, opener, salt, can_lend, hung):  # noqa: B007
        pass
    return verdicts


def judge_tasks(
    checks: Iterable[Check], opener: Opener, salt: str, can_lend: bool, hung: set[str] | None = None
) -> Iterator[Verdicts]:
    """Judge a submission task by task, in the order of the assignment.

    Parameters
    ----------
    checks : iterable of Check
    opener : callable
        ``opener(task, lent)`` gives the student's module in a fresh state, or as the task before has left
        it if that was flawless; with ``lent`` the functions that the task builds on are replaced by right
        versions.
    salt : str
        Decides the random instances.
    can_lend : bool
        False where there is no reference, as on the student's own computer.
    hung : set of str, optional
        Functions known to run out of time; those that are found out are added.

    Yields
    ------
    verdicts : dict of check id to Verdict
        After each task, all verdicts so far.
    """
    by_task: dict[str, list[Check]] = {}
    for check in sorted(checks, key=lambda check: check.side):
        by_task.setdefault(check.task, []).append(check)
    verdicts: Verdicts = {}
    hung = set() if hung is None else hung
    for task in TASKS:
        if task.name in by_task:
            verdicts |= _judge_task(task, by_task[task.name], opener, salt, can_lend, hung, verdicts)
            yield verdicts


def _judge_task(
    task: Task,
    checks: list[Check],
    opener: Opener,
    salt: str,
    can_lend: bool,
    hung: set[str],
    earlier: Verdicts,
) -> Verdicts:
    stuck = sorted(hung & {*task.builds_on, *(name for check in checks for name in check.uses)})
    if stuck:  # its own version would only run out of time once more
        verdicts = {c.id: Verdict(c, "blocked", f"{stuck[0]} takes too long; repair it first") for c in checks}
    else:
        student, verdicts = _judge_once(task, checks, opener, salt)
        if student.used and not student.flawless:  # what other calls left behind shall cost nothing
            student, verdicts = _judge_once(task, checks, opener, salt)
        hung |= student.hung & set(task.functions)
    again = [c for c in checks if _depends(task, c, verdicts[c.id], earlier)]
    if again and can_lend:
        _judge_again(task, checks, again, verdicts, opener, salt)
    elif again:
        verdicts |= {c.id: _blocked(verdicts[c.id], earlier) for c in again}
    return verdicts | _sum_up(checks, verdicts)


def _judge_once(task: Task, checks: list[Check], opener: Opener, salt: str) -> tuple[Student, Verdicts]:
    """The student who was asked, and the verdicts; there may be fewer if another attempt follows."""
    student = opener(task, False)
    settled = tuple(check for check in checks if not check.timed)
    verdicts = student.judged(settled, salt, lambda check: run_check(check, student, salt))
    if not student.used or flawless(settled, verdicts):
        verdicts = {c.id: verdicts.get(c.id) or run_check(c, student, salt) for c in checks}
    student.flawless = flawless(checks, verdicts)
    return student, verdicts


def flawless(checks: Iterable[Check], verdicts: Verdicts) -> bool:
    """Whether all of the checks have been judged, and passed."""
    return all(check.id in verdicts and verdicts[check.id].outcome == "passed" for check in checks)


def _judge_again(
    task: Task, checks: list[Check], again: list[Check], verdicts: Verdicts, opener: Opener, salt: str
) -> None:
    """Follow-through: once more with right versions of what the task builds on; that verdict stands."""
    if any(check.name == LAST for check in again):
        again = checks  # it sums up all calls of the task
    lent = opener(task, True)
    for check in again:
        second = run_check(check, lent, salt)
        first = verdicts[check.id]
        if first.outcome != "passed":
            verdicts[check.id] = replace(second, followed=True) if second.outcome == "passed" else second
        elif second.outcome == "fault":
            verdicts[check.id] = second


def _depends(task: Task, check: Check, verdict: Verdict, earlier: Verdicts) -> bool:
    """Whether a verdict may be another task's fault."""
    if verdict.outcome == "passed":
        return False
    own_stub = verdict.sentence in [sentence_for("todo", name, name) for name in task.functions]
    if own_stub or not check.requires:
        return False
    return verdict.outcome != "timeout" or bool(_suspects(check, earlier))  # waiting again must have a reason


def _suspects(check: Check, earlier: Verdicts) -> list[str]:
    """Checks of earlier tasks that did not pass and that this one builds on."""
    wrong = [verdict.check for verdict in earlier.values() if verdict.outcome != "passed"]
    return [other.id for other in wrong if other.task in check.requires]


def _sum_up(checks: list[Check], verdicts: Verdicts) -> Verdicts:
    """Side checks earn nothing where nothing else is right."""
    if any(verdicts[c.id].outcome == "passed" for c in checks if not c.side):
        return {}
    idle = [c for c in checks if c.side and verdicts[c.id].outcome == "passed"]
    return {c.id: Verdict(c, "blocked", "counts when another check of this task passes") for c in idle}


def _blocked(verdict: Verdict, earlier: Verdicts) -> Verdict:
    """Where nothing can be lent: a failure says little while an earlier task is not right."""
    suspects = _suspects(verdict.check, earlier)
    if not suspects:
        return verdict
    verb = "write" if earlier[suspects[0]].outcome == "todo" else "repair"
    return replace(verdict, outcome="blocked", hint=f"first {verb} {suspects[0]}: this may follow from it")


def run_check(check: Check, student: Student, salt: str) -> Verdict:
    """What comes of one check, whatever the student's code does."""
    student.asked.clear()
    student.secret = student.secret or check.discreet  # from now on his code may show what it was asked
    verdict = _outcome(check, student, salt)
    return verdict if verdict.outcome == "passed" else replace(verdict, asked=frozenset(student.asked))


def _outcome(check: Check, student: Student, salt: str) -> Verdict:
    try:
        check.function(student, check.generator(salt))
    except Wrong as wrong:
        if student.secret:
            return Verdict(check, "failed", wrong.what, hint=wrong.hint)
        return Verdict(check, "failed", wrong.what, wrong.got, wrong.expected, wrong.hint)
    except Stopped as stopped:
        return Verdict(check, stopped.outcome, stopped.describe(student.secret))
    except Exception:  # ours, or a value that the check did not foresee: grading decides
        return Verdict(check, "fault", STUMBLED)
    return Verdict(check, "passed")
