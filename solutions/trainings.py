"""The reference's slow functions; they remember results, because the whole class is asked the same."""

import hashlib
from typing import Any

import numpy as np

from assignment.engine.module import own
from assignment.engine.remembered import remembered

from . import neural_network

REMEMBERED_BYTES = 64 << 20  # a bound, because students' code may ask for trainings as well
OVERHEAD_BYTES = 1000
FIELDS = ("units", "hidden", "output", "objective", "l2")


def _key(*values: Any) -> bytes:
    """Return the same key for the same arguments: lists or tuples, networks of any class."""
    return hashlib.sha256(repr([_part(value) for value in values]).encode()).digest()


def _part(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, hashlib.sha256(value.tobytes()).digest()
    if isinstance(value, (list, tuple)):
        return [_part(item) for item in value]
    if hasattr(value, "objective"):
        return tuple(getattr(value, field) for field in FIELDS)
    return value


def _size(value: Any) -> int:
    if isinstance(value, (list, tuple)):
        return OVERHEAD_BYTES + sum(map(_size, value))
    return OVERHEAD_BYTES + int(np.asarray(value).nbytes)


def _kept(function: Any) -> Any:
    """Return a function that remembers its results and returns copies of them; positional arguments only."""
    compute = remembered(REMEMBERED_BYTES, _key, _size)(function)  # right functions give the same result each time

    def answer(*args: Any) -> Any:
        return own(compute(*args))

    return answer


train = _kept(neural_network.train)
train_minibatch = _kept(neural_network.train_minibatch)
cross_validate = _kept(neural_network.cross_validate)
