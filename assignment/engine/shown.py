"""Values as short texts: what a student reads of what came, and of what should have come."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from .language import _

SHOWN = 8  # an array with at most so many numbers is shown whole
LISTED = 2  # at most so many rows are named
DIGITS, ALL_DIGITS = 6, 12
LINE = 160  # characters


def off(got: np.ndarray, want: np.ndarray, tolerance: float) -> np.ndarray:
    """Return which numbers differ."""
    return np.abs(got - want) > tolerance * max(float(np.abs(got).max()), float(np.abs(want).max()))


def worst_entry(
    got: np.ndarray, want: np.ndarray, tolerance: float, digits: int, ordinary: np.ndarray | None
) -> tuple[str, str]:
    """Show a short array whole, of a long one the entry with the largest error and which rows differ."""
    if got.size <= SHOWN and (ordinary is None or ordinary.all()):
        return show(got, digits), show(want, digits)
    shown = np.ones(got.shape, bool) if ordinary is None else ordinary
    place = np.unravel_index(int(np.argmax(np.where(shown, np.abs(got - want), -1.0))), got.shape)
    index = ", ".join(str(int(i)) for i in place)
    where = _where(off(got, want, tolerance) & shown, shown)
    value, expected = f"{got[place]:.{digits}g}", f"{want[place]:.{digits}g}"
    return _("{value} at [{index}]; {where}", value=value, index=index, where=where), expected


def _where(wrong: np.ndarray, shown: np.ndarray) -> str:
    """Say which rows of a matrix are wrong, or how many numbers of another array."""
    rows = wrong.ndim == 2
    by_unit, looked_at = (a.any(axis=1) if rows else a.ravel() for a in (wrong, shown))
    places = [str(int(place)) for place in np.flatnonzero(by_unit)]
    if len(places) == np.sum(looked_at):
        return _("every row is wrong") if rows else _("every number is wrong")
    if rows and len(places) == 1:
        return _("row {row} is wrong", row=places[0])
    if rows and len(places) <= LISTED:
        return _("rows {first} and {second} are wrong", first=places[0], second=places[1])
    if rows:
        return _("{number} of {all} rows are wrong", number=len(places), all=by_unit.size)
    if len(places) == 1:
        return _("one of {all} numbers is wrong", all=by_unit.size)
    return _("{number} of {all} numbers are wrong", number=len(places), all=by_unit.size)


def show(value: Any, digits: int = DIGITS) -> str:
    """Return a value as one short line, with at most so many digits for the numbers of an array."""
    if isinstance(value, np.ndarray):
        return _short([_in_line(value, precision=digits, threshold=12)])
    return _short(_pieces(value))


def _short(pieces: Iterable[str]) -> str:
    text = ""
    for piece in pieces:
        text += piece
        if len(text) > LINE:
            return text[: LINE - 3] + "..."
    return text


def _pieces(value: Any) -> Iterator[str]:
    """Yield the parts of repr from left to right, so that a long value is not formatted to its end."""
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
