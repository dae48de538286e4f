"""Checks of backward."""

import contextlib
import copy
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.outcomes import Stopped
from assignment.engine.registry import Kind, check
from assignment.engine.remembered import remembered
from assignment.engine.student import Student

from . import unpack
from .instances import LARGE, SMALL, TINY, Instance, draw, drawn_once, instance, read_only, rescaled, saturating
from .network import Network

Function = Callable[..., Any]
STEP = 1e-6  # of the central differences
TWINS = 1  # the input, and the hidden unit, of which the others here are multiples
INPUTS = {0: SMALL, 2: TINY, -1: LARGE}
UNITS = {0: SMALL, 2: TINY}
EXAMPLE = read_only(
    Instance(  # the handout's
        Network((5, 4, 3)),
        [
            (np.array([[1.0, 0, 0, 1], [0, 1, -1, 0], [1, -1, 1, 0], [0, 0, 1, -1], [0, 1, 0, 0]]), np.zeros(4)),
            (np.array([[1.0, 0, 0], [0, 1, 0], [1, -1, 2], [0, 0, 1]]), np.zeros(3)),
        ],
        np.array([[1.0, 0, -1, 2, 1]]),
        np.array([[0.0, 1, 0]]),
    )
)
BY_FORMULAS = (
    "compute the gradient by its formulas: differences of the loss lose numbers that are small beside the loss"
)


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
        return expect.number(loss(case.network, params, activations[-1], case.Y), "the loss")

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


@drawn_once
def _twins(rng: np.random.Generator, *units: int) -> Instance:
    """Return an instance in which some inputs, and what some hidden units pass on, are multiples of another's."""
    case = instance(rng, Network(units), 4)
    X, params = case.X.copy(), [(W.copy(), b.copy()) for W, b in case.params]
    X[:, list(INPUTS)] = X[:, [TWINS]]
    for (W, b), (outgoing, _) in pairwise(params):
        for j in UNITS:
            W[:, j], b[j], outgoing[j] = W[:, TWINS], b[TWINS], outgoing[TWINS]
    return rescaled(Instance(case.network, params, X, case.Y), INPUTS, UNITS if len(params) > 1 else {})


def _compare(nn: Student, rng: np.random.Generator, name: str, hint: str) -> np.ndarray:
    """Compare one gradient (dW1, db1, ...) with finite differences of the student's own loss, and return it."""
    layer, which = int(name[2:]) - 1, ("dW", "db").index(name[:2])
    case = _twins(rng, 6, 5, 3)
    got = expect.array(_gradient(nn, case, key="differences")[layer][which], name)
    want = _differences(nn.forward, nn.loss, case, layer, which)
    long = name == "dW1" and got.shape == want.shape  # the step is too long for the weights of a large input
    compared = (got[:-1], want[:-1]) if long else (got, want)
    expect.close(*compared, name, expect.LOOSE, hint, m=len(case.X))
    return got


def single(*arrays: np.ndarray) -> bool:
    """Return whether all numbers are of single precision: then TINY ones must be zero."""
    with np.errstate(all="ignore"):
        return all(np.array_equal(a, a.astype(np.float32)) for a in arrays)


def _keeps(name: str, got: np.ndarray, factors: Mapping[int, float]) -> None:
    """Raise Wrong unless rows or numbers of a gradient are the same multiples of another as their inputs or units."""
    for place, factor in factors.items():
        if factor > TINY or not single(got):
            with np.errstate(all="ignore"):
                kept = expect.agrees(got[place] / factor, got[TWINS], expect.LOOSE)
            expect.require(kept, f"{name} is right, but loses very small or very large numbers", hint=BY_FORMULAS)


