"""Wrong beliefs about gradient descent in small batches."""

from typing import Any

import numpy as np

from assignment.checks.instances import draw
from assignment.engine import expect
from assignment.engine.answers import Answer, asked, same
from assignment.engine.mistakes import On, Responses, Shrinking, TaskMistakes
from assignment.engine.outcomes import Stopped
from assignment.questions.sgd import ASKED
from solutions import neural_network as reference
from solutions.checks.sgd import BATCH, EXAMPLES, visits_of

from . import orders, smaller
from .cross_validate import SEEDS
from .on import pick

NEAR = 0.02
OTHER_SEEDS = (11, 12, 13)
SWITCHES = {
    "train_minibatch": (
        "K01",
        "T11",
        "T11:down",
        "T11:first",
        *orders.with_each(
            "T04",
            "T09",
            "T10",
            "K02",
            "K02:twice",
            "K07",
            "K07:batch",
            "T03",
            "T03:seed",
            "T07",
            "T07:batch",
            "T22",
            "T23",
            "T23:mean",
            *SEEDS,
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
            grads = reference.backward(network, params, activations, T)
            rate = learning_rate * (len(T) / batch_size if "T22" in on else 1.0)
            params = reference.update(params, grads, rate)
        if on & {"T23", "T23:mean"}:
            inside = of_batches[-len(range(0, m, batch_size)) :]
            losses[-1] = inside[-1] if "T23" in on else float(np.mean(inside))
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


def visits(responses: Responses) -> str:
    """The code of the mistake in the choice of examples, or in the use of the seed, whatever generator shuffles."""
    student = responses.student
    case, even = draw(responses.rng, m=EXAMPLES), draw(responses.rng, m=3 * BATCH)
    try:
        runs = [visits_of(student, case, 1, seed) for seed in OTHER_SEEDS]
        evenly = [visits_of(student, even, 1, seed) for seed in OTHER_SEEDS]
    except (Stopped, expect.Wrong, np.linalg.LinAlgError):
        return ""
    if not all(np.all(np.isfinite(weights)) for weights in (*runs, *evenly)):
        return ""
    missed, missed_evenly = ([set(np.flatnonzero(np.abs(w) < NEAR).tolist()) for w in some] for some in (runs, evenly))
    twice = [bool(np.any(np.abs(weights - 2 / BATCH) < NEAR)) for weights in evenly]
    if all(missed_evenly) and any(twice):
        return "K07"
    if all(rows == {0} for rows in (*missed, *missed_evenly)):
        return "T10"
    if all(len(rows) == EXAMPLES % BATCH for rows in missed) and not any(missed_evenly):
        return "T09"
    if any(missed) or any(missed_evenly):
        return ""
    call = (case.network, case.params, case.X, case.Y, 0.5, 2, 3)
    one, again, other = (asked(student, "train_minibatch", (*call, seed)) for seed in (5, 5, 6))
    return "K14" if _usable(one, again, other) and (same(one, other) or not same(one, again)) else ""


def _usable(*answers: Answer) -> bool:
    return all(not answer.failed and np.all(np.isfinite(_numbers(answer.value))) for answer in answers)


def _numbers(value: Any) -> np.ndarray:
    """All numbers of a result."""
    if isinstance(value, (list, tuple)):
        return np.concatenate([np.zeros(0), *map(_numbers, value)])
    return np.ravel(np.asarray(value, float))


TASK = TaskMistakes(
    SWITCHES,
    {"train_minibatch": train_minibatch},
    ASKED,
    experiments={"train_minibatch": (visits,)},
    shrinking={"train_minibatch": Shrinking(smaller.with_full_batch)},
)
