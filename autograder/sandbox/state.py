"""Whether a task has left anything behind in the student's module, so that the next one needs it executed anew.

For honest code: globals, attributes of functions and classes, closures, default arguments. Who hides state
elsewhere has hidden it from himself: it earns nothing that right answers would not.
"""

import types
from pathlib import PurePath
from typing import Any

import numpy as np

from assignment.checks.engine.module import NAME

CONSTANT = frozenset((int, float, complex, str, bytes, bool, type(None)))
FIXED = (types.ModuleType, types.BuiltinFunctionType, types.GenericAlias, types.UnionType, np.ufunc, np.dtype, PurePath)


class Unknown(Exception):
    """Something that may hold anything."""


def state(module: types.ModuleType) -> Any:
    """A fingerprint of what a file has defined, to be compared with another one; None if nobody can tell."""
    try:
        return tuple((name, _of(value)) for name, value in vars(module).items() if name != "__builtins__")
    except BaseException:  # functions that refer to each other, a class with ways of its own: all of it is his code
        return None


def _of(value: Any) -> Any:
    kind = type(value)
    if kind is types.FunctionType:
        return _of_function(value) if value.__module__ == NAME else id(value)
    if kind in CONSTANT:
        return kind, value
    if isinstance(value, FIXED) or kind.__module__ == "typing":
        return id(value)
    if kind is tuple:
        return tuple(map(_of, value))
    if isinstance(value, type):
        return (id(value), *map(_of_member, vars(value).items())) if value.__module__ == NAME else id(value)
    if getattr(kind, "__module__", "") == NAME and "__setattr__" in vars(kind) and hasattr(value, "__dict__"):
        return (id(kind), *map(_of, vars(value).values()))  # a frozen dataclass, such as a Network
    raise Unknown


def _of_function(function: types.FunctionType) -> Any:
    if vars(function) and set(vars(function)) != {"__wrapped__"}:
        raise Unknown
    if not (function.__closure__ or function.__defaults__ or function.__kwdefaults__):
        return id(function), id(function.__code__)
    cells = tuple(cell.cell_contents for cell in function.__closure__ or ())
    if function in cells:
        raise Unknown
    defaults = function.__defaults__, tuple((function.__kwdefaults__ or {}).values())
    return id(function), id(function.__code__), _of(defaults), _of(cells)


def _of_member(item: tuple[str, Any]) -> Any:
    name, value = item
    return (name, id(value)) if name.startswith("__") else (name, _of(value))
