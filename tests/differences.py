"""Measures gradients by finite differences, for the tests of the sources."""

from collections.abc import Callable
from typing import Any

import numpy as np

from assignment.checks.instances import Instance, fill
from solutions import neural_network as nn

Array = np.ndarray


def slopes(f: Callable[[Array], Any], x: Array, step: float = 1e-5) -> Array:
    """Return central differences, of the shape of f's value followed by the shape of x."""
    columns = []
    for i in np.ndindex(x.shape):
        moved = np.zeros_like(x)
        moved[i] = step
        columns.append((np.asarray(f(x + moved)) - np.asarray(f(x - moved))) / (2 * step))
    return np.stack(columns, axis=-1).reshape((*columns[0].shape, *x.shape))


def same(a: Any, b: Any) -> bool:
    """Return whether two arrays are equal up to the error of a difference; False if the shapes differ."""
    return np.shape(a) == np.shape(b) and np.allclose(a, b, rtol=1e-6, atol=1e-8)


def network_case(units: tuple[int, ...], m: int = 7, **kinds: Any) -> Instance:
    network = nn.Network(units, **kinds)
    return Instance(network, *fill(np.random.default_rng(len(units) + m), network, m))


def measured(case: Instance, layer: int, which: int) -> Array:
    """Measure the slope of the loss in the weights (0) or biases (1) of a layer by differences."""

    def J(theta: Array) -> float:
        pair = (theta, case.params[layer][1]) if which == 0 else (case.params[layer][0], theta)
        params = [*case.params[:layer], pair, *case.params[layer + 1 :]]
        return nn.loss(case.network, params, nn.forward(case.network, params, case.X)[-1], case.Y)

    return slopes(J, case.params[layer][which])


def gradient(case: Instance) -> list[tuple[Array, Array]]:
    return nn.backward(case.network, case.params, nn.forward(case.network, case.params, case.X), case.Y)
