"""What update is asked."""

from collections.abc import Iterator

import numpy as np

from assignment.checks.instances import draw, fill
from assignment.engine.mistakes import Asking, Question

from .question import question


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Different depths and learning rates; parameters far from whole numbers."""
    for hidden_layers, rate in ((1, 0.7), (2, 3.0), (1, 0.02)):
        case = draw(rng, hidden_layers=hidden_layers)
        params = [(2.5 * W + np.sign(W), 2.5 * b) for W, b in case.params]
        yield question("update", (params, fill(rng, case.network, 1)[0], rate))


ASKED = Asking(questions)
