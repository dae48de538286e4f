"""Finds the smallest call that a student's function still answers wrongly, as text to paste."""

import inspect
import time
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from assignment.engine.answers import Answer, asked, computed, same
from assignment.engine.homework import Homework
from assignment.engine.language import _
from assignment.engine.mistakes import Args, Responses, Shrinking, TaskMistakes
from assignment.engine.outcomes import NOT_DIAGNOSED
from assignment.engine.records import classes_of
from assignment.engine.student import Student
from assignment.engine.table import Table
from assignment.engine.words import explained

MAX_CALLS = 120
MAX_WIDTH = 240
MAX_SECONDS = 2.0
TRIED = 3  # questions from which the search starts
DECIMALS = 2
Words = tuple[str, str]  # before the answer, and before the right one
THE_ONE: Words = _("# got      {value}"), _("# expected {value}")
ONE_OF_MANY: Words = _("# got             {value}"), _("# expected, e.g., {value}")
DIGITS = (3, 4, 6, 9)  # of a number that is shown: the fewest with which the answer and the right one differ


class _Shrinker:
    """Tries smaller calls and keeps the smallest that is still answered wrongly.

    Parameters
    ----------
    student : Student
    function : str
    right : callable
        Returns the right answer for arguments.
    shrinking : Shrinking
    """

    def __init__(self, student: Student, function: str, right: Callable[..., Answer], shrinking: Shrinking) -> None:
        self.student, self.function, self.right, self.shrinking = student, function, right, shrinking
        self.finite = False  # whether only finite answers count
        self.calls_left = MAX_CALLS
        self._end = time.monotonic() + MAX_SECONDS

    def answers(self, args: Args) -> tuple[Answer, Answer] | None:
        """Return the student's answer and the right one, if they differ and the right one is finite."""
        if self.calls_left <= 0 or time.monotonic() > self._end:
            return None
        right = self.right(*args)
        if right.failed or not _is_finite(right.value):
            return None
        self.calls_left -= 1
        got = asked(self.student, self.function, args)
        hung = got.stopped is not None and got.stopped.outcome in NOT_DIAGNOSED
        other = self.finite and not _is_finite(got.value)
        return None if hung or other or self._fine(args, got, right) else (got, right)

    def _fine(self, args: Args, got: Answer, right: Answer) -> bool:
        accepts = self.shrinking.accepts
        return same(got, right) if accepts is None or got.failed else accepts(args, got.value)

    def smallest(self, args: Args) -> Args:
        """Return the smallest wrong call: with fewest rows, columns and layers, then with simple numbers."""
        shrunk = True
        while shrunk and self.calls_left > 0:
            shrunk = False
            for smaller in self.shrinking.smaller(args):
                if self.answers(smaller):
                    args, shrunk = smaller, True
                    break
        for place in range(len(_arrays(args))):
            for simpler in _simpler(args, place):
                consistent = self.shrinking.consistent(simpler)
                if self.answers(consistent):
                    args = consistent
                    break
        self.calls_left += 2
        rounded = _rounded(args)
        return rounded if self.answers(rounded) else args


def counterexample(homework: Homework, known: TaskMistakes, responses: Responses) -> list[str]:
    """Return at most eight lines: arguments, call, result and expected result; empty if no call was found."""
    function = responses.function
    shrinking = known.shrinking.get(function)
    if shrinking is None:
        return []
    reference = getattr(homework.right.reference, function)
    classes = classes_of(homework.right.reference, homework.records)
    shrinker = _Shrinker(responses.student, function, partial(computed, reference, classes=classes), shrinking)
    for number in responses.wrong[:TRIED]:
        args = responses.questions[number].args
        first = shrinker.answers(args)
        if first:
            shrinker.finite = _is_finite(first[0].value)  # otherwise it might shrink to another mistake
            args = shrinker.smallest(args)
            found = shrinker.answers(args)
            names = [*inspect.signature(reference).parameters]
            return _lines(function, names, args, *found, ONE_OF_MANY if shrinking.accepts else THE_ONE) if found else []
    return []


