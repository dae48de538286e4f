"""Wrong beliefs about class labels."""

from typing import Any

import numpy as np

from assignment.engine.mistakes import On, Shrinking, TaskMistakes
from assignment.questions.predict import ASKED
from solutions import neural_network as reference

from . import smaller
from .on import words

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


TASK = TaskMistakes(
    SWITCHES,
    {"predict": predict},
    ASKED,
    shrinking={"predict": Shrinking(smaller.with_inputs)},
    in_pairs=True,
)
