"""What predict is asked."""

from collections.abc import Iterator

import numpy as np

from assignment.checks.instances import fill
from assignment.checks.network import Network
from assignment.engine.answers import asked, same
from assignment.engine.mistakes import Asking, Question, Responses

from .question import question


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Probabilities on both sides of every threshold."""
    network = Network((2, 1), output="sigmoid")
    z = np.array([-60.0, -0.9, -0.2, 0.2, 0.49, 0.51, 0.9, 60.0])
    X = np.c_[z, rng.normal(size=len(z))]
    yield question("predict", (network, [(np.array([[1.0], [0.0]]), np.zeros(1))], X))
    for k in (3, 2):
        network = Network((3, 4, k))
        params, X, _ = fill(rng, network, 12)
        yield question("predict", (network, params, X * 2))
        yield question("predict", (network, params, X * 1e4))


def ignores_inputs(responses: Responses) -> str:
    """F07 if predict gives the same labels for different inputs, in another number than asked for."""
    network = Network((2, 4, 2))
    params, X, _ = fill(responses.rng, network, 9)
    one, other = (asked(responses.student, "predict", (network, params, inputs)) for inputs in (X, -X[:5]))
    alike = not one.failed and not other.failed and np.size(one.value) > len(X) // 2 and same(one, other)
    return "F07" if alike else ""


ASKED = Asking(questions, {"predict": (ignores_inputs,)})
