"""Checks of cross_validate."""

from typing import Any

import numpy as np

from .engine import expect
from .engine.instances import blobs
from .engine.network import Network
from .engine.registry import check

NETWORK = Network((2, 4, 2))


def folds(rng: np.random.Generator, m: int, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Folds that do not depend on the student's k_fold."""
    tests = np.array_split(rng.permutation(m), k)
    return [(np.setdiff1d(np.arange(m), test), test) for test in tests]


def learns(nn: Any) -> None:
    """Wrong unless clouds far apart are told from each other, and labels drawn by lot are not."""
    rng = np.random.default_rng(1)
    X, y = blobs(rng, 60, 2, spread=0.1)
    split = folds(rng, 60, 4)
    apart = expect.array(nn.once("apart", "cross_validate", NETWORK, X, y, split, 1.0, 60, 3), "the accuracies")
    expect.true(bool(np.all(apart > 0.9)), "two clouds far apart are not told from each other", expect.show(apart))
    lots = nn.once("lots", "cross_validate", NETWORK, X, rng.permutation(y), split, 1.0, 60, 3)
    mean = float(np.mean(expect.array(lots, "the accuracies")))
    expect.true(mean < 0.85, "labels drawn by lot are predicted", f"{mean:.2f}", "about 0.5", "test on the test part")


@check(points=1)
def accuracies(nn: Any, rng: np.random.Generator) -> None:
    """one accuracy a fold, each a share of that fold's test rows"""
    learns(nn)
    X, y = blobs(rng, 33, 2, spread=2.0)
    split = folds(rng, 33, 4)
    values = nn.cross_validate(NETWORK, X, y, split, 1.0, 20, 3)
    expect.shape(values, (4,), "the accuracies")
    hits = expect.array(values, "the accuracies") * [len(test) for _, test in split]
    expect.true(bool(np.all(np.abs(hits - np.round(hits)) < 1e-6)), "an accuracy is no share of the test rows")
    expect.true(bool(np.all((hits >= 0) & (expect.array(values, "a") <= 1))), "an accuracy lies outside 0..1")


@check(points=1)
def fresh_start(nn: Any, rng: np.random.Generator) -> None:
    """every fold starts from the same fresh weights: reversed folds give reversed accuracies"""
    learns(nn)
    X, y = blobs(rng, 40, 2, spread=2.5)
    split = folds(rng, 40, 4)
    forwards = expect.array(nn.cross_validate(NETWORK, X, y, split, 1.0, 60, 3), "the accuracies")
    backwards = expect.array(nn.cross_validate(NETWORK, X, y, split[::-1], 1.0, 60, 3), "the accuracies")
    expect.true(
        forwards.shape == (4,) and bool(np.all(forwards == backwards[::-1])),
        "a fold's accuracy depends on the folds before it",
        hint="init_params(network, seed) inside the loop over the folds",
    )


@check(points=1)
def scale(nn: Any, rng: np.random.Generator) -> None:
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


@check(points=0.5)
def unchanged(nn: Any, rng: np.random.Generator) -> None:
    """cross_validate leaves its arguments as they are"""
    X, y = blobs(rng, 20, 2)
    nn.cross_validate(NETWORK, X, y, folds(rng, 20, 3), 1.0, 5, 3)
    expect.unchanged(nn, "cross_validate", names=("network", "X", "y", "folds"))
