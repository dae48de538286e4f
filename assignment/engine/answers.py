"""Answers of functions to our questions, and whether two answers are the same."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from typing import Any

import numpy as np

from . import expect
from .outcomes import Stopped
from .plain import NO_CLASSES, plain
from .records import Classes, fields
from .student import Student
from .table import Table

TOLERANCE, NOTHING = 1e-6, 1e-9
LARGEST = 100_000  # numbers in an answer; no question asks for more than a few hundred


@dataclass(frozen=True, eq=False)
class Answer:
    """A value, or how the call ended without one.

    Parameters
    ----------
    value : plain data
    kinds : tuple of str
        The exception's class and its bases; empty if there was a value.
    stopped : Stopped, optional
        The student's only.
    """

    value: Any = None
    kinds: tuple[str, ...] = ()
    stopped: Stopped | None = None

    @property
    def failed(self) -> bool:
        """Whether there is no value."""
        return bool(self.kinds) or self.stopped is not None


BROKEN = Answer(kinds=("LookupError",))  # the part of a value that has no such part


class TooLarge(Exception):
    """An answer so much larger than any question asks for that comparing it would waste time and memory."""


def asked(student: Student, function: str, args: tuple[Any, ...]) -> Answer:
    """Return what the student's function answers; raise TooLarge if that is far larger than any question asks for."""
    try:
        value = student.own(function, *args)
    except Stopped as stopped:
        return Answer(kinds=stopped.why.kinds, stopped=stopped)
    if _size(value) > LARGEST:
        raise TooLarge
    return Answer(value)


def _size(value: Any) -> int:
    """Return how many numbers and characters a value holds."""
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, (list, tuple)):
        return len(value) + sum(map(_size, value))
    return len(value) if isinstance(value, str) else int(np.size(value))


def computed(function: Callable[..., Any], *args: Any, classes: Classes = NO_CLASSES) -> Answer:
    """Return what one of our functions answers, without showing warnings.

    Parameters
    ----------
    function : callable
    *args : plain data
    classes : dict of type to type, optional
        The function's version of each record.
    """
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return Answer(plain(function(*args), classes))
        except Exception as error:
            return Answer(kinds=tuple(kind.__name__ for kind in type(error).__mro__))


def looked(at: Callable[[Any], Any], answer: Answer) -> Answer:
    """Return a part of an answer's value; how the call ended, if there is none."""
    if answer.failed:
        return answer
    try:
        return Answer(at(answer.value))
    except (LookupError, TypeError, ValueError, AttributeError):
        return BROKEN


def same(one: Answer, other: Answer) -> bool:
    """Return whether both are the same value within the tolerance, or errors of the same class."""
    if one.failed or other.failed:
        return bool(one.kinds and other.kinds) and (one.kinds[0] in other.kinds or other.kinds[0] in one.kinds)
    return same_value(one.value, other.value)


def same_value(one: Any, other: Any) -> bool:
    """Return whether two values agree, in any containers."""
    if isinstance(one, Table) and isinstance(other, Table):
        return [*one.columns] == [*other.columns] and same_value(np.asarray(one), np.asarray(other))
    if is_dataclass(one) and not isinstance(one, (type, Table)):
        pairs = ((getattr(one, name), getattr(other, name, None)) for name in fields(type(one)))
        return type(one) is type(other) and all(a == b or same_value(a, b) for a, b in pairs)
    if isinstance(one, dict) or isinstance(other, dict):
        if not (isinstance(one, dict) and isinstance(other, dict) and set(one) == set(other)):
            return False
        return all(same_value(one[key], other[key]) for key in one)
    try:
        return _same_numbers(np.squeeze(np.asarray(one, float)), np.squeeze(np.asarray(other, float)))
    except (TypeError, ValueError):
        pass
    lists = isinstance(one, (list, tuple)) and isinstance(other, (list, tuple))
    return lists and len(one) == len(other) and all(same_value(a, b) for a, b in zip(one, other, strict=True))


def _same_numbers(one: np.ndarray, other: np.ndarray) -> bool:
    if one.shape != other.shape:
        return False
    finite = np.isfinite(one)
    if not np.array_equal(finite, np.isfinite(other)) or not np.array_equal(np.isnan(one), np.isnan(other)):
        return False
    return bool(np.all(one[~finite & ~np.isnan(one)] == other[~finite & ~np.isnan(one)])) and (
        bool(np.all(np.abs(one[finite] - other[finite]) <= NOTHING))
        or expect.error(one[finite], other[finite]) <= TOLERANCE
    )
