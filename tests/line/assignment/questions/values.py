"""What predict_line is asked."""

from collections.abc import Iterator

import numpy as np

from assignment.engine.mistakes import Asking, Question

from ..checks.record import Line


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Yield a line with slope and intercept."""
    yield Question("predict_line", (Line(2.0, -1.0), rng.normal(size=5)))


ASKED = Asking(questions)
