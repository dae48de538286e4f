"""Slopes of the student's own loss, and the networks on which gradients are compared with them."""

import copy
import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.remembered import remembered
from assignment.engine.student import Student

from . import unpack
from .instances import LARGE, SMALL, TINY, Instance, drawn_once, instance, read_only, rescaled
from .network import Network

Function = Callable[..., Any]
STEP = 1e-6  # of the central differences
LEAST = 1e-2  # smaller sums of terms are compared as if they were so large: differences are not exact
NEAR = 1e-3
ALONG = 1e-7  # of the sum of the terms; what differs by more is compared entry by entry
TWINS = 1  # the input, and the hidden unit, of which the others here are multiples
INPUTS = {0: SMALL, 2: TINY, -1: LARGE}
UNITS = {0: SMALL, 2: TINY}
UNLIKELY = (-18.0, -24.0)  # biases with which outputs are about 1e-8 and 4e-11, far above the clipping


def gradient(nn: Student, case: Instance, key: str = "") -> list[tuple[Any, Any]]:
    """Call backward and return its pairs (dW, db); with a key it is called only once for all checks."""
    activations = unpack.activations(nn.forward(case.network, case.params, case.X), case.network, case.X)
    args = case.network, case.params, activations, case.Y
    grads = nn.once(key, "backward", *args) if key else nn.backward(*args)
    return unpack.pairs(grads, case.network, "grads")


def agrees(nn: Student, case: Instance, name: str, grads: list[tuple[Any, Any]], hint: str = "") -> np.ndarray:
    """Compare one gradient with finite differences, entry by entry, and return it."""
    layer, which = int(name[2:]) - 1, ("dW", "db").index(name[:2])
    got = expect.array(grads[layer][which], name)
    want = np.squeeze(differences(nn.forward, nn.loss, case, layer, which))
    compared, right = got, want
    if name == "dW1" and got.shape == want.shape:  # the step is too long for the weights of a large input
        compared, right = (np.concatenate([a[:-1], np.zeros_like(a[-1:])]) for a in (got, want))
    ordinary = _ordinary(case, layer, which)
    expect.close(compared, right, name, expect.LOOSE, hint, m=len(case.X), ordinary=ordinary)
    return got


def _ordinary(case: Instance, layer: int, which: int) -> np.ndarray:
    """Return which entries of a gradient belong to inputs and units that are not multiples of others."""
    rows, columns = (np.ones(n, bool) for n in case.params[layer][0].shape)
    if layer == 0:
        rows[list(INPUTS)] = False
        columns[list(UNITS) if len(case.params) > 1 else []] = False
    return np.squeeze(columns if which else rows[:, None] & columns)


def along(nn: Student, rng: np.random.Generator, case: Instance, *names: str) -> list[np.ndarray]:
    """Compare gradients with the slope of the loss along one direction each; where they differ, entry by entry."""
    grads, found = gradient(nn, case), []
    for name in names:
        layer, which = int(name[2:]) - 1, ("dW", "db").index(name[:2])
        got = expect.array(grads[layer][which], name)
        near = goes_along(nn, rng, case, layer, which, got, ALONG)
        found.append(got if near else agrees(nn, case, name, grads))
    return found


def goes_along(
    nn: Student,
    rng: np.random.Generator,
    case: Instance,
    layer: int,
    which: int,
    got: np.ndarray,
    tolerance: float = expect.LOOSE,
) -> bool:
    """Return whether a gradient in the weights (0) or biases (1) of a layer agrees with the slope in one direction."""
    number = int(rng.integers(1 << 32))
    direction = np.squeeze(_direction(case, layer, which, number))
    slope = _slope(nn.forward, nn.loss, case, layer, which, number)
    if np.squeeze(got).shape != direction.shape:
        return False
    with np.errstate(all="ignore"):
        terms = np.squeeze(got) * direction
    return abs(float(terms.sum()) - slope) <= tolerance * max(float(np.abs(terms).sum()), LEAST)


def smooth(case: Instance) -> bool:
    """Return whether no hidden unit is so near the bend of relu that a step could cross it."""
    A = case.X
    for W, b in case.params[:-1]:
        Z = A @ W + b
        if np.abs(Z).min() < NEAR:
            return False
        A = np.maximum(Z, 0.0)
    return True


@remembered(8)  # the right versions are the same functions for every submission; a student's own are not
def differences(forward: Function, loss: Function, case: Instance, layer: int, which: int) -> np.ndarray:
    """Return central differences of the loss in the weights (0) or biases (1) of one layer."""

    def J(params: Any) -> float:
        activations = unpack.activations(forward(case.network, params, case.X), case.network, case.X)
        return expect.number(loss(case.network, params, activations[-1], case.Y), _("the loss"))

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


