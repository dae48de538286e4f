"""Checks of cross_validate."""

from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.registry import check
from assignment.engine.student import Student

from .instances import blobs, drawn_once
from .network import Network

NETWORK = Network((2, 4, 2))
AGAIN = 12
ROUNDING = 1e-6


@drawn_once
def folds(rng: np.random.Generator, m: int, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Folds that do not depend on the student's k_fold."""
    tests = np.array_split(rng.permutation(m), k)
    return [(np.delete(np.arange(m), test), test) for test in tests]


def shares(value: Any, k: int) -> np.ndarray:
    """One number between 0 and 1 for each fold, or Wrong."""
    numbers = np.atleast_1d(expect.array(value, "the accuracies"))
    expect.require(numbers.shape == (k,), f"{numbers.size} accuracies for {k} folds", hint="return one for each fold")
    inside = bool(np.all((numbers > -ROUNDING) & (numbers < 1 + ROUNDING)))
    expect.require(inside, "an accuracy lies outside 0..1", numbers, hint="the share of right labels")
    return numbers


def learns(nn: Student) -> None:
    """Wrong unless clouds far apart are told from each other, and random labels are not."""
    rng = np.random.default_rng(1)
    X, y = blobs(rng, 60, 2, spread=0.1)
    split = folds(rng, 60, 4)
    apart = shares(nn.once("apart", "cross_validate", NETWORK, X, y, split, 1.0, 60, 3), 4)
    hint = "standardize both parts, train on the training part, predict the test part"
    hint = "are right and wrong labels exchanged?" if np.all(apart < 0.1) else hint
    far = bool(np.all(apart > 0.9))
    expect.require(far, "two clouds far apart are not told from each other", apart, hint=hint)
    lots = nn.once("lots", "cross_validate", NETWORK, X, rng.permutation(y), split, 1.0, 60, 3)
    mean = float(np.mean(shares(lots, 4)))
    what = "random labels were predicted"
    expect.require(mean < 0.85, what, f"{mean:.2f}", "about 0.5", "test on the test set")


@check(points=1)
def accuracies(nn: Student, rng: np.random.Generator) -> None:
    """one accuracy a fold, each a share of that fold's test rows"""
    learns(nn)
    X, y = blobs(rng, 33, 2, spread=2.0)
    split = folds(rng, 33, 4)
    values = nn.cross_validate(NETWORK, X, y, split, 1.0, 20, 3)
    expect.shape(values, (4,), "the accuracies")
    hits = shares(values, 4) * [len(test) for _, test in split]
    hint = "count right labels on the test part, divide by its size"
    expect.require(
        bool(np.all(np.abs(hits - np.round(hits)) < 1e-6)), "an accuracy is no share of the test rows", hint=hint
    )


@check(points=1)
def fresh_start(nn: Student, rng: np.random.Generator) -> None:
    """every fold starts from the same fresh weights: the same fold again gives the same accuracy"""
    learns(nn)
    X, y = blobs(rng, 40, 2, spread=0.3)
    fold = folds(rng, 40, 2)[0]
    for labels in (y, 1 - y):  # two steps do not get far, so weights carried over would show
        values = shares(nn.cross_validate(NETWORK, X, labels, [fold] * AGAIN, 0.5, 2, 3), AGAIN)
        expect.require(
            bool(np.all(np.abs(values - values[0]) < ROUNDING)),
            "the same fold has another accuracy when it comes again",
            hint="init_params(network, seed) inside the loop over the folds",
        )


@check(points=1)
def scale(nn: Student, rng: np.random.Generator) -> None:
    """the unit of the inputs does not matter, because every fold is standardized"""
    learns(nn)
    X, y = blobs(rng, 40, 2, spread=2.0)
    split = folds(rng, 40, 4)
    values = [
        expect.array(nn.cross_validate(NETWORK, A, y, split, 1.0, 40, 3), "the accuracies")
        for A in (X, X * [64.0, 1024.0] + [4096.0, -512.0])
    ]
    expect.close(
        values[1], values[0], "the accuracies in other units", hint="standardize inside the loop over the folds"
    )


@check(points=0.5, needs_other_pass=True, sums_up=True)
def unchanged(nn: Student, rng: np.random.Generator) -> None:
    """cross_validate leaves its arguments as they are"""
    X, y = blobs(rng, 20, 2)
    nn.cross_validate(NETWORK, X, y, folds(rng, 20, 3), 1.0, 5, 3)
    expect.unchanged(nn, "cross_validate", names=("network", "X", "y", "folds"))
