"""Wrong beliefs about choosing the number of hidden units."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from assignment.checks.engine.instances import blobs
from assignment.checks.engine.network import Network

from . import orders
from .cross_validate import cross_validate
from .on import On
from .question import Question

SWITCHES = {
    "choose_hidden_units": orders.with_each(
        "E02", "E02:percent", "E03", "E04", "E04:labels", "E08", "K02", "K11", "S10", "K14"
    ),
}


def choose_hidden_units(on: On, X: Any, y: Any, candidates: Any, learning_rate: float, epochs: int, seed: int) -> Any:
    """Wrong rows (K02, K11, E08), wrong scales (S10), wrong counts (E02, E03) or the worst candidate (E04)."""
    on, generator = orders.split(on)
    m = len(X)
    order = generator(0 if "K14" in on else seed).permutation(m)
    if "K02" in on:
        X, order = X[order], np.arange(m)
    train, validation = order[: round(0.7 * m)], order[round(0.7 * m) :]
    inside = on & {"E08", "K11", "S10", "E02", "E02:percent", "E03"} | ({"E03"} if "E04:labels" in on else frozenset())
    scores = {}
    for h in candidates:
        network = Network((X.shape[1], h, int(np.max(y)) + 1))
        fold = [(train, validation)]
        scores[h] = float(cross_validate(inside, network, X, y, fold, learning_rate, epochs, seed)[0])
    target = min(scores.values()) if on & {"E03", "E04"} else max(scores.values())
    return min(h for h in candidates if scores[h] == target), scores


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Overlapping clouds, unsorted, few steps."""
    for m, classes in ((41, 3), (30, 2), (67, 3)):
        X, y = blobs(rng, m, classes, spread=1.6)
        order = rng.permutation(m)
        seed = int(rng.integers(100, 1000))
        yield Question("choose_hidden_units", (X[order], y[order], [5, 1, 2, 3], 0.8, 12, seed))
