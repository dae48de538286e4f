"""Wrong beliefs about backpropagation."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from assignment.checks.instances import Instance, draw, fill
from assignment.checks.network import Network
from assignment.engine.answers import asked, same
from assignment.engine.mistakes import Args, On, Question, Responses, Shrinking, TaskMistakes
from solutions import neural_network as reference

from . import smaller
from .habits import sizes_written_in
from .on import pick, words, written_in
from .question import question

RATES = {f"B33:{rate}": rate for rate in (0.1, 0.01, 0.001, 0.2, 0.3, 0.03, 0.05)}
MOVES = {"B13": 1.0, "B13:0.1": 0.1, "B13:0.5": 0.5, "B13:0.01": 0.01}
SWITCHES = {
    "backward": (
        *words("B01 B02 B02:weights B03 B04 B04:data B04:weights B05 B06 B08 B08:jacobian"),
        *words("B09 B09:bias B09:elementwise B10 B10:cross_entropy"),
        *MOVES,
        *words("B14 B14:array B14:mean B15 B15:mean B16 B16:mean B20 B21 B21:back"),
        *words("B23 B23b B24 B25 B27 B27:mean B26"),
        *words("B29 B30 B30:prediction B32 B32:pairs B38"),
        *RATES,
        *words("A05 A05:z A07 A07:always U04 U04:biases U04:first"),
        *words("F08:hidden F08:output"),
    )
}


def backward(on: On, network: Network, params: Any, activations: Any, Y: Any) -> Any:
    """From the output's error back to the first layer."""
    network = written_in(on, network)
    D, raw = _output_error(on, network, activations[-1], Y)
    grads: list[Any] = []
    for layer in reversed(range(len(params))):
        W, b = params[layer]
        A = activations[layer]
        dW = _weights(on, network.l2, A, D, W, len(Y))
        last = layer == len(params) - 1
        grads.insert(0, (dW, _bias(on, network.l2, raw if last and "B09:bias" in on else D, b, len(Y))))
        if layer > 0:
            back = raw if (last and on & {"B10", "B10:cross_entropy"}) else D
            rate = pick(on, MOVES, 0.0)
            moved = W - rate * dW if rate else W  # dW may have another shape
            below, (V, c) = activations[layer - 1], params[layer - 1]
            error = back * moved.T if "B21:back" in on else back @ moved.T
            D = error * _slope(on, network.hidden, below @ V + c if "A05:z" in on else A)
            if "U04" in on:
                D = np.zeros_like(D)
    factor = pick(on, RATES, -1.0 if "B04" in on else 1.0)
    grads = [(dW * factor, db * factor) for dW, db in grads]
    if "B04:weights" in on:
        grads = [(-dW, db) for dW, db in grads]
    if "U04:first" in on and len(grads) > 1:
        grads[0] = tuple(np.zeros_like(g) for g in grads[0])
    if "U04:biases" in on:
        grads = [(dW, np.zeros_like(db)) for dW, db in grads]
    if "B32" in on:
        return grads[::-1]
    return [(db, dW) for dW, db in grads] if "B32:pairs" in on else grads


def _output_error(on: On, network: Network, A: Any, Y: Any) -> tuple[Any, Any]:
    """D_L, and the bare A - Y."""
    if "B29" in on:
        Y = np.argmax(Y, axis=1)[:, None].astype(float)
    elif "B30" in on and Y.shape[1] == 1:
        Y = Y.ravel()
    elif "B30:prediction" in on and Y.shape[1] == 1:
        A = A.ravel()
    elif "B38" in on:
        Y = Y * np.arange(Y.shape[1])
    count = len(Y) ** 2 if "B02" in on else 1 if "B01" in on else len(Y)
    raw = (Y - A if "B04:data" in on else A - Y) / count
    D = raw
    if network.objective == "squared_error":
        bare = "B09" in on
        if network.output == "sigmoid" and not bare:
            D = raw * A * (1.0 - A)
        elif network.output == "softmax" and not bare:
            D = raw * A * (1.0 - A) if "B09:elementwise" in on else A * (raw - np.sum(raw * A, axis=1, keepdims=True))
    elif network.output == "softmax" and "B08:jacobian" in on:
        D = A * (raw - np.sum(raw * A, axis=1, keepdims=True))
    elif on & {"B08", "B08:jacobian", "B10:cross_entropy"}:
        D = raw * A * (1.0 - A)
    return D, raw


