"""Checks of update."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student

from . import unpack
from .instances import Instance, Params, draw, fill

NEW = _("the new params")


def _steps(nn: Student, rng: np.random.Generator) -> Iterator[tuple[Instance, Params, float, Any]]:
    """Yield an instance, gradients, a learning rate and what update returns; it is called once for all checks."""
    for hidden_layers in (0, 1, 2):
        case = draw(rng, hidden_layers=hidden_layers)
        grads, _X, _Y = fill(rng, case.network, 1)
        rate = float(rng.uniform(0.1, 2.0))
        yield case, grads, rate, nn.once(f"{hidden_layers} hidden layers", "update", case.params, grads, rate)


def _compare(nn: Student, rng: np.random.Generator, which: int) -> None:
    letter = "Wb"[which]
    for case, grads, rate, value in _steps(nn, rng):
        new = unpack.pairs(value, case.network, NEW)
        expect.all_close(
            [
                (f"{letter}{i}", n[which], p[which] - rate * g[which])
                for i, (n, p, g) in enumerate(zip(new, case.params, grads, strict=True), 1)
            ],
            hint=_("subtract learning_rate times the gradient from the old value"),
        )


@check(points=1, instance="steps", kind=Kind.SHAPES)
def shapes(nn: Student, rng: np.random.Generator) -> None:
    """update returns one (W, b) pair for each layer, with the old shapes"""
    for case, _grads, _rate, value in _steps(nn, rng):
        new = unpack.pairs(value, case.network, NEW)
        for i, ((W, b), (old_W, old_b)) in enumerate(zip(new, case.params, strict=True), 1):
            expect.shape(W, old_W.shape, f"W{i}")
            expect.shape(b, old_b.shape, f"b{i}")


@check(points=1, instance="steps")
def weights(nn: Student, rng: np.random.Generator) -> None:
    """update moves the weights of every layer against the gradient"""
    _compare(nn, rng, 0)


@check(points=1, instance="steps")
def biases(nn: Student, rng: np.random.Generator) -> None:
    """update moves the biases of every layer against the gradient"""
    _compare(nn, rng, 1)


@check(points=0.5, kind=Kind.BESIDE)
def rates(nn: Student, rng: np.random.Generator) -> None:
    """the step is proportional to learning_rate, from 0 to large rates"""
    case = draw(rng)
    grads, _X, _Y = fill(rng, case.network, 1)
    steps = []
    for rate in (1.0, 0.0, 1e-3, float(rng.integers(3, 9))):
        new = unpack.params(nn.update(case.params, grads, rate), case.network, NEW)
        steps.append([q[0] - p[0] for p, q in zip(case.params, new, strict=True)])
        name = _("the step of W1 at learning_rate {rate:g}", rate=rate)
        expect.close(steps[-1][0], rate * steps[0][0], name, expect.LOOSE)


@check(points=1, instance="steps", kind=Kind.BESIDE, sums_up=True)
def unchanged(nn: Student, rng: np.random.Generator) -> None:
    """update leaves its arguments as they are"""
    for _step in _steps(nn, rng):
        pass
    expect.unchanged(nn, "update", names=("params", "grads", "learning_rate"))
