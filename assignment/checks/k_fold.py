"""Checks of k_fold."""

from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student

SIZES = ((80, 5), (83, 5), (10, 10), (7, 2))


def parts(nn: Student, m: int, k: int, seed: int, key: str = "") -> list[tuple[np.ndarray, np.ndarray]]:
    """Call k_fold and take its result apart; with a key it is called only once for all checks."""
    value = nn.once(f"{key} {m} {k}", "k_fold", m, k, seed) if key else nn.k_fold(m, k, seed)
    folds = expect.items(value, k, _("the list of {k} folds", k=k))
    pairs = [expect.items(fold, 2, _("fold {number}", number=i)) for i, fold in enumerate(folds, 1)]
    return [
        (
            _rows(train, _("the training rows of fold {number}", number=i)),
            _rows(test, _("the test rows of fold {number}", number=i)),
        )
        for i, (train, test) in enumerate(pairs, 1)
    ]


def _rows(value: Any, name: str) -> np.ndarray:
    return expect.labels(value, name, hint=_("return row numbers"))


@check(points=1, instance="folds")
def partition(nn: Student, rng: np.random.Generator) -> None:
    """every row is in exactly one test set"""
    for m, k in SIZES:
        tested = np.concatenate([test for _train, test in parts(nn, m, k, int(rng.integers(1000)), key="folds")])
        outside = int(np.sum((tested < 0) | (tested >= m)))
        what = _("{number} row numbers are not between 0 and m - 1 for m = {m}, k = {k}", number=outside, m=m, k=k)
        expect.require(outside == 0, what)
        missing = m - len(np.unique(tested))
        hint = _("the number of rows need not be a multiple of k") if m % k else ""
        hint = _("return row numbers, not True and False") if len(tested) == m * k and tested.max() <= 1 else hint
        what = _("{number} rows are in no test set for m = {m}, k = {k}", number=missing, m=m, k=k)
        expect.require(missing == 0, what, hint=hint)
        hint = _("are train and test swapped?") if len(tested) == m * (k - 1) else ""
        more = len(tested) - m
        what = _("the test sets hold {number} rows too many for m = {m}, k = {k}", number=more, m=m, k=k)
        expect.require(len(tested) == m, what, hint=hint)


@check(points=0.5, instance="folds", kind=Kind.SHAPES)
def sizes(nn: Student, rng: np.random.Generator) -> None:
    """the test sets differ in size by at most one row"""
    for m, k in SIZES:
        counts = [len(test) for _train, test in parts(nn, m, k, int(rng.integers(1000)), key="folds")]
        what = _("the test sets hold {number} rows in all for m = {m}, k = {k}", number=sum(counts), m=m, k=k)
        expect.require(sum(counts) == m, what)
        even = max(counts) - min(counts) <= 1
        what = _("the test sets differ in size by more than one row for m = {m}, k = {k}", m=m, k=k)
        expect.require(even, what, str(counts))


@check(points=0.5, instance="folds")
def complement(nn: Student, rng: np.random.Generator) -> None:
    """the training rows are all rows that are not in the test set"""
    for m, k in SIZES:
        for train, test in parts(nn, m, k, int(rng.integers(1000)), key="folds"):
            rest = np.flatnonzero(np.bincount(test[(test >= 0) & (test < m)], minlength=m) == 0)
            right = 0 < len(test) < m and len(train) == len(rest) and bool(np.all(np.sort(train) == rest))
            what = _("the training rows are not all rows outside the test set for m = {m}, k = {k}", m=m, k=k)
            expect.require(right, what)


@check(points=1)
def seeds(nn: Student, rng: np.random.Generator) -> None:
    """the same seed gives the same folds, another seed gives others"""
    one, two = (int(s) for s in rng.choice(10_000, size=2, replace=False))

    def tests(seed: int) -> list[list[int]]:
        return [[int(row) for row in test] for _train, test in parts(nn, 80, 5, seed)]

    first = tests(one)
    expect.require(tests(two) != first, _("another seed gives the same folds"), hint="np.random.default_rng(seed)")
    expect.require(tests(one) == first, _("the same seed gives different folds in a second call"))


@check(points=0.5, kind=Kind.BESIDE)
def errors(nn: Student, rng: np.random.Generator) -> None:
    """k_fold raises ValueError for k < 2 and for k > m, but not for k = m"""
    for m, k in ((10, 1), (10, 0), (10, 11)):
        expect.raises("ValueError", nn.k_fold, m, k, 1, what=f"k_fold({m}, {k}, seed)")
    expect.items(nn.k_fold(10, 10, 1), 10, _("the list of {k} folds", k=10))
