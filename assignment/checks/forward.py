"""Checks of forward."""

import math
from itertools import pairwise

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student

from . import unpack
from .instances import Instance, draw, fill, saturating
from .network import Network

W1 = [[2, -1, 1, 4], [-1, 2, -3, 1], [3, -2, -1, 5]]
W2 = [[3, 1, -2, 1], [-2, 4, 1, -4], [-1, -3, 2, -5], [3, 1, 1, 1]]
W3 = [[-1, 3, -2], [1, -1, -3], [3, -2, 2], [1, 2, 1]]
BATCH = [
    [0.5, 0.8, 0.2],
    [0.1, 0.9, 0.6],
    [0.2, 0.2, 0.3],
    [0.6, 0.1, 0.9],
    [0.5, 0.5, 0.4],
    [0.9, 0.1, 0.9],
    [0.1, 0.8, 0.7],
]
PUBLISHED = [
    [0.72780576, 0.26927918, 0.00291506],
    [0.62054212, 0.37682531, 0.00263257],
    [0.69267581, 0.30361576, 0.00370844],
    [0.36618794, 0.63016955, 0.00364252],
    [0.57199769, 0.4251982, 0.00280411],
    [0.38373781, 0.61163804, 0.00462415],
    [0.52510443, 0.4725011, 0.00239447],
]

G = {  # of one number
    "sigmoid": lambda z: math.exp(min(z, 0.0)) / (1 + math.exp(-abs(z))),
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0.0),
    "identity": float,
}


@check(points=2, kind=Kind.SHAPES)
def shapes(nn: Student, rng: np.random.Generator) -> None:
    """forward returns [A_0, ..., A_L], A_l of shape (m, n_l), A_0 = X"""
    for hidden_layers in (0, 1, 2):
        case = draw(rng, hidden_layers=hidden_layers)
        m = len(case.X)
        activations = unpack.layers(nn.forward(case.network, case.params, case.X), case.network, case.X)
        for layer, (A, n) in enumerate(zip(activations, case.network.units, strict=True)):
            expect.shape(A, (m, n), f"A_{layer}")
        expect.close(activations[0], case.X, "A_0", hint=_("the first entry is X itself, before any weight"))


@check(points=2, published=True)
def published(nn: Student, rng: np.random.Generator) -> None:
    """forward reproduces the published outputs of a 3-4-4-3 network, with units and examples in any order"""
    network = Network((3, 4, 4, 3))
    orders = [rng.permutation(n) for n in network.units]
    params = [
        (np.array(W, float)[np.ix_(*two)], np.zeros(len(two[1])))
        for W, two in zip((W1, W2, W3), pairwise(orders), strict=True)
    ]
    rows = rng.permutation(len(BATCH))
    X, want = np.array(BATCH)[np.ix_(rows, orders[0])], np.array(PUBLISHED)[np.ix_(rows, orders[-1])]
    activations = unpack.layers(nn.forward(network, params, X), network, X)
    expect.close(activations[-1], want, _("the output"), tolerance=2e-8)


@check(points=2, kind=Kind.BESIDE)
def bias(nn: Student, rng: np.random.Generator) -> None:
    """with all weights zero, the activations depend on the biases only"""
    case = draw(rng, output="sigmoid")
    params = [(np.zeros_like(W), b) for W, b in case.params]
    activations = unpack.layers(nn.forward(case.network, params, case.X), case.network, case.X)
    want = [np.tile(1 / (1 + np.exp(-b)), (len(case.X), 1)) for _W, b in params]
    first = _("one term of Z_l = A_{l-1} W_l + b_l may be missing")
    expect.close(activations[1], want[0], "A_1", hint=first)
    second = _("A_1 is right: is network.output the activation of the last layer?")
    expect.close(activations[2], want[1], "A_2", hint=second)


