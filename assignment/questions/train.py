"""What train is asked."""

from collections.abc import Iterator

import numpy as np

from assignment.checks.instances import draw
from assignment.engine.answers import Answer, asked, same
from assignment.engine.mistakes import Asking, Question, Responses

from .habits import other_number_of_losses
from .question import question


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """A few steps with a large learning rate, and with one that makes the loss rise."""
    for hidden, output, objective, rate, epochs in (
        ("sigmoid", "softmax", "cross_entropy", 2.0, 12),
        ("tanh", "identity", "squared_error", 0.07, 5),
        ("tanh", "softmax", "cross_entropy", 9.0, 5),
    ):
        case = draw(rng, hidden, output, objective)
        yield question("train", (case.network, case.params, case.X, case.Y, rate, epochs))


def own_start(responses: Responses) -> str:
    """T21 if the params that training is given have no influence, or if the loss before the first step is random."""
    args, _ = responses.first
    network, params, X, Y = args[:4]
    others = [(W + 1.0, b - 0.5) for W, b in params]
    calls = [(network, start, X, Y, 0.1, 2) for start in (params, params, others)]
    values = [asked(responses.student, "train", call).value for call in calls]
    if not all(isinstance(value, (list, tuple)) and len(value) == 2 and np.ndim(value[1]) == 1 for value in values):
        return ""
    one, again, other = ([Answer(part) for part in value] for value in values)
    ignores = same(one[0], other[0])
    random = not same(Answer(one[1].value[:1]), Answer(again[1].value[:1]))
    return "T21" if (ignores or random) and _shapes(one[0]) == _shapes(Answer(params)) else ""


def _shapes(params: Answer) -> list[tuple[int, ...]]:
    try:
        return [np.shape(array) for pair in params.value for array in pair]
    except TypeError:
        return []


ASKED = Asking(questions, {"train": (other_number_of_losses, own_start)})
