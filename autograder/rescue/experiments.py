"""Leaves out the experiments of a file: all at the top level that its functions do not use."""

import ast
import dis
from collections.abc import Collection, Iterator, Sequence
from types import CodeType
from typing import NamedTuple

from .repair import Kind, Repair, Repaired, shown

IMPORTS = (ast.Import, ast.ImportFrom)
DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, *IMPORTS)
READS = ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS")
BINDS, ANYWHERE = ("STORE_NAME", "DELETE_NAME"), ("STORE_GLOBAL", "DELETE_GLOBAL")
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
        if number not in kept and shared.isdisjoint(lines) and not _is_text(node):
            repairs.append(Repair(kind, (lines[0],), shown("\n".join(rows[lines[0] - 1 : lines[-1]]))))
            rows[lines[0] - 1 : lines[-1]] = [""] * len(lines)
    return "\n".join(rows), repairs


def usable(node: ast.stmt, allowed: frozenset[str]) -> bool:
    """Return whether a statement imports nothing but what may be imported."""
    if isinstance(node, ast.Import):
        return all(name.name.partition(".")[0] in allowed for name in node.names)
    return not isinstance(node, ast.ImportFrom) or (not node.level and str(node.module).partition(".")[0] in allowed)


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


def names_given(node: ast.stmt) -> frozenset[str]:
    """Return the names of the module to which a statement gives or takes a value, also where a function is called."""
    code = compile(ast.Module([node], []), "file", "exec", dont_inherit=True)
    at_once = {found.argval for found in dis.get_instructions(code) if found.opname in BINDS}
    return frozenset(at_once | {found.argval for found in _instructions(code) if found.opname in ANYWHERE})


def _read(node: ast.stmt) -> _Statement:
    first = min((one.lineno for one in getattr(node, "decorator_list", [])), default=node.lineno)
    code = compile(ast.Module([node], []), "file", "exec", dont_inherit=True)
    reads = frozenset(found.argval for found in _instructions(code) if found.opname in READS)
    lines = range(first, (node.end_lineno or first) + 1)
    return _Statement(node, lines, reads, names_given(node), _root(node), isinstance(node, ast.Expr))


def _instructions(code: CodeType) -> Iterator[dis.Instruction]:
    """Yield the instructions of some code, and of all functions and classes in it."""
    yield from dis.get_instructions(code)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _instructions(constant)


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
