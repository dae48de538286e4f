"""Hidden checks of standardize: nothing leaks from the test part."""

import numpy as np

from assignment.checks.standardize import TOLERANCE, parts, raw
from assignment.engine import expect
from assignment.engine.registry import check
from assignment.engine.student import Student
from solutions import neural_network as reference


@check(points=1, instance="parts")
def test_part(nn: Student, rng: np.random.Generator) -> None:
    """the test part is scaled by the mean and deviation of the training part"""
    train, test = raw(rng)
    _, got = parts(nn, train, test, key="parts")
    sample = train.std(axis=0, ddof=1)
    want = reference.standardize(train, test)[1]
    alike = expect.agrees(got, (test - train.mean(axis=0)) / sample, TOLERANCE)
    if not alike:  # the divisor is judged on the training part
        expect.close(got, want, "the test part", TOLERANCE, "use the training part's mean and deviation for both parts")


@check(points=1, instance="parts")
def no_leak(nn: Student, rng: np.random.Generator) -> None:
    """a test row far away moves neither the training part nor the other test rows; one test row alone is fine"""
    train, test = raw(rng)
    a, b = parts(nn, train, test, key="parts")
    centred = bool(np.all(np.abs(a.mean(axis=0)) < TOLERANCE))
    expect.require(centred, "the training set is not centred in the first place")
    expect.require(bool((np.abs(a) > TOLERANCE).any(axis=0).all()), "the training part holds nothing but zeros")
    far = test.copy()
    far[2, 1:] = 1e6
    a_far, b_far = parts(nn, train, far)
    expect.close(a_far, a, "the training part, after a test row moved,", TOLERANCE)
    expect.close(
        np.delete(b_far, 2, axis=0), np.delete(b, 2, axis=0), "the test part, after one of its rows moved,", TOLERANCE
    )
    _, alone = parts(nn, train, test[:1])
    expect.close(alone, b[:1], "a test part of one row", TOLERANCE)
