"""Lends right versions of functions to a student's module, within bounds."""

import inspect
from collections.abc import Collection, Iterator
from types import ModuleType
from typing import Any

import numpy as np

from assignment.engine.homework import Homework, Refused
from assignment.engine.language import _
from assignment.engine.remembered import remembered
from assignment.engine.table import Table

MAX_CALLS = 100_000
MAX_ARGUMENT_NUMBERS = 200_000  # in the arguments


class Exhausted(Exception):
    """There were so many requests that the caller seems to be in an infinite loop."""


class WrongCall(Refused):
    """A lent function was called with other arguments than it takes: Python's own sentence for that."""


class Raised(Refused):
    """The right version itself raised an exception: any other would have, too."""


class Lender:
    """Answers a worker's requests, at most ``MAX_CALLS`` of them.

    Parameters
    ----------
    homework : Homework
    names : collection of str
        Functions that are lent.
    """

    def __init__(self, homework: Homework, names: Collection[str]) -> None:
        self.right = homework.right
        self.names = frozenset(names)
        self.calls = 0

    def answer(self, name: Any, args: Any, kwargs: Any) -> Any:
        """Return the right value; raise Refused with a sentence if there is none, Exhausted after too many requests.

        WrongCall is raised where the student's own function would raise a TypeError for the number of arguments, and
        Raised where the right version raises an exception.
        """
        self.calls += 1
        if self.calls > MAX_CALLS:
            raise Exhausted
        if type(name) is not str or name not in self.names or type(args) is not list or type(kwargs) is not dict:
            raise Refused(_("this function is not lent"))
        if not all(type(key) is str for key in kwargs):
            raise Refused(_("no task needs arguments of this kind"))
        leaves = list(_leaves([*args, *kwargs.values()]))
        if any(isinstance(leaf, (dict, Table)) for leaf in leaves):
            raise Refused(_("no task needs arguments of this kind"))
        if len(leaves) + sum(leaf.size for leaf in leaves if isinstance(leaf, np.ndarray)) > MAX_ARGUMENT_NUMBERS:
            raise Refused(_("the arguments are larger than any task needs"))
        signature = _signature(self.right.reference, name)
        try:
            given = signature.bind(*args, **kwargs)
        except TypeError:
            raise WrongCall(_wrong_call(name, [*signature.parameters], args, kwargs)) from None
        try:
            self.right.allows(name, dict(given.arguments))
            with np.errstate(all="ignore"):
                return self.right.functions[name](*given.args, **given.kwargs)
        except Refused:
            raise
        except Exception as error:
            raise Raised(f"{type(error).__name__}: {error}"[:300]) from None


@remembered(100)  # code does not change while it runs
def _signature(module: ModuleType, name: str) -> inspect.Signature:
    return inspect.signature(getattr(module, name))


def _wrong_call(name: str, takes: list[str], args: list[Any], kwargs: dict[str, Any]) -> str:
    unknown = next((key for key in kwargs if key not in takes), None)
    if unknown is not None:
        return f"{name}() got an unexpected keyword argument '{unknown}'"
    return f"{name}() takes {len(takes)} positional arguments but {len(args) + len(kwargs)} were given"


def _leaves(value: Any) -> Iterator[Any]:
    """Yield a value and, if it is a list or tuple, everything in it."""
    yield value
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(item)
