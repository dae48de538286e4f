"""What loss is asked."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from assignment.checks.instances import fill
from assignment.checks.network import Network
from assignment.engine.mistakes import Asking, Computed, Look, Question

from .question import asked_with, question


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Every output and objective, with and without penalty; certain predictions."""
    cases = (
        ("softmax", "cross_entropy", 3, 0.0),
        ("softmax", "cross_entropy", 4, 0.3),
        ("softmax", "cross_entropy", 2, 0.0),
        ("sigmoid", "cross_entropy", 1, 0.0),
        ("sigmoid", "cross_entropy", 3, 0.2),
        ("identity", "squared_error", 1, 0.0),
        ("identity", "squared_error", 3, 0.4),
        ("softmax", "squared_error", 3, 0.0),
        ("sigmoid", "squared_error", 1, 0.1),
    )
    for output, objective, k, l2 in cases:
        network = Network(
            (4, 5, 3, k) if output == "identity" else (4, 5, k), output=output, objective=objective, l2=l2
        )
        m = int(rng.integers(5, 9))
        params, _, Y = fill(rng, network, m)
        scores = rng.normal(size=Y.shape)
        Y_hat: Any = scores if output == "identity" else Computed(output, (scores,))
        yield question("loss", (network, params, Y_hat, Y))
    params, _, _ = fill(rng, Network((2, 3)), 1)
    yield question("loss", (Network((2, 3)), params, np.eye(3)[[0, 1, 1]], np.eye(3)[[0, 1, 2]]))
    network = Network((2, 1), output="sigmoid")
    params, _, _ = fill(rng, network, 1)
    yield question("loss", (network, params, np.array([[0.0], [1.0]]), np.array([[0.0], [1.0]])))
    yield question("loss", (network, params, np.array([[0.5], [1.0]]), np.array([[0.0], [0.0]])))
    for objective in ("cross_entropy", "squared_error"):
        network = Network((4, 3), output="sigmoid", objective=objective)
        params, _, Y = fill(rng, network, 7)
        yield question("loss", (network, params, Computed("sigmoid", (rng.normal(size=Y.shape),)), Y))


LOOKS = (
    Look(np.asarray, asked_with("cross_entropy", l2=False)),
    Look(np.asarray, asked_with("squared_error", l2=False), ("distance", "distances")),
    Look(np.asarray, asked_with(l2=True), ("penalty", "every_weight")),
)
ASKED = Asking(questions, looks={"loss": LOOKS})
