"""Neural network homework: three layers, NumPy only."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

Array = np.ndarray
Params = list[tuple[Array, Array]]
Fold = tuple[Array, Array]

EX4_SHA256 = "a4d0cacaed4918c7ebff7477b8d7a4b5a269042183405087fe040df657219b94"


# --------------------------------------------------------------------------------------
# Given: read it, use it, leave it as it is.
# --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Network:
    """The shape of a network and what it minimises; the weights are kept apart, in params."""

    units: tuple[int, ...]
    hidden: str = "sigmoid"
    output: str = "softmax"
    objective: str = "cross_entropy"
    l2: float = 0.0


NETWORK = Network((2, 4, 2))
LOGISTIC = Network((2, 1), output="sigmoid")
SOFTMAX = Network((2, 2))
LEARNING_RATE = 1.0
EPOCHS = 1000


def init_params(network: Network, seed: int) -> Params:
    """Random starting weights: ``W_l ~ N(0, 1/n_{l-1})``, ``b_l = 0``, the same for the same seed."""
    rng = np.random.default_rng(seed)
    return [
        (rng.normal(0.0, n_in**-0.5, size=(n_in, n_out)), np.zeros(n_out))
        for n_in, n_out in zip(network.units[:-1], network.units[1:], strict=True)
    ]


def encode_targets(network: Network, y: Array) -> Array:
    """Targets Y, shape (m, n_L): one-hot rows for softmax, a column for sigmoid and identity."""
    y = np.asarray(y)
    if network.output == "softmax":
        return np.eye(network.units[-1])[y.astype(int)]
    return y.astype(float).reshape(-1, 1)


def load_ex4() -> tuple[Array, Array]:
    """The 80 students of ``data/ex4.csv``."""
    here = Path(__file__).resolve().parent
    places = [here / "data" / "ex4.csv", here.parent / "data" / "ex4.csv"]
    found = [place for place in places if place.is_file()]
    if not found:
        raise FileNotFoundError(f"{places[0]} is missing: copy the assignment's data folder beside this file")
    text = found[0].read_bytes().replace(b"\r\n", b"\n")
    if hashlib.sha256(text).hexdigest() != EX4_SHA256:
        raise ValueError(f"{found[0]} is not the file that came with the assignment: copy data/ex4.csv from it again")
    table = np.loadtxt(text.decode("ascii").splitlines(), delimiter=",", skiprows=1)
    return table[:, :2], table[:, 2].astype(int)


# ---- gates ---------------------------------------------------------------------------


def xor_params() -> Params:
    """XOR = AND(OR, NAND)."""
    or_neuron, or_bias = [10.0, 10.0], -5.0
    nand_neuron, nand_bias = [-10.0, -10.0], 15.0
    and_neuron, and_bias = [12.0, 12.0], -18.0
    W1 = np.column_stack([or_neuron, nand_neuron])
    W2 = np.reshape(and_neuron, (2, 1))
    return [(W1, np.array([or_bias, nand_bias])), (W2, np.array([and_bias]))]


# ---- activations ---------------------------------------------------------------------


def sigmoid(z: Array) -> Array:
    """1 / (1 + e^-z), written with tanh so that nothing overflows."""
    return 0.5 + 0.5 * np.tanh(0.5 * np.asarray(z, dtype=float))


def relu(z: Array) -> Array:
    """max(z, 0)."""
    z = np.asarray(z, dtype=float)
    return z * (z > 0)


def softmax(z: Array) -> Array:
    """Row-wise softmax; the row maximum is subtracted first."""
    shifted = z - z.max(axis=1, keepdims=True)
    log_total = np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return np.exp(shifted - log_total)


def activation_gradient(name: str, a: Array) -> Array:
    """g'(z) as a function of a = g(z)."""
    a = np.asarray(a, dtype=float)
    match name:
        case "sigmoid":
            return a - a * a
        case "tanh":
            return (1 - a) * (1 + a)
        case "relu":
            return (a > 0).astype(float)
    raise ValueError(f"no activation called {name}")


# ---- forward, loss, backward ---------------------------------------------------------


def _activate(name: str, Z: Array) -> Array:
    if name == "sigmoid":
        return sigmoid(Z)
    if name == "relu":
        return relu(Z)
    if name == "softmax":
        return softmax(Z)
    return np.tanh(Z) if name == "tanh" else Z


def forward(network: Network, params: Params, X: Array) -> list[Array]:
    """[A_0, ..., A_L]."""
    activations = [X]
    for W, b in params[:-1]:
        activations.append(_activate(network.hidden, activations[-1] @ W + b))
    W, b = params[-1]
    activations.append(_activate(network.output, activations[-1] @ W + b))
    return activations


def loss(network: Network, params: Params, Y_hat: Array, Y: Array) -> float:
    """Mean loss per example plus l2/2 |W|^2."""
    if network.objective == "squared_error":
        per_entry = 0.5 * np.square(Y_hat - Y)
    else:
        P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        per_entry = -Y * np.log(P)
        if network.output == "sigmoid":
            per_entry -= (1 - Y) * np.log1p(-P)
    data = per_entry.sum(axis=1).mean()
    return float(data + network.l2 / 2 * sum(np.vdot(W, W) for W, _ in params))


