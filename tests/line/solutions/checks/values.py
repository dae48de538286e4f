"""Hidden checks of predict_line."""

import numpy as np

from assignment.engine import expect
from assignment.engine.registry import check
from assignment.engine.student import Student

from ...assignment.checks.record import Line


@check(points=2)
def both(student: Student, rng: np.random.Generator) -> None:
    """predict_line uses slope and intercept together"""
    slope, intercept, *x = rng.normal(size=9)
    values = student.predict_line(Line(float(slope), float(intercept)), np.array(x))
    expect.close(values, slope * np.array(x) + intercept, "the values")