@check(points=2, uses=("forward",), kind=Kind.SHAPES)
def shapes(nn: Student, rng: np.random.Generator) -> None:
    """each gradient has the shape of its parameter"""
    for hidden_layers in (0, 1, 2):
        case = draw(rng, hidden_layers=hidden_layers)
        grads = _gradient(nn, case)
        backwards = [expect.shape_of(dW, "a gradient") for dW, _ in grads[::-1]] == [W.shape for W, _ in case.params]
        hint = "the gradients are in reverse order: those of the first layer come first" if backwards else ""
        for layer, ((dW, db), (W, b)) in enumerate(zip(grads, case.params, strict=True), 1):
            expect.shape(dW, W.shape, f"dW{layer}", hint)
            expect.shape(db, b.shape, f"db{layer}", hint)


@check(points=2, uses=("forward", "loss"), instance="differences")
def numerical_output(nn: Student, rng: np.random.Generator) -> None:
    """the output layer's weight gradient agrees with finite differences of loss"""
    _compare(nn, rng, "dW2", "check the error D_L of the output layer first, then how dW_L is made from it")
    case = _twins(rng, 6, 3)
    got = np.zeros(0)
    with contextlib.suppress(Stopped, expect.Wrong):  # another check judges whether there may be no hidden layer
        got = expect.array(_gradient(nn, case)[0][0], "dW1")
    if got.shape == (6, 3):
        _keeps("without a hidden layer, dW1", got, INPUTS)


@check(points=2, uses=("forward", "loss"), instance="differences")
def numerical_hidden(nn: Student, rng: np.random.Generator) -> None:
    """the hidden layer's weight gradient agrees with finite differences of loss"""
    hint = "check each factor of D_{l-1}: D_l, the old weights W_l, and activation_gradient(network.hidden, A_{l-1})"
    _keeps("dW1", _compare(nn, rng, "dW1", hint), INPUTS)


@check(points=0.5, uses=("forward", "loss"), instance="differences")
def numerical_output_bias(nn: Student, rng: np.random.Generator) -> None:
    """the output layer's bias gradient agrees with finite differences of loss"""
    _compare(nn, rng, "db2", "db_L is made from D_L and has one number for each unit")


@check(points=0.5, uses=("forward", "loss"), instance="differences")
def numerical_hidden_bias(nn: Student, rng: np.random.Generator) -> None:
    """the hidden layer's bias gradient agrees with finite differences of loss"""
    _keeps("db1", _compare(nn, rng, "db1", "db_l is made from D_l and has one number for each unit"), UNITS)


@check(points=1, uses=("forward",))
def worked_example(nn: Student, rng: np.random.Generator) -> None:
    """the 5-4-3 network of the handout: dJ/dw_32 and dJ/dv_43 for one example"""
    _one_example(nn, EXAMPLE, {})
    sizes = {1: LARGE, 2: TINY, 3: SMALL}
    _one_example(nn, rescaled(draw(rng, hidden_layers=1, m=1), sizes, {}), sizes)


def _one_example(nn: Student, case: Instance, sizes: dict[int, float]) -> None:
    """Compare two numbers of the gradient with formulas; some inputs are very small or large, by these factors."""
    A = [expect.array(a, "A") for a in expect.items(nn.forward(case.network, case.params, case.X), 3, "activations")]
    (dv, _), (dw, _) = _gradient(nn, case)
    (_, _), (w, _) = case.params
    x, h, residual = A[0], A[1], A[2] - case.Y[0]
    slope = h[2] * (1 - h[2]) * (w[2] @ residual)
    dv, dw = expect.array(dv, "dv"), expect.array(dw, "dw")
    expect.shape(dv, case.params[0][0].shape, "dv")
    expect.shape(dw, w.shape, "dw")
    triples = [("dJ/dw_32", dw[2, 1], h[2] * residual[1])]
    if not sizes:
        triples.append(("dJ/dv_43", dv[3, 2], x[3] * slope))
    for i, factor in reversed(sizes.items()):
        if factor > TINY or not single(dv, dw):
            with np.errstate(all="ignore"):
                triples.append((f"dJ/dv_{i + 1}3, divided by x_{i + 1}", dv[i, 2] / x[i], slope))
    expect.all_close(triples)


@check(points=1, uses=("forward",), kind=Kind.BESIDE, sums_up=True)
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
