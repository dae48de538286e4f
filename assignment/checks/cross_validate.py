"""Checks of cross_validate."""

from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student

from .instances import blobs, chessboard, drawn_once, row_of_groups
from .network import Network

NETWORK = Network((2, 4, 2))
AGAIN = 12
ROUNDING = 1e-6


@drawn_once
def folds(rng: np.random.Generator, m: int, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return folds that do not depend on the student's k_fold."""
    tests = np.array_split(rng.permutation(m), k)
    return [(np.delete(np.arange(m), test), test) for test in tests]


def shares(value: Any, k: int) -> np.ndarray:
    """Return the accuracies as an array; Wrong unless there is one between 0 and 1 for each fold."""
    numbers = np.atleast_1d(expect.array(value, _("the accuracies")))
    many = _("{number} accuracies for {k} folds", number=numbers.size, k=k)
    expect.require(numbers.shape == (k,), many, hint=_("return one for each fold"))
    inside = bool(np.all((numbers > -ROUNDING) & (numbers < 1 + ROUNDING)))
    hint = _("return the share of right labels")
    expect.require(inside, _("an accuracy is not between 0 and 1"), numbers, hint=hint)
    return numbers


def learns(nn: Student) -> None:
    """Raise Wrong unless two separate classes are learned, random labels are not, and training is needed for it."""
    rng = np.random.default_rng(1)
    X, y = blobs(rng, 60, 2, spread=0.1)
    split = folds(rng, 60, 4)
    apart = shares(nn.once("apart", "cross_validate", NETWORK, X, y, split, 1.0, 60, 3), 4)
    hint = _("standardize both sets, train on the training set, predict the test set")
    hint = _("do you count the wrong labels instead of the right ones?") if np.all(apart < 0.1) else hint
    far = bool(np.all(apart > 0.9))
    expect.require(far, _("two well separated classes are not learned"), apart, hint=hint)
    lots = nn.once("lots", "cross_validate", NETWORK, X, rng.permutation(y), split, 1.0, 60, 3)
    mean = float(np.mean(shares(lots, 4)))
    what = _("random labels were predicted")
    expect.require(mean < 0.85, what, f"{mean:.2f}", _("about 0.5"), _("measure the accuracy on the test set"))
    for what, (X, y), rate, epochs in (
        (_("one very small step is enough to learn two classes"), row_of_groups(rng, 50), 0.01, 1),
        (_("four hidden units are enough to learn a chessboard"), chessboard(rng, 160), 1.0, 20),
    ):
        values = nn.once(what, "cross_validate", NETWORK, X, y, folds(rng, len(y), 2), rate, epochs, 3)
        mean = float(np.mean(shares(values, 2)))
        hint = _("train the network that is given, and use it alone")
        expect.require(mean < 0.9, what, f"{mean:.2f}", _("less"), hint)


@check(points=1)
def accuracies(nn: Student, rng: np.random.Generator) -> None:
    """cross_validate returns one accuracy for each fold: the share of its test rows with the right label"""
    learns(nn)
    X, y = blobs(rng, 33, 2, spread=2.0)
    split = folds(rng, 33, 4)
    values = nn.cross_validate(NETWORK, X, y, split, 1.0, 20, 3)
    expect.shape(values, (4,), _("the accuracies"))
    hits = shares(values, 4) * [len(test) for _train, test in split]
    hint = _("count the right labels in the test set, divide by its size")
    shared = bool(np.all(np.abs(hits - np.round(hits)) < 1e-6))
    expect.require(shared, _("an accuracy is not a share of the test rows"), hint=hint)


@check(points=1)
def fresh_start(nn: Student, rng: np.random.Generator) -> None:
    """every fold starts from the same initial weights: a repeated fold gives the same accuracy"""
    learns(nn)
    X, y = blobs(rng, 40, 2, spread=0.3)
    fold = folds(rng, 40, 2)[0]
    for labels in (y, 1 - y):  # after two steps, weights carried over from the fold before still show
        values = shares(nn.cross_validate(NETWORK, X, labels, [fold] * AGAIN, 0.5, 2, 3), AGAIN)
        expect.require(
            bool(np.all(np.abs(values - values[0]) < ROUNDING)),
            _("a fold gives a different accuracy when it is repeated"),
            hint=_("call init_params(network, seed) inside the loop over the folds"),
        )


@check(points=1)
def scale(nn: Student, rng: np.random.Generator) -> None:
    """the unit of the inputs does not matter, because every fold is standardized"""
    learns(nn)
    X, y = blobs(rng, 40, 2, spread=2.0)
    split = folds(rng, 40, 4)
    values = [
        expect.array(nn.cross_validate(NETWORK, A, y, split, 1.0, 40, 3), _("the accuracies"))
        for A in (X, X * [64.0, 1024.0] + [4096.0, -512.0])
    ]
    hint = _("standardize inside the loop over the folds")
    expect.close(values[1], values[0], _("the accuracies in other units"), hint=hint)


@check(points=0.5, kind=Kind.BESIDE, sums_up=True)
def unchanged(nn: Student, rng: np.random.Generator) -> None:
    """cross_validate leaves its arguments as they are"""
    X, y = blobs(rng, 20, 2)
    nn.cross_validate(NETWORK, X, y, folds(rng, 20, 3), 1.0, 5, 3)
    expect.unchanged(nn, "cross_validate", names=("network", "X", "y", "folds"))
