"""Wrong beliefs about backpropagation: for each place of its formulas, what people write there.

The parts of the answer follow one from the other, as the gradient does: the last layer's weights tell the error there,
whatever it is; its biases and the layers below follow from it.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import numpy as np

from assignment.checks.instances import Instance, fill
from assignment.checks.network import Network
from assignment.engine.answers import asked, same
from assignment.engine.mistakes import Args, On, Part, Responses, Shrinking, TaskMistakes
from assignment.questions.backward import ASKED
from solutions import neural_network as reference

from . import backward_slots as slots
from . import smaller
from .habits import sizes_written_in
from .on import pick, words, written_in

SIGNS = {"B04": (-1.0, -1.0), "B04:weights": (-1.0, 1.0)}  # of weight and bias gradients
PLACES = (
    *(slots.ERROR, slots.DIVISOR, slots.RATED_ERROR, slots.CROSS_ENTROPY, slots.SQUARED_ERROR, slots.PRODUCT),
    *(slots.PENALTY, slots.BIAS, slots.BACK, slots.SLOPE, slots.AGAIN),
)
WHOLE = words("B09:bias B10 B10:every B20 B22 B32 B32:pairs U04 U04:biases U04:first F08:hidden F08:output")
SWITCHES = {"backward": tuple(dict.fromkeys((*chain(*PLACES), *slots.RATES, *SIGNS, *WHOLE)))}


def backward(on: On, network: Network, params: Any, activations: Any, Y: Any) -> Any:
    """From the output's error back to the first layer."""
    network = written_in(on, network)
    A, m = activations[-1], len(Y)
    error = pick(on, slots.ERROR, np.subtract)(A, Y)
    raw = error * pick(on, {**slots.DIVISOR, **slots.RATED_ERROR}, lambda m, n: 1 / m)(m, Y.shape[1])
    D = _output(on, network)(network, A, raw)
    sent = raw if on & {"B10", "B10:cross_entropy", "B10:every"} else D
    grads: list[Any] = []
    for number in reversed(range(len(params))):
        W, b = params[number]
        layer = slots.Layer(network, m, W, b, activations[number], activations[number + 1], activations[0], D)
        data = pick(on, slots.PRODUCT, lambda layer: layer.input.T @ layer.D)(layer)
        dW = data + network.l2 * pick(on, slots.PENALTY, lambda layer, dW: layer.W)(layer, data)
        unsloped = number == len(params) - 1 and "B09:bias" in on
        db = pick(on, {**slots.BIAS, **slots.BESIDE_OTHERS}, lambda layer, D, data, dW: D.sum(axis=0))
        grads.insert(0, (dW, db(layer, raw if unsloped else D, data, dW)))
        if number > 0:
            back = pick(on, slots.BACK, lambda layer, dW: layer.D @ layer.W.T)(layer._replace(D=sent), dW)
            D = _sloped(on, back, layer, params[number - 1], activations[number - 1])
            sent = back if "B10:every" in on else D
    return _arranged(on, grads)


def _output(on: On, network: Network) -> slots.Filling:
    """How the error at the output comes from the raw one."""
    if network.objective == "cross_entropy":
        return pick(on, slots.CROSS_ENTROPY, lambda network, A, raw: raw)
    right = {"sigmoid": "B09:softmax", "softmax": "B09:sigmoid", "identity": "B09"}  # which are wrong elsewhere only
    return pick(on, slots.SQUARED_ERROR, slots.SQUARED_ERROR[right[network.output]])


def _sloped(on: On, back: Any, layer: slots.Layer, below: Any, A: Any) -> Any:
    """The error of a hidden layer, from what the layer above sends back."""
    if "U04" in on:
        return np.zeros_like(layer.input)
    W, b = below
    slope = pick(on, slots.SLOPE, lambda hidden, A, Z, above: reference.activation_gradient(hidden, A))
    g = slope(layer.network.hidden, layer.input, A @ W + b, layer.output)
    return (back @ g if "B22" in on else back * g) * pick(on, slots.AGAIN, lambda m: 1.0)(layer.m)


def _arranged(on: On, grads: list[Any]) -> Any:
    """Factors, layers that are left out, and the order of the result."""
    rate, signs = pick(on, slots.RATES, 1.0), pick(on, SIGNS, (1.0, 1.0))
    grads = [(dW * rate * signs[0], db * rate * signs[1]) for dW, db in grads]
    if "B20" in on:
        grads = [(dW.T, db) for dW, db in grads]
    if "U04:first" in on and len(grads) > 1:
        grads[0] = tuple(np.zeros_like(g) for g in grads[0])
    if "U04:biases" in on:
        grads = [(dW, np.zeros_like(db)) for dW, db in grads]
    if "B32" in on:
        return grads[::-1]
    return [(db, dW) for dW, db in grads] if "B32:pairs" in on else grads


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


def _slots(*tables: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The switches of each place, without those whose words tell of other places, too."""
    return tuple(tuple(switch for switch in table if not switch.startswith(("B03", "B05"))) for table in tables)


CROSS_ENTROPY, SQUARED_ERROR, PENALTY, BIAS, BELOW = ASKED.looks["backward"]
PARTS = (
    Part(
        _slots(
            slots.ERROR, [*slots.DIVISOR, *slots.RATED_ERROR], slots.CROSS_ENTROPY, slots.PRODUCT, slots.RATES, ["B20"]
        ),
        *(CROSS_ENTROPY, "B64"),
    ),
    Part(_slots(slots.SQUARED_ERROR), SQUARED_ERROR, "B65"),
    Part(_slots(slots.PENALTY), PENALTY, "B66"),
    Part(_slots([*slots.BIAS, *slots.BESIDE_OTHERS, "B09:bias", "U04:biases"]), BIAS, "B67"),
    Part(_slots(slots.BACK, slots.SLOPE, slots.AGAIN, ["B10", "B10:every", "U04", "U04:first", "B22"]), BELOW, "B68"),
)
TASK = TaskMistakes(
    SWITCHES,
    {"backward": backward},
    ASKED,
    experiments={"backward": (remembers_forward, sizes_written_in)},
    shrinking={"backward": Shrinking(smaller_calls, consistent)},
    parts={"backward": PARTS},
)