def _weights(on: On, l2: float, A: Any, D: Any, W: Any, m: int) -> Any:
    dW = A.T * D if "B21" in on else A.T @ D
    if "B02:weights" in on:
        dW = dW / m
    if "B20" in on:
        return dW.T + l2 * W.T
    if "B23" in on:
        return dW + l2 * dW
    if "B23b" in on:
        return l2 * dW if l2 else dW
    factor = {"B24": 0.0, "B25": -1.0, "B27": 2.0, "B27:mean": 1.0 / m}
    return dW + l2 * W * pick(on, factor, 1.0)


def _bias(on: On, l2: float, D: Any, b: Any, m: int) -> Any:
    db = D.sum(axis=0)
    if "B03" in on:
        db = m * db
    elif "B05" in on:
        db = -db
    elif "B14" in on:
        db = D.sum()
    elif "B14:array" in on:
        db = np.full(len(b), D.sum())
    elif "B14:mean" in on:
        db = np.full(len(b), D.mean())
    elif on & {"B15", "B15:mean"}:
        db = D.sum(axis=1) * (m if "B15:mean" in on else 1)
    elif on & {"B16", "B16:mean"}:
        db = D * (m if "B16:mean" in on else 1)
    return db + l2 * b if "B26" in on else db


def _slope(on: On, hidden: str, A: Any) -> Any:
    if "B06" in on:
        return 1.0
    if "A05" in on:
        A = reference.sigmoid(A) if hidden == "sigmoid" else np.tanh(A) if hidden == "tanh" else A
    if "A07:always" in on or ("A07" in on and hidden == "sigmoid"):
        hidden = "tanh"
    return reference.activation_gradient(hidden, A)


def remembers_forward(responses: Responses) -> str:
    """F09 if backward depends on the last call of forward rather than on its arguments."""
    student = responses.student
    network: Any = Network((3, 4, 2))  # the reference has a class of its own
    params, X, Y = fill(responses.rng, network, 6)
    args = (network, params, reference.forward(network, params, X), Y)
    after = []
    for inputs in (X, X, X[::-1] * 2.0):
        asked(student, "forward", (network, params, inputs))
        after.append(asked(student, "backward", args))
    remembers = not after[0].failed and same(after[0], after[1]) and not same(after[0], after[2])
    return "F09" if remembers else ""


def smaller_calls(args: Args) -> Iterator[Args]:
    """Smaller networks and batches."""
    network, params, activations, Y = args
    return map(_as_args, smaller.cases(Instance(network, params, activations[0], Y)))


def consistent(args: Args) -> Args:
    """The activations follow from the inputs and params."""
    network, params, activations, Y = args
    return _as_args(Instance(network, params, activations[0], Y))


def _as_args(case: Instance) -> Args:
    network: Any = case.network
    return network, case.params, reference.forward(network, case.params, case.X), case.Y


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """Every output, objective and activation, with and without penalty; one square case."""
    yield _ask(draw(rng))
    yield _ask(draw(rng, l2=0.3))
    yield _ask(draw(rng, "tanh", "sigmoid", l2=0.2, hidden_layers=2))
    yield _ask(draw(rng, "sigmoid", "sigmoid", "squared_error"))
    yield _ask(draw(rng, "relu", "softmax", "squared_error"))
    yield _ask(draw(rng, "tanh", "identity", "squared_error", hidden_layers=0))
    for units, output in (((4, 5, 1), "sigmoid"), ((4, 1), "sigmoid"), ((3, 3, 3), "softmax")):
        network = Network(units, output=output)
        params, X, Y = fill(rng, network, 3 if units == (3, 3, 3) else 6)
        yield _ask(Instance(network, params, X, Y))


def _ask(case: Instance) -> Question:
    return question("backward", _as_args(case))


TASK = TaskMistakes(
    SWITCHES,
    {"backward": backward},
    questions,
    experiments={"backward": (remembers_forward, sizes_written_in)},
    shrinking={"backward": Shrinking(smaller_calls, consistent)},
    in_pairs=True,
)
