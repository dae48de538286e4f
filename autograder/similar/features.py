"""What of a file is compared: runs of tokens chosen by winnowing, numbers, and mistakes that were named."""

import ast
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .tokens import Piece, Token, Vocabulary, pieces, vocabulary

LENGTH, WINDOW = 12, 4  # a run of LENGTH + WINDOW - 1 equal tokens is always noticed
ORDINARY = 10  # whole numbers up to this one are no odd constants
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?(?![\w.]*\w)")
RUN, CONSTANT, MISTAKE = "run", "constant", "mistake"
Feature = tuple[str, int | float | str]  # a kind, and the hash, the number or the code
Places = Mapping[Feature, frozenset[int]]  # the lines of each


@dataclass(frozen=True)
class Part:
    """A part of a file within which features count together.

    Parameters
    ----------
    name : str
        Of the function; empty for what lies outside of functions, for the numbers and for the mistakes.
    lines : tuple of int
        Lines to show.
    places : dict of Feature to frozenset of int
        By feature, the lines in which it was found.
    """

    name: str
    lines: tuple[int, ...]
    places: Places


@dataclass(frozen=True)
class Given:
    """What everybody was given, and what therefore is not compared."""

    known: Vocabulary
    features: frozenset[Feature] = field(default_factory=frozenset)


def given(trees: Sequence[ast.Module], prose: str) -> Given:
    """Return what the starter and the examples of the handout hold; the prose gives numbers as well."""
    known = vocabulary(trees)
    found = {feature for tree in trees for part in parts(tree, Given(known)) for feature in part.places}
    return Given(known, frozenset(found | {(CONSTANT, float(number)) for number in NUMBER.findall(prose)}))


def parts(tree: ast.Module, given: Given, mistakes: Iterable[str] = ()) -> list[Part]:
    """Return the parts of a file with what can tell it from other files.

    Raises
    ------
    NoTree
        If the file is too long.
    """
    found = [_of_piece(piece, given) for piece in pieces(tree, given.known)]
    found.append(
        Part("", (), {place: lines for place, lines in _constants(tree).items() if place not in given.features})
    )
    found.append(Part("", (), {(MISTAKE, code): frozenset() for code in mistakes}))
    return [part for part in found if part.places]


def _of_piece(piece: Piece, given: Given) -> Part:
    runs = {run: lines for run, lines in _winnowed(piece.tokens).items() if run not in given.features}
    return Part(piece.name, piece.lines, runs)


def _winnowed(tokens: Sequence[Token]) -> Places:
    """Return the least hash of each window, the last one where several are equal."""
    hashes = [_hash(tokens[i : i + LENGTH]) for i in range(len(tokens) - LENGTH + 1)]
    chosen = set()
    for start in range(max(1, len(hashes) - WINDOW + 1) if hashes else 0):
        window = range(start, min(start + WINDOW, len(hashes)))
        chosen.add(min(window, key=lambda place: (hashes[place], -place)))
    found: dict[Feature, frozenset[int]] = {}
    for place in sorted(chosen):
        run = RUN, hashes[place]
        lines = frozenset(token.line for token in tokens[place : place + LENGTH])
        found[run] = found.get(run, frozenset()) | lines
    return found


def _hash(tokens: Sequence[Token]) -> int:
    text = "\n".join(token.symbol for token in tokens)
    return int.from_bytes(hashlib.blake2b(text.encode(errors="replace"), digest_size=8).digest())


def _constants(tree: ast.Module) -> Places:
    """Return the numbers of a file that are not just small whole ones; how they are spelled does not count."""
    found: dict[Feature, set[int]] = defaultdict(set)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            try:
                value = float(node.value)  # type: ignore[arg-type]
            except OverflowError:
                continue
            if value > ORDINARY or value % 1:
                found[CONSTANT, value].add(node.lineno)
    return {feature: frozenset(lines) for feature, lines in found.items()}
