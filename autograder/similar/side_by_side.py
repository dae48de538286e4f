"""Puts the parts of two files side by side in which something coincides."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from assignment.engine import clean

from .features import CONSTANT, RUN, Feature, Part
from .ranking import Pair, Works

PLACES, LINES, AROUND, CHARACTERS, NAME = 8, 80, 2, 160, 60
REPEATED = 10  # parts of one file in which the same is looked at
ONLY, FEW = "only", "few"  # these two files have it; a few others as well


@dataclass(frozen=True)
class Line:
    """A line of a file: its number, its text made harmless, and how it is marked."""

    number: int
    text: str
    mark: str


@dataclass(frozen=True)
class Place:
    """Two parts that coincide in something: their names and their lines."""

    names: tuple[str, str]
    sides: tuple[list[Line], list[Line]]


def places(pair: Pair, works: Works, texts: dict[str, str]) -> list[Place]:
    """Return the parts of two files that coincide most, each at least once if there are not too many."""
    a, b = ([part for part in works[name] if part.lines] for name in pair.names)
    found: list[Place] = []
    seen: set[tuple[int, int]] = set()
    for (i, j), _ in sorted(_alike(a, b, pair).items(), key=lambda at: (-at[1], at[0])):
        if len(found) == PLACES:
            break
        if (0, i) in seen and (1, j) in seen:
            continue
        seen |= {(0, i), (1, j)}
        both = frozenset(a[i].places.keys() & b[j].places.keys() & pair.shared.keys())
        sides = [
            [*_shown(part, both, pair, works[name], texts[name])]
            for part, name in zip((a[i], b[j]), pair.names, strict=True)
        ]
        names = [clean.json_text(part.name, NAME) for part in (a[i], b[j])]
        found.append(Place((names[0], names[1]), (sides[0], sides[1])))
    return found


def _alike(a: Sequence[Part], b: Sequence[Part], pair: Pair) -> dict[tuple[int, int], float]:
    """Return how much parts of two files have in common; what only these two files have counts most."""
    found: dict[tuple[int, int], float] = defaultdict(float)
    for feature, holders in pair.shared.items():
        within = ([i for i, part in enumerate(parts) if feature in part.places][:REPEATED] for parts in (a, b))
        for at in product(*within):
            found[at[0], at[1]] += 1 / holders
    return found


def _shown(part: Part, both: frozenset[Feature], pair: Pair, work: Sequence[Part], text: str) -> Iterator[Line]:
    """Yield the lines of a part; of a long one, those around what coincides."""
    marks: dict[int, str] = {}
    for other in work:
        for feature, lines in other.places.items():
            if (feature in both and feature[0] == RUN and other is part) or (
                feature in pair.shared and feature[0] == CONSTANT
            ):
                for line in lines:
                    marks[line] = ONLY if pair.shared[feature] == 2 or marks.get(line) == ONLY else FEW
    numbers = part.lines
    if len(numbers) > LINES or not part.name:
        near = {number + step for number in marks for step in range(-AROUND, AROUND + 1)}
        numbers = tuple(number for number in numbers if number in near)[:LINES]
    written = text.split("\n")
    for number in numbers:
        code = written[number - 1] if number <= len(written) else ""
        yield Line(number, clean.json_text(code.rstrip("\r").expandtabs(4), CHARACTERS), marks.get(number, ""))
