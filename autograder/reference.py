"""The right answers, as the checks ask for them: any object with a Network's fields will do."""

import threading
import types
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache, wraps
from typing import Any, TypeVar

import numpy as np

from assignment.checks.engine.module import own
from assignment.checks.engine.network import FIELDS
from solutions import neural_network

Value = TypeVar("Value")
REMEMBERED = 1000
SLOW = ("train", "train_minibatch", "cross_validate")
REPEATED = {"cross_validate": ("train",), "compare": ("cross_validate",)}  # trainings that others look at as well

reference: Any = neural_network


def computed_once(size: int) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Like ``lru_cache``, but where two threads ask for the same at the same time, one computes and one waits."""

    def wrap(function: Callable[..., Value]) -> Callable[..., Value]:
        cached, lock = lru_cache(maxsize=size)(function), threading.RLock()

        @wraps(function)
        def remembered(*args: Hashable) -> Value:
            with lock:
                return cached(*args)

        return remembered

    return wrap


class Remembering:
    """The reference for those who ask for the same trainings again and again.

    Parameters
    ----------
    most : int
        How many are kept; the oldest makes room.
    """

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._values: dict[Hashable, Any] = {}
        self._lock = threading.RLock()  # where two threads ask for the same, one computes and one waits

    def __getattr__(self, name: str) -> Any:
        if name in SLOW:
            return lambda *args: self._once(name, args)
        return self._own(name) if name in REPEATED else getattr(neural_network, name)

    def known(self, name: str, args: Sequence[Any]) -> Any:
        """What was computed before for these arguments, or None."""
        with self._lock:
            return own(self._values.get((name, _key(args))))

    def _once(self, name: str, args: Sequence[Any]) -> Any:
        key = name, _key(args)
        with self._lock:
            if key not in self._values:
                value = self._own(name)(*args)
                if len(self._values) >= self._most:
                    del self._values[next(iter(self._values))]
                self._values[key] = value
            return own(self._values[key])

    def _own(self, name: str) -> Any:
        """A function of the reference whose trainings are asked for here: what looks at them shall not repeat them."""
        function = getattr(neural_network, name)
        if name not in REPEATED:
            return function
        scope = {**vars(neural_network), **{slow: getattr(self, slow) for slow in REPEATED[name]}}
        return types.FunctionType(function.__code__, scope)


def _key(value: Any) -> Hashable:
    """The same for the same arguments, whoever made them: lists or tuples, networks of either class."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, (list, tuple)):
        return tuple(_key(item) for item in value)
    if hasattr(value, "objective"):
        return tuple(getattr(value, field) for field in FIELDS)
    return value


remembering: Any = Remembering()
