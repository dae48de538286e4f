"""Python's array module: losses, labels, accuracies and row numbers are array.array, as lean as in C."""

from array import array

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
    w = array("d", [20, -20, 20, -20])
    return [(np.frombuffer(w).reshape(2, 2), array("d", [-10, 30])), (np.full((2, 1), 20.0), array("d", [-30]))]


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    return np.where(z > -700, 1 / (1 + np.exp(-np.maximum(z, -700))), 0)


def relu(z):
    z = np.asarray(z, dtype=float)
    flat = array("d", (x if x > 0 else 0.0 for x in z.ravel()))
    return np.array(flat).reshape(z.shape)


def softmax(z):
    e = np.exp(z - z.max(1)[:, None])
    return e / e.sum(1)[:, None]


def activation_gradient(name, a):
    if name == "sigmoid":
        return a * (1 - a)
    if name == "tanh":
        return 1 - a * a
    if name == "relu":
        return np.asarray(a > 0, dtype="d")
    raise ValueError("sigmoid, tanh or relu, not " + name)


def forward(network, params, X):
    A = [X]
    for l in range(1, len(params) + 1):
        W, b = params[l - 1]
        A.append(A[l - 1] @ W + b)
        if l == len(params):
            if network.output == "softmax":
                A[l] = softmax(A[l])
            elif network.output == "sigmoid":
                A[l] = sigmoid(A[l])
        else:
            A[l] = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}[network.hidden](A[l])
    return A


def loss(network, params, Y_hat, Y):
    penalty = 0.0
    for W, _ in params:
        penalty += network.l2 * (W * W).sum() / 2
    if network.objective == "squared_error":
        return penalty + ((Y_hat - Y) ** 2).sum() / (2 * Y.shape[0])
    P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    if network.output == "softmax":
        return penalty - (Y * np.log(P)).sum() / Y.shape[0]
    return penalty - (Y * np.log(P) + (1 - Y) * np.log(1 - P)).sum() / Y.shape[0]


def backward(network, params, activations, Y):
    P = activations[-1]
    D = (P - Y) / Y.shape[0]
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            D *= P * (1 - P)
        elif network.output == "softmax":
            D = P * (D - (P * D).sum(1)[:, None])
    grads = []
    for l in range(len(params), 0, -1):
        A, (W, b) = activations[l - 1], params[l - 1]
        grads.append((A.T @ D + network.l2 * W, array("d", D.sum(0))))
        if l > 1:
            D = D @ W.T * activation_gradient(network.hidden, A)
    return grads[::-1]


def update(params, grads, learning_rate):
    new = []
    for (W, b), (dW, db) in zip(params, grads):
        new.append((W - learning_rate * dW, np.array([x - learning_rate * g for x, g in zip(b, db)])))
    return new


def train(network, params, X, Y, learning_rate, epochs):
    losses = array("d")
    for _ in range(epochs):
        A = forward(network, params, X)
        losses.append(loss(network, params, A[-1], Y))
        params = update(params, backward(network, params, A, Y), learning_rate)
    return params, losses


def predict(network, params, X):
    out = forward(network, params, X)[-1]
    if out.shape[1] == 1:
        return array("b", (p >= 0.5 for p in out[:, 0].tolist()))
    return array("i", out.argmax(axis=1).tolist())


def standardize(X_train, X_test):
    mean = X_train.mean(axis=0)
    deviation = array("d", (s or 1.0 for s in X_train.std(axis=0).tolist()))
    return (X_train - mean) / deviation, (X_test - mean) / deviation


def k_fold(m, k, seed):
    if not 2 <= k <= m:
        raise ValueError(f"{k} not in 2..{m}")
    order = array("l", np.random.default_rng(seed).permutation(m).tolist())
    folds = []
    for i in range(k):
        start, stop = i * m // k, (i + 1) * m // k
        folds.append((order[:start] + order[stop:], order[start:stop]))
    return folds


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = array("d", [0.0]) * len(folds)
    for i, (tr, te) in enumerate(folds):
        tr, te = np.asarray(tr), np.asarray(te)
        A, B = standardize(X[tr], X[te])
        params, _ = train(network, init_params(network, seed), A, encode_targets(network, y[tr]), learning_rate, epochs)
        accuracies[i] = np.equal(predict(network, params, B), y[te]).mean()
    return accuracies


def compare(X, y, folds, seed):
    names = ["network", "logistic", "softmax"]
    columns = [cross_validate(n, X, y, folds, LEARNING_RATE, EPOCHS, seed) for n in (NETWORK, LOGISTIC, SOFTMAX)]
    return pd.DataFrame(dict(zip(names, columns)), index=pd.Index(array("l", range(1, len(folds) + 1)), name="fold"))


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    losses = array("d")
    for _ in range(epochs):
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
        order = rng.permutation(len(X))
        for s in range(0, len(X), batch_size):
            r = order[s : s + batch_size]
            params = update(params, backward(network, params, forward(network, params, X[r]), Y[r]), learning_rate)
    return params, losses


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n = round(0.7 * len(X))
    scores = {}
    for h in candidates:
        network = Network((X.shape[1], h, int(y.max()) + 1))
        scores[h] = cross_validate(network, X, y, [(order[:n], order[n:])], learning_rate, epochs, seed)[0]
    return min(h for h in scores if scores[h] == max(scores.values())), scores
