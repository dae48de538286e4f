"""The right answers, as the checks ask for them: any object with a Network's fields will do."""

import copy
import pickle
import threading
import types
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, TypeVar

from solutions import neural_network

Value = TypeVar("Value")
REMEMBERED = 1000
SLOW = ("train", "train_minibatch", "cross_validate")

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
    """The reference for checks: every submission of a class asks for the same trainings."""

    def __getattr__(self, name: str) -> Any:
        function = getattr(neural_network, name)
        if name not in SLOW:
            return function
        return lambda *args: copy.deepcopy(_remembered(_Call(name, pickle.dumps(args), args)))


remembering: Any = Remembering()


@dataclass(frozen=True)
class _Call:
    name: str
    pickled: bytes
    args: tuple[Any, ...] = field(compare=False)


@computed_once(REMEMBERED)
def _remembered(call: _Call) -> Any:
    function = getattr(neural_network, call.name)
    if call.name == "cross_validate":  # a check that looks at its trainings shall not repeat them
        function = types.FunctionType(function.__code__, {**vars(neural_network), "train": remembering.train})
    return function(*call.args)
