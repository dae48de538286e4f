"""Checks of compare."""

from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _, listed
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student
from assignment.engine.table import Table

from .cross_validate import folds
from .instances import drawn_once

Fold = tuple[np.ndarray, np.ndarray]
COLUMNS = ["network", "logistic", "softmax"]


def draw(rng: np.random.Generator) -> int:
    """Return the number that decides the task's one instance: compare is slow and runs once for all checks."""
    return int(rng.integers(2**32))


@drawn_once
def case(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, list[Fold], int]:
    """Return five folds with some wrong labels, so that the models differ.

    Four folds are two ways to halve a ring and an off-centre disc. In the fifth, the two inputs are nearly the same:
    after EPOCHS steps gradient descent is still far from the best weights there, and so are its labels from theirs.
    """
    m, alike, tested = 81, 60, 20
    angle, y = rng.uniform(0, 2 * np.pi, m), np.arange(m) % 2
    X = np.c_[np.cos(angle), np.sin(angle)] * np.where(y, 2.0, 0.6)[:, None] + 0.3 * rng.normal(size=(m, 2))
    X[y == 0] += [1.3, 0.65]
    along, across = rng.normal(size=(2, alike))
    between = rng.uniform(0.5, 1.5, tested) * np.where(np.arange(tested) % 2, 1, -1)
    along, across = np.r_[along, between], np.r_[across, -2.0 * between]
    X = np.vstack([X, np.c_[along, along + 0.025 * across]])
    y = np.r_[y, along + across > 0]
    y = np.where(rng.uniform(size=len(y)) < 0.1, 1 - y, y)
    split = [*folds(rng, m, 2), *folds(rng, m, 2), (np.arange(m, m + alike), np.arange(m + alike, len(y)))]
    return X * [9.0, 0.2] + [40.0, 3.0], y, split, int(rng.integers(1000))


def table(value: Any, k: int) -> Table:
    """Return the table; Wrong if it is not of the form that was asked for."""
    if not isinstance(value, Table):
        raise expect.Wrong(_("compare should return a pandas.DataFrame"), expect.show(value))
    columns = list(value.columns)
    missing = [name for name in COLUMNS if name not in columns]
    without = _("the table has no column {names}", names=listed(missing))
    expect.require(not missing, without, columns, str(COLUMNS))
    rows = _("the table should have one row for each fold")
    expect.require(len(value.index) == k, rows, str(len(value.index)), str(k))
    return value


@check(points=1, instance="table", kind=Kind.BESIDE)
def layout(nn: Student, rng: np.random.Generator) -> None:
    """compare returns a table with the index fold (1 to k) and the columns network, logistic, softmax"""
    args = case(np.random.default_rng(draw(rng)))
    value = table(nn.once("table", "compare", *args), 5)
    columns = list(value.columns)
    expect.require(columns == COLUMNS, _("unexpected columns"), columns, str(COLUMNS))
    expect.require(value.name == "fold", _("the index has the wrong name"), [value.name], ["fold"])
    expect.close(value.index, [1, 2, 3, 4, 5], _("the index"))


@check(points=0.5, instance="table", kind=Kind.BESIDE, sums_up=True)
def unchanged(nn: Student, rng: np.random.Generator) -> None:
    """compare leaves its arguments as they are"""
    args = case(np.random.default_rng(draw(rng)))
    nn.once("table", "compare", *args)
    expect.unchanged(nn, "compare", names=("X", "y", "folds"))
