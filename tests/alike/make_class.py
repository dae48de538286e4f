"""Makes a class of 60: 8 copied pairs, 12 honest pairs that chose the same usual ways, and 20 others.

``python -m tests.alike.make_class FOLDER SEED`` writes it as files.
"""

import ast
import copy
import random
import sys
from dataclasses import dataclass
from pathlib import Path

from .disguise import EDITS, Style, renamed, split
from .pool import Snippet, bound, given, pool

USUAL = 4  # ways to write a function that are usual
REMARKS = [
    "# so it works",
    "# see the lecture",
    "# shapes checked",
    "# one row for each example",
    "# 这里要小心",
    "# done",
]


@dataclass(frozen=True)
class Made:
    """A class, and who copied from whom."""

    files: dict[str, str]
    copied: frozenset[frozenset[str]]
    honest: frozenset[frozenset[str]]


def make(seed: int, common: float = 0.7, size: int = 60, copied: int = 8, honest: int = 12) -> Made:
    """Return a class; another seed gives another one. The more is written in a common way, the harder is the class."""
    rng = random.Random(seed)
    names = [f"student-{number:02}" for number in range(1, size + 1)]
    rng.shuffle(names)
    usual = {name: rng.sample(snippets, USUAL) for name, snippets in pool().items()}
    files: dict[str, str] = {}
    copies, alike = set(), set()
    left = iter(names)
    for _ in range(copied):
        source, copy_ = next(left), next(left)
        tree = _student(usual, rng, common)
        files[source], files[copy_] = _written(tree, rng), _written(_copied(tree, rng), rng)
        copies.add(frozenset((source, copy_)))
    for _ in range(honest):
        pair = [next(left), next(left)]
        way = {name: usual[name][0] for name in rng.sample([*usual], round(0.8 * len(usual)))}
        for name in pair:
            files[name] = _written(_student(usual, rng, common, way), rng)
        alike.add(frozenset(pair))
    files |= {name: _written(_student(usual, rng, common), rng) for name in left}
    return Made(dict(sorted(files.items())), frozenset(copies), frozenset(alike))


def _student(
    usual: dict[str, list[Snippet]], rng: random.Random, common: float, way: dict[str, Snippet] | None = None
) -> ast.Module:
    """Return a file of somebody who writes each function in a usual way, or in any."""
    chosen = []
    for name, snippets in pool().items():
        ordinary = rng.choices(usual[name], [8, 4, 2, 1])[0] if rng.random() < common else rng.choice(snippets)
        chosen.append((way or {}).get(name, ordinary))
    tree = _assembled(chosen)
    for edit in EDITS:
        if rng.random() < 0.5:
            tree = edit(rng).visit(tree)
    return _fixed(tree)


def _assembled(chosen: list[Snippet]) -> ast.Module:
    """Return these functions with their imports and helpers; helpers of one name are told apart."""
    functions = {snippet.function for snippet in chosen}
    imports = sorted(
        {
            line
            for snippet in chosen
            for line in snippet.imports
            if "neural_network" not in line and "__future__" not in line
        }
    )
    body: dict[str, list[ast.stmt]] = {}
    owners: dict[str, str] = {}
    for snippet in chosen:
        for text in snippet.texts:
            nodes = ast.parse(text).body
            for name in {name for node in nodes for name in bound(node)} - functions:
                if owners.setdefault(name, snippet.origin) != snippet.origin:
                    _rename(ast.Module(nodes, []), name, f"{name}_{snippet.function}")
            body.setdefault(text, nodes)
    return ast.Module([*ast.parse("\n".join(imports)).body, *(node for nodes in body.values() for node in nodes)], [])


def _rename(tree: ast.AST, old: str, new: str) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == old:
            node.id = new
        elif isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == old:
            node.name = new


def _copied(source: ast.Module, rng: random.Random) -> ast.Module:
    """Return somebody else's file in disguise."""
    tree = copy.deepcopy(source)
    kept = {*pool()} | given()[1]
    tree = Style(rng).visit(tree)
    parts: list[ast.stmt] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            for edit in rng.sample(EDITS, 3):
                node = edit(rng).visit(node)
            parts += split(node, rng) if rng.random() < 0.4 else [node]
    rng.shuffle(parts)
    rest = [node for node in tree.body if not isinstance(node, ast.FunctionDef)]
    made = _fixed(ast.Module([*rest, *parts], []))
    renamed(made, kept, rng)
    return made


def _fixed(tree: ast.Module) -> ast.Module:
    return ast.parse(ast.unparse(ast.fix_missing_locations(tree)))


def _written(tree: ast.Module, rng: random.Random) -> str:
    """Return the text after what is given, with remarks here and there."""
    lines = []
    for line in ast.unparse(tree).split("\n"):
        if line.endswith(":") and rng.random() < 0.2:
            line += f"  {rng.choice(REMARKS)}"
        lines.append(line)
    text = "\n".join((given()[0], *lines, ""))
    ast.parse(text)
    return text


if __name__ == "__main__":
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    for name, text in make(seed).files.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "neural_network.py").write_text(text, encoding="utf-8")
