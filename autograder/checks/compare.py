"""Hidden checks of compare."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from assignment.checks.compare import case, draw, table
from assignment.checks.engine import expect
from assignment.checks.engine.registry import check
from autograder.checks.cross_validate import undecided_rows
from autograder.reference import computed_once
from autograder.reference import remembering as reference


@dataclass(frozen=True)
class Wanted:
    """What compare should find on an instance.

    Parameters
    ----------
    hits : dict of str to ndarray, shape (k,)
        The reference's right labels in each fold, for each column.
    undecided : dict of str to ndarray, shape (k,)
        How many rows lie so near the boundary that rounding may decide them.
    scikit : ndarray, shape (k,)
        scikit-learn's right labels in each fold.
    """

    args: tuple[Any, ...]
    sizes: np.ndarray
    hits: dict[str, np.ndarray]
    undecided: dict[str, np.ndarray]
    scikit: np.ndarray


@computed_once(8)
def _wanted(draw: int) -> Wanted:
    X, y, split, seed = args = case(np.random.default_rng(draw))
    models = {"network": reference.NETWORK, "logistic": reference.LOGISTIC, "softmax": reference.SOFTMAX}
    settings = (reference.LEARNING_RATE, reference.EPOCHS, seed)
    sizes = np.array([len(test) for _, test in split])
    hits = {name: reference.cross_validate(n, X, y, split, *settings) * sizes for name, n in models.items()}
    undecided = {name: undecided_rows(n, X, y, split, *settings) for name, n in models.items()}
    scikit = np.array([_scikit_hits(X, y, train, test) for train, test in split])
    return Wanted(args, sizes, hits, undecided, scikit)


def _scikit_hits(X: np.ndarray, y: np.ndarray, train: np.ndarray, test: np.ndarray) -> float:
    from sklearn.linear_model import LogisticRegression  # takes a second to import; few commands need it

    A, B = reference.standardize(X[train], X[test])
    model = LogisticRegression(C=np.inf, max_iter=1000).fit(A, y[train])
    return float(model.score(B, y[test])) * len(test)


def _hits(nn: Any, rng: np.random.Generator, name: str) -> tuple[np.ndarray, Wanted]:
    """The student's right labels in each fold, from one column of his table."""
    wanted = _wanted(draw(rng))
    got = table(nn.once("table", "compare", *wanted.args), len(wanted.sizes))
    return expect.array(got.columns[name], name) * wanted.sizes, wanted


def _column(nn: Any, rng: np.random.Generator, name: str) -> None:
    hits, wanted = _hits(nn, rng, name)
    wrong = int(np.sum(~(np.abs(hits - wanted.hits[name]) < wanted.undecided[name] + 1e-4)))
    expect.true(wrong == 0, f"{name} has other accuracies than the reference on {wrong} of {len(hits)} folds")


@check(points=1, instance="table")
def network(nn: Any, rng: np.random.Generator) -> None:
    """the network's column is the reference's"""
    _column(nn, rng, "network")


@check(points=0.5, instance="table")
def logistic(nn: Any, rng: np.random.Generator) -> None:
    """the logistic regression's column is the reference's"""
    _column(nn, rng, "logistic")


@check(points=0.5, instance="table")
def softmax(nn: Any, rng: np.random.Generator) -> None:
    """the softmax regression's column is the reference's"""
    _column(nn, rng, "softmax")


@check(points=0.5, instance="table")
def scikit_learn(nn: Any, rng: np.random.Generator) -> None:
    """the logistic regression differs from scikit-learn's on at most one row a fold"""
    hits, wanted = _hits(nn, rng, "logistic")
    limit = np.maximum(1, np.abs(wanted.hits["logistic"] - wanted.scikit)) + wanted.undecided["logistic"]
    apart = np.abs(hits - wanted.scikit)
    expect.true(
        bool(np.all(apart < limit + 0.5)), "logistic regression is not what scikit-learn finds on the same folds"
    )
