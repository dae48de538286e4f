"""What checks say: comparisons that raise Wrong, written so that NaN fails.

Values are compared after ``np.squeeze``; errors are relative to the largest entry of the array
(at least 1e-8), so that a rounding error in a small entry is no mistake.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from .network import Network
from .stopped import Stopped

ONE_PASS = 1e-7
LOSS = 1e-6
TRAJECTORY = 1e-6
DIFFERENCES = 1e-6
STEP = 1e-6
SHOWN = 8
LARGEST_FACTOR = 100.5
LINE = 160
LARGEST = 2.0**53
MOST_NUMBERS = 100_000  # in one array; no check asks for more
SINGLE_PRECISION = 1e-5


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
    """A float array without axes of length one; Wrong if the value holds anything but numbers."""
    if isinstance(value, np.ndarray) and value.size > MOST_NUMBERS:
        raise Wrong(f"{name}: more than {MOST_NUMBERS} numbers")
    try:
        numbers = np.asarray(value, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise Wrong(f"{name}: not an array of numbers", got=show(value)) from None
    return numbers.squeeze() if 1 in numbers.shape else numbers


def error(got: np.ndarray, want: np.ndarray) -> float:
    """Largest difference, relative to the largest entry; infinite where got is not finite."""
    if got.size == 0:
        return 0.0
    scale = max(float(np.abs(got).max()), float(np.abs(want).max()), 1e-8)
    worst = float(np.abs(got - want).max()) / scale if math.isfinite(scale) else math.inf
    return worst if worst >= 0 else math.inf


def close(value: Any, want: Any, name: str, tolerance: float = ONE_PASS, hint: str = "") -> None:
    """Compare values, whatever their container."""
    complaint = difference(value, want, name, tolerance)
    if complaint:
        raise Wrong(complaint.what, complaint.got, complaint.expected, complaint.hint or hint)


def agrees(value: Any, want: Any, tolerance: float = ONE_PASS) -> bool:
    """Whether two values are the same, for checks that want to know more about a wrong one."""
    got, wanted = array(value, "the value"), array(want, "the value")
    return got.shape == wanted.shape and error(got, wanted) <= tolerance


def difference(value: Any, want: Any, name: str, tolerance: float = ONE_PASS) -> Wrong | None:
    """What is wrong with a value, or None."""
    got, wanted = array(value, name), array(want, name)
    if got.shape != wanted.shape:
        transposed = got.ndim == 2 and got.T.shape == wanted.shape and error(got.T, wanted) <= tolerance
        hint = "it is the transpose: one example is one row" if transposed else ""
        return Wrong(f"{name}: wrong shape", str(np.shape(value)), str(np.shape(want)), hint)
    worst = error(got, wanted)
    if worst <= tolerance:
        return None
    if not np.isfinite(got).all():
        return Wrong(f"{name}: NaN or infinity", show(got), show(wanted))
    hint = ""
    if worst < SINGLE_PRECISION:
        hint = "the formula seems right, the precision does not: compute in float64, not in float32"
    elif got.ndim == 2 and got.T.shape == got.shape and error(got.T, wanted) <= tolerance:
        hint = "it is the transpose: one example is one row"
    elif error(-got, wanted) <= tolerance:
        hint = "it has the opposite sign"
    else:
        hint = _factor(got, wanted, tolerance)
    what = f"{name}: relative error {worst:.0e}, limit {tolerance:.0e}"
    return Wrong(what, *_worst_entry(got, wanted), hint)


def _factor(got: np.ndarray, want: np.ndarray, tolerance: float) -> str:
    """Says so if every entry is a whole number of times too large or too small."""
    ratio = float(np.abs(got).max() / max(float(np.abs(want).max()), 1e-300))
    for times, what in ((ratio, "large"), (1 / ratio if ratio else 0.0, "small")):
        whole = round(times) if 1.5 < times < LARGEST_FACTOR else 1
        if whole > 1 and error(got * (1 / whole if what == "large" else whole), want) <= tolerance:
            return f"every number is {whole} times too {what}"
    return ""


def _worst_entry(got: np.ndarray, want: np.ndarray) -> tuple[str, str]:
    """Short arrays whole, long ones by the entry that is farthest off."""
    if got.size <= SHOWN:
        return show(got), show(want)
    place = np.unravel_index(int(np.argmax(np.abs(got - want))), got.shape)
    index = ", ".join(str(int(i)) for i in place)
    return f"{got[place]:.6g} at [{index}]", f"{want[place]:.6g}"


def all_close(triples: Iterable[tuple[str, Any, Any]], tolerance: float = ONE_PASS, hint: str = "") -> None:
    """Compare several named values; say which are wrong and which are right."""
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
        others = f"; wrong: {', '.join(complaints)}" if len(complaints) > 1 else ""
        fine = f"; right: {', '.join(right)}" if right else ""
        raise Wrong(first.what + others + fine, first.got, first.expected, first.hint or hint)


def shape(value: Any, want: tuple[int, ...], name: str, hint: str = "") -> None:
    """Compare the exact shape."""
    array(value, name)
    got = np.shape(value)
    if got != want:
        raise Wrong(f"{name}: wrong shape", str(got), str(want), hint)


def true(condition: bool, what: str, got: Any = "", expected: Any = "", hint: str = "") -> None:
    """Raise Wrong unless the condition holds; only then is it worked out how to show the values."""
    if not condition:
        shown = [value if isinstance(value, str) else show(value) for value in (got, expected)]
        raise Wrong(what, shown[0], shown[1], hint)


def items(value: Any, count: int, name: str, hint: str = "") -> list[Any]:
    """A list or tuple with that many items."""
    if type(value) in (list, tuple) and len(value) == count:
        return list(value)
    usable = isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim > 0)
    if not usable:
        raise Wrong(f"{name}: not a list", show(value))
    number = len(value) if len(value) <= 2 * count else f"more than {2 * count}"
    if isinstance(value, np.ndarray) and len(value) != count:
        raise Wrong(f"{name}: one array, expected {count} items", str(value.shape), hint=hint)
    true(len(value) == count, f"{name}: {number} items, expected {count}", hint=hint)
    return list(value)


def activations(value: Any, count: int) -> list[np.ndarray]:
    """The list that forward returns, as arrays, for the functions that take it."""
    layers = items(value, count, "the list of activations")
    for layer, A in enumerate(layers):
        array(A, f"A_{layer}")
    return [np.asarray(A, dtype=float) for A in layers]


def pairs(value: Any, network: Network, name: str) -> list[tuple[Any, Any]]:
    """One (W, b) pair for each layer after the input."""
    layers = items(value, len(network.units) - 1, name, hint="one pair for each layer after the input")
    return [tuple(items(layer, 2, f"layer {i} of {name}")) for i, layer in enumerate(layers, 1)]


def labels(value: Any, name: str) -> np.ndarray:
    """Class labels of any number type as integers, shape (m,)."""
    if type(value) is np.ndarray and value.dtype == int and value.ndim == 1 and value.size <= MOST_NUMBERS:
        return value
    numbers = np.atleast_1d(array(value, name))
    whole = bool((np.abs(numbers) < LARGEST).all() and (numbers == np.round(numbers)).all())
    true(whole, f"{name}: not whole numbers", got=numbers, hint="return labels, not probabilities")
    return numbers.astype(int)


def raises(kind: str, function: Callable[..., Any], *args: Any, what: str) -> None:
    """Wrong unless the call raises that class of exception."""
    try:
        value = function(*args)
    except Stopped as stopped:
        if kind in stopped.kinds:
            return
        if stopped.outcome in ("failed", "error"):
            raise Wrong(f"{what} should raise {kind}", got=stopped.kinds[0] if stopped.kinds else "a value") from None
        raise
    raise Wrong(f"{what} should raise {kind}", got=show(value), expected=kind)


def unchanged(student: Any, *functions: str, names: tuple[str, ...] = ()) -> None:
    """Wrong if any call so far changed an argument in place."""
    for function in functions:
        touched = [
            names[i] if i < len(names) else f"argument {i + 1}" for i in sorted(student.changed.get(function, ()))
        ]
        true(
            not touched,
            f"{function} changes what it was given: {', '.join(touched)}",
            hint="work on a new array: write A = A - B, not A -= B or A[...] = B",
        )


def show(value: Any) -> str:
    """A value in one short line."""
    if isinstance(value, np.ndarray):
        return _short([_in_line(value, precision=6, threshold=12)])
    return _short(_pieces(value))


def _short(pieces: Iterable[str]) -> str:
    text = ""
    for piece in pieces:
        text += piece
        if len(text) > LINE:
            return text[: LINE - 3] + "..."
    return text


def _pieces(value: Any) -> Iterator[str]:
    """What repr gives, from left to right: nobody waits for the end of a long one."""
    if isinstance(value, (list, tuple, dict)):
        opens, closes = "{}" if isinstance(value, dict) else "[]" if isinstance(value, list) else "()"
        yield opens
        for place, item in enumerate(value):
            yield ", " if place else ""
            yield from _pieces(item)
            if isinstance(value, dict):
                yield ": "
                yield from _pieces(value[item])
        yield "," * (isinstance(value, tuple) and len(value) == 1) + closes
    elif isinstance(value, np.ndarray):
        yield f"array({_in_line(value, separator=', ', threshold=50)})"
    else:
        yield repr(value[: LINE + 1] if isinstance(value, str) else value)


def _in_line(array: np.ndarray, **options: Any) -> str:
    return " ".join(np.array2string(array, edgeitems=2, **options).split())
