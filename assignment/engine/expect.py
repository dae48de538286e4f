"""Comparisons that raise Wrong, written so that NaN fails.

Values are compared after ``np.squeeze``. Errors are relative to the largest entry of the array
(at least 1e-8), so that a rounding error in a small entry does not count as a mistake.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .language import _, joined, listed
from .outcomes import Outcome, Stopped
from .shown import ALL_DIGITS, DIGITS, off, show, worst_entry

TIGHT = 1e-7  # for results of a few operations
LOOSE = 1e-6  # for results of many operations, where rounding errors add up
LARGEST_FACTOR = 100.5
LARGEST = 2.0**53  # up to here floats hold every whole number exactly
MOST_NUMBERS = 100_000  # in one array; no check asks for more
SINGLE_PRECISION = 1e-5
TRANSPOSED = _("it is the transpose: one example is one row")
LABELS = _("return one label for each row, not probabilities")


@dataclass
class Wrong(AssertionError):
    """A property that does not hold.

    Parameters
    ----------
    what : str
        One sentence; it never contains an input or an expected value.
    got, expected : str
        Shown for public checks only.
    hint : str
        Where to look.
    """

    what: str
    got: str = ""
    expected: str = ""
    hint: str = ""

    def __str__(self) -> str:
        return self.what


def array(value: Any, name: str) -> np.ndarray:
    """Return a float array without axes of length one; raise Wrong if the value holds anything but numbers."""
    if isinstance(value, np.ndarray) and value.size > MOST_NUMBERS:
        raise Wrong(_("{name}: more than {number} numbers", name=name, number=MOST_NUMBERS))
    require(value is not None, _("{name} is None", name=name))
    try:
        numbers = np.asarray(value, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise Wrong(_("{name}: not an array of numbers", name=name), got=show(value)) from None
    return numbers.squeeze() if 1 in numbers.shape else numbers


def error(got: np.ndarray, want: np.ndarray) -> float:
    """Return the largest difference, relative to the largest entry; infinity if got is not finite."""
    if got.size == 0:
        return 0.0
    scale = max(float(np.abs(got).max()), float(np.abs(want).max()), 1e-8)
    worst = float(np.abs(got - want).max()) / scale if math.isfinite(scale) else math.inf
    return worst if worst >= 0 else math.inf


def close(
    value: Any,
    want: Any,
    name: str,
    tolerance: float = TIGHT,
    hint: str = "",
    m: int = 0,
    ordinary: np.ndarray | None = None,
) -> None:
    """Raise Wrong unless two values agree, in any containers.

    Parameters
    ----------
    m : int
        The number of examples, which may be the factor between them.
    ordinary : ndarray of bool, optional
        Which numbers can be read; others, very small or very large on purpose, are not shown.
    """
    complaint = difference(value, want, name, tolerance, m, ordinary)
    if complaint:
        raise Wrong(complaint.what, complaint.got, complaint.expected, complaint.hint or hint)


def agrees(value: Any, want: Any, tolerance: float = TIGHT) -> bool:
    """Return whether two values are the same, for checks that look further into a wrong value."""
    got, wanted = array(value, _("the value")), array(want, _("the value"))
    return got.shape == wanted.shape and error(got, wanted) <= tolerance


def difference(
    value: Any, want: Any, name: str, tolerance: float = TIGHT, m: int = 0, ordinary: np.ndarray | None = None
) -> Wrong | None:
    """Return what is wrong with a value, or None."""
    got, wanted = array(value, name), array(want, name)
    if got.shape != wanted.shape:
        transposed = got.ndim == 2 and got.T.shape == wanted.shape and error(got.T, wanted) <= tolerance
        hint = TRANSPOSED if transposed else ""
        came, right = (str(np.shape(one)) if np.shape(one) else _("one number") for one in (value, want))
        return Wrong(_("{name}: wrong shape", name=name), came, right, hint)
    worst = error(got, wanted)
    if worst <= tolerance:
        return None
    if not np.isfinite(got).all():
        return Wrong(_("{name}: NaN or infinity", name=name), show(got), show(wanted))
    hint = ""
    if worst < SINGLE_PRECISION:
        hint = _("the formula seems right, but the precision is too low: compute in float64, not in float32")
    elif got.ndim == 2 and got.T.shape == got.shape and error(got.T, wanted) <= tolerance:
        hint = TRANSPOSED
    elif error(-got, wanted) <= tolerance:
        hint = _("it has the opposite sign")
    else:
        hint = _factor(got, wanted, tolerance, m)
    what = _("{name}: wrong values", name=name) if got.size > 1 else _("{name}: wrong value", name=name)
    digits = ALL_DIGITS if worst < SINGLE_PRECISION else DIGITS
    if ordinary is not None and not np.any(off(got, wanted, tolerance)[ordinary]):
        return Wrong(_("{name}: wrong only where numbers are very small or very large", name=name))
    return Wrong(what, *worst_entry(got, wanted, tolerance, digits, ordinary), hint)


def _factor(got: np.ndarray, want: np.ndarray, tolerance: float, m: int) -> str:
    """Return a hint if all numbers are too large or too small by the same whole factor; else an empty string."""
    ratio = float(np.abs(got).max() / max(float(np.abs(want).max()), 1e-300))
    for times, large in ((ratio, True), (1 / ratio if ratio else 0.0, False)):
        whole = round(times) if 1.5 < times < LARGEST_FACTOR else 1
        told = got.size > 1 or whole in (2, m)  # two single numbers differ by some factor anyway
        if whole > 1 and told and error(got * (1 / whole if large else whole), want) <= tolerance:
            factor = "m" if whole == m else whole
            if got.size == 1:
                template = _("it is {factor} times too large") if large else _("it is {factor} times too small")
                return _(template, factor=factor)
            if large:
                return _("every number is {factor} times too large", factor=factor)
            return _("every number is {factor} times too small", factor=factor)
    return ""


def all_close(triples: Iterable[tuple[str, Any, Any]], tolerance: float = TIGHT, hint: str = "") -> None:
    """Compare several named values; raise Wrong with the names of the wrong and of the right ones."""
    complaints: dict[str, Wrong] = {}
    right = []
    for name, got, want in triples:
        complaint = difference(got, want, name, tolerance)
        if complaint:
            complaints[name] = complaint
        else:
            right.append(name)
    if complaints:
        first = next(iter(complaints.values()))
        others = _("; wrong: {names}", names=listed([*complaints])) if len(complaints) > 1 else ""
        fine = _("; right: {names}", names=listed(right)) if right else ""
        raise Wrong(joined("", [first.what, others, fine]), first.got, first.expected, first.hint or hint)


def number(value: Any, name: str, hint: str = "") -> float:
    """Return one number, in any container."""
    numbers = array(value, name)
    what = _("{name}: {number} numbers, expected one", name=name, number=numbers.size)
    require(numbers.size == 1, what, got=value, hint=hint)
    return float(numbers.reshape(()))


def whole(value: Any, name: str) -> int:
    """Return one whole number, of any number type."""
    got = number(value, name)
    require(got.is_integer(), _("{name}: not a whole number", name=name), got=value)
    return int(got)


def shape_of(value: Any, name: str) -> tuple[int, ...]:
    """Return the shape of an array of numbers."""
    array(value, name)
    return np.shape(value)


def shape(value: Any, want: tuple[int, ...], name: str, hint: str = "") -> None:
    """Raise Wrong unless the value has exactly this shape."""
    got = shape_of(value, name)
    if got != want:
        raise Wrong(_("{name}: wrong shape", name=name), str(got), str(want), hint)


def require(condition: bool, what: str, got: Any = "", expected: Any = "", hint: str = "") -> None:
    """Raise Wrong with the values, unless the condition holds."""
    if not condition:
        shown = [value if isinstance(value, str) else show(value) for value in (got, expected)]
        raise Wrong(what, shown[0], shown[1], hint)


def items(value: Any, count: int, name: str, hint: str = "") -> list[Any]:
    """A list or tuple with that many items."""
    if type(value) in (list, tuple) and len(value) == count:
        return list(value)
    usable = isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim > 0)
    if not usable:
        raise Wrong(_("{name}: not a list", name=name), show(value))
    number = len(value) if len(value) <= 2 * count else _("more than {number}", number=2 * count)
    if isinstance(value, np.ndarray) and len(value) != count:
        what = _("{name}: one array, expected {count} items", name=name, count=count)
        raise Wrong(what, str(value.shape), hint=hint)
    if number == 1:
        what = _("{name}: 1 item, expected {count}", name=name, count=count)
    else:
        what = _("{name}: {number} items, expected {count}", name=name, number=number, count=count)
    require(len(value) == count, what, hint=hint)
    return list(value)


def labels(value: Any, name: str, hint: str = LABELS) -> np.ndarray:
    """Return class labels of any number type as integers of shape (m,)."""
    if type(value) is np.ndarray and value.dtype == int and value.ndim == 1 and value.size <= MOST_NUMBERS:
        return value
    numbers = np.atleast_1d(array(value, name))
    require(numbers.ndim == 1, _("{name}: wrong shape", name=name), got=str(np.shape(value)), hint=hint)
    are_whole = bool((np.abs(numbers) < LARGEST).all() and (numbers == np.round(numbers)).all())
    require(are_whole, _("{name}: not whole numbers", name=name), got=numbers, hint=hint)
    return numbers.astype(int)


def raises(kind: str, function: Callable[..., Any], *args: Any, what: str) -> None:
    """Raise Wrong unless the call raises that class of exception."""
    try:
        value = function(*args)
    except Stopped as stopped:
        kinds = stopped.why.kinds
        if kind in kinds:
            return
        if stopped.outcome in (Outcome.FAILED, Outcome.ERROR):
            text = _("{what} should raise {kind}", what=what, kind=kind)
            raise Wrong(text, got=kinds[0] if kinds else _("a value")) from None
        raise
    raise Wrong(_("{what} should raise {kind}", what=what, kind=kind), got=show(value), expected=f"'raise {kind}(...)'")


def unchanged(student: Any, *functions: str, names: tuple[str, ...] = ()) -> None:
    """Raise Wrong if any call so far changed an argument in place."""
    for function in functions:
        places = sorted(student.changed.get(function, ()))
        touched = [names[i] if i < len(names) else _("argument {number}", number=i + 1) for i in places]
        require(
            not touched,
            _("{function} changes its arguments: {names}", function=function, names=listed(touched)),
            hint=_("work on a new array: write A = A - B, not A -= B or A[...] = B"),
        )
