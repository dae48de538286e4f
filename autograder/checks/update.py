"""Hidden checks of update."""

from typing import Any

import numpy as np

from assignment.checks.engine import expect
from assignment.checks.engine.instances import draw, fill
from assignment.checks.engine.registry import check


@check(points=1)
def learning_rate(nn: Any, rng: np.random.Generator) -> None:
    """the step is proportional to the learning rate that is passed in"""
    case = draw(rng)
    grads, _, _ = fill(rng, case.network, 1)
    for rate in (0.0, 1e-3, float(rng.uniform(3, 9))):
        new = expect.pairs(nn.update(case.params, grads, rate), case.network, "the new params")
        for layer, (p, q, g) in enumerate(zip(case.params, new, grads, strict=True), 1):
            expect.close(q[0], p[0] - rate * g[0], f"W{layer}")
