"""Generators, zip and map objects returned wherever a list is asked; nothing is a list until it must be."""

import itertools

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

def xor_params():
    yield np.array([[22, -22], [22, -22]]), np.array([-11, 33])
    yield np.array([[22], [22]]), np.array([-33])


def sigmoid(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.asarray(z, float)))


def relu(z):
    return np.asarray(z) * (np.asarray(z) > 0)


def softmax(z):
    return np.array([e / e.sum() for e in (np.exp(row - row.max()) for row in z)])


def activation_gradient(name, a):
    for known, slope in (
        ("sigmoid", lambda: a * (1 - a)),
        ("tanh", lambda: 1 - a**2),
        ("relu", lambda: (np.asarray(a) > 0) + 0.0),
    ):
        if name == known:
            return slope()
    raise ValueError(name)


def _functions(network, L):
    yield from itertools.repeat({"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}[network.hidden], L - 1)
    yield {"softmax": softmax, "sigmoid": sigmoid, "identity": np.array}[network.output]


def forward(network, params, X):
    params = list(params)
    A = X
    yield A
    for g, (W, b) in zip(_functions(network, len(params)), params):
        A = g(np.matmul(A, W) + b)
        yield A


def loss(network, params, Y_hat, Y):
    def terms():
        for p, y in zip(np.ravel(Y_hat), np.ravel(Y)):
            if network.objective == "squared_error":
                yield (p - y) ** 2 / 2
            else:
                yield -y * np.log(max(p, 1e-12))
                if network.output == "sigmoid":
                    yield -(1 - y) * np.log(max(1 - p, 1e-12))

    return sum(terms()) / len(Y) + network.l2 / 2 * sum(w * w for W, _ in params for w in np.ravel(W))


def _errors(network, params, activations, Y):
    """D_L, ..., D_1."""
    A = activations[-1]
    D = (A - Y) / len(Y)
    if network.objective == "squared_error" and network.output == "softmax":
        D = A * D - A * np.sum(A * D, axis=1, keepdims=True)
    if network.objective == "squared_error" and network.output == "sigmoid":
        D = A * D - A * A * D
    yield D
    for (W, _), A in zip(params[:0:-1], activations[-2:0:-1]):
        D = D @ W.T * activation_gradient(network.hidden, A)
        yield D


def backward(network, params, activations, Y):
    params, activations = list(params), list(activations)
    errors = list(_errors(network, params, activations, Y))
    for (W, _), A, D in zip(params, activations, reversed(errors)):
        yield A.T @ D + network.l2 * W, D.sum(axis=0)


def update(params, grads, learning_rate):
    def moved(old, slopes):
        return map(lambda p, g: p - learning_rate * g, old, slopes)

    return map(moved, params, grads)


def _settled(params):
    """Parameters that can be looked at more than once."""
    return [tuple(layer) for layer in params]


def _descent(network, params, X, Y, learning_rate):
    """An endless walk: the parameters and the loss before each step."""
    params = _settled(params)
    while True:
        A = list(forward(network, params, X))
        yield params, loss(network, params, A[-1], Y)
        params = _settled(update(params, backward(network, params, A, Y), learning_rate))


def train(network, params, X, Y, learning_rate, epochs):
    walk = list(itertools.islice(_descent(network, params, X, Y, learning_rate), epochs + 1))
    return iter((walk[-1][0], (J for _, J in walk[:-1])))


def predict(network, params, X):
    *_, out = forward(network, params, X)
    return (int(np.argmax(row)) if len(row) > 1 else int(row[0] >= 0.5) for row in out)


def standardize(X_train, X_test):
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    deviation = np.array([s if s else 1.0 for s in deviation])
    return ((X - mean) / deviation for X in (X_train, X_test))


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k")
    order = np.random.default_rng(seed).permutation(m)
    for start in range(k):
        test = order[start::k]
        yield filter(lambda row, test=test: row not in test, range(m)), iter(test)


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    for tr, te in folds:
        A, B = standardize(X[tr], X[te])
        params, _ = train(network, init_params(network, seed), A, encode_targets(network, y[tr]), learning_rate, epochs)
        yield sum(map(int.__eq__, predict(network, params, B), y[te].tolist())) / len(te)


def compare(X, y, folds, seed):
    columns = (cross_validate(n, X, y, folds, LEARNING_RATE, EPOCHS, seed) for n in (NETWORK, LOGISTIC, SOFTMAX))
    rows = zip(itertools.count(1), *columns)
    return pd.DataFrame.from_records(rows, columns=["fold", "network", "logistic", "softmax"], index="fold")


def _batches(rng, m, size):
    order = iter(rng.permutation(m))
    while batch := list(itertools.islice(order, size)):
        yield batch


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    params, losses = _settled(params), []
    for _ in range(epochs):
        *_, out = forward(network, params, X)
        losses.append(loss(network, params, out, Y))
        for rows in _batches(rng, len(X), batch_size):
            grads = backward(network, params, forward(network, params, X[rows]), Y[rows])
            params = _settled(update(params, grads, learning_rate))
    return (part for part in (params, losses))


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n = round(0.7 * len(X))
    scores = {}
    for h in candidates:
        network = Network((X.shape[1], h, len(set(y.tolist()))))
        (scores[h],) = cross_validate(network, X, y, [(order[:n], order[n:])], learning_rate, epochs, seed)
    yield min(h for h in scores if scores[h] == max(scores.values()))
    yield scores