@check(points=1)
def no_hidden_layer(nn: Student, rng: np.random.Generator) -> None:
    """forward works without a hidden layer, as in linear, logistic and softmax regression"""
    network = Network((int(rng.integers(4, 8)), 3), output="identity", objective="squared_error")
    params, X, _Y = fill(rng, network, int(rng.integers(9, 12)))
    W, b = params[0]
    hint = _("the only layer is the output layer, and network.output says what follows the weighted sum")
    for output in ("identity", "sigmoid", "softmax"):
        network = Network(network.units, output=output, objective="squared_error")
        activations = unpack.layers(nn.forward(network, params, X), network, X)
        want = [_units(z, output) for z in (X @ W + b).tolist()]
        expect.close(activations[1], want, _("the output with {output}", output=output), hint=hint)


def _layer(nn: Student, case: Instance, layer: int) -> None:
    """Compare one layer, number by number, given the student's own layer before it."""
    units = case.network.units
    activations = unpack.layers(nn.forward(case.network, case.params, case.X), case.network, case.X)
    before, got = (expect.array(activations[place], f"A_{place}") for place in (layer - 1, layer))
    for place, A in ((layer - 1, before), (layer, got)):
        right = A.shape == (len(case.X), units[place])
        expect.require(right, _("A_{layer} does not have the shape (m, n_{layer})", layer=place))
        expect.require(bool(np.isfinite(A).all()), _("A_{layer} holds NaN or infinite numbers", layer=place))
    W, b = case.params[layer - 1]
    name = case.network.output if layer == len(case.params) else case.network.hidden
    want = [_units([_sum(row, W[:, j], b[j]) for j in range(len(b))], name) for row in before.tolist()]
    expect.close(got, want, _("A_{layer}, given A_{before}", layer=layer, before=layer - 1))


def _sum(inputs: list[float], weights: np.ndarray, bias: float) -> float:
    return math.fsum(x * w for x, w in zip(inputs, weights, strict=True)) + bias


def _units(z: list[float], name: str) -> list[float]:
    """Return what the units of one example pass on, for their weighted sums."""
    if name == "softmax":
        powers = [math.exp(one - max(z)) for one in z]
        return [one / math.fsum(powers) for one in powers]
    return [G[name](one) for one in z]


@check(points=0.5)
def sigmoid_layer(nn: Student, rng: np.random.Generator) -> None:
    """a hidden layer with sigmoid, number by number"""
    _layer(nn, draw(rng), 1)


@check(points=0.5)
def tanh_layer(nn: Student, rng: np.random.Generator) -> None:
    """a hidden layer with tanh, number by number"""
    _layer(nn, draw(rng, hidden="tanh"), 1)


@check(points=0.5)
def relu_layer(nn: Student, rng: np.random.Generator) -> None:
    """a hidden layer with relu, number by number"""
    _layer(nn, draw(rng, hidden="relu"), 1)


@check(points=0.5)
def softmax_layer(nn: Student, rng: np.random.Generator) -> None:
    """the output layer with softmax, number by number"""
    _layer(nn, draw(rng), 2)


@check(points=0.5)
def several_sigmoids(nn: Student, rng: np.random.Generator) -> None:
    """the output layer with several sigmoid units, number by number"""
    _layer(nn, draw(rng, hidden="tanh", output="sigmoid"), 2)


@check(points=0.5)
def identity_layer(nn: Student, rng: np.random.Generator) -> None:
    """the output layer with identity, number by number"""
    _layer(nn, draw(rng, output="identity", objective="squared_error"), 2)


@check(points=0.5)
def second_hidden_layer(nn: Student, rng: np.random.Generator) -> None:
    """two hidden layers of each kind: the second one, number by number"""
    for hidden in ("sigmoid", "tanh", "relu"):
        _layer(nn, draw(rng, hidden=hidden, hidden_layers=2), 2)


@check(points=1, kind=Kind.BESIDE, sums_up=True)
def unchanged(nn: Student, rng: np.random.Generator) -> None:
    """forward leaves its arguments as they are"""
    for hidden, output in (("sigmoid", "softmax"), ("tanh", "sigmoid"), ("relu", "identity")):
        case = draw(rng, hidden, output, "squared_error", hidden_layers=2)
        nn.forward(case.network, case.params, saturating(case.X))
    expect.unchanged(nn, "forward", names=("network", "params", "X"))
