"""Mistakes in train_minibatch that show whatever generator shuffles."""

from typing import Any

import numpy as np

from assignment.checks.engine import expect
from assignment.checks.engine.instances import draw
from assignment.checks.engine.stopped import Stopped
from assignment.checks.engine.student import Student
from autograder.checks.sgd import BATCH, EXAMPLES, visits_of

from ..answers import Answer, asked, same

NEAR = 0.02
SEEDS = (11, 12, 13)


def named(student: Student, rng: np.random.Generator) -> str:
    """The code of the mistake in which examples are visited, and in whether the seed counts."""
    case, even = draw(rng, m=EXAMPLES), draw(rng, m=3 * BATCH)
    try:
        runs = [visits_of(student, case, 1, seed) for seed in SEEDS]
        evenly = [visits_of(student, even, 1, seed) for seed in SEEDS]
    except (Stopped, expect.Wrong, np.linalg.LinAlgError):
        return ""
    if not all(np.all(np.isfinite(weights)) for weights in (*runs, *evenly)):
        return ""
    missed, missed_evenly = ([set(np.flatnonzero(np.abs(w) < NEAR).tolist()) for w in some] for some in (runs, evenly))
    twice = [bool(np.any(np.abs(weights - 2 / BATCH) < NEAR)) for weights in evenly]
    if all(missed_evenly) and any(twice):
        return "K07"
    if all(rows == {0} for rows in (*missed, *missed_evenly)):
        return "T10"
    if all(len(rows) == EXAMPLES % BATCH for rows in missed) and not any(missed_evenly):
        return "T09"
    if any(missed) or any(missed_evenly):
        return ""
    call = (case.network, case.params, case.X, case.Y, 0.5, 2, 3)
    one, again, other = (asked(student, "train_minibatch", (*call, seed)) for seed in (5, 5, 6))
    return "K14" if _usable(one, again, other) and (same(one, other) or not same(one, again)) else ""


def _usable(*answers: Answer) -> bool:
    return all(not answer.failed and np.all(np.isfinite(_numbers(answer.value))) for answer in answers)


def _numbers(value: Any) -> np.ndarray:
    """All numbers of a result."""
    if isinstance(value, (list, tuple)):
        return np.concatenate([np.zeros(0), *map(_numbers, value)])
    return np.ravel(np.asarray(value, float))
