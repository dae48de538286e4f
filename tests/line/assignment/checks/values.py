"""Checks of predict_line."""

import numpy as np

from assignment.engine import expect
from assignment.engine.registry import check
from assignment.engine.student import Student

from .record import Line


@check(points=1)
def origin(student: Student, rng: np.random.Generator) -> None:
    """predict_line returns slope times x for a line through the origin"""
    x = rng.normal(size=5)
    expect.close(student.predict_line(Line(2.0, 0.0), x), 2 * x, "the values", hint="multiply each x by the slope")


@check(points=1)
def level(student: Student, rng: np.random.Generator) -> None:
    """predict_line returns the intercept everywhere on a level line"""
    values = student.predict_line(Line(0.0, 3.0), rng.normal(size=5))
    expect.close(values, np.full(5, 3.0), "the values", hint="the intercept is the value at x = 0")
