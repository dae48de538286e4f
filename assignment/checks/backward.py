"""Checks of backward."""

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.registry import check
from assignment.engine.remembered import remembered
from assignment.engine.student import Student

from . import unpack
from .instances import Instance, draw, read_only, saturating

Function = Callable[..., Any]
STEP = 1e-6  # of the central differences


def _gradient(nn: Student, case: Instance, key: str = "") -> list[tuple[Any, Any]]:
    """Call backward and return its pairs (dW, db); with a key it is called only once for all checks."""
    activations = unpack.activations(nn.forward(case.network, case.params, case.X), len(case.params) + 1)
    args = case.network, case.params, activations, case.Y
    grads = nn.once(key, "backward", *args) if key else nn.backward(*args)
    return unpack.pairs(grads, case.network, "grads")


@remembered(8)  # the right versions are the same functions for every submission; a student's own are not
def _differences(forward: Function, loss: Function, case: Instance, layer: int, which: int) -> np.ndarray:
    """Return central differences of the loss in the weights (0) or biases (1) of one layer."""

    def J(params: Any) -> float:
        activations = unpack.activations(forward(case.network, params, case.X), len(params) + 1)
        value = expect.array(loss(case.network, params, activations[-1], case.Y), "the loss")
        expect.require(value.size == 1, f"loss returned {value.size} numbers, expected one")
        return float(value.reshape(()))

    params = copy.deepcopy(case.params)
    theta = params[layer][which]
    slope = np.zeros_like(theta)
    for i in np.ndindex(theta.shape):
        middle = theta[i]
        theta[i] = middle + STEP
        above = J(params)
        theta[i] = middle - STEP
        slope[i] = (above - J(params)) / (2 * STEP)
        theta[i] = middle
    return read_only(slope)


def _compare(nn: Student, rng: np.random.Generator, name: str, hint: str) -> None:
    """Compare one gradient (dW1, db1, ...) with finite differences of the student's own loss."""
    layer, which = int(name[2:]) - 1, ("dW", "db").index(name[:2])
    case = draw(rng, largest=6)
    got = _gradient(nn, case, key="differences")[layer][which]
    expect.close(got, _differences(nn.forward, nn.loss, case, layer, which), name, expect.LOOSE, hint)


@check(points=2, uses=("forward",))
def shapes(nn: Student, rng: np.random.Generator) -> None:
    """each gradient has the shape of its parameter"""
    for hidden_layers in (0, 1, 2):
        case = draw(rng, hidden_layers=hidden_layers)
        grads = _gradient(nn, case)
        backwards = [np.shape(dW) for dW, _ in grads[::-1]] == [W.shape for W, _ in case.params]
        hint = "the gradients are in reverse order: those of the first layer come first" if backwards else ""
        for layer, ((dW, db), (W, b)) in enumerate(zip(grads, case.params, strict=True), 1):
            expect.shape(dW, W.shape, f"dW{layer}", hint)
            expect.shape(db, b.shape, f"db{layer}", hint)


@check(points=2, uses=("forward", "loss"), instance="differences")
def numerical_output(nn: Student, rng: np.random.Generator) -> None:
    """the output layer's weight gradient agrees with finite differences of loss"""
    _compare(nn, rng, "dW2", "check the error D_L of the output layer first, then how dW_L is made from it")


@check(points=2, uses=("forward", "loss"), instance="differences")
def numerical_hidden(nn: Student, rng: np.random.Generator) -> None:
    """the hidden layer's weight gradient agrees with finite differences of loss"""
    _compare(nn, rng, "dW1", "check each factor of D_{l-1}: D_l, the old weights W_l, and the slope at A_{l-1}")


@check(points=0.5, uses=("forward", "loss"), instance="differences")
def numerical_output_bias(nn: Student, rng: np.random.Generator) -> None:
    """the output layer's bias gradient agrees with finite differences of loss"""
    _compare(nn, rng, "db2", "db_L is made from D_L and has one number for each unit")


@check(points=0.5, uses=("forward", "loss"), instance="differences")
def numerical_hidden_bias(nn: Student, rng: np.random.Generator) -> None:
    """the hidden layer's bias gradient agrees with finite differences of loss"""
    _compare(nn, rng, "db1", "db_l is made from D_l and has one number for each unit")


@check(points=1, uses=("forward",))
def worked_example(nn: Student, rng: np.random.Generator) -> None:
    """the 5-4-3 network of the handout: dJ/dw_32 and dJ/dv_43 for one example"""
    case = draw(rng, hidden_layers=1, m=1)
    A = [expect.array(a, "A") for a in expect.items(nn.forward(case.network, case.params, case.X), 3, "activations")]
    (dv, _), (dw, _) = _gradient(nn, case)
    (_, _), (w, _) = case.params
    x, h, residual = A[0], A[1], A[2] - case.Y[0]
    want_v = x[3] * h[2] * (1 - h[2]) * (w[2] @ residual)
    dv, dw = expect.array(dv, "dv"), expect.array(dw, "dw")
    expect.shape(dv, case.params[0][0].shape, "dv")
    expect.shape(dw, w.shape, "dw")
    expect.all_close([("dJ/dw_32", dw[2, 1], h[2] * residual[1]), ("dJ/dv_43", dv[3, 2], want_v)])


@check(points=1, uses=("forward",), needs_other_pass=True, sums_up=True)
def unchanged(nn: Student, rng: np.random.Generator) -> None:
    """backward leaves its arguments as they are"""
    for hidden, output, objective in (
        ("sigmoid", "softmax", "cross_entropy"),
        ("tanh", "sigmoid", "cross_entropy"),
        ("relu", "identity", "squared_error"),
        ("sigmoid", "softmax", "squared_error"),
        ("tanh", "sigmoid", "squared_error"),
    ):
        case = draw(rng, hidden, output, objective, l2=0.3, hidden_layers=2)
        A = nn.forward(case.network, case.params, saturating(case.X))
        nn.backward(case.network, case.params, unpack.activations(A, len(case.params) + 1), case.Y)
    expect.unchanged(nn, "backward", names=("network", "params", "activations", "Y"))
