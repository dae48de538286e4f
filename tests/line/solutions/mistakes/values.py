"""Mistakes in predict_line."""

from collections.abc import Iterator

import numpy as np

from assignment.engine.mistakes import Args, On, Shrinking, TaskMistakes

from ...assignment.checks.record import Line
from ...assignment.questions.values import ASKED
from .. import line as reference


def predict_line(on: On, line: Line, x: np.ndarray) -> np.ndarray:
    """Answer like the reference, without the intercept (M01)."""
    return reference.predict_line(reference.Line(line.slope, 0.0 if "M01" in on else line.intercept), x)


def fewer_points(args: Args) -> Iterator[Args]:
    """Yield the same call with one x."""
    line, x = args
    if len(x) > 1:
        yield line, x[:1]


TASK = TaskMistakes(
    {"predict_line": ("M01",)},
    {"predict_line": predict_line},
    ASKED,
    shrinking={"predict_line": Shrinking(fewer_points)},
)
