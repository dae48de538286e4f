"""Take apart what functions of this homework return; Wrong where a part is missing."""

from itertools import pairwise
from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _

from .network import Network


def layers(value: Any, network: Network, X: np.ndarray) -> list[Any]:
    """Return forward's list, with one entry for each layer."""
    count, hint = len(network.units), ""
    if isinstance(value, np.ndarray):
        hint = _("return the activations of all layers, not those of the last one alone")
    elif isinstance(value, (list, tuple)) and 0 < len(value) == count - 1:
        begins = (len(X), network.units[1])
        hint = _("A_0 = X is missing at the beginning of the list") if _shape(value[0]) == begins != X.shape else ""
    return expect.items(value, count, _("the list of activations"), hint)


def activations(value: Any, network: Network, X: np.ndarray) -> list[np.ndarray]:
    """Return forward's list as arrays, for the functions that take it."""
    found = layers(value, network, X)
    for layer, A in enumerate(found):
        expect.array(A, f"A_{layer}")
    return [np.asarray(A, dtype=float) for A in found]


def pairs(value: Any, network: Network, name: str) -> list[tuple[Any, Any]]:
    """Return one pair (W, b) for each layer after the input."""
    listed = expect.items(value, len(network.units) - 1, name, _("return one pair for each layer after the input"))
    found = [
        tuple(expect.items(layer, 2, _("layer {number} of {name}", number=i, name=name)))
        for i, layer in enumerate(listed, 1)
    ]
    wanted = [*pairwise(network.units)]
    shapes, second = ([_shape(pair[place]) for pair in found] for place in (0, 1))
    if shapes != wanted and shapes[::-1] == wanted:
        what = _("{name}: the layers are in reverse order", name=name)
        raise expect.Wrong(what, f"W: {shapes}", f"W: {wanted}", _("the pair of the first layer comes first"))
    if shapes != wanted == second:
        raise expect.Wrong(_("{name}: each pair begins with the biases; the weights come first", name=name))
    return found


def _shape(value: Any) -> tuple[int, ...]:
    return value.shape if isinstance(value, np.ndarray) else ()


def params(value: Any, network: Network, name: str) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return weights and biases as arrays of the shapes that the network needs, for the functions that take them."""
    found = []
    for layer, (pair, shape) in enumerate(zip(pairs(value, network, name), pairwise(network.units), strict=True), 1):
        W, b = (expect.array(a, f"{letter}{layer}") for letter, a in zip("Wb", pair, strict=True))
        fits = W.size == shape[0] * shape[1] and b.size == shape[1]
        expect.require(fits, _("layer {number} of {name} has the wrong size", number=layer, name=name))
        found.append((W.reshape(shape), b.reshape(shape[1])))
    return found
