"""Leaves out what cannot be executed at the top level of a file."""

import ast
import re
from collections.abc import Sequence
from typing import NamedTuple

from .imports import usable, without_foreign
from .names import names_given
from .reading import raising, unset
from .repair import Failure, Kind, Repair, Repaired, Trouble, shown
from .scan import Part, Scanned

REMOVED_ALIAS = re.compile(r"\b(?:np|numpy)\.(?=(?:float|int|bool|object|str|complex)\b(?!\s*[.\w]))")
KINDS = {
    "SystemExit": Kind.EXIT,
    "EOFError": Kind.INPUT,
    "OSError": Kind.FILE,
    "NotImplementedError": Kind.UNWRITTEN,
}  # by class of exception
NOT_EXECUTED = "RuntimeError('the definition cannot be executed')"
IMPORTS = (ast.Import, ast.ImportFrom)
Definition = ast.FunctionDef | ast.AsyncFunctionDef


class _Segment(NamedTuple):
    """A statement at the top level, from its first decorator on."""

    node: ast.stmt
    first: int
    last: int


def without_failed(text: str, failure: Failure, allowed: frozenset[str]) -> Repaired:
    """Leave out the statement that could not be executed, or what of it could not be."""
    if not failure.line:
        return text, []
    nodes = [_Segment(node, _first(node), node.end_lineno or 0) for node in ast.parse(text).body]
    here = [segment for segment in nodes if segment.first <= failure.line <= segment.last]
    if not here:
        return text, []
    lines = text.split("\n")
    for mend in (_without_imports, _without_alias, _without_decorator):
        repairs = mend(lines, here, nodes, failure, allowed)
        if repairs:
            return "\n".join(lines), repairs
    first, last = min(segment.first for segment in here), max(segment.last for segment in here)
    code = "\n".join(lines[first - 1 : last])
    if len(here) == 1 and isinstance(here[0].node, Definition):
        name, number = here[0].node.name, here[0].node.lineno
        lines[first - 1 : last] = raising(last - first + 1, number - first + 1, name, NOT_EXECUTED)
        return "\n".join(lines), [Repair(Kind.DEFINITION, (number,), name, failure.kinds[0] if failure.kinds else "")]
    before = {name for one in nodes if one.last < first for name in names_given(one.node)}
    again = {name for one in here for name in names_given(one.node)} & before
    lines[first - 1 : last] = unset(last - first + 1, sorted(again))
    return "\n".join(lines), [_left_out(first, code, failure)]


def _left_out(line: int, code: str, failure: Failure) -> Repair:
    """Return the repair for a statement that is left out, with the reason as far as it is known."""
    kind = next((KINDS[name] for name in failure.kinds if name in KINDS), Kind.FAILED)
    if failure.trouble == Trouble.SLOW:
        kind = Kind.SLOW
    elif "get_ipython" in code:
        kind = Kind.MAGIC
    error = failure.kinds[0] if failure.kinds and kind == Kind.FAILED else ""
    return Repair(kind, (line,), shown(code), error)


def _first(node: ast.stmt) -> int:
    return min((one.lineno for one in getattr(node, "decorator_list", [])), default=node.lineno)


def _without_imports(
    lines: list[str], here: Sequence[_Segment], nodes: Sequence[_Segment], failure: Failure, allowed: frozenset[str]
) -> list[Repair]:
    """Leave out, of statements on one line, the names of packages that may not be imported."""
    if "ImportError" not in failure.kinds:
        return []
    kept: list[str] = []
    repairs: list[Repair] = []
    for node, *_ in here:
        code = ast.get_source_segment("\n".join(lines), node) or ""
        if isinstance(node, IMPORTS) and not usable(node, allowed):
            code, more = without_foreign(node, [one.node for one in nodes], allowed, Kind.IMPORT)
            repairs += more
        kept += [code] if code else []
    if repairs:
        first, last = min(segment.first for segment in here), max(segment.last for segment in here)
        made = "; ".join(kept).split("\n")
        lines[first - 1 : last] = [*made, *[""] * (last - first + 1 - len(made))]
    return repairs


def _without_alias(
    lines: list[str], here: Sequence[_Segment], nodes: Sequence[_Segment], failure: Failure, allowed: frozenset[str]
) -> list[Repair]:
    """Write ``float`` for ``np.float``, which was another name for it and is gone."""
    if "AttributeError" not in failure.kinds:
        return []
    scanned = Scanned("\n".join(lines))
    start, end = scanned.starts[failure.line - 1], scanned.starts[failure.line - 1] + len(lines[failure.line - 1])
    made, repairs = [], []
    for part, first, last, _width in scanned.pieces:
        piece = scanned.text[max(first, start) : min(last, end)] if first < end and last > start else ""
        mended = REMOVED_ALIAS.sub("", piece) if part == Part.CODE else piece
        repairs += [Repair(Kind.ALIAS, (failure.line,), "")] if mended != piece else []
        made.append(mended)
    lines[failure.line - 1] = "".join(made)
    return repairs[:1]


def _without_decorator(
    lines: list[str], here: Sequence[_Segment], nodes: Sequence[_Segment], failure: Failure, allowed: frozenset[str]
) -> list[Repair]:
    """Leave out the decorator that failed."""
    for decorator in (one for node, *_ in here for one in getattr(node, "decorator_list", [])):
        last = decorator.end_lineno or decorator.lineno
        if decorator.lineno <= failure.line <= last:
            code = "\n".join(lines[decorator.lineno - 1 : last])
            lines[decorator.lineno - 1 : last] = [""] * (last - decorator.lineno + 1)
            return [Repair(Kind.DECORATOR, (decorator.lineno,), shown(code), failure.kinds[0] if failure.kinds else "")]
    return []
