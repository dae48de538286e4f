"""The line of the student's file at which a call ended, and the shapes of the arrays in it."""

import ast
import contextlib
import linecache
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Any

import numpy as np

from .module import passed
from .outcomes import Line, Reason, Stopped

LONGEST, MOST = 100, 4  # characters of a line, and shapes
OWN_SCOPE = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
SHOWN = (Reason.SYNTAX, Reason.RAISED, Reason.TOO_LONG)


def keep(filename: str, text: str) -> None:
    """Keep the text of a file under the name that its tracebacks have, whatever is saved there later."""
    linecache.cache[filename] = len(text), None, text.splitlines(keepends=True), filename


def with_line(stopped: Stopped, filename: str) -> Stopped:
    """Add the line at which a call, or the whole file, ended; nothing if it is not known."""
    why, error = stopped.why, stopped.__context__
    text = linecache.getline(filename, why.line or 0).rstrip()[:LONGEST]
    if text and why.reason in SHOWN:
        shapes: tuple[str, ...] = ()
        with contextlib.suppress(Exception):  # the student's values can have any form
            shapes = _shapes(error, filename) if error and why.reason == Reason.RAISED else ()
        whole = "".join(linecache.getlines(filename)) if why.reason == Reason.SYNTAX else ""
        stopped.why = replace(why, code=Line(why.line or 0, text, _column(error), shapes, whole.count('"""') % 2 == 1))
    return stopped


def _column(error: BaseException | None) -> int | None:
    """Return where Python stumbled; None if it says so only by the number of the line."""
    marked = isinstance(error, SyntaxError) and not isinstance(error, IndentationError)
    return error.offset or None if marked else None  # type: ignore[union-attr]


def _shapes(error: BaseException, filename: str) -> tuple[str, ...]:
    """Return the shapes of the arrays in the expression that raised, as far as they can be read off."""
    traces = passed(error, filename)
    node = _expression(traces[-1], filename) if traces else None
    if not node:
        return ()
    frame = traces[-1].tb_frame
    found = dict.fromkeys(_arrays(node, ChainMap(dict(frame.f_locals), frame.f_globals)))
    return tuple(found)[:MOST]


def _expression(trace: TracebackType, filename: str) -> ast.AST | None:
    """Return the expression, or the statement, that was executed when the exception was raised."""
    positions = [*trace.tb_frame.f_code.co_positions()][trace.tb_lasti // 2]
    line, end_line, column, end_column = (number if number is not None else -1 for number in positions)
    if -1 in (line, end_line, column, end_column):
        return None
    place = ast.Pass(lineno=line, end_lineno=end_line, col_offset=column, end_col_offset=end_column)
    text = ast.get_source_segment("".join(linecache.getlines(filename)), place) or ""
    for code in (f"({text}\n)", text):
        with contextlib.suppress(SyntaxError):
            return ast.parse(code)
    return None


def _arrays(node: ast.AST, names: Mapping[str, Any]) -> Iterator[str]:
    value = _value(node, names)
    if type(value) is np.ndarray:
        yield f"{ast.unparse(node)} {value.shape}"
    elif not isinstance(node, OWN_SCOPE):
        for child in ast.iter_child_nodes(node):
            yield from _arrays(child, names)


def _value(node: ast.AST, names: Mapping[str, Any]) -> Any:
    """Return the value of a name, of a place in a list or an array, or of a transpose; None for all that calls code."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return names.get(name)
        case ast.Attribute(value=inner, attr="T"):
            value = _value(inner, names)
            return value.T if type(value) is np.ndarray else None
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            value = _value(inner, names)
            return -value if type(value) is int else None
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as sign, right=right):
            one, other = _value(left, names), _value(right, names)
            numbers = type(one) is int and type(other) is int
            return None if not numbers else one + other if isinstance(sign, ast.Add) else one - other
        case ast.Subscript(value=inner, slice=index):
            whole, place = _value(inner, names), _value(index, names)
            known = type(whole) in (list, tuple, np.ndarray) and type(place) is int
            return whole[place] if known and -len(whole) <= place < len(whole) else None
    return None