def _output_error(network: Network, A: Array, Y: Array) -> Array:
    """D_L; with cross-entropy, and with identity outputs, the slope cancels."""
    R = (A - Y) / Y.shape[0]
    if network.objective == "cross_entropy" or network.output == "identity":
        return R
    if network.output == "sigmoid":
        return R * activation_gradient("sigmoid", A)
    inner = np.einsum("ij,ij->i", A, R)[:, None]
    return A * (R - inner)


def backward(network: Network, params: Params, activations: list[Array], Y: Array) -> Params:
    """Backpropagation, from the last layer to the first."""
    D = _output_error(network, activations[-1], Y)
    grads = []
    for (W, _), A_in in zip(params[::-1], activations[-2::-1], strict=True):
        grads.append((A_in.T @ D + network.l2 * W, D.sum(axis=0)))
        if len(grads) < len(params):
            D = D @ W.T * activation_gradient(network.hidden, A_in)
    return grads[::-1]


# ---- training ------------------------------------------------------------------------


def update(params: Params, grads: Params, learning_rate: float) -> Params:
    """theta - learning_rate * gradient."""
    new = []
    for theta, gradient in zip(params, grads, strict=True):
        new.append(tuple(t - learning_rate * g for t, g in zip(theta, gradient, strict=True)))
    return new


def _step(network: Network, params: Params, X: Array, Y: Array, learning_rate: float) -> tuple[Params, Array]:
    """One step; also gives the prediction from before it."""
    activations = forward(network, params, X)
    grads = backward(network, params, activations, Y)
    return update(params, grads, learning_rate), activations[-1]


def train(
    network: Network, params: Params, X: Array, Y: Array, learning_rate: float, epochs: int
) -> tuple[Params, Array]:
    """Full-batch gradient descent."""
    losses = []
    for _ in range(epochs):
        new, Y_hat = _step(network, params, X, Y, learning_rate)
        losses.append(loss(network, params, Y_hat, Y))
        params = new
    return params, np.array(losses)


def predict(network: Network, params: Params, X: Array) -> Array:
    """Labels, shape (m,)."""
    Y_hat = forward(network, params, X)[-1]
    if Y_hat.shape[1] > 1:
        return Y_hat.argmax(axis=1)
    return (Y_hat.ravel() >= 0.5).astype(int)


# ---- evaluation ----------------------------------------------------------------------


def standardize(X_train: Array, X_test: Array) -> tuple[Array, Array]:
    """Mean 0 and deviation 1 on the training part; the test part follows."""
    mu, sigma = np.mean(X_train, axis=0), np.std(X_train, axis=0)
    sigma[sigma == 0] = 1
    scaled = [(X - mu) / sigma for X in (X_train, X_test)]
    return scaled[0], scaled[1]


def k_fold(m: int, k: int, seed: int) -> list[Fold]:
    """Every k-th row of a shuffled list is a test row of fold i."""
    if k < 2 or k > m:
        raise ValueError(f"cannot split {m} rows into {k} folds")
    order = np.random.default_rng(seed).permutation(m)
    number = np.arange(m) % k
    return [(order[number != i], order[number == i]) for i in range(k)]


def cross_validate(
    network: Network,
    X: Array,
    y: Array,
    folds: Sequence[Fold],
    learning_rate: float,
    epochs: int,
    seed: int,
) -> Array:
    """Accuracy on the test part of each fold."""

    def accuracy(fold: Fold) -> float:
        fit, held_out = fold
        X_fit, X_out = standardize(X[fit], X[held_out])
        start = init_params(network, seed)
        params, _ = train(network, start, X_fit, encode_targets(network, y[fit]), learning_rate, epochs)
        return float((predict(network, params, X_out) == y[held_out]).mean())

    return np.array([accuracy(fold) for fold in folds])


def compare(X: Array, y: Array, folds: Sequence[Fold], seed: int) -> pd.DataFrame:
    """One column a model, one row a fold."""
    models = {"network": NETWORK, "logistic": LOGISTIC, "softmax": SOFTMAX}
    scores = {name: cross_validate(model, X, y, folds, LEARNING_RATE, EPOCHS, seed) for name, model in models.items()}
    return pd.DataFrame(scores, index=pd.RangeIndex(1, len(folds) + 1, name="fold"))


# ---- bonus ---------------------------------------------------------------------------


def train_minibatch(
    network: Network,
    params: Params,
    X: Array,
    Y: Array,
    learning_rate: float,
    epochs: int,
    batch_size: int,
    seed: int,
) -> tuple[Params, Array]:
    """Mini-batches in a new order each epoch."""
    rng = np.random.default_rng(seed)
    losses = np.empty(epochs)
    for e in range(epochs):
        losses[e] = loss(network, params, forward(network, params, X)[-1], Y)
        order = rng.permutation(len(X))
        for batch in np.split(order, range(batch_size, len(X), batch_size)):
            params, _ = _step(network, params, X[batch], Y[batch], learning_rate)
    return params, losses


def choose_hidden_units(
    X: Array, y: Array, candidates: Sequence[int], learning_rate: float, epochs: int, seed: int
) -> tuple[int, dict[int, float]]:
    """Hold out 30 % and try each size: the hold-out is one fold of cross_validate."""
    m, d = X.shape
    order = np.random.default_rng(seed).permutation(m)
    cut = round(0.7 * m)
    holdout = [(order[:cut], order[cut:])]
    classes = int(y.max()) + 1
    scores = {
        h: float(cross_validate(Network((d, h, classes)), X, y, holdout, learning_rate, epochs, seed)[0])
        for h in candidates
    }
    return max(sorted(scores), key=scores.get), scores
