"""Checks of train_minibatch."""

from typing import Any

import numpy as np

from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import Kind, check
from assignment.engine.student import Student

from . import unpack
from .instances import Instance, draw


def run(nn: Student, case: Instance, rate: float, epochs: int, batch_size: int, seed: int) -> tuple[Any, Any]:
    """Call train_minibatch and take its result apart."""
    result = nn.train_minibatch(case.network, case.params, case.X, case.Y, rate, epochs, batch_size, seed)
    params, losses = expect.items(result, 2, _("what {function} returns", function="train_minibatch"))
    return unpack.pairs(params, case.network, _("the trained params")), losses


@check(points=1, uses=("forward", "loss"))
def every_epoch(nn: Student, rng: np.random.Generator) -> None:
    """train_minibatch returns one loss for each epoch: on all examples, before the epoch"""
    case = draw(rng, m=11)
    values = run(nn, case, 0.5, 4, 3, 7)[1]
    expect.shape(values, (4,), "losses")
    activations = unpack.activations(nn.forward(case.network, case.params, case.X), case.network, case.X)
    want = nn.loss(case.network, case.params, activations[-1], case.Y)
    hint = _("compute this loss on all examples, before any step")
    expect.close(expect.array(values, "losses")[0], want, "losses[0]", expect.LOOSE, hint)


@check(points=1, uses=("train",))
def full_batch(nn: Student, rng: np.random.Generator) -> None:
    """with batch_size = m, train_minibatch returns what train returns"""
    case = draw(rng, m=9)
    params, values = run(nn, case, 0.5, 6, 9, 7)
    trained = nn.train(case.network, case.params, case.X, case.Y, 0.5, 6)
    want_params, want = expect.items(trained, 2, _("what {function} returns", function="train"))
    triples = [("losses", values, want)]
    for i, (new, old) in enumerate(zip(params, unpack.pairs(want_params, case.network, "params"), strict=True), 1):
        triples += [(f"W{i}", new[0], old[0]), (f"b{i}", new[1], old[1])]
    expect.all_close(triples, expect.LOOSE)


@check(points=0.5, kind=Kind.BESIDE)
def seeds(nn: Student, rng: np.random.Generator) -> None:
    """the seed decides the order of the examples"""
    case = draw(rng, m=12)
    W = [expect.array(run(nn, case, 0.5, 2, 3, seed)[0][0][0], "W1") for seed in (5, 5, 6)]
    expect.close(W[1], W[0], _("W1 of a second run with the same seed"), 1e-12)
    alike = expect.agrees(W[2], W[0], 1e-9)
    expect.require(not alike, _("another seed gives the same result"), hint="np.random.default_rng(seed)")


@check(points=0.5, kind=Kind.BESIDE, sums_up=True)
def unchanged(nn: Student, rng: np.random.Generator) -> None:
    """train_minibatch leaves its arguments as they are"""
    case = draw(rng, m=10, l2=0.3)
    run(nn, case, 0.5, 2, 4, 7)
    expect.unchanged(nn, "train_minibatch", names=("network", "params", "X", "Y"))
