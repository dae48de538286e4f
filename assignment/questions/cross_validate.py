"""What cross_validate is asked."""

from collections.abc import Iterator

import numpy as np

from assignment.checks.cross_validate import folds as split
from assignment.checks.instances import blobs, with_outlier
from assignment.checks.network import Network
from assignment.engine.answers import Answer, asked, same
from assignment.engine.mistakes import Asking, Question, Responses

from .question import question


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Two and three classes on overlapping clouds; few steps, or few rows, so that every difference shows."""
    for classes, units, output, m, k, rate, epochs in (
        (3, (2, 4, 3), "softmax", 63, 3, 0.8, 15),
        (2, (2, 3, 1), "sigmoid", 50, 4, 0.8, 15),
        (2, (2, 4, 2), "softmax", 25, 3, 3.0, 40),
        (3, (2, 3, 3), "softmax", 22, 2, 3.0, 30),
        (2, (2, 1), "sigmoid", 150, 3, 0.3, 6),  # from here on, so that no wrong answer fits by chance
        (3, (2, 4, 3), "softmax", 160, 4, 1.5, 8),
        (2, (2, 3, 2), "softmax", 155, 2, 0.6, 10),
    ):
        X, y = blobs(rng, m, classes, spread=1.8)
        if m < 40:
            X = with_outlier(X, int(rng.integers(m)), 8.0)  # one row far away, so that scaling with test rows shows
        order = rng.permutation(m)
        rows = [(rng.permutation(train), rng.permutation(test)) for train, test in split(rng, m, k)]
        network, seed = Network(units, output=output), int(rng.integers(100, 1000))
        yield question("cross_validate", (network, X[order], y[order], rows, rate, epochs, seed))


def remembers_scores(responses: Responses) -> str:
    """E16 if a second call returns the scores of the first one, too."""
    args, _ = responses.first
    one, other = (asked(responses.student, "cross_validate", args) for _ in range(2))
    if one.failed or other.failed or np.ndim(one.value) != 1 or np.ndim(other.value) != 1:
        return ""
    count = len(args[3])
    return (
        "E16" if np.size(other.value) - np.size(one.value) == count and same(one, Answer(other.value[:-count])) else ""
    )


ASKED = Asking(questions, {"cross_validate": (remembers_scores,)})
