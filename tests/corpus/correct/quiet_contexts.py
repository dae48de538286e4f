"""Context managers: output silenced into os.devnull, errstate, own timers and scopes as with blocks."""

import contextlib
import os
import time

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

@contextlib.contextmanager
def quiet(active=True):
    """Nothing that is printed inside can be seen."""
    if not active:
        yield
        return
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        yield


class Timer:
    def __enter__(self):
        self.start = time.perf_counter()
        return self

    def __exit__(self, *error):
        self.seconds = time.perf_counter() - self.start
        return False


@contextlib.contextmanager
def shuffled(seed):
    """The global generator, seeded for a while and put back afterwards."""
    state = np.random.get_state()
    np.random.seed(seed)
    try:
        yield np.random
    finally:
        np.random.set_state(state)


def xor_params():
    W1, b1 = np.zeros((2, 2)), np.zeros(2)
    W1[:, 0], b1[0] = 28, -14  # OR
    W1[:, 1], b1[1] = -28, 42  # NAND
    return [(W1, b1), (np.array([[28.0], [28.0]]), np.array([-42.0]))]


def sigmoid(z):
    with np.errstate(over="ignore", under="ignore"):
        return np.divide(1, 1 + np.exp(np.negative(z)))


def relu(z):
    with np.nditer([z, None], op_flags=[["readonly"], ["writeonly", "allocate"]], op_dtypes=["f8", "f8"]) as pairs:
        for x, y in pairs:
            y[...] = x if x > 0 else 0
        return pairs.operands[1]


def softmax(z):
    with np.errstate(all="ignore"):
        e = np.exp(z - z.max(axis=1)[:, None])
        return e / e.sum(axis=1)[:, None]


def activation_gradient(name, a):
    with contextlib.suppress(LookupError):
        return {"sigmoid": a * (1 - a), "tanh": 1 - a * a, "relu": np.where(a > 0, 1.0, 0.0)}[name]
    raise ValueError(name)


def forward(network, params, X):
    A = [X]
    for l, (W, b) in enumerate(params, 1):
        Z = A[-1] @ W + b
        name = network.hidden if l < len(params) else network.output
        with contextlib.ExitStack() as stack:
            stack.callback(lambda: A.append(Z))
            if name == "sigmoid":
                Z = sigmoid(Z)
            elif name == "softmax":
                Z = softmax(Z)
            elif name == "tanh":
                Z = np.tanh(Z)
            elif name == "relu":
                Z = np.maximum(Z, 0)
    return A


def loss(network, params, Y_hat, Y):
    squares = sum((W**2).sum() for W, _ in params)
    if network.objective == "squared_error":
        data = ((Y_hat - Y) ** 2).sum() / 2
    else:
        with np.errstate(divide="ignore"):
            logs = np.maximum(np.log(Y_hat), np.log(1e-12)), np.maximum(np.log(1 - Y_hat), np.log(1e-12))
        data = -(Y * logs[0]).sum()
        if network.output == "sigmoid":
            data -= ((1 - Y) * logs[1]).sum()
    return data / len(Y) + network.l2 / 2 * squares


def backward(network, params, activations, Y):
    P = activations[-1]
    D = (P - Y) / len(Y)
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            D = D * P * (1 - P)
        elif network.output == "softmax":
            D = P * D - P * (P * D).sum(axis=1)[:, None]
    grads = []
    for l in range(len(params))[::-1]:
        W, _ = params[l]
        grads.insert(0, (activations[l].T @ D + network.l2 * W, D.sum(axis=0)))
        if l > 0:
            D = D @ W.T * activation_gradient(network.hidden, activations[l])
    return grads


def update(params, grads, learning_rate):
    return [(W - learning_rate * dW, b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads)]


def train(network, params, X, Y, learning_rate, epochs, verbose=False):
    losses = np.zeros(epochs)
    with quiet(not verbose), Timer() as timer:
        for e in range(epochs):
            A = forward(network, params, X)
            losses[e] = loss(network, params, A[-1], Y)
            print("epoch", e, "loss", losses[e])
            params = update(params, backward(network, params, A, Y), learning_rate)
    if verbose:
        print(f"{epochs} epochs in {timer.seconds:.3f} s")
    return params, losses


def predict(network, params, X):
    P = forward(network, params, X)[-1]
    return (P[:, 0] >= 0.5).astype(int) if P.shape[1] == 1 else P.argmax(axis=1)


def standardize(X_train, X_test):
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        A, B = (X_train - mean) / deviation, (X_test - mean) / deviation
    flat = deviation == 0
    A[:, flat], B[:, flat] = 0, (X_test - mean)[:, flat]
    return A, B


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k")
    with shuffled(seed) as random:
        order = random.permutation(m)
    return [(np.setdiff1d(np.arange(m), order[i::k]), order[i::k]) for i in range(k)]


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = []
    for rows, test in folds:
        A, B = standardize(X[rows], X[test])
        Y = encode_targets(network, y[rows])
        with quiet():
            params, _ = train(network, init_params(network, seed), A, Y, learning_rate, epochs)
        accuracies.append(np.mean(predict(network, params, B) == y[test]))
    return np.array(accuracies)


def compare(X, y, folds, seed):
    with pd.option_context("display.precision", 3):
        table = pd.DataFrame(index=pd.Index(np.arange(1, len(folds) + 1), name="fold"))
        for name, network in (("network", NETWORK), ("logistic", LOGISTIC), ("softmax", SOFTMAX)):
            table[name] = cross_validate(network, X, y, folds, LEARNING_RATE, EPOCHS, seed)
        print(table)
    return table


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    losses = np.zeros(epochs)
    with shuffled(seed) as random:
        for e in range(epochs):
            losses[e] = loss(network, params, forward(network, params, X)[-1], Y)
            order = random.permutation(len(X))
            for start in range(0, len(X), batch_size):
                rows = order[start : start + batch_size]
                A = forward(network, params, X[rows])
                params = update(params, backward(network, params, A, Y[rows]), learning_rate)
    return params, losses


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    with shuffled(seed) as random:
        order = random.permutation(len(X))
    n = round(0.7 * len(X))
    scores = {}
    for h in candidates:
        network = Network((X.shape[1], h, int(y.max()) + 1))
        scores[h] = cross_validate(network, X, y, [(order[:n], order[n:])], learning_rate, epochs, seed)[0]
    return min(h for h in scores if scores[h] == max(scores.values())), scores
