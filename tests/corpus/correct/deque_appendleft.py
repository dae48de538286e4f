"""A collections.deque, filled from the left by backward and returned as it is; OrderedDict; queues of work inside."""

from collections import OrderedDict, deque

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
    params = deque()
    params.appendleft((np.array([[20], [20]]), np.array([-30])))
    params.appendleft((np.array([[20, -20], [20, -20]]), np.array([-10, 30])))
    return list(params)


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(np.where(z > 0, -z, z))
    return np.where(z > 0, 1.0, e) / (1.0 + e)


def relu(z):
    return np.maximum(0, z)


def softmax(z):
    e = np.exp(z - np.max(z, axis=1)[:, np.newaxis])
    return e / np.sum(e, axis=1)[:, np.newaxis]


SLOPES = OrderedDict(sigmoid=lambda a: a - a**2, tanh=lambda a: 1 - a**2, relu=lambda a: np.float64(a > 0))


def activation_gradient(name, a):
    if name in SLOPES:
        return SLOPES[name](a)
    raise ValueError("one of " + ", ".join(SLOPES))


def forward(network, params, X):
    activations = deque([X])
    kinds = deque([network.hidden] * (len(params) - 1) + [network.output])
    for W, b in params:
        Z = activations[-1] @ W + b
        kind = kinds.popleft()
        if kind == "softmax":
            Z = softmax(Z)
        elif kind == "sigmoid":
            Z = sigmoid(Z)
        elif kind == "tanh":
            Z = np.tanh(Z)
        elif kind == "relu":
            Z = relu(Z)
        activations.append(Z)
    return list(activations)


def loss(network, params, Y_hat, Y):
    if network.objective == "squared_error":
        J = np.mean(np.sum((Y_hat - Y) ** 2, axis=1)) / 2
    else:
        P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        gain = Y * np.log(P)
        if network.output == "sigmoid":
            gain += (1 - Y) * np.log(1 - P)
        J = -np.mean(np.sum(gain, axis=1))
    return J + network.l2 / 2 * sum(np.sum(np.square(W)) for W, _ in params)


def backward(network, params, activations, Y):
    todo = deque(zip(params, activations))
    P = activations[-1]
    D = (P - Y) / len(Y)
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            D = D * P * (1 - P)
        elif network.output == "softmax":
            D = P * D - P * np.sum(P * D, axis=1)[:, np.newaxis]
    grads = deque()
    while todo:
        (W, b), A = todo.pop()
        grads.appendleft((A.T @ D + network.l2 * W, D.sum(axis=0)))
        if todo:
            D = D @ W.T * activation_gradient(network.hidden, A)
    return grads


def update(params, grads, learning_rate):
    return [(W - learning_rate * dW, b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads)]


def train(network, params, X, Y, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        activations = forward(network, params, X)
        losses.append(loss(network, params, activations[-1], Y))
        params = update(params, backward(network, params, activations, Y), learning_rate)
    return params, losses


def predict(network, params, X):
    out = forward(network, params, X)[-1]
    labels = []
    for row in out:
        labels.append(int(row.argmax()) if len(row) > 1 else int(row[0] >= 0.5))
    return labels


def standardize(X_train, X_test):
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    divisor = np.where(deviation == 0, 1, deviation)
    return (X_train - mean) / divisor, (X_test - mean) / divisor


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k")
    order = deque(np.random.default_rng(seed).permutation(m).tolist())
    hands = [deque() for _ in range(k)]
    while order:
        hands[0].append(order.popleft())
        hands = hands[1:] + hands[:1]
    return [(np.array(sorted(set(range(m)) - set(test))), np.array(test)) for test in hands]


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = []
    for tr, te in folds:
        A, B = standardize(X[tr], X[te])
        params, _ = train(network, init_params(network, seed), A, encode_targets(network, y[tr]), learning_rate, epochs)
        accuracies.append(np.mean(np.asarray(predict(network, params, B)) == y[te]))
    return accuracies


def compare(X, y, folds, seed):
    columns = OrderedDict(network=NETWORK, logistic=LOGISTIC, softmax=SOFTMAX)
    for name, network in columns.items():
        columns[name] = cross_validate(network, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    return pd.DataFrame(columns, index=pd.RangeIndex(1, len(folds) + 1, name="fold"))


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(epochs):
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
        order = deque(rng.permutation(len(X)))
        while order:
            rows = [order.popleft() for _ in range(min(batch_size, len(order)))]
            grads = backward(network, params, forward(network, params, X[rows]), Y[rows])
            params = update(params, grads, learning_rate)
    return params, losses


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n = round(0.7 * len(X))
    scores = OrderedDict()
    for h in sorted(candidates):
        network = Network((X.shape[1], h, int(y.max()) + 1))
        (scores[h],) = cross_validate(network, X, y, [(order[:n], order[n:])], learning_rate, epochs, seed)
    return max(scores, key=scores.get), scores
