"""Tells which names of the module a statement reads, and to which it gives a value."""

import ast
import dis
from collections.abc import Iterator
from types import CodeType

READS = ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS")
BINDS, ANYWHERE = ("STORE_NAME", "DELETE_NAME"), ("STORE_GLOBAL", "DELETE_GLOBAL")


def names_given(node: ast.stmt) -> frozenset[str]:
    """Return the names of the module to which a statement gives or takes a value, also where a function is called."""
    code = _compiled(node)
    at_once = {found.argval for found in dis.get_instructions(code) if found.opname in BINDS}
    return frozenset(at_once | {found.argval for found in _instructions(code) if found.opname in ANYWHERE})


def names_read(node: ast.stmt) -> frozenset[str]:
    """Return the names of the module that a statement and its functions read."""
    return frozenset(found.argval for found in _instructions(_compiled(node)) if found.opname in READS)


def _compiled(node: ast.stmt) -> CodeType:
    return compile(ast.Module([node], []), "file", "exec", dont_inherit=True)


def _instructions(code: CodeType) -> Iterator[dis.Instruction]:
    """Yield the instructions of some code, and of all functions and classes in it."""
    yield from dis.get_instructions(code)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _instructions(constant)
