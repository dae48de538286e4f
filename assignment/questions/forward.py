"""What forward is asked."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from assignment.checks.instances import draw, fill
from assignment.checks.network import Network
from assignment.engine.mistakes import Asking, Question

from .question import question


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Every kind of layer; a square case; a case with room for a column of ones."""
    yield _ask(draw(rng))
    yield _ask(draw(rng, "tanh", "sigmoid", hidden_layers=2))
    yield _ask(draw(rng, "relu", "identity", "squared_error"))
    yield _ask(draw(rng, output="sigmoid", hidden_layers=0))
    case = draw(rng)
    yield question("forward", (case.network, case.params, case.X * 1e4))
    network = Network((3, 3, 3))
    params, X, _ = fill(rng, network, 3)
    yield question("forward", (network, params, X))
    network = Network((4, 3, 2))
    params, X, _ = fill(rng, network, 5)
    yield question("forward", (network, params, X[:, 1:]), only=frozenset({"F02", "F02:returned"}))


def _ask(case: Any) -> Question:
    return question("forward", (case.network, case.params, case.X))


ASKED = Asking(questions)
