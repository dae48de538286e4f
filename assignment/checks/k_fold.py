"""Checks of k_fold."""

from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student

SIZES = ((80, 5), (83, 5), (10, 10), (7, 2))


def parts(nn: Student, m: int, k: int, seed: int, key: str = "") -> list[tuple[np.ndarray, np.ndarray]]:
    """Call k_fold and take its result apart; with a key it is called only once for all checks."""
    value = nn.once(f"{key} {m} {k}", "k_fold", m, k, seed) if key else nn.k_fold(m, k, seed)
    folds = expect.items(value, k, f"the list of {k} folds")
    pairs = [expect.items(fold, 2, f"fold {i}") for i, fold in enumerate(folds, 1)]
    return [
        (_rows(train, f"the training rows of fold {i}"), _rows(test, f"the test rows of fold {i}"))
        for i, (train, test) in enumerate(pairs, 1)
    ]


def _rows(value: Any, name: str) -> np.ndarray:
    return expect.labels(value, name, hint="return row numbers")


@check(points=1, instance="folds")
def partition(nn: Student, rng: np.random.Generator) -> None:
    """every row is in exactly one test set"""
    for m, k in SIZES:
        tested = np.concatenate([test for _, test in parts(nn, m, k, int(rng.integers(1000)), key="folds")])
        outside = int(np.sum((tested < 0) | (tested >= m)))
        expect.require(outside == 0, f"{outside} row numbers are not between 0 and m - 1 for m = {m}, k = {k}")
        missing = m - len(np.unique(tested))
        hint = "the number of rows need not be a multiple of k" if m % k else ""
        hint = "return row numbers, not True and False" if len(tested) == m * k and tested.max() <= 1 else hint
        expect.require(missing == 0, f"{missing} rows are in no test set for m = {m}, k = {k}", hint=hint)
        hint = "are train and test swapped?" if len(tested) == m * (k - 1) else ""
        what = f"the test sets hold {len(tested) - m} rows too many for m = {m}, k = {k}"
        expect.require(len(tested) == m, what, hint=hint)


@check(points=0.5, instance="folds", kind=Kind.SHAPES)
def sizes(nn: Student, rng: np.random.Generator) -> None:
    """the test sets differ in size by at most one row"""
    for m, k in SIZES:
        counts = [len(test) for _, test in parts(nn, m, k, int(rng.integers(1000)), key="folds")]
        expect.require(sum(counts) == m, f"the test sets hold {sum(counts)} rows in all for m = {m}, k = {k}")
        even = max(counts) - min(counts) <= 1
        expect.require(even, f"the test sets differ in size by more than one row for m = {m}, k = {k}", str(counts))


@check(points=0.5, instance="folds")
def complement(nn: Student, rng: np.random.Generator) -> None:
    """the training rows are all rows that are not in the test set"""
    for m, k in SIZES:
        for train, test in parts(nn, m, k, int(rng.integers(1000)), key="folds"):
            rest = np.flatnonzero(np.bincount(test[(test >= 0) & (test < m)], minlength=m) == 0)
            right = 0 < len(test) < m and len(train) == len(rest) and bool(np.all(np.sort(train) == rest))
            expect.require(right, f"the training rows are not all rows outside the test set for m = {m}, k = {k}")


@check(points=1)
def seeds(nn: Student, rng: np.random.Generator) -> None:
    """the same seed gives the same folds, another seed gives others"""
    one, two = (int(s) for s in rng.choice(10_000, size=2, replace=False))

    def tests(seed: int) -> list[list[int]]:
        return [[int(row) for row in test] for _, test in parts(nn, 80, 5, seed)]

    first = tests(one)
    expect.require(tests(two) != first, "another seed gives the same folds", hint="np.random.default_rng(seed)")
    expect.require(tests(one) == first, "the same seed gives different folds in a second call")


@check(points=0.5, kind=Kind.BESIDE)
def errors(nn: Student, rng: np.random.Generator) -> None:
    """k_fold raises ValueError for k < 2 and for k > m, but not for k = m"""
    for m, k in ((10, 1), (10, 0), (10, 11)):
        expect.raises("ValueError", nn.k_fold, m, k, 1, what=f"k_fold({m}, {k}, seed)")
    expect.items(nn.k_fold(10, 10, 1), 10, "the list of 10 folds")
