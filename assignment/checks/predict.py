"""Checks of predict."""

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student

from .instances import draw, fill
from .network import Network


@check(points=0.5)
def largest(nn: Student, rng: np.random.Generator) -> None:
    """predict returns the column of the largest output"""
    network = Network((3, 3))
    params = [(np.eye(3), np.zeros(3))]
    X = np.eye(3)[rng.integers(0, 3, 8)] + 0.1 * rng.uniform(size=(8, 3))
    labels = expect.labels(nn.predict(network, params, X), _("the labels"))
    hint = _("take the argmax over the columns of each row")
    expect.close(labels, np.argmax(X, axis=1), _("the labels"), hint=hint)


@check(points=0.5)
def half(nn: Student, rng: np.random.Generator) -> None:
    """with one sigmoid unit, predict returns 1 where the output is at least 0.5"""
    network = Network((2, 1), output="sigmoid")
    params, X, _Y = fill(rng, network, 9)
    W = 0.3 * params[0][0]  # some outputs lie just above 0.5
    Z = X @ W[:, 0]
    b = np.array([-np.sort(Z)[3:5].mean()])
    labels = expect.labels(nn.predict(network, [(W, b)], X), _("the labels"))
    hint = _("compare the probability with 0.5, not the linear output z; argmax of a single column is always 0")
    expect.close(labels, (Z + b > 0).astype(int), _("the labels"), hint=hint)


@check(points=0.5, kind=Kind.BESIDE, sums_up=True)
def unchanged(nn: Student, rng: np.random.Generator) -> None:
    """predict leaves its arguments as they are"""
    for output in ("softmax", "identity"):
        case = draw(rng, output=output, objective="squared_error")
        nn.predict(case.network, case.params, case.X)
    network = Network((2, 1), output="sigmoid")
    params, X, _Y = fill(rng, network, 9)
    nn.predict(network, params, 1e4 * X)
    expect.unchanged(nn, "predict", names=("network", "params", "X"))
