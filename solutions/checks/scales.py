"""Gradients whose numbers differ by many powers of two, each compared on a scale of its own.

A formula loses no digit there. Differences of the loss lose what is small beside the loss, and what is large beside
their step.
"""

from typing import Any

import numpy as np

from assignment.checks.backward import single
from assignment.checks.instances import LARGE, SMALL, TINY, Instance, drawn_once, read_only, rescaled
from assignment.engine import expect

UNLIKELY = -22.0  # a bias with which an output is a probability of about 1e-10, far above the clipping
HELD, HELD_SINGLE = 2.0**-1010, 2.0**-100  # smaller numbers are not held to full precision

Scales = dict[str, np.ndarray]


@drawn_once
def uneven(rng: np.random.Generator, case: Instance, unlikely: bool = False) -> tuple[Instance, Scales]:
    """Return an instance in which some inputs and hidden units count far less than others, and the gradients' scales.

    With an unlikely output, one output is never the target, and nearly never predicted.
    """
    inputs = _some(rng, case.network.units[0], SMALL, TINY, LARGE)
    units = _some(rng, case.network.units[1], SMALL, TINY) if len(case.params) > 1 else {}
    case = rescaled(case, inputs, units)
    arrays = [a for pair in case.params for a in pair]
    scales = {name: np.ones_like(a) for name, a in zip(case.names, arrays, strict=True)}
    for i, factor in inputs.items():
        scales["dW1"][i] *= factor
    for j, factor in units.items():
        scales["dW1"][:, j] *= factor
        scales["db1"][j] *= factor
    if unlikely:
        case, k, factor = _with_unlikely_output(rng, case)
        last = len(case.params)
        scales[f"dW{last}"][:, k] *= factor
        scales[f"db{last}"][k] *= factor
    return case, scales


def _some(rng: np.random.Generator, n: int, *factors: float) -> dict[int, float]:
    """Return factors for as many different places."""
    return {int(place): factor for place, factor in zip(rng.permutation(n), factors, strict=False)}


def _with_unlikely_output(rng: np.random.Generator, case: Instance) -> tuple[Instance, int, float]:
    """Return an instance with one output that is nearly 0 and should be; which one; and how large its error is."""
    k, network = int(rng.integers(case.network.units[-1])), case.network
    *params, (W, b) = case.params
    W, b, Y = W.copy(), b.copy(), case.Y.copy()
    if network.output == "softmax":
        Y[:, k - 1] += Y[:, k]
    Y[:, k] = 0.0
    W[:, k] *= 0.0 if network.output == "identity" else 0.1
    b[k] = SMALL if network.output == "identity" else UNLIKELY
    squared = network.output == "sigmoid" and network.objective == "squared_error"
    factor = SMALL if network.output == "identity" else float(np.exp(UNLIKELY)) ** (2 if squared else 1)
    return read_only(Instance(network, [*params, (W, b)], case.X, Y)), k, factor


def on_scale(name: str, value: Any, want: np.ndarray, scales: Scales) -> tuple[str, Any, Any]:
    """Divide both values by their scale; what the precision of the value cannot hold becomes 0."""
    got, right, scale = expect.array(value, name), np.squeeze(want), np.squeeze(scales[name])
    if got.shape != right.shape:
        return name, value, want
    held = scale > (HELD_SINGLE if single(got) else HELD)
    with np.errstate(all="ignore"):
        return name, np.where(held, got / scale, 0.0), np.where(held, right / scale, 0.0)
