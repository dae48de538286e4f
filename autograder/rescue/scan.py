"""Tells strings and comments from code, also in a file that Python cannot read."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from typing import NamedTuple

SINGLE, DOUBLE = "'‘’‚‛＇", '"“”„‟＂'  # the plain quote first


class Part(Enum):
    """What a piece of a file is."""

    CODE = 1
    COMMENT = 2
    STRING = 3


class Piece(NamedTuple):
    """A piece of a file, from start to end; of a string with an end, how many quotes are on each side."""

    part: Part
    start: int
    end: int
    quotes: int = 0


def _strings(quotes: str) -> tuple[str, str, str, str]:
    """Return patterns of triple-quoted strings, of those without an end, and the same of others; plain ones first."""
    plain, typographic = quotes[0], quotes[1:]
    inside, any_end = r"(?:\\.|[^\\])*?", f"(?:{plain * 3}|[{typographic}]{{3}})"
    triple = f"{plain * 3}{inside}{plain * 3}|(?:{plain * 3}|[{typographic}]{{3}}){inside}{any_end}"
    single = rf"{plain}(?:\\.|[^{plain}\\\n])*{plain}|[{quotes}](?:\\.|[^{quotes}\\\n])*[{quotes}]"
    return triple, f"{plain * 3}.*", single, rf"[{quotes}](?:\\.|[^\\\n])*"


TRIPLE, OPEN_TRIPLE, SINGLE_LINE, OPEN_LINE = map("|".join, zip(*map(_strings, (DOUBLE, SINGLE)), strict=True))
NOT_CODE = re.compile(
    rf"[#＃][^\n]*|(?P<triple>{TRIPLE})|(?P<open>{OPEN_TRIPLE})|(?P<single>{SINGLE_LINE})|(?P<late>{OPEN_LINE})",
    re.DOTALL,
)
OPEN, CLOSED = "([{（【", ")]}）】"


class Scanned:
    """A file in pieces.

    Parameters
    ----------
    text : str
        Its lines end with a line feed.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.pieces = list(_pieces(text))

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts."""
        places, place = [], 0
        for line in self.lines:
            places.append(place)
            place += len(line) + 1
        return places

    def line_of(self, place: int) -> int:
        """Return the number of the line with this character."""
        return bisect_right(self.starts, place)

    @cached_property
    def in_strings(self) -> frozenset[int]:
        """The numbers of lines that start in a string."""
        strings = (piece for piece in self.pieces if piece.part == Part.STRING)
        return frozenset(
            number
            for piece in strings
            for number in range(self.line_of(piece.start) + 1, self.line_of(piece.end - 1) + 1)
        )

    @cached_property
    def continued(self) -> frozenset[int]:
        """The numbers of lines that start in a string or in brackets, or after a backslash."""
        found = set(self.in_strings)
        depth = 0
        for piece in self.pieces:
            if piece.part != Part.CODE:
                continue
            for place in range(piece.start, piece.end):
                character = self.text[place]
                if character in OPEN:
                    depth += 1
                elif character in CLOSED:
                    depth = max(depth - 1, 0)
                elif character == "\n" and (depth or self.text[place - 1 : place] == "\\"):
                    found.add(self.line_of(place) + 1)
        return frozenset(found)


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for found in NOT_CODE.finditer(text):
        if found.start() > end:
            yield Piece(Part.CODE, end, found.start())
        end = found.end()
        part = Part.STRING if found.lastgroup else Part.COMMENT
        yield Piece(part, found.start(), end, {"triple": 3, "single": 1}.get(found.lastgroup or "", 0))
    if end < len(text):
        yield Piece(Part.CODE, end, len(text))
