"""Wrong beliefs about forward propagation."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from assignment.checks.network import Network
from assignment.engine.mistakes import On, Shrinking, TaskMistakes
from assignment.questions.forward import ASKED
from solutions import neural_network as reference

from . import smaller
from .habits import sizes_written_in
from .on import words, written_in

SWITCHES = {
    "forward": (
        *words("F01 F01:last F01:hidden F03 F03:hidden F04 F05 F05:layers A16 B05 B21 F02 F02:returned"),
        *words("F08:hidden F08:output F08:both F08:sigmoid F08:squashed F11 F11:rows"),
    ),
}
FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "sigmoid": reference.sigmoid,
    "tanh": np.tanh,
    "relu": reference.relu,
    "softmax": reference.softmax,
    "identity": lambda Z: Z,
}


def forward(on: On, network: Network, params: Any, X: Any) -> Any:
    """No bias (F01), a column of ones besides (F02), Z handed on (F03), scores returned (F04), and others."""
    network = written_in(on, network)
    if "F08:squashed" in on and network.output == "identity":
        network = replace(network, output="sigmoid")
    names = [network.hidden] * (len(params) - 1) + [network.output]
    if "F02:returned" in on:
        X = np.c_[np.ones(len(X)), X]
    activations = [X]
    passed_on = X
    for layer, (name, (W, b)) in enumerate(zip(names, params, strict=True)):
        last = layer == len(params) - 1
        if "F02" in on and layer == 0:
            passed_on = np.c_[np.ones(len(X)), X]
        product = passed_on * W if "B21" in on else passed_on @ W
        unbiased = "F01" in on or ("F01:last" if last else "F01:hidden") in on
        Z = product if unbiased else product - b if "B05" in on else product + b
        A = FUNCTIONS[name](Z)
        if ("F04" in on and last) or ("F03:hidden" in on and not last):
            A = Z
        elif "A16" in on and last and name == "softmax":
            A = reference.softmax(reference.sigmoid(Z))
        activations.append(A)
        passed_on = Z if "F03" in on else A
    if on & {"F11", "F11:rows"}:
        return activations[-1] if "F11" in on else activations[1:]
    if on & {"F05", "F05:layers"}:
        return [A if i == 0 and "F05:layers" in on else A.T for i, A in enumerate(activations)]
    return activations


TASK = TaskMistakes(
    SWITCHES,
    {"forward": forward},
    ASKED,
    experiments={"forward": (sizes_written_in,)},
    shrinking={"forward": Shrinking(smaller.with_inputs)},
    in_pairs=True,
)
