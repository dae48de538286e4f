"""Hidden checks of compare."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from assignment.checks.compare import case, draw, table
from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import Kind, check
from assignment.engine.remembered import remembered
from assignment.engine.student import Student
from solutions import neural_network as reference
from solutions.checks.cross_validate import outcomes


@dataclass(frozen=True)
class Wanted:
    """What compare should find on an instance.

    Parameters
    ----------
    hits : dict of str to ndarray, shape (k,)
        The reference's right labels in each fold, for each column.
    undecided : dict of str to ndarray, shape (k,)
        How many rows lie so near the boundary that rounding may decide their labels.
    scikit : ndarray, shape (k,)
        scikit-learn's right labels in each fold.
    """

    hits: dict[str, np.ndarray]
    undecided: dict[str, np.ndarray]
    scikit: np.ndarray


@remembered(8, lasting=True)  # the draw decides it
def _wanted(draw: int) -> dict[str, Any]:
    """Return the fields of Wanted."""
    X, y, split, seed = case(np.random.default_rng(draw))
    models = {"network": reference.NETWORK, "logistic": reference.LOGISTIC, "softmax": reference.SOFTMAX}
    settings = (reference.LEARNING_RATE, reference.EPOCHS, seed)
    found = {name: outcomes(model, X, y, split, *settings) for name, model in models.items()}
    return {
        "hits": {name: accuracies * _sizes(split) for name, (accuracies, _rows) in found.items()},
        "undecided": {name: rows for name, (_accuracies, rows) in found.items()},
        "scikit": np.array([_scikit_hits(X, y, train, test) for train, test in split]),
    }


def _sizes(split: Any) -> np.ndarray:
    return np.array([len(test) for _train, test in split])


def _scikit_hits(X: np.ndarray, y: np.ndarray, train: np.ndarray, test: np.ndarray) -> float:
    from sklearn.linear_model import LogisticRegression  # takes a second to import; few commands need it

    A, B = reference.standardize(X[train], X[test])
    model = LogisticRegression(C=np.inf, max_iter=1000).fit(A, y[train])
    return float(model.score(B, y[test])) * len(test)


def _hits(nn: Student, rng: np.random.Generator, name: str) -> tuple[np.ndarray, Wanted]:
    """Return how many labels the student got right in each fold, from one column of their table."""
    number = draw(rng)
    args = case(np.random.default_rng(number))
    sizes = _sizes(args[2])
    got = table(nn.once("table", "compare", *args), len(sizes))
    return expect.array(got.columns[name], name) * sizes, Wanted(**_wanted(number))


def _column(nn: Student, rng: np.random.Generator, name: str) -> None:
    hits, wanted = _hits(nn, rng, name)
    wrong = int(np.sum(~(np.abs(hits - wanted.hits[name]) < wanted.undecided[name] + 1e-4)))
    what = _("{name} has wrong accuracies on {number} of {k} folds", name=name, number=wrong, k=len(hits))
    expect.require(wrong == 0, what)


@check(points=1, instance="table", ahead=lambda rng: _wanted(draw(rng)))
def network(nn: Student, rng: np.random.Generator) -> None:
    """the column network has the right accuracies"""
    _column(nn, rng, "network")


@check(points=0.5, instance="table")
def logistic(nn: Student, rng: np.random.Generator) -> None:
    """the column logistic has the right accuracies"""
    _column(nn, rng, "logistic")


@check(points=0.5, instance="table")
def softmax(nn: Student, rng: np.random.Generator) -> None:
    """the column softmax has the right accuracies"""
    _column(nn, rng, "softmax")


@check(points=0.5, instance="table", kind=Kind.BESIDE)
def scikit_learn(nn: Student, rng: np.random.Generator) -> None:
    """where 1000 steps suffice, logistic regression differs from scikit-learn on at most one row of each fold"""
    hits, wanted = _hits(nn, rng, "logistic")
    limit = np.maximum(1, np.abs(wanted.hits["logistic"] - wanted.scikit)) + wanted.undecided["logistic"]
    apart = np.abs(hits - wanted.scikit)
    what = _("logistic regression differs from scikit-learn on the same folds")
    expect.require(bool(np.all(apart < limit + 0.5)), what)
