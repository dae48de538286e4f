"""np.matrix inside: the star is the matrix product; the loss is returned as a (1, 1) array."""

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
    W1 = np.matrix("25 -25; 25 -25")
    W2 = np.matrix("25; 25")
    return [(np.asarray(W1), np.array([-12, 37])), (np.asarray(W2), np.array([-37]))]


def sigmoid(z):
    z = np.asarray(z, dtype=np.float64)
    a = np.zeros(z.shape)
    a[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    a[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return a


def relu(z):
    return np.multiply(z, np.greater(z, 0))


def softmax(z):
    Z = np.asmatrix(z)
    E = np.exp(Z - Z.max(axis=1))
    return np.asarray(E / E.sum(axis=1))


def activation_gradient(name, a):
    if name == "sigmoid":
        return np.multiply(a, 1 - a)
    if name == "tanh":
        return 1 - np.multiply(a, a)
    if name == "relu":
        return np.greater(a, 0) * 1.0
    raise ValueError("activation_gradient: " + name)


def forward(network, params, X):
    A = np.asmatrix(X)
    result = [A.A]
    for i in range(len(params)):
        W, b = np.asmatrix(params[i][0]), np.asmatrix(params[i][1])
        Z = (A * W + b).A
        if i < len(params) - 1:
            if network.hidden == "sigmoid":
                Z = sigmoid(Z)
            elif network.hidden == "tanh":
                Z = np.tanh(Z)
            else:
                Z = relu(Z)
        elif network.output == "softmax":
            Z = softmax(Z)
        elif network.output == "sigmoid":
            Z = sigmoid(Z)
        A = np.asmatrix(Z)
        result.append(A.A)
    return result


def loss(network, params, Y_hat, Y):
    m = np.shape(Y)[0]
    ones_left = np.asmatrix(np.ones((1, m)))
    ones_right = np.asmatrix(np.ones((np.shape(Y)[1], 1)))
    if network.objective == "cross_entropy":
        P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        cost = -np.multiply(Y, np.log(P))
        if network.output == "sigmoid":
            cost = cost - np.multiply(1 - Y, np.log(1 - P))
    else:
        cost = np.power(Y_hat - Y, 2) / 2
    J = ones_left * np.asmatrix(cost) * ones_right / m
    for W, b in params:
        w = np.asmatrix(W).reshape(-1, 1)
        J = J + network.l2 / 2 * (w.T * w)
    return J.A


def backward(network, params, activations, Y):
    A = np.asmatrix(activations[-1])
    Y = np.asmatrix(Y)
    D = (A - Y) / Y.shape[0]
    if network.objective == "squared_error" and network.output == "sigmoid":
        D = np.multiply(D, np.multiply(A, 1 - A))
    if network.objective == "squared_error" and network.output == "softmax":
        D = np.multiply(A, D - np.multiply(A, D).sum(axis=1))
    grads = []
    for i in range(len(params) - 1, -1, -1):
        W = np.asmatrix(params[i][0])
        A = np.asmatrix(activations[i])
        dW = A.T * D + network.l2 * W
        db = D.sum(axis=0)
        grads.insert(0, (dW.A, db.A1))
        if i > 0:
            D = np.multiply(D * W.T, activation_gradient(network.hidden, A.A))
    return grads


def update(params, grads, learning_rate):
    return [
        (np.asmatrix(W) - learning_rate * np.asmatrix(dW), (np.asmatrix(b) - learning_rate * np.asmatrix(db)).A1)
        for (W, b), (dW, db) in zip(params, grads)
    ]


def train(network, params, X, Y, learning_rate, epochs):
    losses = np.asmatrix(np.zeros((epochs, 1)))
    for e in range(epochs):
        A = forward(network, params, X)
        losses[e, 0] = loss(network, params, A[-1], Y).item()
        params = update(params, backward(network, params, A, Y), learning_rate)
    return params, losses.A1


def predict(network, params, X):
    out = np.asmatrix(forward(network, params, X)[-1])
    if out.shape[1] == 1:
        return (out >= 0.5).astype(int).A1
    return out.argmax(axis=1).A1


def standardize(X_train, X_test):
    T = np.asmatrix(X_train)
    mu, sd = T.mean(axis=0), T.std(axis=0)
    sd[sd == 0] = 1
    return ((T - mu) / sd).A, ((np.asmatrix(X_test) - mu) / sd).A


def k_fold(m, k, seed):
    if k < 2 or m < k:
        raise ValueError(k)
    rng = np.random.RandomState(seed)
    rows = np.arange(m)
    rng.shuffle(rows)
    folds = []
    for test in np.array_split(rows, k):
        mask = np.ones(m, bool)
        mask[test] = False
        folds.append((np.flatnonzero(mask), np.sort(test)))
    return folds


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    acc = np.asmatrix(np.zeros((1, len(folds))))
    for i in range(len(folds)):
        tr, te = folds[i]
        A, B = standardize(X[tr, :], X[te, :])
        params, _ = train(network, init_params(network, seed), A, encode_targets(network, y[tr]), learning_rate, epochs)
        acc[0, i] = np.mean(predict(network, params, B) == y[te])
    return acc.A1


def compare(X, y, folds, seed):
    columns = [
        np.asmatrix(cross_validate(n, X, y, folds, LEARNING_RATE, EPOCHS, seed)).T for n in (NETWORK, LOGISTIC, SOFTMAX)
    ]
    table = pd.DataFrame(np.hstack(columns), columns=["network", "logistic", "softmax"])
    table.index = pd.RangeIndex(start=1, stop=len(folds) + 1, name="fold")
    return table


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.RandomState(seed)
    losses = []
    for e in range(epochs):
        losses.append(loss(network, params, forward(network, params, X)[-1], Y).item())
        Q = np.c_[X, Y]
        rng.shuffle(Q)
        for s in range(0, len(Q), batch_size):
            bx, by = Q[s : s + batch_size, : X.shape[1]], Q[s : s + batch_size, X.shape[1] :]
            params = update(params, backward(network, params, forward(network, params, bx), by), learning_rate)
    return params, np.array(losses)


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    rows = np.arange(len(X))
    np.random.RandomState(seed).shuffle(rows)
    n = round(0.7 * len(X))
    split = [(rows[:n], rows[n:])]
    scores = {}
    for h in candidates:
        net = Network((X.shape[1], h, int(y.max() + 1)))
        scores[h] = float(cross_validate(net, X, y, split, learning_rate, epochs, seed)[0])
    candidates = sorted(candidates)
    best = candidates[int(np.argmax([scores[h] for h in candidates]))]
    return best, scores
