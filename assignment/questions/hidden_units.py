"""What choose_hidden_units is asked."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from assignment.checks.instances import blobs
from assignment.engine.answers import asked
from assignment.engine.mistakes import Asking, Question, Responses
from assignment.engine.student import Student

from .question import question

HOME = 80
OVERLAP = 0.65  # of pure noise no more is right, unless validation rows were used for training
SEEDS = (11, 12, 13)


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Overlapping clouds, unsorted, few steps."""
    for m, classes in ((41, 3), (30, 2), (67, 3)):
        X, y = blobs(rng, m, classes, spread=1.6)
        order = rng.permutation(m)
        seed = int(rng.integers(100, 1000))
        yield question("choose_hidden_units", (X[order], y[order], [5, 1, 2, 3], 0.8, 12, seed))
    X, y = blobs(rng, 30, 2, spread=0.1)  # all candidates are as good
    yield question("choose_hidden_units", (X, y, [3, 5, 2, 4], 1.0, 60, int(rng.integers(100, 1000))))


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


ASKED = Asking(questions, {"choose_hidden_units": (scores,)})
