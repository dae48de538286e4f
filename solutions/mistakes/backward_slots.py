"""The places of backpropagation's formulas, and what is written there by mistake: a table for each place."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from assignment.checks.network import Network
from solutions import neural_network as reference

from . import activations

Filling = Callable[..., Any]


class Layer(NamedTuple):
    """What the formulas of one layer are made of."""

    network: Network
    m: int
    W: Any
    b: Any
    input: Any
    output: Any
    X: Any
    D: Any


def _binary(network: Network, A: Any, raw: Any) -> Any:
    return raw * A * (1.0 - A)


def _jacobian(network: Network, A: Any, raw: Any) -> Any:
    return A * (raw - np.sum(raw * A, axis=1, keepdims=True))


def _unsloped(network: Network, A: Any, raw: Any) -> Any:
    return raw


def _hidden(network: Network, A: Any, raw: Any) -> Any:
    return raw if network.output == "identity" else raw * reference.activation_gradient(network.hidden, A)


def _as_in_activations(switch: str) -> Filling:
    """The slope of who makes the same mistake in activation_gradient."""
    return lambda hidden, A, Z, above: activations.activation_gradient(frozenset({switch}), hidden, A)


def _for_all(layer: Layer, number: Any) -> Any:
    return np.full(len(layer.b), number)


slope = reference.activation_gradient

ERROR: dict[str, Filling] = {  # of predictions A and targets Y
    "B04:data": lambda A, Y: Y - A,
    "B29": lambda A, Y: A - np.argmax(Y, axis=1)[:, None],
    "B30": lambda A, Y: A - (Y.ravel() if Y.shape[1] == 1 else Y),
    "B30:prediction": lambda A, Y: (A.ravel() if Y.shape[1] == 1 else A) - Y,
    "B38": lambda A, Y: A - Y * np.arange(Y.shape[1]),
    "B40": lambda A, Y: np.abs(A - Y),
    "B40:squared": lambda A, Y: (A - Y) ** 2,
    "B41": lambda A, Y: np.round(A) - Y,
}

DIVISOR: dict[str, Filling] = {  # of m examples with n outputs
    "B01": lambda m, n: 1.0,
    "B02": lambda m, n: 1.0 / m**2,
    "B42:outputs": lambda m, n: 1.0 / n,
    "B42:all": lambda m, n: 1.0 / (m * n),
    "B42:half": lambda m, n: 0.5 / m,
    "B42:double": lambda m, n: 2.0 / m,
    "B42:times": lambda m, n: float(m),
}
RATES = {f"B33:{rate}": rate for rate in (0.1, 0.01, 0.001, 0.2, 0.3, 0.03, 0.05)}  # of the whole gradient
RATED_ERROR: dict[str, Filling] = {  # of the error only, so that the penalty is not scaled
    f"{switch}:error": lambda m, n, rate=rate: rate / m for switch, rate in RATES.items()
}

CROSS_ENTROPY: dict[str, Filling] = {  # from the raw error to the output's, where nothing is to be done
    "B08": _binary,
    "B08:jacobian": lambda network, A, raw: (_jacobian if network.output == "softmax" else _binary)(network, A, raw),
    "B08:softmax": lambda network, A, raw: (_jacobian if network.output == "softmax" else _unsloped)(network, A, raw),
    "B10:cross_entropy": _binary,
    "B43": _hidden,
}

SQUARED_ERROR: dict[str, Filling] = {
    "B09": _unsloped,
    "B09:elementwise": lambda network, A, raw: raw if network.output == "identity" else _binary(network, A, raw),
    "B09:softmax": lambda network, A, raw: _binary(network, A, raw) if network.output == "sigmoid" else raw,
    "B09:sigmoid": lambda network, A, raw: _jacobian(network, A, raw) if network.output == "softmax" else raw,
    "B43": _hidden,
}

PRODUCT: dict[str, Filling] = {  # a layer's weight gradient, without the penalty
    "B02:weights": lambda layer: layer.input.T @ layer.D / layer.m,
    "B21": lambda layer: layer.input.T * layer.D,
    "B44": lambda layer: layer.X.T @ layer.D,
    "B44:output": lambda layer: layer.output.T @ layer.D,
    "B45": lambda layer: layer.W * layer.D.sum(axis=0),
    "B45:mean": lambda layer: layer.W * layer.D.mean(axis=0),
    "B46": lambda layer: np.full(layer.W.shape, np.sum(layer.input.T @ layer.D)),
    "B46:mean": lambda layer: np.full(layer.W.shape, np.mean(layer.input.T @ layer.D)),
    "B46:all": lambda layer: np.full(layer.W.shape, np.mean(layer.input.T @ layer.D) * layer.m),
    "B47": lambda layer: layer.input.reshape(layer.input.shape[::-1]) @ layer.D,
    "B47:product": lambda layer: (layer.D.T @ layer.input).reshape(layer.W.shape),
    "B61:first": lambda layer: layer.input[:1].T @ layer.D[:1],
    "B61:last": lambda layer: layer.input[-1:].T @ layer.D[-1:],
}

PENALTY: dict[str, Filling] = {  # what the penalty's strength multiplies
    "B23": lambda layer, dW: dW,
    "B23b": lambda layer, dW: dW * (1.0 - 1.0 / layer.network.l2) if layer.network.l2 else 0.0,
    "B24": lambda layer, dW: 0.0,
    "B25": lambda layer, dW: -layer.W,
    "B27": lambda layer, dW: 2.0 * layer.W,
    "B27:mean": lambda layer, dW: layer.W / layer.m,
    "B27:half": lambda layer, dW: layer.W / 2.0,
    "B27:rows": lambda layer, dW: layer.W * layer.m,
    "B59": lambda layer, dW: np.r_[np.zeros((1, layer.W.shape[1])), layer.W[1:]],
    "B74": lambda layer, dW: 1.0,
    "B74:sign": lambda layer, dW: np.sign(layer.W),
    "B74:square": lambda layer, dW: layer.W**2,
}

BIAS: dict[str, Filling] = {  # of the layer's error, and its weight gradient without and with the penalty
    "B03": lambda layer, D, data, dW: layer.m * D.sum(axis=0),
    "B05": lambda layer, D, data, dW: -D.sum(axis=0),
    "B14": lambda layer, D, data, dW: D.sum(),
    "B14:array": lambda layer, D, data, dW: _for_all(layer, D.sum()),
    "B14:mean": lambda layer, D, data, dW: _for_all(layer, D.mean()),
    "B14:error": lambda layer, D, data, dW: _for_all(layer, D.mean() * layer.m),
    "B15": lambda layer, D, data, dW: D.sum(axis=1),
    "B15:mean": lambda layer, D, data, dW: D.sum(axis=1) * layer.m,
    "B16": lambda layer, D, data, dW: D,
    "B16:mean": lambda layer, D, data, dW: D * layer.m,
    "B26": lambda layer, D, data, dW: D.sum(axis=0) + layer.network.l2 * layer.b,
    "B56": lambda layer, D, data, dW: D.mean(axis=0),
    "B57": lambda layer, D, data, dW: dW.sum(axis=0),
    "B57:mean": lambda layer, D, data, dW: dW.mean(axis=0),
    "B57:data": lambda layer, D, data, dW: data.sum(axis=0),
    "B57:data_mean": lambda layer, D, data, dW: data.mean(axis=0),
    "B58": lambda layer, D, data, dW: D.sum(axis=0) + layer.network.l2,
    "B61:row": lambda layer, D, data, dW: D[0],
    "B61:last_row": lambda layer, D, data, dW: D[-1],
}
BESIDE_OTHERS: dict[str, Filling] = {"B62": BIAS["B05"], "B63": BIAS["B03"]}  # whose own words tell of the weights, too

BACK: dict[str, Filling] = {  # the error on its way to the layer below
    "B13": lambda layer, dW: layer.D @ (layer.W - dW).T,
    "B13:0.1": lambda layer, dW: layer.D @ (layer.W - 0.1 * dW).T,
    "B13:0.5": lambda layer, dW: layer.D @ (layer.W - 0.5 * dW).T,
    "B13:0.01": lambda layer, dW: layer.D @ (layer.W - 0.01 * dW).T,
    "B21:back": lambda layer, dW: layer.D * layer.W.T,
    "B47:back": lambda layer, dW: layer.D @ layer.W.reshape(layer.W.shape[::-1]),
    "B48": lambda layer, dW: layer.D @ dW.T,
    "B49": lambda layer, dW: layer.D.sum(axis=1, keepdims=True) * layer.input,
    "B51": lambda layer, dW: np.tile(layer.D.sum(axis=1, keepdims=True), layer.input.shape[1]),
    "B55": lambda layer, dW: layer.D @ layer.W,
}

SLOPE: dict[str, Filling] = {  # of the hidden activation: its name, the layer's A and Z, and the A above
    **{switch: _as_in_activations(switch) for switch in ("A05", "A07", "B69", "B76")},
    "A05:z": lambda hidden, A, Z, above: slope(hidden, Z),
    "A07:always": lambda hidden, A, Z, above: slope("tanh", A),
    "B06": lambda hidden, A, Z, above: np.ones_like(A),
    "B53": lambda hidden, A, Z, above: slope(hidden, above),
    "B54": lambda hidden, A, Z, above: slope(hidden, A) ** 2,
    "B70": lambda hidden, A, Z, above: A,
    "B70:rest": lambda hidden, A, Z, above: 1.0 - A,
}

AGAIN: dict[str, Filling] = {"B73": lambda m: 1.0 / m}  # at each hidden layer
