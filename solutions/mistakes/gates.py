"""Mistakes in xor_params: many weights are right, so what they compute is looked at."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from assignment.checks.gates import CORNERS, NETWORK, XOR
from assignment.engine.answers import asked
from assignment.engine.mistakes import Question, Responses, TaskMistakes
from solutions import neural_network as reference

STEEP = 1e3  # makes a threshold of a sigmoid


def small_or_inverted(responses: Responses) -> str:
    """G01 if the weights suit threshold units only, G02 if the output is XNOR."""
    outputs = [_at_corners(asked(responses.student, "xor_params", ()).value, factor) for factor in (1.0, STEEP)]
    sides = [(output > 0.5).tolist() if output is not None else None for output in outputs]
    if (1.0 - XOR > 0.5).tolist() in sides:
        return "G02"
    right = (XOR > 0.5).tolist()
    return "G01" if sides[1] == right and sides[0] != right else ""


def _at_corners(value: Any, factor: float) -> np.ndarray | None:
    """The outputs at the four corners with all parameters enlarged; None if they are no parameters."""
    network: Any = NETWORK
    shapes = [(2, 2), (2,), (2, 1), (1,)]
    try:
        arrays = [
            np.asarray(array, float).reshape(shape) * factor for array, shape in zip(_four(value), shapes, strict=True)
        ]
    except (TypeError, ValueError):
        return None
    with np.errstate(over="ignore"):
        return np.ravel(reference.forward(network, [(arrays[0], arrays[1]), (arrays[2], arrays[3])], CORNERS)[-1])


def _four(value: Any) -> list[Any]:
    return [array for pair in value for array in pair]


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """The one call that there is."""
    yield Question("xor_params", (), unique=False)


TASK = TaskMistakes({}, {}, questions, experiments={"xor_params": (small_or_inverted,)})
