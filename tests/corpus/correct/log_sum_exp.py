"""Log-sum-exp: sigmoid and softmax as exponentials of their logarithms; match and walrus; np.float64 losses."""

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


@dataclass(frozen=True)
class Network:
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
    rng = np.random.default_rng(seed)
    return [
        (rng.normal(0.0, n_in**-0.5, size=(n_in, n_out)), np.zeros(n_out))
        for n_in, n_out in zip(network.units[:-1], network.units[1:], strict=True)
    ]


def encode_targets(network: Network, y: Array) -> Array:
    y = np.asarray(y)
    if network.output == "softmax":
        return np.eye(network.units[-1])[y.astype(int)]
    return y.astype(float).reshape(-1, 1)


def load_ex4() -> tuple[Array, Array]:
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

TINY = 1e-12


def xor_params():
    big = 40.0
    W1 = big * np.array([[1, -1], [1, -1]])
    b1 = big * np.array([-0.5, 1.5])
    W2 = big * np.ones((2, 1))
    b2 = big * np.array([-1.5])
    return [(W1, b1), (W2, b2)]


def log_sigmoid(z):
    return -np.logaddexp(0.0, -np.asarray(z))


def log_softmax(z):
    return z - np.logaddexp.reduce(z, axis=1, keepdims=True)


def sigmoid(z):
    return np.exp(log_sigmoid(z))


def relu(z):
    return np.clip(z, 0, None)


def softmax(z):
    return np.exp(log_softmax(z))


def activation_gradient(name, a):
    match name:
        case "sigmoid":
            return np.exp(np.log(np.maximum(a, 0) + (a == 0)) + np.log1p(-np.minimum(a, 1) * (a < 1))) * (
                (a > 0) & (a < 1)
            )
        case "tanh":
            return 1 - a * a
        case "relu":
            return np.piecewise(a, [a > 0], [1.0, 0.0])
        case _:
            raise ValueError(f"what is {name}?")


def activate(name, Z):
    match name:
        case "softmax":
            return softmax(Z)
        case "sigmoid":
            return sigmoid(Z)
        case "tanh":
            return 2 * sigmoid(2 * Z) - 1
        case "relu":
            return relu(Z)
        case "identity":
            return Z


def forward(network, params, X):
    activations = [X]
    *hidden, last = params
    for W, b in hidden:
        activations.append(activate(network.hidden, activations[-1] @ W + b))
    W, b = last
    return [*activations, activate(network.output, activations[-1] @ W + b)]


def safe_log(p):
    return np.log(p, where=p > TINY, out=np.full(np.shape(p), np.log(TINY)))


def loss(network, params, Y_hat, Y):
    match network.objective, network.output:
        case "squared_error", _:
            per_row = 0.5 * np.sum((Y_hat - Y) ** 2, axis=1)
        case "cross_entropy", "softmax":
            per_row = -safe_log(Y_hat[np.arange(len(Y)), Y.argmax(axis=1)])
        case "cross_entropy", "sigmoid":
            per_row = -np.sum(np.where(Y == 1, safe_log(Y_hat), safe_log(1 - Y_hat)), axis=1)
    return np.mean(per_row) + network.l2 / 2 * np.sum([np.vdot(W, W) for W, _ in params])


def backward(network, params, activations, Y):
    m = len(Y)
    P = activations[-1]
    match network.objective, network.output:
        case "squared_error", "softmax":
            R = (P - Y) / m
            D = P * (R - np.sum(P * R, axis=1)[:, np.newaxis])
        case "squared_error", "sigmoid":
            D = (P - Y) / m * P * (1 - P)
        case _:
            D = (P - Y) / m
    grads = []
    layer = len(params)
    while (layer := layer - 1) >= 0:
        W, _ = params[layer]
        grads.append((activations[layer].T @ D + network.l2 * W, np.add.reduce(D)))
        if layer > 0:
            D = D @ W.T * activation_gradient(network.hidden, activations[layer])
    return grads[::-1]


def update(params, grads, learning_rate):
    return [tuple(p + (-learning_rate) * g for p, g in zip(*both)) for both in zip(params, grads)]


def train(network, params, X, Y, learning_rate, epochs):
    losses = np.full(epochs, np.nan)
    e = -1
    while (e := e + 1) < epochs:
        losses[e] = loss(network, params, (A := forward(network, params, X))[-1], Y)
        params = update(params, backward(network, params, A, Y), learning_rate)
    return params, losses


def predict(network, params, X):
    if (P := forward(network, params, X)[-1]).shape[1] == 1:
        return (P >= 0.5).astype(np.uint8)
    return np.argmax(P, 1).astype(np.int8)


def standardize(X_train, X_test):
    mean = np.average(X_train, axis=0)
    deviation = np.var(X_train, axis=0) ** 0.5
    flat = np.ptp(X_train, axis=0) == 0
    deviation = np.where(flat, 1.0, deviation)
    return (X_train - mean) / deviation, (X_test - mean) / deviation


def k_fold(m, k, seed):
    if not 1 < k <= m:
        raise ValueError(f"cannot make {k} folds of {m} rows")
    keys = np.random.default_rng(seed).random(m)
    rank = np.argsort(np.argsort(keys))
    fold_of = rank * k // m
    return [(np.nonzero(fold_of != i)[0], np.nonzero(fold_of == i)[0]) for i in range(k)]


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = []
    for tr, te in folds:
        A, B = standardize(X[tr], X[te])
        params, _ = train(network, init_params(network, seed), A, encode_targets(network, y[tr]), learning_rate, epochs)
        accuracies.append(np.count_nonzero(predict(network, params, B).ravel() == y[te]) / te.size)
    return np.asarray(accuracies)


def compare(X, y, folds, seed):
    return pd.concat(
        [
            pd.Series(cross_validate(n, X, y, folds, LEARNING_RATE, EPOCHS, seed), name=name)
            for name, n in {"network": NETWORK, "logistic": LOGISTIC, "softmax": SOFTMAX}.items()
        ],
        axis="columns",
    ).set_index(pd.RangeIndex(1, len(folds) + 1, name="fold"))


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    losses = []
    while len(losses) < epochs:
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
        todo = rng.permutation(len(X))
        while (batch := todo[:batch_size]).size:
            A = forward(network, params, X[batch])
            params = update(params, backward(network, params, A, Y[batch]), learning_rate)
            todo = todo[batch_size:]
    return params, np.array(losses)


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    m, d = X.shape
    order = np.argsort(np.random.default_rng(seed).random(m))
    n = round(0.7 * m)
    scores = {
        h: cross_validate(
            Network((d, h, int(y.max()) + 1)), X, y, [(order[:n], order[n:])], learning_rate, epochs, seed
        )[0]
        for h in candidates
    }
    top = max(scores.values())
    return min(h for h in scores if scores[h] == top), scores
