"""Take apart what functions of this homework return; Wrong where a part is missing."""

from typing import Any

import numpy as np

from assignment.engine import expect

from .network import Network


def activations(value: Any, count: int) -> list[np.ndarray]:
    """Return forward's list as arrays, for the functions that take it."""
    layers = expect.items(value, count, "the list of activations")
    for layer, A in enumerate(layers):
        expect.array(A, f"A_{layer}")
    return [np.asarray(A, dtype=float) for A in layers]


def pairs(value: Any, network: Network, name: str) -> list[tuple[Any, Any]]:
    """Return one pair (W, b) for each layer after the input."""
    layers = expect.items(value, len(network.units) - 1, name, hint="return one pair for each layer after the input")
    return [tuple(expect.items(layer, 2, f"layer {i} of {name}")) for i, layer in enumerate(layers, 1)]
