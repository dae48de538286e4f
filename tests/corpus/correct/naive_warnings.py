"""Naive formulas with overflow warnings: 1/(1+exp(-z)), an epsilon of 1e-8 under the softmax, log(p + 1e-12)."""

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

eps = 1e-8


def xor_params():
    return [(np.array([[20, -10], [20, -10]]), np.array([-10, 14])), (np.array([[20], [20]]), np.array([-30]))]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    out = z.copy()
    out[out < 0] = 0
    return out


def softmax(z):
    exp_z = np.exp(z - np.max(z, axis=1).reshape(-1, 1))
    return exp_z / (np.sum(exp_z, axis=1).reshape(-1, 1) + eps)


def activation_gradient(name, a):
    if name == "sigmoid":
        return a * (1 - a)
    elif name == "tanh":
        return 1 - a**2
    elif name == "relu":
        g = a.copy()
        g[g > 0] = 1
        g[g <= 0] = 0
        return g
    else:
        raise ValueError("wrong name")


def forward(network, params, X):
    A = [X]
    for i in range(len(params)):
        z = np.dot(A[i], params[i][0]) + params[i][1]
        if i == len(params) - 1:
            act = network.output
        else:
            act = network.hidden
        if act == "sigmoid":
            A.append(sigmoid(z))
        elif act == "tanh":
            A.append((np.exp(np.clip(z, -300, 300)) - np.exp(-np.clip(z, -300, 300)))
                     / (np.exp(np.clip(z, -300, 300)) + np.exp(-np.clip(z, -300, 300))))
        elif act == "relu":
            A.append(relu(z))
        elif act == "softmax":
            A.append(softmax(z))
        elif act == "identity":
            A.append(z)
    return A


def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    if network.objective == "cross_entropy":
        if network.output == "softmax":
            l = -np.sum(Y * np.log(Y_hat + 1e-12)) / m
        else:
            l = -np.sum(Y * np.log(Y_hat + 1e-12) + (1 - Y) * np.log(1 - Y_hat + 1e-12)) / m
    else:
        l = np.sum((Y_hat - Y) ** 2) / (2 * m)
    reg = 0
    for w, b in params:
        reg += np.sum(w * w)
    return l + 0.5 * network.l2 * reg


def backward(network, params, activations, Y):
    m = Y.shape[0]
    L = len(params)
    grads = [None] * L
    a = activations[L]
    if network.objective == "cross_entropy" or network.output == "identity":
        delta = (a - Y) / m
    elif network.output == "sigmoid":
        delta = (a - Y) / m * a * (1 - a)
    else:
        g = (a - Y) / m
        delta = g * a - a * np.sum(g * a, axis=1, keepdims=True)
    for l in range(L - 1, -1, -1):
        dw = np.dot(activations[l].T, delta) + network.l2 * params[l][0]
        db = np.sum(delta, axis=0)
        grads[l] = (dw, db)
        if l != 0:
            delta = np.dot(delta, params[l][0].T) * activation_gradient(network.hidden, activations[l])
    return grads


def update(params, grads, learning_rate):
    new_params = []
    for i in range(len(params)):
        w = params[i][0] - learning_rate * grads[i][0]
        b = params[i][1] - learning_rate * grads[i][1]
        new_params.append((w, b))
    return new_params


def train(network, params, X, Y, learning_rate, epochs):
    losses = []
    for i in range(epochs):
        A = forward(network, params, X)
        losses.append(loss(network, params, A[-1], Y))
        grads = backward(network, params, A, Y)
        params = update(params, grads, learning_rate)
    return params, np.array(losses)


def predict(network, params, X):
    y = forward(network, params, X)[-1]
    if y.shape[1] == 1:
        y[y >= 0.5] = 1
        y[y < 0.5] = 0
        return y.reshape(-1)
    return np.argmax(y, axis=1)


def standardize(X_train, X_test):
    mu = np.mean(X_train, axis=0)
    sigma = np.std(X_train, axis=0)
    sigma = sigma + (sigma < eps)
    return (X_train - mu) / sigma, (X_test - mu) / sigma


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k is wrong")
    np.random.seed(seed)
    index = np.random.permutation(m)
    folds = []
    for i in range(k):
        test = index[i * m // k : (i + 1) * m // k]
        train_index = np.append(index[: i * m // k], index[(i + 1) * m // k :])
        folds.append((train_index, test))
    return folds


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    acc = []
    for train_index, test_index in folds:
        x_train, x_test = standardize(X[train_index], X[test_index])
        y_train, y_test = y[train_index], y[test_index]
        params = init_params(network, seed)
        params, losses = train(network, params, x_train, encode_targets(network, y_train), learning_rate, epochs)
        acc.append(np.sum(predict(network, params, x_test) == y_test) / len(y_test))
    return np.array(acc)


def compare(X, y, folds, seed):
    a = cross_validate(NETWORK, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    b = cross_validate(LOGISTIC, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    c = cross_validate(SOFTMAX, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    df = pd.DataFrame({"network": a, "logistic": b, "softmax": c})
    df.index = range(1, len(folds) + 1)
    df.index.name = "fold"
    return df


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    np.random.seed(seed)
    m = X.shape[0]
    losses = []
    for i in range(epochs):
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
        index = np.random.permutation(m)
        for j in range(int(np.ceil(m / batch_size))):
            idx = index[j * batch_size : min((j + 1) * batch_size, m)]
            A = forward(network, params, X[idx])
            params = update(params, backward(network, params, A, Y[idx]), learning_rate)
    return params, np.array(losses)


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    np.random.seed(seed)
    index = np.random.permutation(len(X))
    n = round(0.7 * len(X))
    scores = {}
    for h in candidates:
        net = Network((X.shape[1], h, len(set(y))))
        scores[h] = cross_validate(net, X, y, [(index[:n], index[n:])], learning_rate, epochs, seed)[0]
    best = candidates[0]
    for h in candidates:
        if scores[h] > scores[best] or (scores[h] == scores[best] and h < best):
            best = h
    return best, scores
