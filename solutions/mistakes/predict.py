"""Wrong beliefs about class labels."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from assignment.checks.instances import fill
from assignment.checks.network import Network
from assignment.engine.answers import asked, same
from assignment.engine.mistakes import On, Question, Responses, Shrinking, TaskMistakes
from solutions import neural_network as reference

from . import smaller
from .on import words
from .question import question

SWITCHES = {"predict": words("A09 E03 E03:largest E04 E11 E13 E14 R02 T10")}


def predict(on: On, network: Any, params: Any, X: Any) -> Any:
    """No labels (E03), inverted ones (E04), cut decimals (E11), thresholds (R02, E14), argmax of one number (E13)."""
    Y_hat = reference.forward(network, params, X)[-1]
    if on & {"E03", "E03:largest"}:
        return Y_hat if "E03" in on else Y_hat.max(axis=1)
    if Y_hat.shape[1] > 1:
        if "E11" in on:
            return Y_hat.astype(int)
        chosen = np.argmin(Y_hat, axis=1) if "E04" in on else np.argmax(Y_hat, axis=0 if "A09" in on else 1)
        return chosen + 1 if "T10" in on else chosen
    p = Y_hat[:, 0]
    if "E11" in on:
        return p.astype(int)
    if "E13" in on:
        return np.argmax(Y_hat, axis=1)
    threshold = reference.sigmoid(np.array(0.5)) if "R02" in on else 0.5
    labels = (p > 0 if "E14" in on else p >= threshold).astype(int)
    labels = 1 - labels if "E04" in on else labels
    return labels + 1 if "T10" in on else labels


def ignores_inputs(responses: Responses) -> str:
    """F07 if predict gives the same labels for different inputs, in another number than asked for."""
    network = Network((2, 4, 2))
    params, X, _ = fill(responses.rng, network, 9)
    one, other = (asked(responses.student, "predict", (network, params, inputs)) for inputs in (X, -X[:5]))
    alike = not one.failed and not other.failed and np.size(one.value) > len(X) // 2 and same(one, other)
    return "F07" if alike else ""


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


TASK = TaskMistakes(
    SWITCHES,
    {"predict": predict},
    questions,
    experiments={"predict": (ignores_inputs,)},
    shrinking={"predict": Shrinking(smaller.with_inputs)},
    in_pairs=True,
)
