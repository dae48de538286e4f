"""Finds places that look like a pattern: Python code in which names that begin with _ stand for any expression."""

import ast
from collections.abc import Iterator
from functools import cache

Found = dict[str, ast.AST]  # what the names of a pattern stand for
SKIPPED = {"ctx", "type_comment", "kind", "type_ignores"}
ANY = "_"


def places(pattern: str, tree: ast.AST, aliases: dict[str, str]) -> Iterator[tuple[ast.stmt | ast.expr, Found]]:
    """Yield each node that fits a pattern, and what its names stand for.

    Parameters
    ----------
    pattern : str
        An expression or a statement. ``_`` fits any expression; other names that begin with ``_`` fit any as well, but
        the same one each time. The body ``...`` fits any body.
    tree : ast.AST
    aliases : dict of str to str
        The modules that the file imports, by the name that it gives them.
    """
    node = _parsed(pattern)
    for candidate in ast.walk(tree):
        found: Found = {}
        if (
            type(candidate) is type(node)
            and isinstance(candidate, ast.stmt | ast.expr)
            and _fits(node, candidate, found, aliases)
        ):
            yield candidate, found


@cache
def _parsed(pattern: str) -> ast.AST:
    (node,) = ast.parse(pattern).body
    return node.value if isinstance(node, ast.Expr) else node


def aliases_of(tree: ast.AST) -> dict[str, str]:
    """Return the modules that a file imports, by the name that it gives them."""
    names = (name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names)
    return {name.asname or name.name: {"numpy": "np", "pandas": "pd"}.get(name.name, name.name) for name in names}


def _fits(wanted: object, node: object, found: Found, aliases: dict[str, str]) -> bool:
    if isinstance(wanted, ast.Name) and wanted.id.startswith(ANY):
        if not isinstance(node, ast.expr):
            return False
        known = found.setdefault(wanted.id, node)
        return wanted.id == ANY or ast.dump(known) == ast.dump(node)
    if isinstance(wanted, ast.Name) and isinstance(node, ast.Name):
        return aliases.get(node.id, node.id) == wanted.id
    if isinstance(wanted, ast.Constant) and isinstance(node, ast.Constant):
        same_kind = isinstance(wanted.value, str | bytes | bool | None) == isinstance(
            node.value, str | bytes | bool | None
        )
        return same_kind and wanted.value == node.value
    if isinstance(wanted, list):
        if not isinstance(node, list):
            return False
        body = len(wanted) == 1 and isinstance(wanted[0], ast.Expr) and isinstance(wanted[0].value, ast.Constant)
        if body and wanted[0].value.value is ...:
            return True
        pairs = zip(wanted, node, strict=False)
        return len(wanted) == len(node) and all(_fits(a, b, found, aliases) for a, b in pairs)
    if not isinstance(wanted, ast.AST):
        return wanted == node
    return type(wanted) is type(node) and all(
        _fits(getattr(wanted, name), getattr(node, name, None), found, aliases)
        for name in wanted._fields
        if name not in SKIPPED
    )
