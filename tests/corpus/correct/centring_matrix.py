"""Means as matrix products: ones/m on the left, the centring matrix I - 11'/m; columns that barely move count as constant."""

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
    P = np.array([[1, 0, 0, -1, 0, 0], [0, 1, 0, 0, -1, 0]])  # w of OR, then of NAND
    W1 = 20 * np.stack([P[:, [0, 1]].sum(axis=1), P[:, [3, 4]].sum(axis=1)], axis=1)
    return [(W1, np.array([-10, 30])), (20 * np.ones((2, 1)), np.array([-30]))]


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    return np.exp(-np.log1p(np.exp(-np.abs(z)))) * np.exp(np.minimum(z, 0))


def relu(z):
    return np.maximum(z, -0.0) + 0.0


def softmax(z):
    n = z.shape[1]
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / (e @ np.ones((n, n)))


def activation_gradient(name, a):
    one = np.ones_like(a)
    if name == "sigmoid":
        return a * (one - a)
    if name == "tanh":
        return one - a * a
    if name == "relu":
        return one * (a > 0)
    raise ValueError("activation_gradient knows sigmoid, tanh, relu")


def forward(network, params, X):
    ones = np.ones((len(X), 1))
    A, activations = X, [X]
    for index, (W, b) in enumerate(params):
        Z = np.hstack([A, ones]) @ np.vstack([W, b])
        if index < len(params) - 1:
            A = sigmoid(Z) if network.hidden == "sigmoid" else np.tanh(Z) if network.hidden == "tanh" else relu(Z)
        else:
            A = sigmoid(Z) if network.output == "sigmoid" else softmax(Z) if network.output == "softmax" else Z
        activations.append(A)
    return activations


def loss(network, params, Y_hat, Y):
    m, n = Y.shape
    left, right = np.ones(m) / m, np.ones(n)
    if network.objective == "squared_error":
        J = left @ (0.5 * (Y_hat - Y) ** 2) @ right
    else:
        P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        J = -left @ (Y * np.log(P)) @ right
        if network.output == "sigmoid":
            J -= left @ ((1 - Y) * np.log(1 - P)) @ right
    for W, _ in params:
        J += network.l2 / 2 * np.trace(W @ W.T)
    return J


def backward(network, params, activations, Y):
    m, n = Y.shape
    P = activations[-1]
    D = (P - Y) / m
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            D = D * P * (1 - P)
        if network.output == "softmax":
            D = P * (D - (P * D) @ np.ones((n, n)))
    grads = []
    for l in range(len(params) - 1, -1, -1):
        W, b = params[l]
        both = np.hstack([activations[l], np.ones((m, 1))]).T @ D
        grads.append((both[:-1] + network.l2 * W, both[-1]))
        if l:
            D = D @ W.T * activation_gradient(network.hidden, activations[l])
    return grads[::-1]


def update(params, grads, learning_rate):
    return [(W - learning_rate * dW, b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads)]


def train(network, params, X, Y, learning_rate, epochs):
    losses = np.zeros(epochs)
    for epoch in range(epochs):
        A = forward(network, params, X)
        losses[epoch] = loss(network, params, A[-1], Y)
        params = update(params, backward(network, params, A, Y), learning_rate)
    return params, losses


def predict(network, params, X):
    out = forward(network, params, X)[-1]
    return out.argmax(axis=1) if out.shape[1] > 1 else (out.ravel() >= 0.5).astype(int)


def standardize(X_train, X_test):
    m = len(X_train)
    mean = np.full((1, m), 1 / m) @ X_train
    centred = (np.eye(m) - np.full((m, m), 1 / m)) @ X_train
    deviation = np.sqrt(np.diag(centred.T @ centred) / m)
    scale = np.max(np.abs(X_train), axis=0)
    deviation = np.where(deviation <= 1e-12 * scale, 1.0, deviation)  # constant but for rounding
    return centred / deviation, (X_test - mean) / deviation


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k")
    shuffle = np.eye(m, dtype=int)[np.random.default_rng(seed).permutation(m)]  # a permutation matrix
    order = shuffle @ np.arange(m)
    return [(np.setdiff1d(order, order[i::k]), order[i::k]) for i in range(k)]


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = []
    for rows, test in folds:
        A, B = standardize(X[rows], X[test])
        params, _ = train(
            network, init_params(network, seed), A, encode_targets(network, y[rows]), learning_rate, epochs
        )
        right = (predict(network, params, B) == y[test]).astype(float)
        accuracies.append(right @ np.full(len(test), 1 / len(test)))
    return np.array(accuracies)


def compare(X, y, folds, seed):
    columns = [cross_validate(n, X, y, folds, LEARNING_RATE, EPOCHS, seed) for n in (NETWORK, LOGISTIC, SOFTMAX)]
    table = pd.DataFrame(np.transpose(columns), columns=["network", "logistic", "softmax"])
    table.index = pd.RangeIndex(1, 1 + len(folds), name="fold")
    return table


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    losses = np.zeros(epochs)
    for epoch in range(epochs):
        losses[epoch] = loss(network, params, forward(network, params, X)[-1], Y)
        shuffle = np.eye(len(X))[rng.permutation(len(X))]
        SX, SY = shuffle @ X, shuffle @ Y
        for start in range(0, len(X), batch_size):
            part = slice(start, start + batch_size)
            A = forward(network, params, SX[part])
            params = update(params, backward(network, params, A, SY[part]), learning_rate)
    return params, losses


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n = round(0.7 * len(X))
    scores = {}
    for h in candidates:
        network = Network((X.shape[1], h, int(y.max()) + 1))
        scores[h] = cross_validate(network, X, y, [(order[:n], order[n:])], learning_rate, epochs, seed)[0]
    top = max(scores.values())
    return min(h for h in scores if scores[h] == top), scores
