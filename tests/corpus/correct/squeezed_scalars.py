"""Every number of a gradient is a squeezed 1 x 1 product: nested lists of 0-d arrays are returned."""

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
    one = np.array
    W1 = [[one(20.0), one(-20.0)], [one(20.0), one(-20.0)]]
    b1 = [one(-10.0), one(30.0)]
    W2 = [[one(20.0)], [one(20.0)]]
    b2 = [one(-30.0)]
    return [(W1, b1), (W2, b2)]


def product(A, B):
    """A B, one entry after the other."""
    A, B = np.asarray(A), np.asarray(B)
    return [[np.squeeze(A[i : i + 1] @ B[:, j : j + 1]) for j in range(B.shape[1])] for i in range(A.shape[0])]


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))


def relu(z):
    return np.where(np.array(z) > 0, z, 0.0)


def softmax(z):
    z = np.asarray(z)
    rows = []
    for i in range(len(z)):
        e = np.exp(z[i] - z[i].max())
        rows.append([np.array(x / e.sum()) for x in e])
    return rows


def activation_gradient(name, a):
    a = np.asarray(a)
    if name == "sigmoid":
        return a * (1 - a)
    if name == "tanh":
        return 1 - a * a
    if name == "relu":
        return np.where(a > 0, 1.0, 0.0)
    raise ValueError(name)


def forward(network, params, X):
    functions = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu, "softmax": softmax, "identity": np.asarray}
    activations = [X]
    for l, (W, b) in enumerate(params, 1):
        Z = np.asarray(activations[-1]) @ np.asarray(W) + np.asarray(b)
        activations.append(functions[network.output if l == len(params) else network.hidden](Z))
    return activations


def loss(network, params, Y_hat, Y):
    Y_hat, Y = np.asarray(Y_hat), np.asarray(Y)
    m = len(Y)
    if network.objective == "squared_error":
        R = (Y_hat - Y).reshape(1, -1)
        J = R @ R.T / (2 * m)
    else:
        P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        J = -Y.reshape(1, -1) @ np.log(P).reshape(-1, 1) / m
        if network.output == "sigmoid":
            J = J - (1 - Y).reshape(1, -1) @ np.log(1 - P).reshape(-1, 1) / m
    for W, _ in params:
        w = np.asarray(W).reshape(1, -1)
        J = J + network.l2 / 2 * (w @ w.T)
    return np.squeeze(J)


def backward(network, params, activations, Y):
    A = [np.asarray(a, dtype=float) for a in activations]
    Y = np.asarray(Y)
    D = (A[-1] - Y) / len(Y)
    if network.objective == "squared_error" and network.output == "sigmoid":
        D = D * A[-1] * (1 - A[-1])
    if network.objective == "squared_error" and network.output == "softmax":
        D = A[-1] * (D - np.sum(D * A[-1], axis=1, keepdims=True))
    ones = np.ones((1, len(Y)))
    grads = []
    for l in range(len(params) - 1, -1, -1):
        W = np.asarray(params[l][0])
        dW = product(A[l].T, D)
        if network.l2:
            dW = [[np.array(g + network.l2 * w) for g, w in zip(gs, ws)] for gs, ws in zip(dW, W)]
        db = [np.squeeze(ones @ D[:, j : j + 1]) for j in range(D.shape[1])]
        grads.insert(0, (dW, db))
        if l > 0:
            D = D @ W.T * activation_gradient(network.hidden, A[l])
    return grads


def update(params, grads, learning_rate):
    new = []
    for (W, b), (dW, db) in zip(params, grads):
        new.append(
            (
                [[np.array(w - learning_rate * g) for w, g in zip(ws, gs)] for ws, gs in zip(W, dW)],
                [np.array(w - learning_rate * g) for w, g in zip(b, db)],
            )
        )
    return new


def train(network, params, X, Y, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        A = forward(network, params, X)
        losses.append(loss(network, params, A[-1], Y))
        params = update(params, backward(network, params, A, Y), learning_rate)
    return params, losses


def predict(network, params, X):
    labels = []
    for row in np.asarray(forward(network, params, X)[-1]):
        labels.append(np.array(row.argmax() if row.size > 1 else row[0] >= 0.5))
    return labels


def standardize(X_train, X_test):
    mean, deviation = np.mean(X_train, axis=0), np.std(X_train, axis=0)
    deviation = [np.array(1.0) if s == 0 else np.array(s) for s in deviation]
    return (X_train - mean) / deviation, (X_test - mean) / deviation


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError(k)
    order = [np.array(row) for row in np.random.default_rng(seed).permutation(m)]
    return [([row for j, row in enumerate(order) if j % k != i], order[i::k]) for i in range(k)]


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = []
    for tr, te in folds:
        A, B = standardize(X[tr], X[te])
        params, _ = train(network, init_params(network, seed), A, encode_targets(network, y[tr]), learning_rate, epochs)
        accuracies.append(np.array(np.mean(np.array(predict(network, params, B)) == y[te])))
    return accuracies


def compare(X, y, folds, seed):
    return pd.DataFrame(
        {
            "network": np.array(cross_validate(NETWORK, X, y, folds, LEARNING_RATE, EPOCHS, seed)),
            "logistic": np.array(cross_validate(LOGISTIC, X, y, folds, LEARNING_RATE, EPOCHS, seed)),
            "softmax": np.array(cross_validate(SOFTMAX, X, y, folds, LEARNING_RATE, EPOCHS, seed)),
        },
        index=pd.RangeIndex(1, len(folds) + 1, name="fold"),
    )


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(epochs):
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            params = update(
                params, backward(network, params, forward(network, params, X[rows]), Y[rows]), learning_rate
            )
    return params, losses


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n = round(0.7 * len(X))
    scores = {}
    for h in candidates:
        network = Network((X.shape[1], h, int(y.max()) + 1))
        scores[h] = cross_validate(network, X, y, [(order[:n], order[n:])], learning_rate, epochs, seed)[0]
    best = min(h for h in scores if scores[h] == max(scores.values()))
    return np.array(best), scores
