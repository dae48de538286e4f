"""What standardize is asked."""

from collections.abc import Iterator

import numpy as np

from assignment.engine.mistakes import Asking, Question

from .question import question


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Columns on different scales; a constant one; a single test row."""
    scale, centre = np.array([9.0, 0.2, 3.0]), np.array([50.0, -7.0, 1.0])
    train, test = (rng.normal(size=(m, 3)) * scale + centre for m in (11, 6))
    yield question("standardize", (train, test))
    constant, other = train.copy(), test.copy()
    constant[:, 1], other[:, 1] = 4.0, [4.0, 5.0, 3.0, 4.0, 2.5, 4.0]
    yield question("standardize", (constant, other))
    yield question("standardize", (train, test[:1]))


ASKED = Asking(questions)
