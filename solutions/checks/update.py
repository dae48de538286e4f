"""Hidden checks of update."""

import numpy as np

from assignment.checks import unpack
from assignment.checks.instances import draw, fill
from assignment.checks.update import NEW
from assignment.engine import expect
from assignment.engine.registry import check
from assignment.engine.student import Student


@check(points=0.5)
def learning_rate(nn: Student, rng: np.random.Generator) -> None:
    """the step is proportional to learning_rate"""
    case = draw(rng)
    grads, _X, _Y = fill(rng, case.network, 1)
    for rate in (0.0, 1e-3, float(rng.uniform(3, 9))):
        new = unpack.pairs(nn.update(case.params, grads, rate), case.network, NEW)
        for layer, (p, q, g) in enumerate(zip(case.params, new, grads, strict=True), 1):
            expect.close(q[0], p[0] - rate * g[0], f"W{layer}")
