"""What xor_params is asked: many weights are right, so what they compute is looked at."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from assignment.checks.gates import XOR, net_input
from assignment.engine.answers import asked
from assignment.engine.mistakes import Asking, Question, Responses

STEEP = 1e3  # makes a threshold of a sigmoid
FACTORS = np.geomspace(1.2, 1e3, 40)
RIGHT, INVERTED = (XOR > 0.5).tolist(), (XOR < 0.5).tolist()


def small_or_inverted(responses: Responses) -> str:
    """G01 if the weights suit threshold units only, G02 if the output is XNOR, G03 if all biases are too small."""
    value = asked(responses.student, "xor_params", ()).value
    sides = [_sides(value, factor, factor) for factor in (1.0, STEEP)]
    if INVERTED in sides:
        return "G02"
    if sides[1] == RIGHT and sides[0] != RIGHT:
        return "G01"
    enlarged = (_sides(value, STEEP, STEEP * factor) == RIGHT for factor in FACTORS)
    return "G03" if RIGHT not in sides and any(enlarged) else ""


def _sides(value: Any, factor: float, for_biases: float) -> list[bool]:
    """Whether the output is above one half, at each corner, with enlarged parameters; empty for other values."""
    try:
        factors = factor, for_biases
        arrays = [np.asarray(a, float) * by for pair in value for a, by in zip(pair, factors, strict=True)]
        sides: list[bool] = (net_input(*arrays) > 0).tolist()
    except (TypeError, ValueError):
        return []
    return sides


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """The one call that there is."""
    yield Question("xor_params", (), unique=False)


ASKED = Asking(questions, {"xor_params": (small_or_inverted,)})
