"""Mistakes in fit_line."""

import numpy as np

from assignment.engine.mistakes import On, TaskMistakes

from ...assignment.questions.fit import ASKED
from .. import line as reference


def fit_line(on: On, x: np.ndarray, y: np.ndarray) -> reference.Line:
    """Answer like the reference, with the spread of y in place of that of x (M02)."""
    line = reference.fit_line(x, y)
    slope = line.slope * x.var() / y.var() if "M02" in on else line.slope
    return reference.Line(slope, float(y.mean() - slope * x.mean()))


TASK = TaskMistakes({"fit_line": ("M02",)}, {"fit_line": fit_line}, ASKED)
