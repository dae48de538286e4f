"""Checks of loss."""

import math

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student

from .instances import fill
from .network import Network


def _labels(rng: np.random.Generator, m: int, k: int) -> np.ndarray:
    return np.eye(k)[rng.permutation(np.arange(m) % k)]


@check(points=1)
def guessing(nn: Student, rng: np.random.Generator) -> None:
    """the cross-entropy of a true label with probability 1/k is log k, and the loss is the mean over the examples"""
    for k, m in ((3, int(rng.integers(5, 9))), (5, int(rng.integers(10, 20)))):
        network = Network((2, k))
        params, _X, _Y = fill(rng, network, m)
        Y, sure = _labels(rng, m, k), np.arange(m)[:, None] % 2 == 1  # every other row gives the true label 1/2
        Y_hat = np.where(sure, np.where(Y == 1, 0.5, 0.5 / (k - 1)), 1 / k)
        hint = _("sum over the {k} classes, take the mean over the examples, and check the sign", k=k)
        want = np.mean(np.where(sure, np.log(2), np.log(k)))
        name = _("the loss with {k} classes", k=k)
        value = expect.array(nn.loss(network, params, Y_hat, Y), name)
        expect.close(value, want, name, expect.LOOSE, hint if value.size == 1 and np.isfinite(value) else "", m=m)


@check(points=1)
def coins(nn: Student, rng: np.random.Generator) -> None:
    """a sigmoid output that gives the true label 1/2 or 1/4 costs log 2 or log 4, on positive and negative examples"""
    network = Network((2, 1), output="sigmoid")
    m = int(rng.integers(5, 12))
    params, _X, _Y = fill(rng, network, m)
    on_negative, on_positive = _("the loss on negative examples"), _("the loss on positive examples")
    for Y, name in ((np.zeros((m, 1)), on_negative), (np.ones((m, 1)), on_positive)):
        odd = np.arange(m)[:, None] % 2 == 1
        value = nn.loss(network, params, np.where(odd, 0.75 - 0.5 * Y, 0.5), Y)
        nothing = expect.agrees(value, 0.0)
        two, mean = _("there are two terms: one for Y = 1, one for Y = 0"), _("take the mean over the examples")
        want = np.mean(np.where(odd, np.log(4), np.log(2)))
        expect.close(value, want, name, expect.LOOSE, two if nothing else mean, m=m)


@check(points=1)
def distance(nn: Student, rng: np.random.Generator) -> None:
    """the squared error is half the mean squared length of the residual rows"""
    network = Network((2, 3), output="identity", objective="squared_error")
    m = int(rng.integers(5, 12))
    params, _X, Y = fill(rng, network, m)
    r = rng.uniform(1, 3, size=(m, 1))
    value, want = nn.loss(network, params, Y + r * np.array([1.0, 0.0, -1.0]), Y), np.mean(r**2)
    undivided = any(expect.agrees(value, times * want, expect.LOOSE) for times in (2, m, 2 * m))
    hint = _("divide by 2m, where m is the number of rows") if undivided else ""
    expect.close(value, want, _("the loss"), expect.LOOSE, hint)


@check(points=1)
def penalty(nn: Student, rng: np.random.Generator) -> None:
    """l2 adds l2/2 times the sum of the squared weights of all layers, without the biases"""
    units = (2, 4, 3)
    m = int(rng.integers(5, 9))
    params, _X, Y = fill(rng, Network(units), m)
    Y_hat = np.full((m, 3), 1 / 3)
    l2 = float(rng.uniform(0.2, 0.8))
    hint = _("return one for the whole batch")
    plain = expect.number(nn.loss(Network(units), params, Y_hat, Y), _("the loss"), hint)
    extra = expect.array(nn.loss(Network(units, l2=l2), params, Y_hat, Y), _("the loss")) - plain
    want = l2 / 2 * sum(np.sum(W**2) for W, _b in params)
    expect.close(extra, want, _("the penalty (loss with l2 minus loss without)"), expect.LOOSE)


@check(points=1, kind=Kind.BESIDE)
def finite(nn: Student, rng: np.random.Generator) -> None:
    """the loss is finite where a probability is exactly 0 or 1"""
    clipped = -np.log(1e-12)
    infinite = _("log(0) is not finite: clip probabilities to exactly the range 1e-12 to 1 - 1e-12")
    other_range = _("clip probabilities to exactly the range 1e-12 to 1 - 1e-12")
    softmax, sigmoid = Network((2, 3)), Network((2, 1), output="sigmoid")
    certain, wrong = np.eye(3)[[0, 1, 2, 0]], np.eye(3)[[0, 1, 2, 1]]
    unsure = np.vstack([certain[:3], [0.2, 0.3, 0.5]])
    cases = [
        (softmax, certain, certain, 0.0),
        (softmax, certain, wrong, clipped / 4),
        (softmax, unsure, certain, -np.log(0.2) / 4),
        (sigmoid, np.array([[1.0], [0.0]]), np.array([[1.0], [0.0]]), 0.0),
        (sigmoid, np.array([[1.0], [0.0]]), np.array([[0.0], [1.0]]), clipped),
    ]
    for network, Y_hat, Y, want in cases:
        params, _X, _Y = fill(rng, network, len(Y))
        value = expect.number(nn.loss(network, params, Y_hat, Y), _("the loss"))
        expect.require(bool(np.isfinite(value)), _("the loss is not finite"), value, hint=infinite)
        what = _("the loss is wrong where a probability is exactly 0 or 1")
        near = abs(value - want) <= 0.01
        hint = other_range if not near and _is_right_inside(nn, network, Y) else ""
        expect.require(near, what, np.asarray(value), np.asarray(want), hint)


