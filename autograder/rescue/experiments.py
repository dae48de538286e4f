"""Leaves out the experiments of a file: all at the top level that its functions do not use."""

import ast
from collections.abc import Collection, Sequence
from typing import NamedTuple

from .imports import usable, without_foreign
from .names import names_given, names_read
from .repair import Kind, Repair, Repaired, shown

IMPORTS = (ast.Import, ast.ImportFrom)
DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, *IMPORTS)
REFLECTS = frozenset(("globals", "locals", "vars", "exec", "eval", "setattr", "delattr", "__import__", "importlib"))


class _Statement(NamedTuple):
    """A statement at the top level.

    Parameters
    ----------
    node : ast.stmt
    lines : range
    reads, gives : frozenset of str
        The names of the module that it and its functions read, and those to which it gives a value.
    changes : str
        The name of the object that it changes, as in ``table["a"] = 1``; empty if there is none.
    calls : bool
        Whether it changes it by a call, as in ``table.append(1)``.
    """

    node: ast.stmt
    lines: range
    reads: frozenset[str]
    gives: frozenset[str]
    changes: str
    calls: bool


def without_experiments(text: str, wanted: Collection[str], allowed: frozenset[str] | None, kind: Kind) -> Repaired:
    """Keep imports, functions, classes, and statements that give a value to a name that these use.

    Parameters
    ----------
    text : str
        A file that Python can read.
    wanted : collection of str
        Names that are used in any case: the functions of the homework.
    allowed : frozenset of str or None
        The packages whose imports are kept; None for all.
    kind : Kind
        Of the repairs.
    """
    statements = [_read(node) for node in ast.parse(text).body]
    kept = _kept(statements, wanted, allowed)
    rows, repairs = text.split("\n"), []
    shared = {line for number in kept for line in statements[number].lines}
    for number, (node, lines, *_) in enumerate(statements):
        if number in kept or not shared.isdisjoint(lines) or _is_text(node):
            continue
        rest, more = "", [Repair(kind, (lines[0],), shown("\n".join(rows[lines[0] - 1 : lines[-1]])))]
        if isinstance(node, IMPORTS) and allowed is not None:
            rest, more = without_foreign(node, [one.node for one in statements], allowed, Kind.NOTEBOOK_IMPORT)
        repairs += more
        rows[lines[0] - 1 : lines[-1]] = [rest, *[""] * (len(lines) - 1)]
    return "\n".join(rows), repairs


def _kept(statements: Sequence[_Statement], wanted: Collection[str], allowed: frozenset[str] | None) -> set[int]:
    """Return the numbers of the statements that are kept."""
    kept = {
        number
        for number, one in enumerate(statements)
        if (_defines(one.node) and (allowed is None or usable(one.node, allowed))) or not one.reads.isdisjoint(REFLECTS)
    }  # what changes names by other means is no experiment
    imported = {name for one in statements if isinstance(one.node, IMPORTS) for name in one.gives}
    needed = {*wanted}.union(*(statements[number].reads for number in kept))
    while True:
        more = {
            number
            for number, one in enumerate(statements)
            if number not in kept
            and not isinstance(one.node, IMPORTS)
            and not needed.isdisjoint({*one.gives, "" if one.calls and one.changes in imported else one.changes})
        }
        if not more:
            return kept
        kept |= more
        needed = needed.union(*(statements[number].reads for number in more))


def _defines(node: ast.stmt) -> bool:
    """Whether a statement defines or imports something, also where a condition decides which."""
    if isinstance(node, ast.If | ast.Try):
        inside = [*node.body, *node.orelse, *getattr(node, "finalbody", [])]
        inside += [one for handler in getattr(node, "handlers", []) for one in handler.body]
        return any(map(_defines, inside))
    return isinstance(node, DEFINES)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _read(node: ast.stmt) -> _Statement:
    first = min((one.lineno for one in getattr(node, "decorator_list", [])), default=node.lineno)
    lines = range(first, (node.end_lineno or first) + 1)
    return _Statement(node, lines, names_read(node), names_given(node), _root(node), isinstance(node, ast.Expr))


def _root(node: ast.stmt) -> str:
    """Return the name of the object that a statement changes."""
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = [*node.targets]
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        targets = [node.target]
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        targets = [node.value.func]
    for target in targets:
        if isinstance(target, ast.Subscript | ast.Attribute):
            while isinstance(target, ast.Subscript | ast.Attribute):
                target = target.value
            if isinstance(target, ast.Name):
                return target.id
    return ""
