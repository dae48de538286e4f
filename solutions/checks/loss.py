"""Hidden checks of loss."""

from dataclasses import replace

import numpy as np

from assignment.checks.instances import Instance, draw, drawn_once
from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import check
from assignment.engine.student import Student
from solutions import neural_network as reference


def _compare(nn: Student, rng: np.random.Generator, output: str, objective: str, hidden_layers: int = 1) -> None:
    """Compare the data loss on predictions that are not the network's own."""
    case, Y_hat, want = _case(rng, output, objective, hidden_layers)
    expect.close(nn.loss(case.network, case.params, Y_hat, case.Y), want, _("the loss"), expect.LOOSE)


@drawn_once
def _case(
    rng: np.random.Generator, output: str, objective: str, hidden_layers: int
) -> tuple[Instance, np.ndarray, float]:
    """Return an instance, predictions that are not the network's own, and their loss."""
    case = draw(rng, output=output, objective=objective, hidden_layers=hidden_layers)
    Y_hat = rng.normal(size=case.Y.shape) * 1.5
    if output != "identity":
        Y_hat = reference.softmax(Y_hat) if output == "softmax" else reference.sigmoid(Y_hat)
    return case, Y_hat, reference.loss(case.network, case.params, Y_hat, case.Y)


@check(points=0.5)
def cross_entropy_softmax(nn: Student, rng: np.random.Generator) -> None:
    """cross-entropy with softmax on a random batch"""
    _compare(nn, rng, "softmax", "cross_entropy")


@check(points=0.5)
def cross_entropy_sigmoid(nn: Student, rng: np.random.Generator) -> None:
    """cross-entropy with several sigmoid outputs on a random batch"""
    _compare(nn, rng, "sigmoid", "cross_entropy")


@check(points=0.5)
def squared_error(nn: Student, rng: np.random.Generator) -> None:
    """squared error on random batches, with every output"""
    for hidden_layers, output in enumerate(("identity", "sigmoid", "softmax")):
        _compare(nn, rng, output, "squared_error", hidden_layers)


@check(points=0.5)
def deep_penalty(nn: Student, rng: np.random.Generator) -> None:
    """the penalty of three weight layers, with each objective"""
    pairs = (("softmax", "cross_entropy"), ("sigmoid", "cross_entropy"), ("identity", "squared_error"))
    for output, objective in pairs:
        case = draw(rng, output=output, objective=objective, hidden_layers=2)
        Y_hat = np.full(case.Y.shape, 1 / 3)
        networks = [case.network, replace(case.network, l2=0.3)]
        values = [expect.array(nn.loss(n, case.params, Y_hat, case.Y), _("the loss")) for n in networks]
        wants = [reference.loss(n, case.params, Y_hat, case.Y) for n in networks]
        expect.require(all(value.size == 1 for value in values), _("loss should return one number"))
        expect.close(values[1] - values[0], wants[1] - wants[0], _("the penalty"), expect.LOOSE)
