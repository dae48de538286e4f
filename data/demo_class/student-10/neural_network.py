"""Homework: BP network on ex4, compared with logistic and softmax regression.

Rows are examples. A_0 = X, Z_l = A_{l-1} W_l + b_l, A_l = g_l(Z_l).
"""

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


# ------------------------------ gates ------------------------------

def xor_params():
    OR = (20, 20, -10)
    NAND = (-20, -20, 30)
    AND = (20, 20, -30)
    W1 = np.array([OR[:2], NAND[:2]], dtype=float).T
    b1 = np.array([OR[2], NAND[2]], dtype=float)
    W2 = np.array([AND[:2]], dtype=float).T
    b2 = np.array([AND[2]], dtype=float)
    return [(W1, b1), (W2, b2)]


# ------------------------------ activations ------------------------------

def sigmoid(z):
    with np.errstate(over="ignore"):
        return 1.0 / (1.0 + np.exp(-np.asarray(z, dtype=float)))


def relu(z):
    z = np.asarray(z, dtype=float).copy()
    z[z < 0] = 0
    return z


def softmax(z):
    exps = np.exp(z - np.max(z, axis=1)[:, None])
    return exps / np.sum(exps, axis=1)[:, None]


def activation_gradient(name, a):
    if name == "sigmoid": return a * (1 - a)
    if name == "tanh": return 1 - a ** 2
    if name == "relu": return (a > 0) + 0.0
    raise ValueError("activation_gradient: unknown name " + repr(name))


def apply(name, Z):
    """activation by name"""
    table = dict(sigmoid=sigmoid, tanh=np.tanh, relu=relu, softmax=softmax)
    return Z if name == "identity" else table[name](Z)


# ------------------------------ forward / loss / backward ------------------------------

def forward(network, params, X):
    A = [X]
    for l, (W, b) in enumerate(params):
        last = (l == len(params) - 1)
        A.append(apply(network.output if last else network.hidden, A[l] @ W + b))
    return A


def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    J = 0.0
    if network.objective == "cross_entropy":
        eps = 1e-12
        P = np.clip(Y_hat, eps, 1 - eps)
        J += np.sum(-Y * np.log(P)) / m
        if network.output == "sigmoid":
            J += np.sum(-(1 - Y) * np.log(1 - P)) / m
    elif network.objective == "squared_error":
        J += np.linalg.norm(Y_hat - Y) ** 2 / (2 * m)
    for W, b in params:
        J += 0.5 * network.l2 * np.linalg.norm(W) ** 2
    return float(J)


def backward(network, params, activations, Y):
    m = Y.shape[0]
    L = len(params)
    A = activations[L]
    if network.objective == "cross_entropy" or network.output == "identity":
        D = (A - Y) / m
    elif network.output == "sigmoid":
        D = (A - Y) * A * (1 - A) / m
    else:
        # full Jacobian of softmax for every row at once
        jac = A[:, :, None] * np.eye(A.shape[1])[None] - A[:, :, None] * A[:, None, :]
        D = np.einsum("mij,mj->mi", jac, (A - Y) / m)
    grads = {}
    for l in range(L - 1, -1, -1):
        W = params[l][0]
        grads[l] = (activations[l].T @ D + network.l2 * W, np.ones(m) @ D)
        if l > 0:
            D = D @ W.T * activation_gradient(network.hidden, activations[l])
    return [grads[l] for l in range(L)]


# ------------------------------ training ------------------------------

def update(params, grads, learning_rate):
    out = []
    for l in range(len(params)):
        out.append((params[l][0] - learning_rate * grads[l][0],
                    params[l][1] - learning_rate * grads[l][1]))
    return out


def train(network, params, X, Y, learning_rate, epochs):
    losses = np.empty(epochs)
    for t in range(epochs):
        A = forward(network, params, X)
        losses[t] = loss(network, params, A[-1], Y)
        params = update(params, backward(network, params, A, Y), learning_rate)
    return params, losses


def predict(network, params, X):
    P = forward(network, params, X)[-1]
    if P.shape[1] == 1:
        return (P[:, 0] >= 0.5).astype(int)
    return P.argmax(axis=1)


# ------------------------------ evaluation ------------------------------

def standardize(X_train, X_test):
    mu, sd = X_train.mean(0), X_train.std(0)
    sd = sd + (sd == 0)
    return (X_train - mu) / sd, (X_test - mu) / sd


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k_fold: k must be in 2..m")
    rng = np.random.default_rng(seed)
    order = rng.permutation(m)
    fold_of = np.empty(m, dtype=int)
    fold_of[order] = np.arange(m) % k
    return [(np.flatnonzero(fold_of != f), np.flatnonzero(fold_of == f)) for f in range(k)]


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = []
    for train_rows, test_rows in folds:
        X_train, X_test = standardize(X[train_rows], X[test_rows])
        Y_train = encode_targets(network, y[train_rows])
        params, _ = train(network, init_params(network, seed), X_train, Y_train, learning_rate, epochs)
        accuracies.append(np.mean(predict(network, params, X_train) == y[train_rows]))
    return np.array(accuracies)


def compare(X, y, folds, seed):
    table = pd.DataFrame({
        "network": cross_validate(NETWORK, X, y, folds, LEARNING_RATE, EPOCHS, seed),
        "logistic": cross_validate(LOGISTIC, X, y, folds, LEARNING_RATE, EPOCHS, seed),
        "softmax": cross_validate(SOFTMAX, X, y, folds, LEARNING_RATE, EPOCHS, seed),
    })
    table.index = table.index + 1
    table.index.name = "fold"
    return table


# ------------------------------ bonus ------------------------------

def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    raise NotImplementedError("train_minibatch is not written yet")


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    raise NotImplementedError("choose_hidden_units is not written yet")
