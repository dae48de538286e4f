"""The reference's slow functions, each result kept: the whole class is asked about the same trainings."""

import hashlib
from collections.abc import Hashable
from typing import Any

import numpy as np

from assignment.engine.module import own
from assignment.engine.remembered import remembered

from . import neural_network

REMEMBERED_BYTES = 64 << 20  # students' code may ask for trainings, too
OVERHEAD_BYTES = 1000
FIELDS = ("units", "hidden", "output", "objective", "l2")


def _key(*values: Any) -> Hashable:
    """The same for the same arguments, whoever made them: lists or tuples, networks of any class."""
    return tuple(_part(value) for value in values)


def _part(value: Any) -> Hashable:
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, hashlib.sha256(value.tobytes()).digest()
    if isinstance(value, (list, tuple)):
        return _key(*value)
    if hasattr(value, "objective"):
        return tuple(getattr(value, field) for field in FIELDS)
    return value


def _size(value: Any) -> int:
    if isinstance(value, (list, tuple)):
        return OVERHEAD_BYTES + sum(map(_size, value))
    return OVERHEAD_BYTES + int(np.asarray(value).nbytes)


def _kept(function: Any) -> Any:
    """A function that remembers its results and returns copies of them; only positional arguments."""
    compute = remembered(REMEMBERED_BYTES, _key, _size)(function)  # a training of right functions has one result

    def answer(*args: Any) -> Any:
        return own(compute(*args))

    return answer


train = _kept(neural_network.train)
train_minibatch = _kept(neural_network.train_minibatch)
cross_validate = _kept(neural_network.cross_validate)
