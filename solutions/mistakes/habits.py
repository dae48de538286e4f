"""Mistakes of any function."""

from typing import Any

import numpy as np

from assignment.checks.instances import fill
from assignment.checks.network import Network
from assignment.engine.answers import Answer, asked, computed, same
from assignment.engine.mistakes import Args, Responses
from solutions import neural_network as reference

HOME = (2, 4, 2)
ELSEWHERE = ((3, 5, 3), (5, 4, 3))
OTHER_DEPTHS = ((3, 5, 4, 3), (4, 3))
LENGTHS = {"forward": 3, "backward": 2, "update": 2}


def sizes_written_in(responses: Responses) -> str:
    """F08 if the function is right for the assignment's own network only."""
    function = responses.function

    def right(units: tuple[int, ...], m: int) -> tuple[bool, Answer]:
        args = _arguments(function, units, m, responses.rng)
        answer = asked(responses.student, function, args)
        return same(answer, computed(getattr(reference, function), *args)), answer

    if not right(HOME, 80)[0]:
        return ""
    others = [right(units, m)[0] for units in ELSEWHERE for m in (7, 60)]
    if not any(others):
        return "F08" if right(HOME, 80)[0] else ""
    if not all(others) or function == "standardize":
        return ""
    deep, shallow = (right(units, 7) for units in OTHER_DEPTHS)
    value = deep[1].value
    short = isinstance(value, (list, tuple)) and len(value) == LENGTHS.get(function)
    return "F08" if short or any(not ok and answer.failed for ok, answer in (deep, shallow)) else ""


def _arguments(function: str, units: tuple[int, ...], m: int, rng: np.random.Generator) -> Args:
    network: Any = Network(units)  # the reference has a class of its own
    params, X, Y = fill(rng, network, m)
    activations = reference.forward(network, params, X)
    arguments: dict[str, Args] = {
        "forward": (network, params, X),
        "loss": (network, params, activations[-1], Y),
        "backward": (network, params, activations, Y),
        "update": (params, reference.backward(network, params, activations, Y), 0.5),
        "standardize": (X[: m - 2], X[m - 2 :]),
    }
    return arguments[function]


def varied_shares(answer: Answer, count: int) -> bool:
    """Whether a value could be that many accuracies: numbers from 0 to 1 that are not all alike."""
    try:
        values = np.asarray(answer.value, float).ravel()
    except (TypeError, ValueError):
        return False
    shares = bool(np.all((values >= 0) & (values <= 1)))  # NaN is not
    return values.size == count and shares and bool(np.any(values != values[0]))
