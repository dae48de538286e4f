"""Hidden checks of k_fold."""

import numpy as np

from assignment.checks.k_fold import parts
from assignment.engine import expect
from assignment.engine.registry import check
from assignment.engine.student import Student


@check(points=0.5)
def mixed(nn: Student, rng: np.random.Generator) -> None:
    """every fold holds both classes, even if the labels are sorted as in ex4"""
    for m in (80, 83):
        folds = parts(nn, m, 5, int(rng.integers(10_000)))
        expect.require(sum(len(test) for _, test in folds) <= m, "the test sets overlap")
        for y in (np.arange(m) >= m // 2, rng.permuted(np.arange(m) >= m // 2)):
            for _, test in folds:
                inside = bool(len(test)) and bool(np.all((test >= 0) & (test < m)))
                expect.require(inside and bool(0 < y[test].sum() < len(test)), "a test set holds one class only")
