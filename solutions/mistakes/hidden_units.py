"""Wrong beliefs about choosing the number of hidden units."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from assignment.checks.instances import blobs
from assignment.checks.network import Network
from assignment.engine.answers import asked
from assignment.engine.mistakes import On, Question, Responses, TaskMistakes
from assignment.engine.student import Student

from . import orders
from .cross_validate import cross_validate
from .on import pick, words
from .question import question

HOME = 80
OVERLAP = 0.65  # of pure noise no more is right, unless validation rows were used for training
SEEDS = (11, 12, 13)
SWITCHES = {
    "choose_hidden_units": orders.with_each(
        *words("E02 E02:percent E03 E04 E04:labels E08 E18 E18:last E18:largest K02 K11 S10 K14")
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
    best = [h for h in candidates if scores[h] == target]
    return pick(on, {"E18": best[0], "E18:last": best[-1], "E18:largest": max(best)}, min(best)), scores


def scores(responses: Responses) -> str:
    """The code of the mistake in what is counted, or on which rows, whatever generator shuffles."""
    student, rng = responses.student, responses.rng
    X, y = blobs(rng, 40, 2, spread=0.1)
    apart = _scores(student, X, y)
    if apart is None or not np.all(np.isfinite(apart)):
        at_home = _scores(student, *blobs(rng, HOME, 2, spread=0.1))
        return "K16" if at_home is not None and np.all(np.isfinite(at_home)) else ""
    if np.any(apart > 1 + 1e-6):
        counted = any(np.all(np.abs(apart * part - np.round(apart * part)) < 1e-6) for part in (1.0, 0.12))
        return "E02" if counted and np.all(apart <= 100) else ""
    if np.all(apart < 0.1):
        return _upside_down(student, rng)
    if not np.all(apart > 0.9):
        return ""
    noise = rng.normal(size=(40, 40)), rng.permutation(np.arange(40) % 2)
    lots = [_scores(student, *noise, seed=seed) for seed in SEEDS]
    early = _scores(student, *noise, epochs=1)
    if all(scores is not None and np.all(scores > 0.95) for scores in lots):
        return "E08" if early is not None and not np.all(early > 0.95) else ""
    hits = np.array([scores for scores in lots if scores is not None])
    if hits.size and np.mean(hits) > OVERLAP:
        return ""
    shares = {part: bool(np.all(np.abs(hits * part - np.round(hits * part)) < 1e-6)) for part in (28, 14, 12)}
    return "K11" if hits.size and shares[28] and not shares[14] and not shares[12] else ""


def _upside_down(student: Student, rng: np.random.Generator) -> str:
    """Scores that are low where they should be high: errors if the lowest is best, else inverted labels."""
    X, y = blobs(rng, 60, 2, spread=3.0)
    value = asked(student, "choose_hidden_units", (X, y, [1, 7], 1.0, 60, SEEDS[0])).value
    scores = _scores(student, X, y, [1, 7])
    if scores is None or scores[0] == scores[1] or np.size(value[0]) != 1:
        return ""
    return "E03" if np.squeeze(value[0]) == [1, 7][int(np.argmin(scores))] else "E04"


def _scores(
    student: Student, X: Any, y: Any, candidates: Sequence[int] = (3, 5), seed: int = SEEDS[0], epochs: int = 60
) -> np.ndarray | None:
    """The scores of the candidates; None if they cannot be read."""
    value = asked(student, "choose_hidden_units", (X, y, [*candidates], 1.0, epochs, seed)).value
    if not isinstance(value, (list, tuple)) or len(value) != 2 or not isinstance(value[1], dict):
        return None
    try:
        return np.array([float(np.squeeze(value[1][h])) for h in candidates])
    except (KeyError, TypeError, ValueError):
        return None


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Overlapping clouds, unsorted, few steps."""
    for m, classes in ((41, 3), (30, 2), (67, 3)):
        X, y = blobs(rng, m, classes, spread=1.6)
        order = rng.permutation(m)
        seed = int(rng.integers(100, 1000))
        yield question("choose_hidden_units", (X[order], y[order], [5, 1, 2, 3], 0.8, 12, seed))
    X, y = blobs(rng, 30, 2, spread=0.1)  # all candidates are as good
    yield question("choose_hidden_units", (X, y, [3, 5, 2, 4], 1.0, 60, int(rng.integers(100, 1000))))


TASK = TaskMistakes(
    SWITCHES,
    {"choose_hidden_units": choose_hidden_units},
    questions,
    experiments={"choose_hidden_units": (scores,)},
)
