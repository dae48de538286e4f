"""What the activations are asked."""

from collections.abc import Iterator

import numpy as np

from assignment.engine.mistakes import Asking, Question

from .question import question


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Small and large numbers; one square matrix."""
    for function in ("sigmoid", "relu"):
        yield question(function, (rng.normal(size=(3, 4)) * 3,))
        yield question(function, (rng.normal(size=5) * 3,))
        yield question(function, (np.array([-1e4, -2.0, 0.5, 1e4]),))
        yield question(function, (np.array([0.5, 2.0, 1e4]),))
    for shape in ((4, 3), (3, 3), (2, 5)):
        yield question("softmax", (rng.normal(size=shape) * 2,))
    yield question("softmax", (np.array([[1e4, 0.5, 0.0], [-1e4, 1.0, 2.0]]),))
    for name, a in (("sigmoid", rng.uniform(0.1, 0.9, (3, 4))), ("tanh", rng.uniform(-0.9, 0.9, (3, 4)))):
        yield question("activation_gradient", (name, a))
    yield question("activation_gradient", ("relu", np.array([0.0, 0.3, 2.0])))


ASKED = Asking(questions)
