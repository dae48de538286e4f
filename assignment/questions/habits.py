"""Mistakes in how a function treats its arguments, and in the form of what it returns."""

from typing import Any

import numpy as np

from assignment.engine.mistakes import Responses

PARAMS = {"update": 0, "train": 1, "train_minibatch": 1}
DATA = {"standardize": (0, 1), "cross_validate": (1,), "compare": (0,)}
EPOCHS = 5  # the place of this argument in train and train_minibatch


def changed_in_place(responses: Responses) -> str:
    """The code for arguments that the function changed in place."""
    function = responses.function
    positions = responses.student.changed.get(function, set())
    if not positions:
        return ""
    if function == "backward" and 2 in positions:
        return "B28"
    if PARAMS.get(function) in positions:
        return "U03"
    return "S11" if positions & set(DATA.get(function, ())) else "A14"


def other_number_of_losses(responses: Responses) -> str:
    """T07 if the losses that training returns are never one for each epoch."""
    wanted = {number: question.args[EPOCHS] for number, question in responses.questions.items()}
    other = all(_losses_differ(answer.value, wanted[number]) for number, answer in responses.answers.items())
    return "T07" if other else ""


def _losses_differ(value: Any, epochs: int) -> bool:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        return False
    try:
        losses = np.asarray(value[1], float)
    except (TypeError, ValueError):
        return False
    return losses.ndim == 1 and losses.size > 0 and losses.size != epochs and bool(np.all(np.isfinite(losses)))
