"""How people write each function of the homework: taken from the corpus and the class of samples."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assignment.engine.homework import KIT, load
from assignment.engine.module import decode_source

CORPUS = KIT / "tests" / "corpus"
FILES = (
    *sorted((CORPUS / "correct").glob("*.py")),
    *sorted((CORPUS / "field" / "correct").glob("*.py")),
    *sorted((KIT / "data" / "demo_class").glob("*/*.py")),
    KIT / "solutions" / "neural_network.py",
)
LONGEST = 80  # lines of a function with its helpers


@dataclass(frozen=True)
class Snippet:
    """One function as somebody wrote it: the texts of the helpers that it needs, and its own."""

    function: str
    origin: str
    texts: tuple[str, ...]
    imports: tuple[str, ...]


@cache
def given() -> tuple[str, frozenset[str]]:
    """Return what everybody is given, as a text and as names."""
    homework = load(solutions=True)
    text = (homework.folder / homework.filename).read_text(encoding="utf-8")
    lines, tree = text.split("\n"), ast.parse(text)
    nodes = [node for node in tree.body if not bound(node) & {*homework.functions}]
    names = frozenset(name for node in nodes for name in bound(node))
    return "\n\n".join(_text(node, lines) for node in nodes), names


def _text(node: ast.stmt, lines: list[str]) -> str:
    decorators = getattr(node, "decorator_list", [])
    first = min(one.lineno for one in (node, *decorators))
    return "\n".join(lines[first - 1 : node.end_lineno])


def bound(node: ast.stmt) -> set[str]:
    """Return the names that a statement at the top of a file binds."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", node)]
    return {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}


@cache
def pool() -> dict[str, list[Snippet]]:
    """Return every way to write each function; the reference's last."""
    functions = load(solutions=True).functions
    found: dict[str, list[Snippet]] = {name: [] for name in functions}
    for path in FILES:
        for snippet in _snippets(path, functions):
            found[snippet.function].append(snippet)
    return found


def _snippets(path: Path, functions: tuple[str, ...]) -> list[Snippet]:
    text = decode_source(path.read_bytes()).replace("\r", "")
    try:
        tree = ast.parse(text)
    except SyntaxError:  # one of the samples
        return []
    lines = text.split("\n")
    top: dict[str, list[ast.stmt]] = {}
    for node in tree.body:
        for name in bound(node) - given()[1]:
            top.setdefault(name, []).append(node)
    imports = tuple(_text(node, lines) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom))
    origin = path.parent.name + path.stem
    found = []
    for name in functions:
        if len(top.get(name, [])) == 1 and isinstance(top[name][0], ast.FunctionDef):
            needed = _needed(name, top, set(functions))
            texts = tuple(_text(node, lines) for node in needed)
            if "\n".join(texts).count("\n") < LONGEST and "NotImplementedError" not in texts[-1]:
                found.append(Snippet(name, origin, texts, imports))
    return found


def _needed(name: str, top: dict[str, list[ast.stmt]], functions: set[str]) -> list[ast.stmt]:
    """Return a function after everything at the top of its file that it needs."""
    order: list[ast.stmt] = []
    seen: set[str] = set()

    def visit(name: str) -> None:
        seen.add(name)
        for node in top[name]:
            for used in sorted({inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}):
                if used in top and used not in seen and used not in functions:
                    visit(used)
        order.extend(node for node in top[name] if node not in order)

    visit(name)
    return order
