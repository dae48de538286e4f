"""Recursion over the layers and over the epochs, with a raised recursion limit; no loop statement at all."""

import sys

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
sys.setrecursionlimit(100_000)

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

def xor_params():
    def neuron(w1, w2, b):
        return np.array([[w1], [w2]], float), np.array([b], float)

    OR, NAND, AND = neuron(20, 20, -10), neuron(-10, -10, 14), neuron(15, 15, -22)
    return [(np.hstack((OR[0], NAND[0])), np.hstack((OR[1], NAND[1]))), AND]


def sigmoid(z):
    z = np.asarray(z, float)
    if z.ndim == 0:
        return 1 / (1 + np.exp(-z)) if z > 0 else np.exp(z) / (1 + np.exp(z))
    return np.array(list(map(sigmoid, z)))


def relu(z):
    return np.fmax(z, 0)


def softmax(z):
    if len(z) == 0:
        return np.zeros((0, z.shape[1]))
    head = np.exp(z[0] - max(z[0]))
    return np.vstack([head / sum(head), softmax(z[1:])])


def activation_gradient(name, a):
    return (
        a * (1 - a)
        if name == "sigmoid"
        else (1 + a) * (1 - a)
        if name == "tanh"
        else (np.asarray(a) > 0).astype(float)
        if name == "relu"
        else _unknown(name)
    )


def _unknown(name):
    raise ValueError(name)


def _g(name, Z):
    if name == "softmax":
        return softmax(Z)
    if name == "identity":
        return Z
    return np.tanh(Z) if name == "tanh" else sigmoid(Z) if name == "sigmoid" else relu(Z)


def forward(network, params, X):
    if not params:
        return [X]
    (W, b), *rest = params
    A = _g(network.hidden if rest else network.output, X @ W + b)
    return [X, *forward(network, rest, A)]


def _squares(params):
    return (params[0][0] ** 2).sum() + _squares(params[1:]) if params else 0.0


def loss(network, params, Y_hat, Y):
    def of_rows(p, y):
        if len(y) == 0:
            return 0.0
        if network.objective == "squared_error":
            first = ((p[0] - y[0]) ** 2).sum() / 2
        else:
            q = p[0].clip(1e-12, 1 - 1e-12)
            first = -(y[0] * np.log(q)).sum()
            if network.output == "sigmoid":
                first -= ((1 - y[0]) * np.log(1 - q)).sum()
        return first + of_rows(p[1:], y[1:])

    return of_rows(Y_hat, Y) / len(Y) + network.l2 / 2 * _squares(params)


def backward(network, params, activations, Y):
    m = len(Y)

    def descend(layers, A):
        """Gradients of these layers, first layer first, and the error of the layer below."""
        (W, b), *above = layers
        if above:
            grads, back = descend(above, A[1:])
            D = back * activation_gradient(network.hidden, A[1])
        else:
            grads, P = [], A[1]
            D = (P - Y) / m
            if network.objective == "squared_error" and network.output != "identity":
                D = P * (D - (D * P).sum(1, keepdims=True)) if network.output == "softmax" else D * P * (1 - P)
        return [(A[0].T @ D + network.l2 * W, D.sum(0)), *grads], D @ W.T

    return descend(params, activations)[0]


def update(params, grads, learning_rate):
    if not params:
        return []
    (W, b), (dW, db) = params[0], grads[0]
    return [(W - learning_rate * dW, b - learning_rate * db)] + update(params[1:], grads[1:], learning_rate)


def train(network, params, X, Y, learning_rate, epochs, losses=()):
    if epochs == 0:
        return params, np.array(losses)
    A = forward(network, params, X)
    J = loss(network, params, A[-1], Y)
    better = update(params, backward(network, params, A, Y), learning_rate)
    return train(network, better, X, Y, learning_rate, epochs - 1, (*losses, J))


def predict(network, params, X):
    if len(X) == 0:
        return []
    out = forward(network, params, X[:1])[-1][0]
    first = int(out[0] >= 0.5) if len(out) == 1 else int(out.argmax())
    return [first] + predict(network, params, X[1:])


def standardize(X_train, X_test):
    if X_train.shape[1] == 0:
        return X_train.copy(), X_test.copy()
    column = X_train[:, :1]
    mean, deviation = column.mean(), column.std() or 1.0
    left, right = standardize(X_train[:, 1:], X_test[:, 1:])
    return np.hstack([(column - mean) / deviation, left]), np.hstack([(X_test[:, :1] - mean) / deviation, right])


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError(f"{k} folds of {m} rows")
    order = np.random.default_rng(seed).permutation(m)

    def deal(done, rest, folds):
        if folds == 0:
            return []
        size = len(rest) // folds
        test, after = rest[:size], rest[size:]
        return [(np.r_[done, after], test)] + deal(np.r_[done, test], after, folds - 1)

    return deal(np.array([], dtype=int), order, k)


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    if not folds:
        return []
    (tr, te), *others = folds
    A, B = standardize(X[tr], X[te])
    params, _ = train(network, init_params(network, seed), A, encode_targets(network, y[tr]), learning_rate, epochs)
    accuracy = float(np.mean(np.array(predict(network, params, B)) == y[te]))
    return [accuracy] + cross_validate(network, X, y, others, learning_rate, epochs, seed)


def compare(X, y, folds, seed):
    def column(network):
        return cross_validate(network, X, y, folds, LEARNING_RATE, EPOCHS, seed)

    return pd.DataFrame(
        list(zip(range(1, len(folds) + 1), column(NETWORK), column(LOGISTIC), column(SOFTMAX))),
        columns=["fold", "network", "logistic", "softmax"],
    ).set_index("fold")


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)

    def steps(params, order):
        if len(order) == 0:
            return params
        now, later = order[:batch_size], order[batch_size:]
        grads = backward(network, params, forward(network, params, X[now]), Y[now])
        return steps(update(params, grads, learning_rate), later)

    def epochs_from(params, left):
        if left == 0:
            return params, []
        J = loss(network, params, forward(network, params, X)[-1], Y)
        params, losses = epochs_from(steps(params, rng.permutation(len(X))), left - 1)
        return params, [J, *losses]

    return epochs_from(params, epochs)


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n = round(0.7 * len(X))

    def score(h):
        network = Network((X.shape[1], h, int(y.max()) + 1))
        return cross_validate(network, X, y, [(order[:n], order[n:])], learning_rate, epochs, seed)[0]

    def tournament(sizes):
        if not sizes:
            return None, {}
        best, scores = tournament(sizes[1:])
        h, s = sizes[0], score(sizes[0])
        if best is None or s > scores[best] or (s == scores[best] and h < best):
            best = h
        return best, {h: s, **scores}

    return tournament(list(candidates))
