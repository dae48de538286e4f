"""Mistakes in train_minibatch that show whatever generator shuffles."""

import numpy as np

from assignment.checks.engine import expect
from assignment.checks.engine.instances import draw
from assignment.checks.engine.stopped import Stopped
from assignment.checks.engine.student import Student
from autograder.checks.sgd import BATCH, EXAMPLES, visits_of

from ..answers import Answer, asked, same

NEAR = 0.02


def named(student: Student, rng: np.random.Generator) -> tuple[str, ...]:
    """Codes of mistakes in which examples are visited, and in whether the seed counts."""
    case = draw(rng, m=EXAMPLES)
    try:
        runs = [visits_of(student, case, 1, seed) for seed in (11, 12, 13)]
    except (Stopped, expect.Wrong):
        return ()
    missed = [set(np.flatnonzero(np.abs(weights) < NEAR).tolist()) for weights in runs]
    twice = [bool(np.any(weights > 2 / BATCH - NEAR)) for weights in runs]
    if all(missed) and all(twice):
        return ("K07",)
    if all(rows == {0} for rows in missed):
        return ("T10",)
    if all(len(rows) == EXAMPLES % BATCH for rows in missed) and not any(twice):
        return ("T09",)
    if any(missed):
        return ()
    call = (case.network, case.params, case.X, case.Y, 0.5, 2, 3)
    one, again, other = (asked(student, "train_minibatch", (*call, seed)) for seed in (5, 5, 6))
    return ("K14",) if _usable(one, again, other) and (same(one, other) or not same(one, again)) else ()


def _usable(*answers: Answer) -> bool:
    return not any(answer.failed for answer in answers)
