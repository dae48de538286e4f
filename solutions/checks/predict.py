"""Hidden checks of predict."""

import numpy as np

from assignment.checks.instances import draw
from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import check
from assignment.engine.student import Student
from solutions import neural_network as reference


@check(points=0.5)
def hidden_layers(nn: Student, rng: np.random.Generator) -> None:
    """the labels of networks with hidden layers are right, for every output with several units"""
    for hidden, output in (("sigmoid", "softmax"), ("relu", "sigmoid"), ("tanh", "identity")):
        case = draw(rng, hidden, output, "squared_error", m=25, hidden_layers=2)
        labels = expect.labels(nn.predict(case.network, case.params, case.X), _("the labels"))
        right = expect.agrees(labels, reference.predict(case.network, case.params, case.X))
        expect.require(right, _("the labels of a network with {output} output are wrong", output=output))
