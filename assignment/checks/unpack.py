"""Take apart what functions of this homework return; Wrong where a part is missing."""

from itertools import pairwise
from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _

from .network import Network


def activations(value: Any, count: int) -> list[np.ndarray]:
    """Return forward's list as arrays, for the functions that take it."""
    layers = expect.items(value, count, _("the list of activations"))
    for layer, A in enumerate(layers):
        expect.array(A, f"A_{layer}")
    return [np.asarray(A, dtype=float) for A in layers]


def pairs(value: Any, network: Network, name: str) -> list[tuple[Any, Any]]:
    """Return one pair (W, b) for each layer after the input."""
    layers = expect.items(value, len(network.units) - 1, name, _("return one pair for each layer after the input"))
    return [
        tuple(expect.items(layer, 2, _("layer {number} of {name}", number=i, name=name)))
        for i, layer in enumerate(layers, 1)
    ]


def params(value: Any, network: Network, name: str) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return weights and biases as arrays of the shapes that the network needs, for the functions that take them."""
    layers = []
    for layer, (pair, shape) in enumerate(zip(pairs(value, network, name), pairwise(network.units), strict=True), 1):
        W, b = (expect.array(a, f"{letter}{layer}") for letter, a in zip("Wb", pair, strict=True))
        fits = W.size == shape[0] * shape[1] and b.size == shape[1]
        expect.require(fits, _("layer {number} of {name} has the wrong size", number=layer, name=name))
        layers.append((W.reshape(shape), b.reshape(shape[1])))
    return layers
