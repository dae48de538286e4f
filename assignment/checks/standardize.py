"""Checks of standardize."""

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student

TOLERANCE, HUGE = 1e-6, 1e3
TRAINING, TEST = _("the training set"), _("the test set")


def raw(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return a training set and a test set with columns on different scales; the first column numbers the rows."""
    scale, centre = np.array([9.0, 0.2, 3.0]), np.array([50.0, -7.0, 1.0])
    train = np.c_[np.arange(11.0), rng.normal(size=(11, 3)) * scale + centre]
    test = np.c_[np.arange(11.0, 16.0), rng.normal(size=(5, 3)) * scale + centre]
    return train, test


def parts(nn: Student, train: np.ndarray, test: np.ndarray, key: str = "") -> tuple[np.ndarray, np.ndarray]:
    """Call standardize and take its result apart; with a key it is called only once for all checks."""
    value = nn.once(key, "standardize", train, test) if key else nn.standardize(train, test)
    a, b = expect.items(value, 2, _("what {function} returns", function="standardize"))
    expect.shape(a, train.shape, TRAINING)
    expect.shape(b, test.shape, TEST)
    return expect.array(a, TRAINING).reshape(train.shape), expect.array(b, TEST).reshape(test.shape)


@check(points=1)
def fitted_part(nn: Student, rng: np.random.Generator) -> None:
    """every column of the training set has mean 0 and standard deviation 1 (with ddof=0)"""
    a = parts(nn, *raw(rng))[0]
    n = len(a)
    sample = np.allclose(a.std(axis=0), np.sqrt((n - 1) / n), rtol=1e-9)
    alone = _("compute one mean and one standard deviation for each column, on the training set alone")
    hint = _("divide by m, not by m - 1 (ddof=0)") if sample else alone
    expect.require(bool(np.all(np.abs(a.mean(axis=0)) < TOLERANCE)), _("the column means are not 0"), hint=hint)
    expect.close(a.std(axis=0), np.ones(4), _("the standard deviation of each column"), TOLERANCE, hint)


@check(points=0.5)
def constant_column(nn: Student, rng: np.random.Generator) -> None:
    """a constant column is centred, but not divided by its standard deviation"""
    train, test = raw(rng)
    train[:, 2], test[:, 2] = 4.0, [4.0, 5.0, 4.0, 2.5, 4.0]
    a, b = parts(nn, train, test)
    finite = bool(np.all(np.isfinite(a)) and np.all(np.isfinite(b)))
    what = _("a constant column gives NaN or infinity")
    expect.require(finite, what, hint=_("its standard deviation is 0: do not divide by it"))
    centred = bool(np.all(np.abs(a[:, 2]) < TOLERANCE))
    expect.require(centred, _("a column that is constant in the training set does not become 0"))
    what = _("a column that is constant in the training set becomes huge in the test set")
    hint = _("its deviation is 0, and a tiny number in its place blows the column up: only subtract its mean")
    expect.require(bool(abs(b[1, 2]) < HUGE), what, hint=hint)
    what = _("a column that is constant in the training set is not centred in the test set")
    hint = _("subtract the mean of the training set from the test set, too")
    expect.require(expect.agrees(b[:, 2], test[:, 2] - 4.0, TOLERANCE), what, hint=hint)


@check(points=0.5, kind=Kind.BESIDE)
def rows_of_both(nn: Student, rng: np.random.Generator) -> None:
    """rows that stand in both sets become the same numbers in both"""
    train, _test = raw(rng)
    a, b = parts(nn, train, train[:5])
    hint = _("use the training set's mean and deviation for both sets")
    expect.close(b, a[:5], TEST, TOLERANCE, hint)


@check(points=0.5, kind=Kind.BESIDE)
def test_rows_alone(nn: Student, rng: np.random.Generator) -> None:
    """an outlier in the test set changes no other number; one test row alone works"""
    train, test = raw(rng)
    a, b = parts(nn, train, test)
    far = test.copy()
    far[2, 1:] = 1e6
    a_far, b_far = parts(nn, train, far)
    expect.require(bool((np.abs(a) > TOLERANCE).any(axis=0).all()), _("a column of the training set holds only zeros"))
    expect.close(a_far, a, _("the training set, after a test row changed"), TOLERANCE)
    others = np.arange(len(b)) != 2
    expect.close(b_far[others], b[others], _("the test set, after one of its rows changed"), TOLERANCE)
    _a, alone = parts(nn, train, test[:1])
    expect.close(alone, b[:1], _("a test set of one row"), TOLERANCE)


@check(points=0.5, kind=Kind.BESIDE, sums_up=True)
def unchanged(nn: Student, rng: np.random.Generator) -> None:
    """standardize leaves its arguments as they are"""
    train, test = raw(rng)
    train[:, 2] = 4.0
    nn.standardize(train, test)
    expect.unchanged(nn, "standardize", names=("X_train", "X_test"))
