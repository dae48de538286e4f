"""Hidden checks of compare."""

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

from assignment.checks.compare import case, table
from assignment.checks.engine import expect
from assignment.checks.engine.registry import check
from autograder.checks.cross_validate import clear
from autograder.reference import reference


@lru_cache(maxsize=8)
def _wanted(draw: int) -> tuple[tuple[Any, ...], pd.DataFrame, np.ndarray]:
    """Arguments of compare, the reference's table, and scikit-learn's hits in each fold.

    Drawn again until no row is undecided and the reference agrees with scikit-learn.
    """
    rng = np.random.default_rng(draw)
    while True:
        X, y, split, seed = args = case(rng)
        models = (reference.NETWORK, reference.LOGISTIC, reference.SOFTMAX)
        if not all(clear(n, X, y, split, reference.LEARNING_RATE, reference.EPOCHS, seed) for n in models):
            continue
        want = reference.compare(*args)
        hits = np.array([_scikit_hits(X, y, train, test) for train, test in split])
        if np.all(np.abs(want["logistic"] * _sizes(split) - hits) < 0.5):
            return args, want, hits


def _scikit_hits(X: np.ndarray, y: np.ndarray, train: np.ndarray, test: np.ndarray) -> float:
    A, B = reference.standardize(X[train], X[test])
    model = LogisticRegression(C=np.inf, max_iter=1000).fit(A, y[train])
    return float(model.score(B, y[test])) * len(test)


def _sizes(split: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    return np.array([len(test) for _, test in split])


def _got(nn: Any, rng: np.random.Generator, name: str) -> tuple[np.ndarray, pd.DataFrame, np.ndarray, np.ndarray]:
    """One column of the student's table, the reference's table, scikit-learn's hits, the fold sizes."""
    args, want, hits = _wanted(int(rng.integers(2**32)))
    got = table(nn.once("values", "compare", *args), len(want))
    return expect.array(got[name], name), want, hits, _sizes(args[2])


def _column(nn: Any, rng: np.random.Generator, name: str) -> None:
    got, want, _, _ = _got(nn, rng, name)
    wrong = int(np.sum(~(np.abs(got - want[name].to_numpy()) < 1e-6)))
    expect.true(wrong == 0, f"{name} has other accuracies than the reference on {wrong} of {len(want)} folds")


@check(points=1, instance="values")
def network(nn: Any, rng: np.random.Generator) -> None:
    """the network's column is the reference's"""
    _column(nn, rng, "network")


@check(points=0.5, instance="values")
def logistic(nn: Any, rng: np.random.Generator) -> None:
    """the logistic regression's column is the reference's"""
    _column(nn, rng, "logistic")


@check(points=0.5, instance="values")
def softmax(nn: Any, rng: np.random.Generator) -> None:
    """the softmax regression's column is the reference's"""
    _column(nn, rng, "softmax")


@check(points=0.5, instance="values")
def scikit_learn(nn: Any, rng: np.random.Generator) -> None:
    """the logistic regression differs from scikit-learn's on at most one row a fold"""
    got, _, hits, sizes = _got(nn, rng, "logistic")
    apart = np.abs(got * sizes - hits)
    expect.true(bool(np.all(apart < 1.5)), "logistic regression is not what scikit-learn finds on the same folds")
