"""Checks of xor_params."""

from collections.abc import Callable

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _, listed
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student

from . import unpack
from .network import Network

Activation = Callable[[np.ndarray], np.ndarray]
NETWORK = Network((2, 2, 1), output="sigmoid")
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0.0, 1.0, 1.0, 0.0])


def sigmoid(z: np.ndarray) -> np.ndarray:
    """Return the logistic function, without overflow."""
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def step(z: np.ndarray) -> np.ndarray:
    """Return 1 where z is positive, else 0: what a sigmoid becomes if its weights grow."""
    return np.heaviside(z, 0.0)


def _net_input(nn: Student, activation: Activation = sigmoid) -> np.ndarray:
    """Return the linear output z of the output neuron at the four corners; the output is above 0.5 where z > 0."""
    (W1, b1), (W2, b2) = unpack.pairs(nn.once("params", "xor_params"), NETWORK, "params")
    arrays = [expect.array(a, name) for a, name in ((W1, "W1"), (b1, "b1"), (W2, "W2"), (b2, "b2"))]
    for a, size, name in zip(arrays, (4, 2, 2, 1), ("W1", "b1", "W2", "b2"), strict=True):
        what = _("{name} has {count} numbers, expected {size}", name=name, count=a.size, size=size)
        expect.require(a.size == size, what)
    w1, c1, w2, c2 = arrays
    return net_input(w1, c1, w2, c2, activation)


def net_input(
    W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray, activation: Activation = sigmoid
) -> np.ndarray:
    """Return the linear output z of the output neuron at the four corners, for parameters in any shape."""
    hidden = activation(CORNERS @ W1.reshape(2, 2) + b1.reshape(2))
    return hidden @ W2.reshape(2) + b2.reshape(())


@check(points=0.5, published=True, kind=Kind.SHAPES)
def shapes(nn: Student, rng: np.random.Generator) -> None:
    """xor_params returns parameters with the shapes of Network((2, 2, 1))"""
    for layer, (W, b) in enumerate(unpack.pairs(nn.once("params", "xor_params"), NETWORK, "params"), 1):
        n_in, n_out = NETWORK.units[layer - 1 : layer + 1]
        expect.shape(W, (n_in, n_out), f"W{layer}")
        expect.shape(b, (n_out,), f"b{layer}")


@check(points=2.5, published=True)
def corners(nn: Student, rng: np.random.Generator) -> None:
    """the output is on the right side of 0.5 at the four corners"""
    z = _net_input(nn)
    right = [bool(a) for a in (z > 0) == (XOR > 0.5)]
    wrong = [tuple(int(x) for x in corner) for corner, ok in zip(CORNERS, right, strict=True) if not ok]
    hint = _("check each neuron by hand: OR, NAND, then AND of the two; column j of W belongs to neuron j")
    if np.array_equal(_net_input(nn, step) > 0, XOR > 0.5):
        hint = _("your lines are right, but a sigmoid is no step: multiply all weights and biases by 10")
    what = _("the output is on the wrong side of 0.5 at {corners}", corners=listed([*map(str, wrong)]))
    expect.require(bool(np.all(np.isfinite(z))) and not wrong, what, hint=hint)


@check(points=2, published=True)
def confident(nn: Student, rng: np.random.Generator) -> None:
    """the output is above 0.9 where XOR is 1 and below 0.1 where it is 0"""
    sure = np.log(9.0)
    z = np.where(XOR > 0.5, 1, -1) * _net_input(nn)
    unsure = int(np.sum(~(z > sure)))
    what = _("the output is not above 0.9 or below 0.1 as it should be at {number} of the four corners", number=unsure)
    hint = _("multiply a neuron's weights and bias by the same number > 1: its line does not move")
    expect.require(unsure == 0, what, hint=hint if bool(np.all(z > 0)) else "")
