"""Hidden checks of train_minibatch.

If the learning rate is tiny, the change of the parameters is nearly the sum over the examples of
(learning rate / size of the example's batch) times the example's gradient. With more parameters
than examples, the factors can be solved for. They tell how often each example was visited, and in
a batch of which size, in any order.
"""

from typing import Any

import numpy as np

from assignment.checks.instances import Instance, Params, draw, read_only
from assignment.checks.sgd import run
from assignment.checks.train import TRAINED
from assignment.engine import expect
from assignment.engine.language import _
from assignment.engine.registry import check
from assignment.engine.remembered import remembered
from assignment.engine.student import Student
from solutions import neural_network as reference
from solutions import trainings

RATE = 1e-7
EXAMPLES, BATCH = 11, 4
SAME, INSIDE = _("the batches are the same in every epoch"), _("shuffle inside the epoch loop")


def _flat(params: Params) -> np.ndarray:
    return np.concatenate([np.ravel(a) for pair in params for a in pair])


def visits_of(nn: Student, case: Instance, epochs: int, seed: int = 11) -> np.ndarray:
    """Return for each example the sum of 1/size over the batches in which it was visited."""
    params, _losses = run(nn, case, RATE, epochs, BATCH, seed)
    got = [tuple(expect.array(a, TRAINED).reshape(np.shape(b)) for a, b in zip(p, q, strict=True))
           for p, q in zip(_same_sizes(params, case.params), case.params, strict=True)]  # fmt: skip
    change = (_flat(case.params) - _flat(got)) / RATE
    return np.linalg.lstsq(_gradients(case), change, rcond=None)[0]


@remembered(16)  # an instance equals only itself, and is read-only
def _gradients(case: Instance) -> np.ndarray:
    """Return the gradient of each example as a column."""
    gradients = [
        _flat(reference.backward(case.network, case.params, reference.forward(case.network, case.params, x), y))
        for x, y in zip(case.X[:, None], case.Y[:, None], strict=True)
    ]
    return read_only(np.array(gradients).T)


def _same_sizes(params: Any, wanted: Params) -> Any:
    for layer, ((W, b), (right_W, right_b)) in enumerate(zip(params, wanted, strict=True), 1):
        same = np.size(W) == np.size(right_W) and np.size(b) == np.size(right_b)
        expect.require(same, _("layer {number} of {name} has the wrong size", number=layer, name=TRAINED))
    return params


@check(points=1)
def visits(nn: Student, rng: np.random.Generator) -> None:
    """each epoch visits every example once, also in the smaller last batch"""
    weights = visits_of(nn, draw(rng, m=EXAMPLES), 1)
    last = EXAMPLES % BATCH
    want = np.sort(np.r_[np.full(EXAMPLES - last, 1 / BATCH), np.full(last, 1 / last)])
    missed = int(np.sum(np.abs(weights) < 0.02))
    what = _(
        "{number} of {all} examples are not visited in an epoch with batches of {size}",
        number=missed,
        all=EXAMPLES,
        size=BATCH,
    )
    expect.require(missed == 0, what)
    full = bool(np.max(np.abs(weights - 1 / BATCH)) < 0.02)
    what = _("the gradient of the last batch, of {number} examples, is divided by {size}", number=last, size=BATCH)
    expect.require(not full, what)
    once = bool(np.max(np.abs(np.sort(weights) - want)) < 0.02)
    sizes = f"{BATCH}, {BATCH}"
    what = _(
        "an epoch does not visit {all} examples once each in batches of {sizes} and {last}",
        all=EXAMPLES,
        sizes=sizes,
        last=last,
    )
    expect.require(once, what)


@check(points=0.5)
def current_params(nn: Student, rng: np.random.Generator) -> None:
    """each batch's gradient is computed at the parameters after the batch before"""
    one, epochs, batches = draw(rng, m=1), 3, 4
    alike = Instance(one.network, one.params, np.repeat(one.X, 2 * batches, 0), np.repeat(one.Y, 2 * batches, 0))
    params, _losses = run(nn, alike, 0.5, epochs, 2, 11)
    want, _losses = trainings.train(alike.network, alike.params, alike.X, alike.Y, 0.5, epochs * batches)
    agree = [
        expect.agrees(got, right, expect.LOOSE)
        for new, old in zip(params, want, strict=True)
        for got, right in zip(new, old, strict=True)
    ]
    what = _("if all examples are equal, an epoch of {n} batches should equal {n} steps of train", n=batches)
    hint = _("compute each batch's gradient at the current parameters, and take a step after each batch")
    expect.require(all(agree), what, hint=hint)


def _repeats(nn: Student, case: Instance) -> bool:
    """Whether two epochs are the same as one epoch twice, which begins with the seed's order again."""
    both, _losses = run(nn, case, 0.5, 2, BATCH, 11)
    once, _losses = run(nn, case, 0.5, 1, BATCH, 11)
    twice, _losses = run(nn, Instance(case.network, list(once), case.X, case.Y), 0.5, 1, BATCH, 11)
    return all(
        expect.agrees(a, b, expect.LOOSE) for p, q in zip(both, twice, strict=True) for a, b in zip(p, q, strict=True)
    )


@check(points=0.5)
def fresh_order(nn: Student, rng: np.random.Generator) -> None:
    """every epoch uses a new order"""
    epochs = 8
    case = draw(rng, m=EXAMPLES)
    weights = visits_of(nn, case, epochs)
    if np.max(np.abs(weights - epochs / BATCH)) < 0.02:  # all are divided by the same size, so no order shows
        expect.require(not _repeats(nn, case), SAME, hint=INSIDE)
        return
    last = EXAMPLES % BATCH
    steady = np.sum((np.abs(weights - epochs / BATCH) < 0.02) | (np.abs(weights - epochs / last) < 0.02))
    expect.require(bool(steady < EXAMPLES), SAME, hint=INSIDE)
    visited = bool(abs(np.sum(weights) - 3 * epochs) < 0.1)
    expect.require(visited, _("the epochs do not visit every example once each"))
