"""Judge checks: outcomes, prerequisites, and a second try with right versions of earlier functions."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from .expect import Wrong
from .homework import Homework, Task
from .outcomes import Outcome, Reason, Stopped, Why
from .registry import Check
from .student import Student
from .verdicts import Judged, Verdict, Verdicts, beside_a_value, blocked, may_follow

Open = Callable[[Task], Student]
Lend = Callable[[Task, frozenset[str]], Student]


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
        ``lent(task, names)`` opens them fresh, with right versions of these functions; None if there is no reference.
    """

    fresh: Open
    kept: Open | None = None
    lent: Lend | None = None


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
    for check in sorted(checks, key=lambda check: check.last):
        by_task.setdefault(check.task, []).append(check)
    earlier: Verdicts = {}
    unreliable: frozenset[str] = frozenset()
    keep = False
    for task in homework.tasks:
        if task.name in by_task:
            judged = judge_task(task, by_task[task.name], openers, salt, unreliable, hung, earlier, keep)
            earlier |= judged.verdicts
            hung |= judged.hung
            unreliable |= judged.wrong
            keep = judged.flawless
            yield judged
        if unreliable & {*task.builds_on}:  # right in itself, but not beside what is wrong
            unreliable |= {*task.functions}


def judge_task(
    task: Task,
    checks: list[Check],
    openers: Openers,
    salt: str,
    unreliable: frozenset[str] = frozenset(),
    hung: frozenset[str] = frozenset(),
    earlier: Verdicts | None = None,
    keep: bool = False,
) -> Judged:
    """Judge one task: a check passes if it does with the student's own functions, or with right ones lent.

    Parameters
    ----------
    unreliable : frozenset of str
        Functions that lost points, or build on such functions.
    hung : frozenset of str
        Functions known to run out of time.
    earlier : dict of check id to Verdict, optional
        Verdicts of the tasks before.
    keep : bool
        Whether the process of the task before may be used.
    """
    judging = _Judging(task, checks, openers, salt, hung, frozenset(v.check.task for v in (earlier or {}).values()))
    waits_for = sorted(hung & {*task.builds_on, *(name for check in checks for name in check.uses)})
    if openers.lent:
        judged = judging.with_lent(unreliable, keep)
    elif waits_for:  # a call would only run out of time again
        why = Why(Reason.WAITS_FOR, waits_for[0])
        judged = Judged(task, {check.id: Verdict(check, Outcome.BLOCKED, why) for check in checks})
    else:
        judged = judging.own(keep)
        verdicts = judged.verdicts.items()
        doubtful = {key: blocked(verdict, earlier or {}) for key, verdict in verdicts if may_follow(task, verdict)}
        judged = replace(judged, verdicts=judged.verdicts | doubtful)
    return replace(judged, verdicts=beside_a_value(task, checks, judged.verdicts))


@dataclass(frozen=True)
class _Judging:
    """One task, and the ways to judge it."""

    task: Task
    checks: list[Check]
    openers: Openers
    salt: str
    hung: frozenset[str]
    before: frozenset[str]  # the tasks that were judged

    def own(self, keep: bool) -> Judged:
        """Judge with the student's own functions.

        Only passes count in a process that earlier tasks used: what they left behind must not cost points.
        """
        hung: frozenset[str] = frozenset()
        if keep and self.openers.kept:
            judged = self._run(self.checks, self.openers.kept(self.task), until_failure=True)
            if judged.flawless:
                return judged
            hung = judged.hung
        return self._run(self.checks, self._open(hung=hung))

    def with_lent(self, unreliable: frozenset[str], keep: bool) -> Judged:
        """Judge with the student's own functions and, where that fails, with right versions of what the task builds on.

        If some of these are known to be wrong, right versions of them come first: most checks pass then, at once.
        """
        every = frozenset(self.task.builds_on)
        wrong = every & (unreliable | self.hung)
        if not wrong:
            judged = self.own(keep)
            return self._again(judged, every, shown=True) if every else judged
        judged = self._run(self.checks, self._open(wrong), lent=True)
        if wrong != every:
            judged = self._again(judged, every)
        return judged if self.hung & every else self._again(judged)

    def _open(self, lent: frozenset[str] = frozenset(), hung: frozenset[str] = frozenset()) -> Student:
        """Open the student's functions in a new process; those that hung before are not called again."""
        lend = self.openers.lent
        student = lend(self.task, lent) if lent and lend else self.openers.fresh(self.task)
        student.timed_out = self.hung | hung
        return student

    def _again(self, judged: Judged, lent: frozenset[str] = frozenset(), shown: bool = False) -> Judged:
        """Run the checks again whose failure may be the fault of another function; a pass stays one.

        Parameters
        ----------
        judged : Judged
        lent : frozenset of str, optional
            Functions of which right versions are lent.
        shown : bool
            Whether nothing that the task builds on is known to be wrong; then, of a check that fails again, the new
            verdict is the one to show.
        """
        verdicts = judged.verdicts
        doubtful = [check for check in self.checks if may_follow(self.task, verdicts[check.id])]
        doubtful = [check for check in doubtful if verdicts[check.id].outcome != Outcome.TIMEOUT]  # never wait again
        settled = {c.id for c in self.checks if shown and c.together and self.before >= {*c.requires}}
        doubtful = [check for check in doubtful if check.id not in settled]
        if not doubtful:
            return judged
        student = self._open(lent, judged.hung)
        every = any(check.sums_up for check in doubtful)  # it looks at all calls
        second = self._run(self.checks if every else doubtful, student, lent=bool(lent))
        better = {
            key: verdict
            for key, verdict in second.verdicts.items()
            if not verdicts[key].passed
            and key not in settled
            and (verdict.passed or (shown and verdict.outcome != Outcome.TIMEOUT))
        }
        return replace(judged, verdicts=verdicts | better, hung=judged.hung | second.hung)

    def _run(self, checks: list[Check], student: Student, until_failure: bool = False, lent: bool = False) -> Judged:
        """Run checks one after the other; after a redacted one, all are redacted: the student may have its inputs."""
        redact = False
        verdicts: Verdicts = {}
        for check in checks:
            redact = redact or check.redact
            verdict = run_check(check, student, self.salt, redact)
            verdicts[check.id] = replace(verdict, followed=True) if lent and verdict.passed else verdict
            if until_failure and not verdict.passed:
                break
        flawless = not lent and all(verdict.passed for verdict in verdicts.values())
        return Judged(self.task, verdicts, student.timed_out & {*self.task.functions}, flawless)


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
