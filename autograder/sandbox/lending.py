"""Right versions of functions, lent to a student's module within bounds."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from assignment.checks.engine.network import Network
from autograder.reference import reference

MAX_CALLS = 100_000
MAX_NUMBERS = 200_000
MAX_EPOCHS = 5_000
MAX_WORK = 200_000_000
MAX_UNITS = 2_000


class Refused(Exception):
    """A request that no honest solution makes, or that the right version cannot answer."""


class Exhausted(Exception):
    """So many requests that a loop of the caller's seems to have no end."""


class Lender:
    """Answers a worker's requests, at most ``MAX_CALLS`` of them.

    Parameters
    ----------
    names : sequence of str
        What may be asked for.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = frozenset(names)
        self.calls = 0

    def answer(self, name: Any, args: Any, kwargs: Any) -> Any:
        """The reference's value; Refused with a sentence if there is none, Exhausted after too many."""
        self.calls += 1
        if self.calls > MAX_CALLS:
            raise Exhausted
        if name not in self.names or type(args) is not list or type(kwargs) is not dict:
            raise Refused("this function is not lent")
        given = [*args, *kwargs.values()]
        if _numbers(given) > MAX_NUMBERS or not all(_small(value) for value in given):
            raise Refused("larger arguments than any task needs")
        if _numbers(given) * _epochs(name, args, kwargs) > MAX_WORK:
            raise Refused("more training than any task needs")
        try:
            with np.errstate(all="ignore"):
                return getattr(reference, name)(*args, **kwargs)
        except Exception as error:
            raise Refused(f"{type(error).__name__}: {error}"[:300]) from None


def _epochs(name: str, args: list[Any], kwargs: dict[Any, Any]) -> int:
    position = {"train": 5, "cross_validate": 5}.get(name)
    if position is None:
        return 1
    epochs = kwargs.get("epochs", args[position] if len(args) > position else 1)
    if type(epochs) is not int or epochs > MAX_EPOCHS:
        raise Refused(f"epochs that are no whole number up to {MAX_EPOCHS}")
    return max(epochs, 1)


def _numbers(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return value.size + 1
    if isinstance(value, (list, tuple)):
        return 1 + sum(map(_numbers, value))
    return 1


def _small(value: Any) -> bool:
    if isinstance(value, Network):
        return sum(value.units) <= MAX_UNITS
    if isinstance(value, (list, tuple)):
        return all(map(_small, value))
    return not isinstance(value, (dict, pd.DataFrame))
