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
    node: Import, nodes: Sequence[ast.stmt], allowed: frozenset[str], kinds: tuple[Kind, Kind]
) -> tuple[str, Repair]:
    """Return what takes the place of an import that is not usable, in one line, and the repair.

    Parameters
    ----------
    node : ast.Import or ast.ImportFrom
    nodes : sequence of ast.stmt
        All statements of the file.
    allowed : frozenset of str
        What may be imported.
    kinds : tuple of Kind
        Of the repair if no function uses what is left out, and if one does.
    """
    fine: list[ast.alias] = []
    foreign: Import = node
    if isinstance(node, ast.Import):
        fine = [name for name in node.names if name.name.partition(".")[0] in allowed]
        foreign = ast.Import([name for name in node.names if name not in fine], lineno=node.lineno, col_offset=0)
    names, place = names_given(foreign), nodes.index(node)
    if any(name.name == "*" for name in node.names):  # what nobody gives may be from there
        names = names.union(*map(names_read, nodes)).difference(dir(builtins), *map(names_given, nodes))
        names = frozenset(name for name in names if not name.startswith("__"))
    again = {name for one in nodes[:place] if usable(one, allowed) for name in names_given(one)} & names
    missing = names.difference(*map(names_given, nodes[place + 1 :]))
    users = [one.name for one in nodes if isinstance(one, DEFINED) and not missing.isdisjoint(names_read(one))]
    kept = [f"import {', '.join(map(ast.unparse, fine))}"] if fine else []
    kept += unset(1, sorted(again)) if again else []  # it was to be replaced
    detail = shown(", ".join(users))
    return "; ".join(kept), Repair(kinds[bool(users)], (node.lineno,), shown(ast.unparse(foreign)), detail)
