"""Wrong beliefs about full-batch training."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from assignment.engine.mistakes import Args, On, Shrinking, TaskMistakes
from assignment.questions.train import ASKED
from solutions import neural_network as reference

from . import smaller
from . import update as steps
from .on import pick, words

SMALLEST = 0.5, 2  # learning rate and epochs of the smallest calls
DECAYS: dict[str, Callable[[int], float]] = {
    "T17": lambda epoch: 1 / (1 + epoch),
    "T17:0.9": lambda epoch: 0.9**epoch,
    "T17:0.95": lambda epoch: 0.95**epoch,
    "T17:0.99": lambda epoch: 0.99**epoch,
    "T17:0.999": lambda epoch: 0.999**epoch,
    "T17:root": lambda epoch: 1 / float(np.sqrt(1 + epoch)),
}
KEPT = (0.9, 0.5, 0.8, 0.95, 0.99)  # of the last step, in momentum
KEEPING = {  # how much stays of the last step, and comes from this gradient
    "T15": (1.0, 1.0),
    **{f"T16:{share}": (share, 1.0) for share in KEPT},
    **{f"T16:{share}:weighted": (share, 1.0 - share) for share in KEPT},
}
RESTARTS = {"T03:0": 0, "T03:1": 1, "T03:42": 42}
SWITCHES = {
    "train": (
        *words("B13 B32 T01 T03"),
        *RESTARTS,
        *words("T07 T07:tenth T07:hundredth T14 T18 T19 T20"),
        *DECAYS,
        *KEEPING,
        *words("U01 U02 U04 U04:first"),
        *steps.RATES,
    )
}


def train(on: On, network: Any, params: Any, X: Any, Y: Any, learning_rate: float, epochs: int) -> Any:
    """Steps with a mistake in them (B13, U..), from another start (T01, T03), other losses (T07), another end (T14)."""
    if "T01" in on:
        params = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]
    start, losses, best = params, [], (np.inf, params)
    seed = pick(on, RESTARTS, None)
    kept, given_rate = None, learning_rate
    for epoch in range(epochs):
        learning_rate = given_rate * pick(on, DECAYS, lambda epoch: 1.0)(epoch) / (len(X) if "T18" in on else 1)
        params = start if "T03" in on else params if seed is None else reference.init_params(network, seed)
        activations = reference.forward(network, params, X)
        losses.append(reference.loss(network, params, activations[-1], Y))
        if losses[-1] < best[0]:
            best = losses[-1], params
        if on & {*KEEPING}:
            kept = _kept(on, kept, reference.backward(network, params, activations, Y))
            params = reference.update(params, kept, learning_rate)
            continue
        params = _step(on, network, params, activations, Y, learning_rate)
    if "T20" in on:
        losses = [*losses[1:], reference.loss(network, params, reference.forward(network, params, X)[-1], Y)]
    if "T19" in on:
        losses = [*losses[:1], *losses[:-1]]
    if "T07" in on:
        losses.append(reference.loss(network, params, reference.forward(network, params, X)[-1], Y))
    every = 10 if "T07:tenth" in on else 100 if "T07:hundredth" in on else 1
    result = best[1] if "T14" in on else params
    values = np.array(losses[::every])
    return (values, result) if "B32" in on else (result, values)


def _kept(on: On, kept: Any, grads: Any) -> Any:
    """What is left of the steps before, plus these gradients."""
    old, new = pick(on, KEEPING, (0.0, 1.0))
    if kept is None:
        return [(new * dW, new * db) for dW, db in grads]
    return [(old * vW + new * dW, old * vb + new * db) for (vW, vb), (dW, db) in zip(kept, grads, strict=True)]


def _step(on: On, network: Any, params: Any, activations: Any, Y: Any, rate: float) -> Any:
    if "B13" not in on:
        return steps.update(on, params, reference.backward(network, params, activations, Y), rate)
    new = list(params)
    for layer in reversed(range(len(params))):  # each layer moves before the one below it gets its error
        grads = reference.backward(network, new, activations, Y)
        (W, b), (dW, db) = params[layer], grads[layer]
        new[layer] = (W - rate * dW, b - rate * db)
    return new


def smaller_calls(args: Args) -> Iterator[Args]:
    """Fewer epochs at an ordinary rate; smaller networks and batches."""
    if args[4:] != SMALLEST:
        yield (*args[:4], *SMALLEST)
    yield from smaller.with_inputs(args)


TASK = TaskMistakes(
    SWITCHES,
    {"train": train},
    ASKED,
    shrinking={"train": Shrinking(smaller_calls)},
    in_pairs=True,
)
