"""The table of rules: what to look for in a student's code, what to ask, and what a good answer holds."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assignment.engine.homework import Homework

from .general import SHAPES, Place
from .patterns import places

GENERAL = Path(__file__).with_name("general.toml")
OWN = "interview.toml"  # beside the reference, if a homework has questions of its own


@dataclass(frozen=True)
class Rule:
    """A rule.

    Parameters
    ----------
    name : str
    functions : frozenset of str
        Where it applies; everywhere if there are none.
    patterns : tuple of str
    shape : str
        In place of patterns, a name of SHAPES.
    question, answer : dict of str to str
        By language; ``{name}`` is filled in.
    """

    name: str
    functions: frozenset[str]
    patterns: tuple[str, ...]
    shape: str
    question: dict[str, str]
    answer: dict[str, str]

    def places(self, tree: ast.AST, aliases: dict[str, str]) -> Iterator[Place]:
        """Yield each place to which the rule applies."""
        if self.shape:
            yield from SHAPES[self.shape](tree)
        for pattern in self.patterns:
            yield from places(pattern, tree, aliases)


def rules(homework: Homework) -> tuple[list[Rule], list[Rule]]:
    """Return the homework's own rules, and those for any program."""
    own = homework.right.source.with_name(OWN)
    return (_read(own) if own.is_file() else []), _read(GENERAL)


@cache
def _read(path: Path) -> list[Rule]:
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return [_rule(name, table) for name, table in tables.items()]


def _rule(name: str, table: dict[str, str | list[str]]) -> Rule:
    functions = frozenset(part.strip() for part in str(table.get("in", "")).split(",") if part.strip())
    question, answer = ({"en": str(table[key]), "zh": str(table[f"{key}_zh"])} for key in ("question", "answer"))
    return Rule(name, functions, tuple(table.get("patterns", ())), str(table.get("shape", "")), question, answer)
