"""Checks of update."""

from typing import Any

import numpy as np

from .engine import expect
from .engine.instances import draw, fill
from .engine.registry import check


def _step(nn: Any, rng: np.random.Generator, which: int) -> None:
    for hidden_layers in (0, 1, 2):
        case = draw(rng, hidden_layers=hidden_layers)
        grads, _, _ = fill(rng, case.network, 1)
        rate = float(rng.uniform(0.1, 2.0))
        value = nn.once(f"step {hidden_layers}", "update", case.params, grads, rate)
        new = expect.pairs(value, case.network, "the new params")
        letter = "Wb"[which]
        expect.all_close(
            [
                (f"{letter}{i}", n[which], p[which] - rate * g[which])
                for i, (n, p, g) in enumerate(zip(new, case.params, grads, strict=True), 1)
            ],
            hint="old value less learning_rate times gradient",
        )


@check(points=1)
def shapes(nn: Any, rng: np.random.Generator) -> None:
    """update returns one (W, b) pair a layer, each with its old shape"""
    case = draw(rng, hidden_layers=2)
    grads, _, _ = fill(rng, case.network, 1)
    new = expect.pairs(nn.update(case.params, grads, 0.5), case.network, "the new params")
    for i, ((W, b), (old_W, old_b)) in enumerate(zip(new, case.params, strict=True), 1):
        expect.shape(W, old_W.shape, f"W{i}")
        expect.shape(b, old_b.shape, f"b{i}")


@check(points=1, instance="step")
def weights(nn: Any, rng: np.random.Generator) -> None:
    """update moves the weights of every layer against the gradient"""
    _step(nn, rng, 0)


@check(points=1, instance="step")
def biases(nn: Any, rng: np.random.Generator) -> None:
    """update moves the biases of every layer against the gradient"""
    _step(nn, rng, 1)


@check(points=1, side=True)
def unchanged(nn: Any, rng: np.random.Generator) -> None:
    """update leaves its arguments as they are"""
    case = draw(rng, hidden_layers=2)
    grads, _, _ = fill(rng, case.network, 1)
    nn.update(case.params, grads, 0.5)
    expect.unchanged(nn, "update", names=("params", "grads", "learning_rate"))