def _arrays(value: Any) -> list[np.ndarray]:
    if isinstance(value, np.ndarray):
        return [value]
    return [leaf for item in value for leaf in _arrays(item)] if isinstance(value, (list, tuple)) else []


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in _leaves(item)]
    if _is_record(value):
        return [number for number in vars(value).values() if not isinstance(number, str)]
    return [value]


def _is_record(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, (type, Table))


def _simpler(args: Args, place: int) -> Iterator[Args]:
    """Yield the same call with simpler numbers in one array."""
    old = _arrays(args)[place]
    if old.dtype.kind != "f":
        return
    probabilities = bool(np.all((old > 0) & (old < 1)))
    steps: tuple[Callable[[Any], Any], ...] = (
        np.sign,
        np.round,
        lambda a: np.round(a * 2) / 2,
        lambda a: np.round(a, 1),
    )
    for step in steps[3:] if probabilities else steps:
        new = step(old) + 0.0  # no -0.0
        stays = not probabilities or bool(np.all((new > 0) & (new < 1)))
        if stays and not np.array_equal(new, old):
            yield _replaced(args, place, new)


def _replaced(args: Args, place: int, new: np.ndarray) -> Args:
    numbers = iter(range(10_000))

    def rebuild(value: Any) -> Any:
        if isinstance(value, np.ndarray):
            return new if next(numbers) == place else value
        return type(value)(rebuild(item) for item in value) if type(value) in (list, tuple) else value

    rebuilt: Args = rebuild(args)
    return rebuilt


def _rounded(value: Any) -> Any:
    """Return the same value with few decimals in every array, also in dependent ones."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return np.round(value, DECIMALS) + 0.0
    return type(value)(map(_rounded, value)) if type(value) in (list, tuple) else value


def _lines(function: str, names: list[str], args: Args, got: Answer, right: Answer, words: Words) -> list[str]:
    given = [f"{name} = {_text(value)}" for name, value in zip(names, args, strict=True) if not _plain(value)]
    call = ", ".join(_text(value) if _plain(value) else name for name, value in zip(names, args, strict=True))
    shown = [(_got(got, digits), _text(_few_digits(right.value, digits))) for digits in DIGITS]
    pair = next((pair for pair in shown if pair[0] != pair[1]), shown[-1])
    answers = [_(words, value=value) for words, value in zip(words, pair, strict=True)]
    lines = [*given, f"{function}({call})", *answers]
    code = [*given, call, answers[1]]
    return [] if not all(map(str.isprintable, code)) or any(len(line) > MAX_WIDTH for line in lines) else lines


def _got(answer: Answer, digits: int) -> str:
    if answer.stopped is None:
        return _text(_few_digits(answer.value, digits))
    why = answer.stopped.why
    return explained(replace(why, text=" ".join(why.text.split())), answer.stopped.outcome)


def _few_digits(value: Any, digits: int) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(_few_digits(item, digits) for item in value)
    if isinstance(value, (np.ndarray, Table)):
        value = np.asarray(value)
        if value.dtype.kind in "biu":
            return value
        return np.array([float(f"{x:.{digits}g}") for x in value.ravel()]).reshape(value.shape)
    if _is_record(value):
        return replace(value, **{name: _few_digits(part, digits) for name, part in vars(value).items()})
    return float(f"{value:.{digits}g}") if isinstance(value, float) else value


def _is_finite(value: Any) -> bool:
    try:
        return all(bool(np.all(np.isfinite(leaf))) for leaf in _leaves(value))
    except TypeError:  # a text, a table
        return False


def _plain(value: Any) -> bool:
    return isinstance(value, (int, float, str))


def _text(value: Any) -> str:
    """Return a value as Python code that can be pasted after ``import numpy as np``."""
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()})"
    if _is_record(value):
        return _record(value)
    if isinstance(value, (list, tuple)):
        inside = ", ".join(_text(item) for item in value)
        return f"[{inside}]" if isinstance(value, list) else f"({inside})"
    return repr(value)


def _record(value: Any) -> str:
    """Return a record as code, with the fields that differ from their defaults."""
    parts = []
    for field in fields(value):
        own = getattr(value, field.name)
        if field.default is MISSING:
            parts.append(repr(own))
        elif own != field.default:
            parts.append(f"{field.name}={own!r}")
    return f"{type(value).__name__}({', '.join(parts)})"
