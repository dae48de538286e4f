"""Bounds for lent functions: arguments must fit together, and the answer must be small and quickly computed.

Whatever the right version accepts is allowed: some layers alone, single rows, parameters that are not used.

The right version runs in the grader itself, where nothing can stop it. A call that would take too long, or return too
many numbers, is refused before it starts.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import prod
from typing import Any

import numpy as np

from assignment.checks.network import Network
from assignment.engine.homework import Refused
from assignment.engine.language import _

MAX_ANSWER_NUMBERS = 200_000  # in the answer
MAX_EXTENT = 2_000  # along one axis, so that no product or broadcast of two arrays has more than its square
MAX_AXES = 2
MAX_LAYERS = 50
MAX_STEPS = 60_000  # steps of gradient descent, times layers
MAX_WORK = 2_000_000_000  # multiplications: a second or two
PER_LAYER = ("params", "grads", "activations")  # arguments that are lists
POINTWISE = ("sigmoid", "relu", "softmax", "activation_gradient")


def allows(name: str, given: dict[str, Any]) -> None:
    """Raise Refused unless the right version can safely answer this call.

    Parameters
    ----------
    name : str
    given : dict of str to plain data
        The arguments by the names of the function's parameters.
    """
    leaves = list(_leaves([*given.values()]))
    arrays = [leaf for leaf in leaves if isinstance(leaf, np.ndarray)]
    networks = [leaf for leaf in leaves if isinstance(leaf, Network)]
    _fit(all(n > 0 for network in networks for n in network.units))
    extent = max([1, *(sum(n.units) for n in networks), *(n for a in arrays for n in a.shape)])
    if name not in POINTWISE:
        if extent > MAX_EXTENT or any(a.ndim > MAX_AXES for a in arrays):
            raise Refused(_("the arguments are larger than any task needs"))
        if _size_of_answer(name, given) > MAX_ANSWER_NUMBERS:
            raise Refused(_("the answer would be larger than any task needs"))
    steps = _steps(given)
    numbers = len(leaves) + sum(a.size for a in arrays) + sum(map(_weights, networks))
    layers = max(
        [1, *(len(network.units) for network in networks), *(len(given.get(which, ())) for which in PER_LAYER)]
    )
    if steps * layers > MAX_STEPS or steps * extent * numbers > MAX_WORK:
        raise Refused(_("this is more training than any task needs"))
    if layers > MAX_LAYERS:
        raise Refused(_("the arguments are larger than any task needs"))


def _steps(given: dict[str, Any]) -> int:
    """Return how many steps of gradient descent a call asks for."""
    epochs = given.get("epochs", 1)
    if type(epochs) is not int:
        raise Refused(_("epochs is not a whole number"))
    return max(epochs, 1) * max(len(given.get("folds", ())), 1)


def _size_of_answer(name: str, given: dict[str, Any]) -> int:
    """Return an upper bound of the numbers in the answer and on the way to it; raise Refused if they do not fit."""
    _fit(np.shape(given.get("learning_rate", 0.0)) in ((), (1,)))
    if name == "standardize":
        train, test = np.shape(given["X_train"]), np.shape(given["X_test"])
        _fit(train[1:] in (test[1:], test))  # a single test row may come alone
        return prod(train) + prod(test)
    if name == "update":
        old, slopes = (list(_leaves_of_pairs(given[which])) for which in ("params", "grads"))
        return sum(prod(np.broadcast_shapes(np.shape(a), np.shape(b))) for a, b in zip(old, slopes, strict=True))
    network = given["network"]
    _fit(isinstance(network, Network))
    if name == "init_params":
        return _weights(network)
    if name == "encode_targets":
        return np.size(given["y"]) * network.units[-1]
    if name == "cross_validate":
        return _largest_fold(network, given)
    if name == "loss":
        return sum(map(np.size, _leaves_of_pairs(given["params"]))) + prod(
            np.broadcast_shapes(np.shape(given["Y_hat"]), np.shape(given["Y"]))
        )
    widths = _widths(given["params"], biases=name != "backward")  # which the gradient does not depend on
    layers = given["activations"] if name == "backward" else [given["X"]]
    _fit(len(layers) in (1, len(widths)))
    *rows, _width = np.shape(layers[0])
    _fit(all(np.shape(A) == (*rows, n) for A, n in zip(layers, widths, strict=False)))
    if "Y" in given:
        output = (*rows, widths[-1])
        _fit(np.broadcast_shapes(output, np.shape(given["Y"])) == output)
    return prod(rows) * sum(widths)


def _largest_fold(network: Network, given: dict[str, Any]) -> int:
    """Return the size of the largest fold: a fold may repeat rows and be larger than X."""
    m, width = np.shape(given["X"])
    _fit(width == network.units[0] and np.shape(given["y"]) == (m,))
    folds = [[np.shape(rows) for rows in fold] for fold in given["folds"]]
    _fit(all(len(fold) == 2 and all(len(shape) == 1 for shape in fold) for fold in folds))
    return max((sum(n for (n,) in fold) * sum(network.units) for fold in folds), default=0)


def _widths(params: Any, biases: bool) -> list[int]:
    """Return the numbers of units that parameters belong to; raise Refused unless their shapes follow one another."""
    parts = list(_leaves_of_pairs(params))
    _fit(bool(parts) and all(np.ndim(W) == 2 for W in parts[::2]))
    widths = [np.shape(parts[0])[0], *(np.shape(W)[1] for W in parts[::2])]
    for W, b, sizes in zip(parts[::2], parts[1::2], pairwise(widths), strict=True):
        _fit(np.shape(W) == sizes)
        _fit(not biases or (np.size(b) in (1, sizes[1]) and np.shape(b)[-1:] in ((), (1,), (sizes[1],))))
    return widths


def _leaves_of_pairs(params: Any) -> Iterator[Any]:
    _fit(isinstance(params, (list, tuple)))
    for pair in params:
        _fit(isinstance(pair, (list, tuple)) and len(pair) == 2)
        yield from pair


def _fit(fits: bool) -> None:
    if not fits:
        raise Refused(_("the arguments do not fit together"))


def _weights(network: Network) -> int:
    return sum(m * n for m, n in pairwise(network.units))


def _leaves(value: Any) -> Iterator[Any]:
    """Yield a value and, if it is a list or tuple, everything in it."""
    yield value
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(item)
