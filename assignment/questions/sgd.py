"""What train_minibatch is asked."""

from collections.abc import Iterator

import numpy as np

from assignment.checks.instances import draw
from assignment.engine.mistakes import Asking, Question

from .habits import other_number_of_losses
from .question import question


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """A last batch that is smaller; large steps, so that the order shows."""
    for m, size, epochs in ((11, 4, 3), (9, 2, 2)):
        case = draw(rng, m=m)
        seed = int(rng.integers(100, 1000))
        yield question("train_minibatch", (case.network, case.params, case.X, case.Y, 0.9, epochs, size, seed))


ASKED = Asking(questions, {"train_minibatch": (other_number_of_losses,)})
