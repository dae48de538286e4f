"""Hidden checks of k_fold."""

import numpy as np

from assignment.checks.k_fold import parts
from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import check
from assignment.engine.student import Student


@check(points=0.5)
def mixed(nn: Student, rng: np.random.Generator) -> None:
    """every fold holds both classes, even if the labels are sorted as in ex4"""
    for m in (80, 83):
        folds = parts(nn, m, 5, int(rng.integers(10_000)))
        expect.require(sum(len(test) for _train, test in folds) <= m, _("the test sets overlap"))
        for y in (np.arange(m) >= m // 2, rng.permuted(np.arange(m) >= m // 2)):
            for _train, test in folds:
                inside = bool(len(test)) and bool(np.all((test >= 0) & (test < m)))
                mixed = inside and bool(0 < y[test].sum() < len(test))
                expect.require(mixed, _("a test set holds one class only"))
