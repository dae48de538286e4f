"""Checks of sigmoid, relu, softmax and activation_gradient."""

from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student

STEP = 1e-5  # of the central differences
ROWS = _("sum over each row, keep the sums as a column")


@check(points=1)
def sigmoid_values(nn: Student, rng: np.random.Generator) -> None:
    """sigmoid returns 1 / (1 + e^(-z)) for arrays of any shape"""
    expect.close(nn.sigmoid(np.zeros(1)), 0.5, "sigmoid(0)")
    for shape in ((7,), (3, 4), (2, 3, 4)):
        z = rng.uniform(-6, 6, size=shape)
        a = nn.sigmoid(z)
        expect.shape(a, shape, "sigmoid(z)")
        hint = _("your values fall where they should rise: check the sign in the exponent")
        falls = expect.agrees(1.0 - np.asarray(a, float), 1 / (1 + np.exp(-z)))
        expect.close(a, 1 / (1 + np.exp(-z)), "sigmoid(z)", hint=hint if falls else "")


@check(points=0.5, kind=Kind.BESIDE)
def sigmoid_large(nn: Student, rng: np.random.Generator) -> None:
    """sigmoid is accurate for z between -1e4 and 1e4"""
    z = np.array([[-1e4, -710.0, -40.0], [40.0, 710.0, 1e4]])
    expect.close(
        nn.sigmoid(z), [[0, 0, 0], [1, 1, 1]], _("sigmoid of z = {numbers}", numbers="-1e4, -710, -40, 40, 710, 1e4")
    )
    expect.close(nn.sigmoid(z[1]), [1, 1, 1], _("sigmoid of z = {numbers}", numbers="40, 710, 1e4"))


@check(points=1)
def relu(nn: Student, rng: np.random.Generator) -> None:
    """relu keeps positive numbers and replaces all others by 0"""
    for shape in ((7,), (3, 4), (2, 3, 4)):
        z = rng.normal(size=shape) * 5
        a = nn.relu(z)
        expect.shape(a, shape, "relu(z)")
        expect.close(a, np.where(z > 0, z, 0.0), "relu(z)")
    expect.close(nn.relu(np.array([-1e4, 0.0, 1e4])), [0, 0, 1e4], _("relu of {numbers}", numbers="-1e4, 0, 1e4"))


@check(points=1, kind=Kind.BESIDE)
def softmax_rows(nn: Student, rng: np.random.Generator) -> None:
    """softmax returns positive numbers, and each row sums to 1"""
    z = rng.normal(size=(5, 3)) * 2
    p = expect.array(nn.softmax(z), "softmax(z)")
    expect.shape(p, (5, 3), "softmax(z)")
    expect.require(bool(np.all(p > 0)), _("some of the probabilities are not positive"), got=p)
    whole = abs(p.sum() - 1) < 1e-6
    columns = bool(np.allclose(p.sum(axis=0), 1))
    hint = _("the whole batch sums to 1, not each row: over which axis do you sum?") if whole else ""
    hint = _("the columns sum to 1: you normalise across examples, not across classes") if columns else hint
    expect.close(p.sum(axis=1), np.ones(5), _("the sum of each row"), hint=hint)
    ranked = bool(np.all(np.argsort(p, axis=1) == np.argsort(z, axis=1)))
    expect.require(ranked, _("a larger score does not always get a larger probability"))


@check(points=0.5, kind=Kind.BESIDE)
def softmax_large(nn: Student, rng: np.random.Generator) -> None:
    """softmax is accurate for z between -1e4 and 1e4"""
    z = np.array([[1e4, 0.0, -1e4], [-1e4, -1e4, -1e4], [1e4, 1e4, 0.0], [710.0, 0.0, 711.0]])
    e = np.exp(-1.0)
    want = [[1, 0, 0], [1 / 3, 1 / 3, 1 / 3], [0.5, 0.5, 0], [e / (1 + e), 0, 1 / (1 + e)]]
    hint = _("subtract each row's own maximum before np.exp")
    expect.close(nn.softmax(z), want, _("softmax of rows with entries up to 1e4"), hint=hint)


