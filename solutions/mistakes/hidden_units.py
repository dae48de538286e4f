"""Wrong beliefs about choosing the number of hidden units."""

from typing import Any

import numpy as np

from assignment.checks.network import Network
from assignment.engine.mistakes import On, TaskMistakes
from assignment.questions.hidden_units import ASKED

from . import orders
from .cross_validate import cross_validate
from .on import pick, words

SWITCHES = {
    "choose_hidden_units": orders.with_each(
        *words("E02 E02:percent E03 E04 E08 E18 E18:last E18:largest E19 K02 K11 S10 K14")
    ),
}


def choose_hidden_units(on: On, X: Any, y: Any, candidates: Any, learning_rate: float, epochs: int, seed: int) -> Any:
    """Wrong rows (K02, K11, E08), wrong scales (S10), wrong counts (E02, E03, E04) or the worst candidate (E19)."""
    on, generator = orders.split(on)
    m = len(X)
    order = generator(0 if "K14" in on else seed).permutation(m)
    if "K02" in on:
        X, order = X[order], np.arange(m)
    train, validation = order[: round(0.7 * m)], order[round(0.7 * m) :]
    inside = on & {"E08", "K11", "S10", "E02", "E02:percent", "E03"} | ({"E03"} if "E04" in on else frozenset())
    scores = {}
    for h in candidates:
        network = Network((X.shape[1], h, int(np.max(y)) + 1))
        fold = [(train, validation)]
        scores[h] = float(cross_validate(inside, network, X, y, fold, learning_rate, epochs, seed)[0])
    target = min(scores.values()) if on & {"E03", "E19"} else max(scores.values())
    best = [h for h in candidates if scores[h] == target]
    return pick(on, {"E18": best[0], "E18:last": best[-1], "E18:largest": max(best)}, min(best)), scores


TASK = TaskMistakes(
    SWITCHES,
    {"choose_hidden_units": choose_hidden_units},
    ASKED,
)
