"""Hidden checks of cross_validate: they compare the accuracy of each fold with the reference's."""

from typing import Any

import numpy as np

from assignment.checks.cross_validate import NETWORK, folds
from assignment.checks.instances import blobs, with_outlier
from assignment.checks.network import Network
from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import check
from assignment.engine.remembered import remembered
from assignment.engine.student import Student
from solutions import neural_network as reference
from solutions import trainings

MARGIN = 1e-4
COMMON_SEEDS = (0, 1, 42)
Case = tuple[tuple[Any, ...], np.ndarray]


def outcomes(
    network: Any, X: np.ndarray, y: np.ndarray, split: Any, rate: float, epochs: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the reference's accuracy on each fold, and how many of its test rows rounding could label differently.

    These are the rows whose probability is less than ``MARGIN`` away from a boundary.
    """
    accuracies, undecided = [], []
    for train, test in split:
        A, B = reference.standardize(X[train], X[test])
        targets = reference.encode_targets(network, y[train])
        params, _losses = trainings.train(network, reference.init_params(network, seed), A, targets, rate, epochs)
        accuracies.append(np.mean(reference.predict(network, params, B) == y[test]))
        P = np.sort(reference.forward(network, params, B)[-1], axis=1)
        gap = P[:, -1] - P[:, -2] if P.shape[1] > 1 else np.abs(P[:, 0] - 0.5)
        undecided.append(np.sum(gap < MARGIN))
    return np.array(accuracies), np.array(undecided)


@remembered(64, lasting=True)  # kind and draw decide it
def _case(kind: str, draw: int) -> Case:
    """Return arguments of cross_validate and the reference's accuracies; drawn again until no row is undecided."""
    rng = np.random.default_rng(draw)
    args: tuple[Any, ...]
    while True:
        seed = int(rng.integers(1000))
        if kind == "three":
            network, (X, y) = Network((2, 5, 3), hidden="tanh"), blobs(rng, 47, 3, spread=2.0)
            args = (network, X, y, folds(rng, 47, 4), 0.5, 60, seed)
        elif kind == "start":  # after two steps, the initial weights still decide
            network, (X, y) = Network((2, 4, 3)), blobs(rng, 60, 3, spread=2.0)
            args = (network, X, y, folds(rng, 60, 3), 0.3, 2, seed)
        elif kind == "far":
            X, y = blobs(rng, 36, 2, spread=1.5)
            X = with_outlier(X, int(rng.integers(36)), 1e4)
            args = (NETWORK, X, y, folds(rng, 36, 4), 1.0, 60, seed)
        else:
            X, y = reference.load_ex4()
            args = (reference.LOGISTIC if kind == "one unit" else NETWORK, X, y, folds(rng, 80, 5), 1.0, 150, seed)
        want, undecided = outcomes(*args)
        if not np.any(undecided) and (kind != "start" or _start_decides(args, want)):
            return args, want


def _start_decides(args: tuple[Any, ...], want: np.ndarray) -> bool:
    """Return whether the seeds that students often fix, and one step less or more, give other accuracies."""
    *rest, epochs, seed = args
    others = [(epochs, other) for other in COMMON_SEEDS] + [(epochs - 1, seed), (epochs + 1, seed)]
    return not any(np.array_equal(trainings.cross_validate(*rest, *other), want) for other in others)


def _compare(nn: Student, kind: str, rng: np.random.Generator) -> None:
    args, want = _case(kind, int(rng.integers(2**32)))
    got = np.atleast_1d(expect.array(nn.cross_validate(*args), _("the accuracies")))
    expect.require(got.shape == want.shape, _("cross_validate should return one accuracy for each fold"))
    wrong = [str(i) for i, (a, b) in enumerate(zip(got, want, strict=True), 1) if not abs(a - b) < 1e-6]
    expect.require(not wrong, _("wrong accuracies on {number} of {k} folds", number=len(wrong), k=len(want)))


@check(points=1, together=True)
def ex4(nn: Student, rng: np.random.Generator) -> None:
    """the accuracies on ex4 with five folds are right, for two output units and for one, with your own predict"""
    _compare(nn, "ex4", rng)
    _compare(nn, "one unit", rng)


@check(points=0.5)
def three_classes(nn: Student, rng: np.random.Generator) -> None:
    """the accuracies for three classes in unequal folds are right, from the weights that the seed gives"""
    _compare(nn, "three", rng)
    _compare(nn, "start", rng)


@check(points=1)
def no_leak(nn: Student, rng: np.random.Generator) -> None:
    """an outlier affects the scale of the folds that train on it, and of no other"""
    _compare(nn, "far", rng)