@check(points=1)
def gradient_sigmoid(nn: Student, rng: np.random.Generator) -> None:
    """activation_gradient("sigmoid", a) is the slope of the sigmoid"""
    z = rng.uniform(-3, 3, size=(4, 5))
    e = np.exp(-z)
    hint = _("the argument is a = g(z), not z")
    expect.close(nn.activation_gradient("sigmoid", 1 / (1 + e)), e / (1 + e) ** 2, _("the slope"), hint=hint)


@check(points=1)
def gradient_relu(nn: Student, rng: np.random.Generator) -> None:
    """activation_gradient("relu", a) is 1 where a > 0, and 0 at a = 0"""
    z = rng.normal(size=(4, 5))
    z[0, :2] = 0.0
    expect.close(nn.activation_gradient("relu", np.where(z > 0, z, 0.0)), (z > 0).astype(float), _("the slope"))


def _inputs(rng: np.random.Generator) -> np.ndarray:
    """Return scores of all sizes; one of them lies strictly between 0 and 1, as a slope may."""
    return np.vstack([rng.normal(size=(4, 3)) * 3, [[-1e4, 0.0, 1e4], [710.0, -710.0, 0.5]]])


def _slopes(nn: Student, z: np.ndarray) -> list[Any]:
    """Return what activation_gradient gives for each known name; it is called once for all checks."""
    a = np.clip(z, 0.0, 1.0)
    return [nn.once(name, "activation_gradient", name, a) for name in ("sigmoid", "tanh", "relu")]


@check(points=1, instance="inputs", kind=Kind.BESIDE)
def unknown_name(nn: Student, rng: np.random.Generator) -> None:
    """activation_gradient raises ValueError for unknown names, and only for those"""
    for slope in _slopes(nn, _inputs(rng)):
        expect.array(slope, _("the slope for a known name"))
    for name in ("cosine", "softplus", "unknown"):
        what = f'activation_gradient("{name}", a)'
        expect.raises("ValueError", nn.activation_gradient, name, np.ones(2), what=what)


@check(points=0.5)
def softmax_ratios(nn: Student, rng: np.random.Generator) -> None:
    """in each row, two probabilities of softmax differ by the factor e^(z_i - z_k), also for square batches"""
    for shape in ((6, 3), (3, 3), (1, 5)):
        z = rng.normal(size=shape) * 3
        p = expect.array(nn.softmax(z), "softmax(z)")
        sized = p.size == z.size and bool(np.all(p > 0))
        expect.require(sized, _("softmax(z): not a positive number for each score"), hint=ROWS)
        p = p.reshape(shape)
        ratios, want = p[:, 1:] / p[:, :1], np.exp(z[:, 1:] - z[:, :1])
        expect.close(ratios / want, np.ones(want.shape), _("p_i / p_1, divided by e^(z_i - z_1)"), expect.LOOSE, ROWS)
        expect.close(p.sum(axis=1), np.ones(len(p)), _("the sum of each row"), hint=ROWS)


@check(points=0.5)
def gradient_differences(nn: Student, rng: np.random.Generator) -> None:
    """activation_gradient("tanh", a) agrees with finite differences of tanh"""
    z = rng.uniform(-2, 2, size=(4, 5))
    want = (np.tanh(z + STEP) - np.tanh(z - STEP)) / (2 * STEP)
    expect.close(nn.activation_gradient("tanh", np.tanh(z)), want, _("the slope"), expect.LOOSE)


@check(points=1, instance="inputs", kind=Kind.BESIDE, sums_up=True)
def unchanged(nn: Student, rng: np.random.Generator) -> None:
    """the functions leave their arguments as they are"""
    z = _inputs(rng)
    for function in (nn.sigmoid, nn.relu, nn.softmax):
        function(z)
    _slopes(nn, z)
    expect.unchanged(nn, "sigmoid", "relu", "softmax", names=("z",))
    expect.unchanged(nn, "activation_gradient", names=("name", "a"))
