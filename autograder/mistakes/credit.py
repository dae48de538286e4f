"""Credit for what is right: a task in which all that is wrong is known pays as if only that were wrong."""

import contextlib
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from assignment.engine.answers import TOLERANCE, Answer, TooLarge, asked, computed, same
from assignment.engine.expect import Wrong
from assignment.engine.homework import Homework, Task
from assignment.engine.judge import Openers
from assignment.engine.language import _
from assignment.engine.mistakes import On
from assignment.engine.module import Reply
from assignment.engine.outcomes import Outcome, Reason, Stopped, Why
from assignment.engine.records import classes_of
from assignment.engine.registry import Check, generator, shown
from assignment.engine.remembered import remembered
from assignment.engine.student import Student
from assignment.engine.verdicts import Verdict, Verdicts

from .matching import ask, code_of, mistakes_of, whole

UNDERFLOW = 1e-300  # smaller numbers have few digits


@dataclass(frozen=True)
class Slot:
    """A place of a task's formulas where a mistake may be.

    Parameters
    ----------
    name : str
    points : float
        What a mistake there costs where all else is right.
    codes : tuple of str
        The mistakes that are made there.
    words : dict of str to str
        Its name by language, "en" or "zh".
    """

    name: str
    points: float
    codes: tuple[str, ...]
    words: dict[str, str]


@dataclass(frozen=True)
class Credit:
    """What a task pays beside its checks.

    Parameters
    ----------
    task : str
    slots : tuple of str
        The places that are wrong; everything else is right.
    points : float
    """

    task: str
    slots: tuple[str, ...]
    points: float


@remembered(8, key=lambda homework: homework.solutions)
def slots(homework: Homework) -> dict[str, dict[str, Slot]]:
    """Return the places where mistakes are credited, by task and name."""
    path = homework.right.mistakes.slots
    tables = tomllib.loads(path.read_text(encoding="utf-8")) if path else {}
    return {task: {name: _slot(name, table) for name, table in places.items()} for task, places in tables.items()}


def _slot(name: str, table: dict[str, Any]) -> Slot:
    words = {language: table[language] for language in ("en", "zh")}
    return Slot(name, table["points"], tuple(table["codes"].split()), words)


def credit(homework: Homework, task: str, wrong: Iterable[str], verdicts: Iterable[Verdict]) -> Credit | None:
    """Return what a task with these wrong places pays beside its checks; None if that is nothing.

    Raises
    ------
    KeyError
        If the task has no such place.
    """
    places = [slots(homework)[task][name] for name in sorted(set(wrong))]
    mine = [verdict for verdict in verdicts if verdict.check.task == task]
    earned, possible = sum(v.points for v in mine), sum(v.check.points for v in mine)
    points = possible - sum(place.points for place in places) - earned
    return Credit(task, tuple(place.name for place in places), points) if places and points > 0 else None


def credits_of(
    homework: Homework,
    verdicts: Verdicts,
    openers: Openers,
    source: str,
    salt: str,
    complain: Callable[[str], None],
) -> tuple[Credit, ...]:
    """Return what the tasks of a submission pay beside their checks; see :func:`.diagnosis.diagnose`."""
    found = []
    for task in homework.tasks:
        mine = [verdict for verdict in verdicts.values() if verdict.check.task == task.name]
        explicable = not all(v.passed for v in mine) and all(v.passed or _by_values(v) or _beside(v) for v in mine)
        if openers.lent and task.name in slots(homework) and explicable:
            try:
                student = openers.lent(task, frozenset(task.builds_on))
                wrong = _wrong(homework, task, mine, student, source, salt)
                found.append(credit(homework, task.name, wrong, mine))
            except Exception as error:
                what = f"{type(error).__name__}: {error}"[:160]
                complain(_("no credit could be computed for {task}: {error}", task=task.name, error=what))
    return tuple(one for one in found if one)


def _by_values(verdict: Verdict) -> bool:
    """Whether a check failed because of a value or an exception."""
    return verdict.outcome in (Outcome.FAILED, Outcome.ERROR)


def _beside(verdict: Verdict) -> bool:
    """Whether a check passed, but there was no right value that it counts beside."""
    return verdict.why == Why(Reason.ONLY_BESIDE)


