"""Right versions of functions, lent to a student's module within bounds."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from assignment.checks.engine.network import Network
from autograder.reference import SLOW, Remembering, reference, remembering

MAX_CALLS = 100_000
MAX_NUMBERS = 200_000
MAX_EXTENT = 2_000  # along one axis: no product or broadcast of two arrays exceeds its square
MAX_AXES = 2
MAX_STEPS = 60_000  # steps of gradient descent, times layers
MAX_WORK = 2_000_000_000  # multiplications: a second or two
POINTWISE = ("sigmoid", "relu", "softmax", "activation_gradient")


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
    own : Remembering, optional
        Trainings that this submission has asked for before; the class's are only looked up.
    """

    def __init__(self, names: Sequence[str], own: Remembering | None = None) -> None:
        self.names = frozenset(names)
        self.own = own or Remembering(1)
        self.calls = 0

    def answer(self, name: Any, args: Any, kwargs: Any) -> Any:
        """The reference's value; Refused with a sentence if there is none, Exhausted after too many."""
        self.calls += 1
        if self.calls > MAX_CALLS:
            raise Exhausted
        if type(name) is not str or name not in self.names or type(args) is not list or type(kwargs) is not dict:
            raise Refused("this function is not lent")
        _check_bounds(name, args, kwargs)
        again = name in SLOW and not kwargs
        known = remembering.known(name, args) if again else None
        if known is not None:
            return known
        try:
            with np.errstate(all="ignore"):
                return getattr(self.own if again else reference, name)(*args, **kwargs)
        except Exception as error:
            raise Refused(f"{type(error).__name__}: {error}"[:300]) from None


def _check_bounds(name: str, args: list[Any], kwargs: dict[Any, Any]) -> None:
    """Refuse what would keep the grader busy, or make it allocate more than it was given."""
    leaves = list(_leaves([*args, *kwargs.values()]))
    networks = [leaf for leaf in leaves if isinstance(leaf, Network)]
    arrays = [leaf for leaf in leaves if isinstance(leaf, np.ndarray)]
    if any(isinstance(leaf, (dict, pd.DataFrame)) for leaf in leaves):
        raise Refused("arguments of a kind that no task needs")
    extent = max([1, *(sum(n.units) for n in networks), *(n for a in arrays for n in a.shape)])
    numbers = len(leaves) + sum(a.size for a in arrays)
    wide = extent > MAX_EXTENT or any(a.ndim > MAX_AXES for a in arrays)
    if numbers > MAX_NUMBERS or (wide and name not in POINTWISE):
        raise Refused("larger arguments than any task needs")
    weights = sum(m * n for network in networks for m, n in pairwise(network.units))
    layers = max([1, *(len(network.units) for network in networks)])
    steps = _steps(name, args, kwargs)
    if steps * layers > MAX_STEPS or steps * extent * (numbers + weights) > MAX_WORK:
        raise Refused("more training than any task needs")


def _steps(name: str, args: list[Any], kwargs: dict[Any, Any]) -> int:
    """Steps of gradient descent that a call asks for."""
    if name not in ("train", "cross_validate"):
        return 1
    epochs = kwargs.get("epochs", args[5] if len(args) > 5 else 1)
    folds = kwargs.get("folds", args[3] if len(args) > 3 else ()) if name == "cross_validate" else ()
    if type(epochs) is not int:
        raise Refused("epochs that are no whole number")
    return max(epochs, 1) * max(len(folds) if isinstance(folds, (list, tuple)) else 1, 1)


def _leaves(value: Any) -> Iterator[Any]:
    """Everything in lists and tuples, and these themselves."""
    yield value
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(item)
