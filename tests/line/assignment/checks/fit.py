"""Checks of fit_line."""

import numpy as np

from assignment.engine import expect
from assignment.engine.registry import check
from assignment.engine.student import Student

from .record import Line


def fitted(student: Student, x: np.ndarray, y: np.ndarray) -> Line:
    """Call fit_line; Wrong unless it returns a Line."""
    line = student.fit_line(x, y)
    expect.require(isinstance(line, Line), "fit_line does not return a Line", got=line)
    return line


@check(points=1)
def exact(student: Student, rng: np.random.Generator) -> None:
    """fit_line finds the line on which all points lie"""
    x = rng.normal(size=5)
    line = fitted(student, x, 2 * x - 1)
    expect.all_close([("the slope", line.slope, 2.0), ("the intercept", line.intercept, -1.0)])


@check(points=2, uses=("predict_line",))
def balanced(student: Student, rng: np.random.Generator) -> None:
    """the differences between y and the fitted line have the mean 0"""
    x, y = rng.normal(size=(2, 9))
    rest = y - expect.array(student.predict_line(fitted(student, x, y), x), "the values")
    expect.require(bool(abs(np.mean(rest)) < expect.TIGHT), "the mean of the differences is not 0")
