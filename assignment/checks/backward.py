"""Checks of backward."""

import contextlib
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.outcomes import Stopped
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student

from . import unpack
from .instances import LARGE, SMALL, TINY, Instance, draw, read_only, rescaled, saturating
from .network import Network
from .slopes import (
    INPUTS,
    TWINS,
    UNITS,
    agrees,
    along,
    gradient,
    idle_inputs,
    of_penalty,
    penalty_slopes,
    twins,
    unlikely_twins,
)

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
ROUGH = 1e-3  # a made-up gradient differs by more than that, a right one never does
BY_FORMULAS = _(
    "compute the gradient by its formulas: differences of the loss lose numbers that are small beside the loss"
)


def _compare(nn: Student, rng: np.random.Generator, name: str, hint: str) -> np.ndarray:
    """Compare one gradient (dW1, db1, ...) with finite differences of the student's own loss, and return it."""
    case = twins(rng, Network((6, 5, 3)))
    return agrees(nn, case, name, gradient(nn, case, key="differences"), hint)


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
            what = _("{name} is right, but loses very small or very large numbers", name=name)
            expect.require(kept, what, hint=BY_FORMULAS)


def _output_layer(nn: Student, rng: np.random.Generator, network: Network) -> None:
    """Compare the output layer's gradient with slopes; without a hidden layer, small numbers must not be lost."""
    along(nn, rng, twins(rng, network), "dW2")
    _nearly_right(nn, rng, network, 0)
    _without_hidden_layer(nn, twins(rng, replace(network, units=(6, 3))))


def _nearly_right(nn: Student, rng: np.random.Generator, network: Network, which: int) -> None:
    """Raise Wrong unless the gradient of an output that is nearly what it should be is as small as it should be."""
    case, factor = unlikely_twins(rng, network)
    got = expect.array(gradient(nn, case)[-1][which], "dW2")
    if got.shape[-1:] == (4,):
        with np.errstate(all="ignore"):
            kept = expect.agrees(got[..., 3] / factor, got[..., 2], ROUGH)
        expect.require(kept, _("the gradient is right, but loses very small numbers"), hint=BY_FORMULAS)


def _without_hidden_layer(nn: Student, case: Instance) -> None:
    got = np.zeros(0)
    with contextlib.suppress(Stopped, expect.Wrong):  # another check judges whether there may be no hidden layer
        got = expect.array(gradient(nn, case)[0][0], "dW1")
    if got.shape == (6, 3):
        _keeps(_("without a hidden layer, dW1"), got, INPUTS)


def _first_layer(nn: Student, rng: np.random.Generator, network: Network, *names: str) -> None:
    """Compare the first layer's gradients with slopes; small numbers must not be lost."""
    for name, got in zip(names, along(nn, rng, twins(rng, network), *names), strict=True):
        _keeps(name, got, INPUTS if name == "dW1" else UNITS)
        _keeps(name, got.T, UNITS)


@check(points=3.5, uses=("forward", "loss"), instance="differences")
def numerical_output(nn: Student, rng: np.random.Generator) -> None:
    """step 1, softmax and cross-entropy: the output layer's weight gradient agrees with finite differences of loss"""
    _compare(nn, rng, "dW2", _("check the error D_L of the output layer first, then how dW_L is made from it"))
    _nearly_right(nn, rng, Network((6, 5, 4)), 0)
    _without_hidden_layer(nn, twins(rng, Network((6, 3))))


@check(points=1, uses=("forward", "loss"), instance="differences")
def numerical_output_bias(nn: Student, rng: np.random.Generator) -> None:
    """step 1: the output layer's bias gradient agrees with finite differences of loss"""
    _compare(nn, rng, "db2", _("db_L is made from D_L and has one number for each unit"))
    _nearly_right(nn, rng, Network((6, 5, 4)), 1)


@check(points=3.5, uses=("forward", "loss"), instance="differences")
def numerical_hidden(nn: Student, rng: np.random.Generator) -> None:
    """step 1: the weight gradient of a sigmoid hidden layer agrees with finite differences of loss"""
    hint = _("check each factor of D_{l-1}: D_l, the old weights W_l, and activation_gradient(network.hidden, A_{l-1})")
    got = _compare(nn, rng, "dW1", hint)
    _keeps("dW1", got, INPUTS)
    _keeps("dW1", got.T, UNITS)


@check(points=0.5, uses=("forward", "loss"), instance="differences")
def numerical_hidden_bias(nn: Student, rng: np.random.Generator) -> None:
    """step 1: the bias gradient of a sigmoid hidden layer agrees with finite differences of loss"""
    _keeps("db1", _compare(nn, rng, "db1", _("db_l is made from D_l and has one number for each unit")), UNITS)


@check(points=1, uses=("forward",))
def worked_example(nn: Student, rng: np.random.Generator) -> None:
    """step 1: the 5-4-3 network of the handout: dJ/dw_32 and dJ/dv_43 for one example"""
    _one_example(nn, EXAMPLE, {})
    sizes = {1: LARGE, 2: TINY, 3: SMALL}
    _one_example(nn, rescaled(draw(rng, hidden_layers=1, m=1), sizes, {}), sizes)


@check(points=0.5, uses=("forward", "loss"))
def sigmoid_output(nn: Student, rng: np.random.Generator) -> None:
    """step 1: a sigmoid output with cross-entropy"""
    _output_layer(nn, rng, Network((6, 5, 3), output="sigmoid"))