def _wrong(
    homework: Homework, task: Task, verdicts: list[Verdict], student: Student, source: str, salt: str
) -> tuple[str, ...]:
    """Return the places that are wrong, with the cheapest explanation of every answer; empty if there is none."""
    rng = generator(shown(salt), task.name, "probes")
    sets: list[list[On]] = []
    with contextlib.suppress(TooLarge):
        for function in task.functions:
            responses = ask(homework, task.name, function, salt, student, source, rng)
            sets.append(whole(homework, task.name, salt, responses))
        places = slots(homework)[task.name].values()
        priced = []
        for held in product(*sets):
            codes = {code_of(switch) for on in held for switch in on}
            wrong = [place for place in places if not codes.isdisjoint(place.codes)]
            if codes <= {code for place in wrong for code in place.codes}:
                priced.append((sum(place.points for place in wrong), tuple(place.name for place in wrong), held))
        for _price, names, held in sorted(priced, key=lambda one: one[:2]):
            if _Believer(homework, task, held, student).explains(verdicts, salt):
                return names
    return ()


class _Different(Exception):
    """The student's answer is not the believer's."""


class _Believer:
    """Answers as a student who holds some beliefs, given one set of them for each function of a task."""

    def __init__(self, homework: Homework, task: Task, held: tuple[On, ...], student: Student) -> None:
        self._held = dict(zip(task.functions, held, strict=True))
        self._functions = mistakes_of(homework, task.name).functions
        self._reference, self._student = homework.right.reference, student
        self._classes = classes_of(homework.right.reference, homework.records)

    def explains(self, verdicts: list[Verdict], salt: str) -> bool:
        """Return whether this is all that is wrong.

        Each check is answered with right values first, so that it makes every call that it makes of a right solution:
        all answers must be the student's. What the student fails, the believer must fail, too.
        """
        try:
            for verdict in verdicts:
                verdict.check.function(Student(self._compared), verdict.check.generator(salt))
        except (_Different, Wrong):  # wrong: the check saw more than values, such as the time that they took
            return False
        return all(self._fails(verdict.check, salt) for verdict in verdicts if _by_values(verdict))

    def _fails(self, check: Check, salt: str) -> bool:
        try:
            check.function(Student(self._believed), check.generator(salt))
        except (Wrong, Stopped):
            return True
        return False

    def _compared(self, name: str, args: tuple[Any, ...]) -> Reply:
        right = self._right(name, args)
        if name in self._held:
            own, believed = asked(self._student, name, args), self._answer(name, args)
            crashes = own.failed and not right.failed  # that hides what else is wrong
            if crashes or not _same_on_every_scale(own, believed):
                raise _Different
        return _reply(name, right)

    def _believed(self, name: str, args: tuple[Any, ...]) -> Reply:
        return _reply(name, self._answer(name, args) if name in self._held else self._right(name, args))

    def _answer(self, name: str, args: tuple[Any, ...]) -> Answer:
        return computed(self._functions[name], self._held[name], *args, classes=self._classes)

    def _right(self, name: str, args: tuple[Any, ...]) -> Answer:
        return computed(getattr(self._reference, name), *args, classes=self._classes)


def _reply(name: str, answer: Answer) -> Reply:
    if answer.failed:
        raise Stopped(Outcome.ERROR, Why(Reason.RAISED, name, answer.kinds))
    return Reply(answer.value)


def _same_on_every_scale(one: Answer, other: Answer) -> bool:
    """Return whether two answers agree in every row and column: what a formula gives and differences only estimate."""
    return same(one, other) and (one.failed or _rows_agree(one.value, other.value))


def _rows_agree(one: Any, other: Any) -> bool:
    """Return whether matrices agree so; the numbers of other arrays may be 0 but for rounding."""
    if isinstance(one, (list, tuple)):
        return all(_rows_agree(a, b) for a, b in zip(one, other, strict=True))
    if np.ndim(one) != 2 or len(one) == 1 or not np.size(one):
        return True
    other = np.reshape(other, np.shape(one))
    with np.errstate(all="ignore"):
        off, size = np.abs(np.asarray(one) - other), np.abs(other)
        return all(bool(np.all(off.max(axis) <= TOLERANCE * size.max(axis) + UNDERFLOW)) for axis in (0, 1))
