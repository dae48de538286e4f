"""Right versions of functions, lent to a student's module within bounds."""

import inspect
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from assignment.engine.homework import Homework, Refused
from assignment.engine.table import Table

MAX_CALLS = 100_000
MAX_NUMBERS = 200_000  # in the arguments


class Exhausted(Exception):
    """So many requests that a loop of the caller's seems to have no end."""


class Lender:
    """Answers a worker's requests, at most ``MAX_CALLS`` of them.

    Parameters
    ----------
    homework : Homework
    names : sequence of str
        What may be asked for.
    """

    def __init__(self, homework: Homework, names: Sequence[str]) -> None:
        self.right = homework.right
        self.names = frozenset(names)
        self.calls = 0

    def answer(self, name: Any, args: Any, kwargs: Any) -> Any:
        """The right value; Refused with a sentence if there is none, Exhausted after too many requests."""
        self.calls += 1
        if self.calls > MAX_CALLS:
            raise Exhausted
        if type(name) is not str or name not in self.names or type(args) is not list or type(kwargs) is not dict:
            raise Refused("this function is not lent")
        if not all(type(key) is str for key in kwargs):
            raise Refused("arguments of a kind that no task needs")
        leaves = list(_leaves([*args, *kwargs.values()]))
        if any(isinstance(leaf, (dict, Table)) for leaf in leaves):
            raise Refused("arguments of a kind that no task needs")
        if len(leaves) + sum(leaf.size for leaf in leaves if isinstance(leaf, np.ndarray)) > MAX_NUMBERS:
            raise Refused("larger arguments than any task needs")
        try:
            given = inspect.signature(getattr(self.right.reference, name)).bind(*args, **kwargs)
            self.right.allows(name, dict(given.arguments))
            with np.errstate(all="ignore"):
                return self.right.functions[name](*given.args, **given.kwargs)
        except Exception as error:
            reason = str(error) if isinstance(error, Refused) else f"{type(error).__name__}: {error}"
            raise Refused(reason[:300]) from None


def _leaves(value: Any) -> Iterator[Any]:
    """Everything in lists and tuples, and these themselves."""
    yield value
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(item)
