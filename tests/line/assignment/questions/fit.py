"""What fit_line is asked."""

from collections.abc import Iterator

import numpy as np

from assignment.engine.mistakes import Asking, Question


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Yield points that do not lie on a line."""
    yield Question("fit_line", tuple(rng.normal(size=(2, 7))))


ASKED = Asking(questions)