def _is_right_inside(nn: Student, network: Network, Y: np.ndarray) -> bool:
    """Return whether the cross-entropy is right where no probability is near 0 or 1."""
    likely = 0.8  # what the true labels get
    rest = (1 - likely) / max(network.units[-1] - 1, 1)
    value = nn.loss(
        network, [(np.zeros(network.units), np.zeros(network.units[-1]))], np.where(Y == 1, likely, rest), Y
    )
    return expect.agrees(value, -math.log(likely), expect.LOOSE)


@check(points=0.5)
def random_labels(nn: Student, rng: np.random.Generator) -> None:
    """cross-entropy with softmax: what the true labels cost whose probabilities are drawn"""
    m, k = int(rng.integers(6, 12)), 3
    network = Network((2, k))
    params, _X, _Y = fill(rng, network, m)
    Y, true = _labels(rng, m, k), rng.uniform(0.05, 0.95, size=(m, 1))
    share = rng.uniform(0.2, 0.8, size=(m, 1))  # of the rest, for the first of the other labels
    first = np.cumsum(1 - Y, axis=1) == 1
    Y_hat = np.where(Y == 1, true, (1 - true) * np.where(first, share, 1 - share))
    want = -sum(math.log(p) for p in true.ravel()) / m
    expect.close(nn.loss(network, params, Y_hat, Y), want, _("the loss"), expect.LOOSE, m=m)


@check(points=0.5)
def several_sigmoids(nn: Student, rng: np.random.Generator) -> None:
    """cross-entropy with several sigmoid outputs: what each answer costs whose probability is drawn"""
    m = int(rng.integers(6, 12))
    network = Network((2, 3), output="sigmoid")
    params, _X, Y = fill(rng, network, m)
    true = rng.uniform(0.05, 0.95, size=Y.shape)
    want = -sum(math.log(p) for p in true.ravel()) / m
    value = nn.loss(network, params, np.where(Y == 1, true, 1 - true), Y)
    expect.close(value, want, _("the loss"), expect.LOOSE, m=m)


@check(points=0.5)
def distances(nn: Student, rng: np.random.Generator) -> None:
    """squared error with every output, for predictions that are drawn"""
    for output in ("identity", "sigmoid", "softmax"):
        m = int(rng.integers(6, 12))
        network = Network((2, 3), output=output, objective="squared_error")
        params, _X, Y = fill(rng, network, m)
        Y_hat = rng.uniform(0.1, 0.9, size=Y.shape)
        if output == "softmax":
            Y_hat /= Y_hat.sum(axis=1, keepdims=True)
        want = sum((p - y) ** 2 for p, y in zip(Y_hat.ravel(), Y.ravel(), strict=True)) / (2 * m)
        name = _("the loss with {output}", output=output)
        expect.close(nn.loss(network, params, Y_hat, Y), want, name, expect.LOOSE, m=m)


@check(points=0.5)
def every_weight(nn: Student, rng: np.random.Generator) -> None:
    """the penalty of three weight layers, with each objective: how the loss changes with one weight"""
    pairs = (("softmax", "cross_entropy"), ("sigmoid", "cross_entropy"), ("identity", "squared_error"))
    for output, objective in pairs:
        network = Network((2, 4, 5, 3), output=output, objective=objective, l2=0.3)
        params, _X, Y = fill(rng, network, 6)
        Y_hat = np.full(Y.shape, 1 / 3)
        before = expect.number(nn.loss(network, params, Y_hat, Y), _("the loss"))
        for layer, (W, b) in enumerate(params):
            larger = [
                *params[:layer],
                (W + np.eye(*W.shape) * (np.arange(len(W)) < 1)[:, None], b),
                *params[layer + 1 :],
            ]
            added = expect.number(nn.loss(network, larger, Y_hat, Y), _("the loss")) - before
            want = 0.15 * ((W[0, 0] + 1) ** 2 - W[0, 0] ** 2)
            name = _("the change of the loss when one weight of W{layer} grows by 1", layer=layer + 1)
            expect.close(added, want, name, expect.LOOSE)
        biases = [(W, b + 1.0) for W, b in params]
        after = expect.number(nn.loss(network, biases, Y_hat, Y), _("the loss"))
        expect.close(after, before, _("the loss with other biases"), expect.LOOSE)


@check(points=1, kind=Kind.BESIDE, sums_up=True)
def unchanged(nn: Student, rng: np.random.Generator) -> None:
    """loss leaves its arguments as they are"""
    for network in (
        Network((2, 4, 3), l2=0.3),
        Network((2, 4, 3), output="sigmoid", l2=0.3),
        Network((2, 4, 3), output="identity", objective="squared_error", l2=0.3),
    ):
        params, _X, Y = fill(rng, network, 6)
        nn.loss(network, params, np.vstack([np.full((3, 3), 1 / 3), np.eye(3)]), Y)
    expect.unchanged(nn, "loss", names=("network", "params", "Y_hat", "Y"))
