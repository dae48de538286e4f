"""Places in any program that can be asked about: functions, loops, conditions, and lines that depend on each other."""

import ast
from collections.abc import Callable, Iterator
from itertools import pairwise

from .patterns import Found

NEAR = 3  # lines from one statement to the next, so that both can be shown
Place = tuple[ast.stmt | ast.expr, Found]
OWN_SCOPE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp)


def assignments(tree: ast.AST) -> Iterator[Place]:
    """Yield where one variable gets a value that is computed."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign([ast.Name() as target], ast.BinOp() | ast.Call() | ast.Subscript()):
                yield node, {"_name": target}


def returns(tree: ast.AST) -> Iterator[Place]:
    """Yield where a value is returned."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and node.value and not isinstance(node.value, ast.Constant):
            yield node, {}


def loops(tree: ast.AST) -> Iterator[Place]:
    """Yield loops over something."""
    yield from ((node, {}) for node in ast.walk(tree) if isinstance(node, ast.For))


def endings(tree: ast.AST) -> Iterator[Place]:
    """Yield loops that end by their condition."""
    for node in ast.walk(tree):
        if isinstance(node, ast.While) and not isinstance(node.test, ast.Constant):
            yield node, {}


def conditions(tree: ast.AST) -> Iterator[Place]:
    """Yield conditions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Compare | ast.BoolOp):
            yield node, {}


def definitions(tree: ast.AST) -> Iterator[Place]:
    """Yield the function itself."""
    if isinstance(tree, ast.FunctionDef):
        yield tree, {"_name": ast.Name(tree.name)}


def functions(tree: ast.AST) -> Iterator[Place]:
    """Yield the function itself if it has arguments."""
    if isinstance(tree, ast.FunctionDef) and tree.args.args:
        yield from definitions(tree)


def dependent(tree: ast.AST) -> Iterator[Place]:
    """Yield two statements, on a line each, of which the second one reads what the first one sets."""
    for node in ast.walk(tree):
        for body in (getattr(node, name, None) for name in ("body", "orelse")):
            for first, second in pairwise(body if isinstance(body, list) else []):
                match first:
                    case ast.Assign([ast.Name(name) as target], _) if name in _read(second):
                        if 0 < second.lineno - first.lineno <= NEAR and first.end_lineno == first.lineno:
                            yield first, {"_name": target, "_second": second}


def _read(statement: ast.stmt) -> set[str]:
    """Return the names that a simple statement reads at once."""
    if not isinstance(statement, ast.Assign | ast.AugAssign | ast.Return | ast.Expr):
        return set()
    if any(isinstance(node, (*OWN_SCOPE, ast.GeneratorExp)) for node in ast.walk(statement)):
        return set()
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


SHAPES: dict[str, Callable[[ast.AST], Iterator[Place]]] = {
    "assignment": assignments,
    "return": returns,
    "loop": loops,
    "ending": endings,
    "condition": conditions,
    "definition": definitions,
    "function": functions,
    "dependent": dependent,
}
