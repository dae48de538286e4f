"""What xor_params is asked: many weights are right, so what they compute is looked at."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from assignment.checks.gates import XOR, net_input
from assignment.engine.answers import asked
from assignment.engine.mistakes import Asking, Question, Responses

STEEP = 1e3  # makes a threshold of a sigmoid
RIGHT, INVERTED = (XOR > 0.5).tolist(), (XOR < 0.5).tolist()


def small_or_inverted(responses: Responses) -> str:
    """G01 if the weights suit threshold units only, G02 if the output is XNOR."""
    value = asked(responses.student, "xor_params", ()).value
    sides = [_sides(value, factor) for factor in (1.0, STEEP)]
    if INVERTED in sides:
        return "G02"
    return "G01" if sides[1] == RIGHT and sides[0] != RIGHT else ""


def _sides(value: Any, factor: float) -> list[bool]:
    """Whether the output is above one half, at each corner, with all parameters enlarged; empty for other values."""
    try:
        arrays = [np.asarray(array, float) * factor for pair in value for array in pair]
        sides: list[bool] = (net_input(*arrays) > 0).tolist()
    except (TypeError, ValueError):
        return []
    return sides


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """The one call that there is."""
    yield Question("xor_params", (), unique=False)


ASKED = Asking(questions, {"xor_params": (small_or_inverted,)})
