"""What processor time the right version needs for a call on this machine: most of it is steps of gradient descent."""

import time
from collections.abc import Callable
from math import ceil
from typing import Any

import numpy as np

from assignment.engine.remembered import remembered

from . import neural_network as reference

TRIES, STEPS_A_TRY = 3, 100

# how many steps a call asks for, by the arguments of each function that trains
STEPS: dict[str, Callable[..., int]] = {
    "train": lambda network, params, X, Y, learning_rate, epochs: epochs,
    "cross_validate": lambda network, X, y, folds, learning_rate, epochs, seed: epochs * len(folds),
    "compare": lambda X, y, folds, seed: 2 * reference.EPOCHS * len(folds),  # the other two models count half each
    "train_minibatch": lambda network, params, X, Y, learning_rate, epochs, batch_size, seed: (
        epochs * ceil(len(X) / batch_size)
    ),
    "choose_hidden_units": lambda X, y, candidates, learning_rate, epochs, seed: epochs * len(candidates),
}


def seconds(name: str, args: tuple[Any, ...]) -> float:
    """Return how many seconds of processor time the right version needs for a call of a check."""
    return STEPS[name](*args) * _seconds_a_step() if name in STEPS else 0.0


@remembered(1)  # once for each process: a machine's speed
def _seconds_a_step() -> float:
    """Return the shortest time that a step has taken, for a network of the usual size on the rows of ex4."""
    X, y = reference.load_ex4()
    A, network = reference.standardize(X, X)[0], reference.NETWORK
    params, Y = reference.init_params(network, 0), reference.encode_targets(network, y)
    times = []
    for _ in range(TRIES):
        start = time.thread_time()
        with np.errstate(all="ignore"):
            reference.train(network, params, A, Y, 0.1, STEPS_A_TRY)
        times.append(time.thread_time() - start)
    return min(times) / STEPS_A_TRY
