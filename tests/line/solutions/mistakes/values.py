"""Mistakes in predict_line."""

from collections.abc import Iterator

import numpy as np

from assignment.engine.mistakes import Args, On, Question, Shrinking, TaskMistakes

from ...assignment.checks.record import Line
from .. import line as reference


def predict_line(on: On, line: Line, x: np.ndarray) -> np.ndarray:
    """Answer like the reference, without the intercept (M01)."""
    return reference.predict_line(reference.Line(line.slope, 0.0 if "M01" in on else line.intercept), x)


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Yield a line with slope and intercept."""
    yield Question("predict_line", (Line(2.0, -1.0), rng.normal(size=5)))


def fewer_points(args: Args) -> Iterator[Args]:
    """Yield the same call with one x."""
    line, x = args
    if len(x) > 1:
        yield line, x[:1]


TASK = TaskMistakes(
    {"predict_line": ("M01",)},
    {"predict_line": predict_line},
    questions,
    shrinking={"predict_line": Shrinking(fewer_points)},
)
