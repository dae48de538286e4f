"""Warnings as errors: warnings.simplefilter("error") and np.seterr(all="raise") when the file is imported; nothing overflows."""

import warnings

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

warnings.simplefilter("error")
np.seterr(over="raise", divide="raise", invalid="raise")
np.set_printoptions(precision=3, suppress=True)
pd.set_option("display.precision", 3)

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
    OR, NAND, AND = np.array([[2, 2, -1], [-2, -2, 3], [2, 2, -3]]) * 11.0
    return [
        (np.column_stack([OR[:2], NAND[:2]]), np.array([OR[2], NAND[2]])),
        (AND[:2, np.newaxis], AND[2:]),
    ]


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.minimum(np.abs(z), 700))
    return np.choose(z >= 0, [e, 1.0]) / (1.0 + e)


def relu(z):
    return np.maximum(z, 0.0, dtype=float)


def softmax(z):
    shifted = np.maximum(z - np.max(z, axis=1, keepdims=True), -700)
    e = np.where(shifted > -700, np.exp(shifted), 0.0)
    return e / np.sum(e, axis=1, keepdims=True)


def activation_gradient(name, a):
    a = np.asarray(a, dtype=float)
    if name == "sigmoid":
        return a * (1.0 - a)
    elif name == "tanh":
        return 1.0 - a * a
    elif name == "relu":
        return (a > 0).astype(float)
    else:
        raise ValueError(f'"{name}" is not an activation of a hidden layer')


def forward(network, params, X):
    hidden = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}[network.hidden]
    output = {"sigmoid": sigmoid, "softmax": softmax, "identity": np.array}[network.output]
    activations = [X]
    for layer, (W, b) in enumerate(params, 1):
        g = output if layer == len(params) else hidden
        activations.append(g(activations[-1] @ W + b))
    return activations


def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    weights = sum(float(np.sum(W * W)) for W, _ in params)
    if network.objective == "squared_error":
        residual = Y_hat - Y
        return float(np.sum(residual * residual)) / (2 * m) + network.l2 / 2 * weights
    P = np.minimum(np.maximum(Y_hat, 1e-12), 1.0 - 1e-12)
    total = float(np.sum(Y * np.log(P)))
    if network.output == "sigmoid":
        total += float(np.sum((1.0 - Y) * np.log1p(-P)))
    return network.l2 / 2 * weights - total / m


def backward(network, params, activations, Y):
    P = activations[-1]
    D = (P - Y) / Y.shape[0]
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            D = D * activation_gradient("sigmoid", P)
        elif network.output == "softmax":
            D = P * (D - np.sum(D * P, axis=1, keepdims=True))
    grads = []
    for l in reversed(range(len(params))):
        W, _ = params[l]
        A = activations[l]
        grads.append((A.T @ D + network.l2 * W, np.sum(D, axis=0)))
        if l:
            D = (D @ W.T) * activation_gradient(network.hidden, A)
    grads.reverse()
    return grads


def update(params, grads, learning_rate):
    return [
        (W - learning_rate * dW, b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


def train(network, params, X, Y, learning_rate, epochs):
    losses = np.zeros(epochs)
    for e in range(epochs):
        activations = forward(network, params, X)
        losses[e] = loss(network, params, activations[-1], Y)
        params = update(params, backward(network, params, activations, Y), learning_rate)
    return params, losses


def predict(network, params, X):
    P = forward(network, params, X)[-1]
    return np.where(P[:, 0] >= 0.5, 1, 0) if P.shape[1] == 1 else np.argmax(P, axis=1)


def standardize(X_train, X_test):
    mean, deviation = np.mean(X_train, axis=0), np.std(X_train, axis=0)
    A, B = X_train - mean, X_test - mean
    moving = deviation > 0
    np.divide(A, deviation, out=A, where=moving)
    np.divide(B, deviation, out=B, where=moving)
    return A, B


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError(f"k = {k} lies outside 2..{m}")
    order = np.random.default_rng(seed).permutation(m)
    folds = []
    for part in range(k):
        chosen = np.zeros(m, dtype=bool)
        chosen[part::k] = True
        folds.append((order[~chosen], order[chosen]))
    return folds


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = np.zeros(len(folds))
    for i, (rows, test) in enumerate(folds):
        A, B = standardize(X[rows], X[test])
        params, _ = train(
            network, init_params(network, seed), A, encode_targets(network, y[rows]), learning_rate, epochs
        )
        accuracies[i] = np.mean(predict(network, params, B) == y[test])
    return accuracies


def compare(X, y, folds, seed):
    table = pd.DataFrame(
        {
            "network": cross_validate(NETWORK, X, y, folds, LEARNING_RATE, EPOCHS, seed),
            "logistic": cross_validate(LOGISTIC, X, y, folds, LEARNING_RATE, EPOCHS, seed),
            "softmax": cross_validate(SOFTMAX, X, y, folds, LEARNING_RATE, EPOCHS, seed),
        }
    )
    table["fold"] = np.arange(1, len(folds) + 1)
    return table.set_index("fold")


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    losses = np.zeros(epochs)
    for e in range(epochs):
        losses[e] = loss(network, params, forward(network, params, X)[-1], Y)
        order = rng.permutation(X.shape[0])
        for start in range(0, X.shape[0], batch_size):
            rows = order[start : start + batch_size]
            activations = forward(network, params, X[rows])
            params = update(params, backward(network, params, activations, Y[rows]), learning_rate)
    return params, losses


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(X.shape[0])
    n = round(0.7 * X.shape[0])
    scores = {}
    for h in candidates:
        network = Network((X.shape[1], h, int(np.max(y)) + 1))
        scores[h] = float(cross_validate(network, X, y, [(order[:n], order[n:])], learning_rate, epochs, seed)[0])
    top = max(scores.values())
    return min(h for h, score in scores.items() if score == top), scores
