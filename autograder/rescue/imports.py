"""Leaves out imports of packages that may not be imported."""

import ast
import builtins
from collections.abc import Sequence

from .names import names_given, names_read
from .reading import unset
from .repair import Kind, Repair, shown

Import = ast.Import | ast.ImportFrom
DEFINED = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def usable(node: ast.stmt, allowed: frozenset[str]) -> bool:
    """Return whether a statement imports nothing but what may be imported."""
    if isinstance(node, ast.Import):
        return all(name.name.partition(".")[0] in allowed for name in node.names)
    return not isinstance(node, ast.ImportFrom) or (not node.level and str(node.module).partition(".")[0] in allowed)


def without_foreign(
    node: Import, nodes: Sequence[ast.stmt], allowed: frozenset[str], kind: Kind
) -> tuple[str, list[Repair]]:
    """Return what takes the place of an import that is not usable, in one line, and a repair for each package.

    Parameters
    ----------
    node : ast.Import or ast.ImportFrom
    nodes : sequence of ast.stmt
        All statements of the file.
    allowed : frozenset of str
        What may be imported.
    kind : Kind
        Of the repairs; their details are the names that functions use and that have no value then.
    """
    place = nodes.index(node)
    before = {name for one in nodes[:place] if usable(one, allowed) for name in names_given(one)}
    after = {name for one in nodes[place + 1 :] for name in names_given(one)}
    used = {name for one in nodes if isinstance(one, DEFINED) for name in names_read(one)}
    fine: list[ast.alias] = []
    again: set[str] = set()
    repairs = []
    for alias in node.names if isinstance(node, ast.Import) else node.names[:1]:
        if isinstance(node, ast.Import) and alias.name.partition(".")[0] in allowed:
            fine.append(alias)
            continue
        one = ast.Import([alias], lineno=1, col_offset=0) if isinstance(node, ast.Import) else node
        module = alias.name if isinstance(node, ast.Import) else "." * node.level + (node.module or "")
        again |= names_given(one) & {*before, *dir(builtins)}  # what was to be replaced
        missing = used & (names_given(one) - after)
        if alias.name == "*":
            missing = {name for name in used - before - after - {*dir(builtins)} if name[:2] != "__"}
        repairs.append(Repair(kind, (node.lineno,), shown(module), shown(", ".join(sorted(missing)))))
    kept = [f"import {', '.join(map(ast.unparse, fine))}"] if fine else []
    return "; ".join([*kept, *(unset(1, sorted(again)) if again else [])]), repairs
