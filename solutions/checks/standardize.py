"""Hidden checks of standardize: nothing leaks from the test set."""

import numpy as np

from assignment.checks.standardize import TEST, TOLERANCE, parts, raw
from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import check
from assignment.engine.student import Student
from solutions import neural_network as reference


@check(points=0.5, instance="parts")
def test_part(nn: Student, rng: np.random.Generator) -> None:
    """the test set is scaled by the mean and standard deviation of the training set"""
    train, test = raw(rng)
    _a, got = parts(nn, train, test, key="parts")
    sample = train.std(axis=0, ddof=1)
    want = reference.standardize(train, test)[1]
    alike = expect.agrees(got, (test - train.mean(axis=0)) / sample, TOLERANCE)
    if not alike:  # a public check judges the divisor, on the training set
        hint = _("use the training set's mean and deviation for both sets")
        expect.close(got, want, TEST, TOLERANCE, hint)


@check(points=0.5, instance="parts")
def no_leak(nn: Student, rng: np.random.Generator) -> None:
    """an outlier in the test set changes neither the training set nor other test rows; one test row alone works"""
    train, test = raw(rng)
    a, b = parts(nn, train, test, key="parts")
    centred = bool(np.all(np.abs(a.mean(axis=0)) < TOLERANCE))
    expect.require(centred, _("the training set is not centred"))
    expect.require(bool((np.abs(a) > TOLERANCE).any(axis=0).all()), _("a column of the training set holds only zeros"))
    far = test.copy()
    far[2, 1:] = 1e6
    a_far, b_far = parts(nn, train, far)
    expect.close(a_far, a, _("the training set, after a test row changed"), TOLERANCE)
    name = _("the test set, after one of its rows changed")
    expect.close(np.delete(b_far, 2, axis=0), np.delete(b, 2, axis=0), name, TOLERANCE)
    _a, alone = parts(nn, train, test[:1])
    expect.close(alone, b[:1], _("a test set of one row"), TOLERANCE)