@remembered(200)  # as above
def _slope(forward: Function, loss: Function, case: Instance, layer: int, which: int, direction: int) -> float:
    """Return the central difference of the loss along one direction in the weights (0) or biases (1) of one layer."""

    def J(step: float) -> float:
        params = copy.deepcopy(case.params)
        params[layer][which][...] += step * _direction(case, layer, which, direction)
        activations = unpack.activations(forward(case.network, params, case.X), case.network, case.X)
        return expect.number(loss(case.network, params, activations[-1], case.Y), _("the loss"))

    return (J(STEP) - J(-STEP)) / (2 * STEP)


def of_penalty(nn: Student, rng: np.random.Generator, case: Instance, layer: int, which: int, got: Any) -> bool:
    """Return whether the penalty's part of a gradient agrees with its slope in one direction."""
    direction = rng.normal(size=case.params[layer][which].shape)
    slope = _penalty_slope(nn, case, layer, which, direction)
    return expect.agrees(1.0 + np.sum(np.squeeze(got) * np.squeeze(direction)), 1.0 + slope, expect.LOOSE)


def penalty_slopes(nn: Student, case: Instance, layer: int, which: int) -> np.ndarray:
    """Return the slopes of the penalty's part of the loss in the weights (0) or biases (1) of one layer."""
    shape = case.params[layer][which].shape
    units = np.eye(math.prod(shape)).reshape(-1, *shape)
    return np.array([_penalty_slope(nn, case, layer, which, unit) for unit in units]).reshape(shape)


def _penalty_slope(nn: Student, case: Instance, layer: int, which: int, direction: np.ndarray) -> float:
    plain = replace(case.network, l2=0.0)

    def penalty(step: float) -> float:
        params = copy.deepcopy(case.params)
        params[layer][which][...] += step * direction
        values = [nn.loss(network, params, case.Y, case.Y) for network in (case.network, plain)]
        return expect.number(values[0], _("the loss")) - expect.number(values[1], _("the loss"))

    return penalty(0.5) - penalty(-0.5)  # exact, because the penalty is a square


def _direction(case: Instance, layer: int, which: int, number: int) -> np.ndarray:
    direction = np.random.default_rng(number).normal(size=case.params[layer][which].shape)
    if (layer, which) == (0, 0):
        direction[-1] = 0.0  # as for the differences, the step may be too long for the weights of the last input
    return direction


@drawn_once
def twins(rng: np.random.Generator, network: Network) -> Instance:
    """Return an instance in which some inputs, and what some hidden units pass on, are multiples of another's."""
    case = _twins(rng, network)
    while network.hidden == "relu" and not smooth(case):
        case = _twins(rng, network)
    return case


def _twins(rng: np.random.Generator, network: Network) -> Instance:
    case = instance(rng, network, 4)
    X, params = case.X.copy(), [(W.copy(), b.copy()) for W, b in case.params]
    X[:, list(INPUTS)] = X[:, [TWINS]]
    for (W, b), (outgoing, _b) in pairwise(params):
        for j in UNITS:
            W[:, j], b[j], outgoing[j] = W[:, TWINS], b[TWINS], outgoing[TWINS]
    return rescaled(Instance(network, params, X, case.Y), INPUTS, UNITS if len(params) > 1 else {})


@drawn_once
def unlikely_twins(rng: np.random.Generator, network: Network) -> tuple[Instance, float]:
    """Return an instance whose last two outputs are nearly 0, as they should be, and the factor of their errors."""
    case = instance(rng, replace(network, units=(*network.units[:-1], 4)), 4)
    *params, (W, b) = case.params
    W, b, Y = W.copy(), b.copy(), case.Y.copy()
    if network.output == "identity":
        W[:, 2:], b[2:], factor = 0.0, [SMALL, 2 * SMALL], 2.0
    else:
        W[:, 2:], b[2:], factor = 0.1 * W[:, [2]], UNLIKELY, float(np.exp(np.diff(UNLIKELY)[0]))
    if network.output == "softmax":
        Y[:, :2] += Y[:, 2:]
    Y[:, 2:] = 0.0
    squared = network.output == "sigmoid" and network.objective == "squared_error"
    return read_only(Instance(case.network, [*params, (W, b)], case.X, Y)), factor**2 if squared else factor


@drawn_once
def idle_inputs(rng: np.random.Generator) -> Instance:
    """Return an instance with a penalty and two inputs that are always 0, with weights that differ by a tiny factor."""
    case = instance(rng, Network((6, 5, 4, 3), l2=0.3), 4)
    X, params = case.X.copy(), [(W.copy(), b) for W, b in case.params]
    X[:, :2], params[0][0][1] = 0.0, SMALL * params[0][0][0]
    return Instance(case.network, params, X, case.Y)
