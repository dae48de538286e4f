"""Hidden checks of forward: each layer is judged with the student's own layer before it as input."""

import numpy as np

from assignment.checks.instances import Instance, draw
from assignment.checks.network import Network
from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import check
from assignment.engine.student import Student
from solutions import neural_network as reference


def _activations(nn: Student, case: Instance) -> list[np.ndarray]:
    units = case.network.units
    values = expect.items(nn.forward(case.network, case.params, case.X), len(units), _("the list of activations"))
    arrays = [expect.array(A, f"A_{layer}") for layer, A in enumerate(values)]
    for layer, (A, n) in enumerate(zip(arrays, units, strict=True)):
        what = _("A_{layer} does not have the shape (m, n_{layer})", layer=layer)
        expect.require(A.shape == (len(case.X), n), what)
    return arrays


def _layer(nn: Student, case: Instance, layer: int) -> None:
    """Compare one layer with the right values, given the student's own layer before it."""
    A = _activations(nn, case)
    last = layer == len(case.params)
    hidden = case.network.hidden
    output = case.network.output if last else {"tanh": "identity", "relu": "identity"}.get(hidden, hidden)
    one = Network(case.network.units[layer - 1 : layer + 1], output=output)
    want = reference.forward(one, case.params[layer - 1 : layer], A[layer - 1])[-1]
    if not last and hidden in ("tanh", "relu"):
        want = np.tanh(want) if hidden == "tanh" else reference.relu(want)
    expect.close(A[layer], want, _("A_{layer}, given A_{before}", layer=layer, before=layer - 1))


@check(points=0.5)
def hidden_sigmoid(nn: Student, rng: np.random.Generator) -> None:
    """the hidden layer with sigmoid"""
    _layer(nn, draw(rng), 1)


@check(points=0.5)
def hidden_tanh(nn: Student, rng: np.random.Generator) -> None:
    """the hidden layer with tanh"""
    _layer(nn, draw(rng, hidden="tanh"), 1)


@check(points=0.5)
def hidden_relu(nn: Student, rng: np.random.Generator) -> None:
    """the hidden layer with relu"""
    _layer(nn, draw(rng, hidden="relu"), 1)


@check(points=0.5)
def output_softmax(nn: Student, rng: np.random.Generator) -> None:
    """the output layer with softmax"""
    _layer(nn, draw(rng), 2)


@check(points=0.5)
def output_sigmoid(nn: Student, rng: np.random.Generator) -> None:
    """the output layer with several sigmoid units"""
    _layer(nn, draw(rng, hidden="tanh", output="sigmoid"), 2)


@check(points=0.5)
def output_identity(nn: Student, rng: np.random.Generator) -> None:
    """the output layer with identity"""
    _layer(nn, draw(rng, output="identity", objective="squared_error"), 2)


@check(points=0.5)
def deep(nn: Student, rng: np.random.Generator) -> None:
    """three weight layers: the second hidden layer"""
    for hidden in ("sigmoid", "tanh", "relu"):
        _layer(nn, draw(rng, hidden=hidden, hidden_layers=2), 2)
