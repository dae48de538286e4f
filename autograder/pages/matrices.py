"""Reads numbers in a text as small matrices, so that a page can mark the entries that are wrong."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

LONGEST = 2000  # characters of a text that is read
TOLERANCE = 1e-6  # relative to the largest entry: the texts have few digits
TOKENS = re.compile(r"np\.array|array|[\[\](),]|[^\s\[\](),]+")
SHAPE = re.compile(r"\([\d, ]*\)")
OPENS, CLOSES = "[(", "])"


@dataclass(frozen=True)
class Cell:
    """An entry as it is shown, and whether it is wrong."""

    text: str
    wrong: bool


@dataclass(frozen=True)
class Pair:
    """What came and what should have come, as rows of entries.

    Parameters
    ----------
    place : str
        Where it stands in a result that consists of several arrays, such as ``[0][1]``.
    got, expected : list of list of Cell
    same_shape : bool
    """

    place: str
    got: list[list[Cell]]
    expected: list[list[Cell]]
    same_shape: bool

    @property
    def differs(self) -> bool:
        """Whether anything of it is wrong."""
        return not self.same_shape or any(cell.wrong for row in self.got for cell in row)


def pairs(got: str, expected: str) -> list[Pair]:
    """Return what differs and what does not; nothing if one of the texts is more than numbers."""
    try:
        came, right = (dict(_arrays(_read(text))) for text in (got, expected))
    except ValueError:
        return []
    return [_pair(place, came[place], right[place]) for place in came] if came.keys() == right.keys() else []


def _read(text: str) -> Any:
    """Return numbers in lists, and in tuples where there are several in round brackets."""
    if len(text) > LONGEST or SHAPE.fullmatch(text.strip()):
        raise ValueError
    stack: list[list[Any]] = [[]]
    for token in TOKENS.findall(text):
        if token in OPENS:
            stack.append([])
        elif token in CLOSES and len(stack) > 1:
            inner = stack.pop()
            group = inner if token == "]" else inner[0] if len(inner) == 1 else tuple(inner)
            stack[-1].append(group)
        elif token not in ("np.array", "array", ","):
            stack[-1].append(float(token))
    if len(stack) != 1 or len(stack[0]) != 1:
        raise ValueError
    return stack[0][0]


def _arrays(value: Any, place: str = "") -> Iterator[tuple[str, list[list[float]]]]:
    """Yield each array in a value as rows, with its place."""
    if isinstance(value, float):
        yield place, [[value]]
    elif isinstance(value, list) and value and all(isinstance(item, float) for item in value):
        yield place, [value]
    elif isinstance(value, list) and value and all(_is_row(item) and len(item) == len(value[0]) for item in value):
        yield place, value
    else:
        for number, item in enumerate(value):
            yield from _arrays(item, f"{place}[{number}]")


def _is_row(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, float) for item in value)


def _pair(place: str, got: list[list[float]], expected: list[list[float]]) -> Pair:
    same = (len(got), len(got[0])) == (len(expected), len(expected[0]))
    allowed = TOLERANCE * max(map(abs, chain(*expected)))
    off = [
        [same and not _close(value, expected[row][column], allowed) for column, value in enumerate(values)]
        for row, values in enumerate(got)
    ]
    came, right = (
        [[Cell(f"{value:.12g}", same and off[i][j]) for j, value in enumerate(row)] for i, row in enumerate(rows)]
        for rows in (got, expected)
    )
    return Pair(place, came, right, same)


def _close(one: float, other: float, allowed: float) -> bool:
    return abs(one - other) <= allowed or (math.isnan(one) and math.isnan(other)) or one == other
