"""Hidden checks of predict."""

from typing import Any

import numpy as np

from assignment.checks.engine import expect
from assignment.checks.engine.instances import draw
from assignment.checks.engine.registry import check
from autograder.reference import reference


@check(points=0.5)
def hidden_layers(nn: Any, rng: np.random.Generator) -> None:
    """the labels of networks with hidden layers, for any output with several units"""
    for hidden, output in (("sigmoid", "softmax"), ("relu", "sigmoid"), ("tanh", "identity")):
        case = draw(rng, hidden, output, "squared_error", m=25, hidden_layers=2)
        labels = expect.labels(nn.predict(case.network, case.params, case.X), "the labels")
        right = expect.agrees(labels, reference.predict(case.network, case.params, case.X))
        expect.true(right, f"the labels of a network with {output} output differ")
