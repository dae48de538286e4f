"""What backward is asked."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from assignment.checks.instances import Instance, draw, fill
from assignment.checks.network import Network
from assignment.engine.mistakes import Asking, Computed, Look, Question

from .question import asked_with, question


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Every output, objective and activation, with and without penalty; one square case."""
    yield _ask(draw(rng))
    yield _ask(draw(rng, l2=0.3))
    yield _ask(draw(rng, "tanh", "sigmoid", l2=0.2, hidden_layers=2))
    yield _ask(draw(rng, "sigmoid", "sigmoid", "squared_error"))
    yield _ask(draw(rng, "relu", "softmax", "squared_error"))
    yield _ask(draw(rng, "tanh", "identity", "squared_error", hidden_layers=0))
    for units, output in (((4, 5, 1), "sigmoid"), ((4, 1), "sigmoid"), ((3, 3, 3), "softmax")):
        network = Network(units, output=output)
        params, X, Y = fill(rng, network, 3 if units == (3, 3, 3) else 6)
        yield _ask(Instance(network, params, X, Y))
    yield _ask(draw(rng, "tanh", "softmax"))
    yield _ask(draw(rng, "tanh", "sigmoid", "squared_error"))
    yield _ask(draw(rng, "tanh", "softmax", "squared_error", hidden_layers=2))
    yield _ask(draw(rng, "relu", "identity", "squared_error", l2=0.4))


def _ask(case: Instance) -> Question:
    activations = Computed("forward", (case.network, case.params, case.X))
    return question("backward", (case.network, case.params, activations, case.Y))


def _last_weights(grads: Any) -> Any:
    return grads[-1][0]


SQUARED = "squared_error", "softmax_squared_error", "squared_error_below"
LOOKS = (
    Look(_last_weights, asked_with("cross_entropy", l2=False)),
    Look(_last_weights, asked_with("squared_error", l2=False), SQUARED),
    Look(_last_weights, asked_with(l2=True), ("penalised",)),
    Look(lambda grads: grads[-1][1]),
    Look(lambda grads: [*grads[:-1]], lambda q: len(q.args[1]) > 1),
)
ASKED = Asking(questions, looks={"backward": LOOKS})
