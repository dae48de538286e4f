"""What of a file the student wrote: the functions of the homework, and helpers."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Own:
    """Something at the top of a file that the student wrote.

    Parameters
    ----------
    name : str
    node : ast.stmt
        A function, a class or an assignment.
    """

    name: str
    node: ast.stmt


def own(tree: ast.Module, starter: frozenset[str], functions: tuple[str, ...]) -> list[Own]:
    """Return what the student wrote; of several definitions of one name, the one that counts.

    Functions that are not written yet are left out, as is what bears a name of the starter's and is none of the
    homework's functions.
    """
    given = starter - {*functions}
    found = {name: Own(name, node) for node in tree.body for name in _bound(node) if name not in given}
    return [one for one in found.values() if not _unwritten(one.node)]


def bound(tree: ast.Module) -> set[str]:
    """Return the names that a file gives a value at its top."""
    return {name for node in tree.body for name in _bound(node)}


def _bound(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement at the top of a file gives a value."""
    if isinstance(node, Function | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _unwritten(node: ast.stmt) -> bool:
    """Return whether a function only says that it is to be written."""
    if not isinstance(node, Function):
        return False
    body = [one for one in node.body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]
    match body:
        case [] | [ast.Pass()]:
            return True
        case [ast.Raise(ast.Call(ast.Name("NotImplementedError")) | ast.Name("NotImplementedError"))]:
            return True
    return False
