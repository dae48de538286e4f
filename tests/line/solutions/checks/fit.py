"""Hidden checks of fit_line."""

import numpy as np

from assignment.engine import expect
from assignment.engine.registry import check
from assignment.engine.student import Student

from ...assignment.checks.fit import fitted


@check(points=3)
def scattered(student: Student, rng: np.random.Generator) -> None:
    """fit_line finds the best line where the points lie on none"""
    x, y = rng.normal(size=(2, 9))
    line = fitted(student, x, y)
    expect.close([line.slope, line.intercept], np.polyfit(x, y, 1), "slope and intercept")