@check(points=0.5, uses=("forward", "loss"))
def tanh_layer(nn: Student, rng: np.random.Generator) -> None:
    """step 2, every hidden layer and the penalty: a tanh hidden layer"""
    _first_layer(nn, rng, Network((6, 5, 3), "tanh"), "dW1")


@check(points=0.5, uses=("forward", "loss"))
def relu_layer(nn: Student, rng: np.random.Generator) -> None:
    """step 2: a relu hidden layer"""
    _first_layer(nn, rng, Network((6, 5, 3), "relu"), "dW1")


@check(points=0.5, uses=("forward", "loss"))
def two_hidden_layers(nn: Student, rng: np.random.Generator) -> None:
    """step 2: two hidden layers of each kind: the first one"""
    for hidden in ("sigmoid", "tanh", "relu"):
        _first_layer(nn, rng, Network((6, 5, 4, 3), hidden), "dW1", "db1")


@check(points=0.5, uses=("forward", "loss"))
def logistic_regression(nn: Student, rng: np.random.Generator) -> None:
    """step 2: no hidden layer, as in logistic regression"""
    (got,) = along(nn, rng, twins(rng, Network((6, 1), output="sigmoid")), "dW1")
    _keeps("dW1", got, INPUTS)


@check(points=2, uses=("forward",), kind=Kind.SHAPES)
def shapes(nn: Student, rng: np.random.Generator) -> None:
    """step 2: with none, one and two hidden layers, each gradient has the shape of its parameter"""
    for hidden_layers in (0, 1, 2):
        case = draw(rng, hidden_layers=hidden_layers)
        grads = gradient(nn, case)
        for layer, ((dW, db), (W, b)) in enumerate(zip(grads, case.params, strict=True), 1):
            expect.shape(dW, W.shape, f"dW{layer}")
            expect.shape(db, b.shape, f"db{layer}")


def _show_penalty(nn: Student, case: Instance, layer: int, which: int, added: np.ndarray) -> None:
    """Raise Wrong with a number that the penalty adds to a gradient, and what it should be."""
    name, want = case.names[2 * layer + which], penalty_slopes(nn, case, layer, which)
    ordinary = np.ones(want.shape, bool)
    ordinary[1 if (layer, which) == (0, 0) else []] = False  # its weights are very small
    title = _("what the penalty adds to {name}", name=name)
    expect.close(added, want, title, expect.LOOSE, m=len(case.X), ordinary=ordinary)


@check(points=0.5, uses=("forward", "loss"))
def penalised(nn: Student, rng: np.random.Generator) -> None:
    """step 2: what the penalty adds to every gradient agrees with what it adds to the loss"""
    case = idle_inputs(rng)
    plain = replace(case, network=replace(case.network, l2=0.0))
    with_penalty, without = ([a for pair in gradient(nn, one) for a in pair] for one in (case, plain))
    for number, (name, new, old) in enumerate(zip(case.names, with_penalty, without, strict=True)):
        layer, which = divmod(number, 2)
        before, after = expect.array(old, name), expect.array(new, name)
        shaped = before.shape == after.shape == case.params[layer][which].shape
        expect.require(shaped, _("{name} does not have the shape of its parameter", name=name))
        added = after - before
        if not of_penalty(nn, rng, case, layer, which, added):
            _show_penalty(nn, case, layer, which, added)
            raise expect.Wrong(_("what the penalty adds to {name} does not agree with the loss", name=name))
        if name == "dW1" and not np.any(before[0]):  # else the data's part is wrong: others judge it
            kept = single(added) or expect.agrees(added[1] / SMALL, added[0], expect.LOOSE)
            what = _("dW1 is right, but loses what the penalty adds for very small weights")
            expect.require(kept, what, hint=BY_FORMULAS)


@check(points=0.5, uses=("forward", "loss"))
def squared_error(nn: Student, rng: np.random.Generator) -> None:
    """step 3, squared error: identity and sigmoid outputs"""
    for output in ("identity", "sigmoid"):
        _output_layer(nn, rng, Network((6, 5, 3), output=output, objective="squared_error"))


@check(points=0.5, uses=("forward", "loss"))
def softmax_squared_error(nn: Student, rng: np.random.Generator) -> None:
    """step 3: softmax outputs"""
    _output_layer(nn, rng, Network((6, 5, 3), objective="squared_error"))


@check(points=0.5, uses=("forward", "loss"))
def squared_error_below(nn: Student, rng: np.random.Generator) -> None:
    """step 3: the hidden layer below sigmoid outputs"""
    _first_layer(nn, rng, Network((6, 5, 3), output="sigmoid", objective="squared_error"), "dW1")


def _one_example(nn: Student, case: Instance, sizes: dict[int, float]) -> None:
    """Compare two numbers of the gradient with formulas; some inputs are very small or large, by these factors."""
    A = [
        expect.array(a, "A") for a in unpack.layers(nn.forward(case.network, case.params, case.X), case.network, case.X)
    ]
    (dv, _db), (dw, _db) = gradient(nn, case)
    w, _b = case.params[1]
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
                triples.append((_("dJ/dv_{i}3, divided by x_{i}", i=i + 1), dv[i, 2] / x[i], slope))
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
        nn.backward(case.network, case.params, unpack.activations(A, case.network, case.X), case.Y)
    expect.unchanged(nn, "backward", names=("network", "params", "activations", "Y"))
