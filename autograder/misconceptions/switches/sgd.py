"""Wrong beliefs about descent in small batches."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from assignment.checks.engine.instances import draw
from autograder.reference import reference

from . import orders
from .cross_validate import SEEDS
from .on import On, pick
from .question import Question

SWITCHES = {
    "train_minibatch": (
        "K01",
        "T11",
        "T11:down",
        "T11:first",
        *orders.with_each(
            "T04", "T09", "T10", "K02", "K02:twice", "K07", "K07:batch", "T03", "T03:seed", "T07", "T07:batch", *SEEDS
        ),
    )
}


def train_minibatch(
    on: On,
    network: Any,
    params: Any,
    X: Any,
    Y: Any,
    learning_rate: float,
    epochs: int,
    batch_size: int,
    seed: int,
) -> Any:
    """Another order (K01, K07, T04, T10, T11), a batch left out (T09), another start (T03), other losses (T07)."""
    on, generator = orders.split(on)
    seed = pick(on, SEEDS, seed)
    rng = generator(seed)
    m, start = len(X), params
    losses, of_batches = [], []
    for _ in range(epochs):
        params = start if "T03" in on else reference.init_params(network, seed) if "T03:seed" in on else params
        losses.append(reference.loss(network, params, reference.forward(network, params, X)[-1], Y))
        order = _order(on, generator(seed) if "T04" in on else rng, Y)
        apart = on & {"K02", "K02:twice"}
        inputs = X[rng.permutation(m)] if apart else X[order]
        targets = Y[rng.permutation(m)] if "K02:twice" in on else Y if apart else Y[order]
        for begin in range(0, m - batch_size + 1 if "T09" in on else len(order), batch_size):
            rows = slice(begin, begin + batch_size)
            A, T = inputs[rows], targets[rows]
            if "K07:batch" in on:
                chosen = rng.choice(m, batch_size)
                A, T = X[chosen], Y[chosen]
            activations = reference.forward(network, params, A)
            of_batches.append(reference.loss(network, params, activations[-1], T))
            params = reference.update(params, reference.backward(network, params, activations, T), learning_rate)
    if "T07" in on:
        losses.append(reference.loss(network, params, reference.forward(network, params, X)[-1], Y))
    return params, np.array(of_batches if "T07:batch" in on else losses)


def _order(on: On, rng: Any, Y: Any) -> Any:
    m = len(Y)
    if on & {"K01", "K02", "K02:twice", "K07:batch"}:
        return np.arange(m)
    if "T11:first" in on:
        return np.argsort(Y[:, 0], kind="stable")
    if on & {"T11", "T11:down"}:
        labels = np.argmax(Y, axis=1) if Y.shape[1] > 1 else Y[:, 0]
        return np.argsort(-labels if "T11:down" in on else labels, kind="stable")
    if "K07" in on:
        return rng.choice(m, m)
    return rng.permutation(np.arange(1, m)) if "T10" in on else rng.permutation(m)


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """A last batch that is smaller; large steps, so that the order shows."""
    for m, size, epochs in ((11, 4, 3), (9, 2, 2)):
        case = draw(rng, m=m)
        seed = int(rng.integers(100, 1000))
        yield Question("train_minibatch", (case.network, case.params, case.X, case.Y, 0.9, epochs, size, seed))
