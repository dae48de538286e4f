"""Subclasses of ndarray, list, float, dict, DataFrame and ValueError are returned and raised; masked arrays inside."""

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

class Activation(np.ndarray):
    """An array that knows its layer."""

    def __new__(cls, values, layer=0):
        array = np.asarray(values, dtype=float).view(cls)
        array.layer = layer
        return array

    def __array_finalize__(self, other):
        self.layer = getattr(other, "layer", 0)


class ParameterList(list):
    @property
    def weights(self):
        return [W for W, _ in self]

    @property
    def biases(self):
        return [b for _, b in self]


class Loss(float):
    def __str__(self):
        return f"J = {float(self):.4f}"


class Scores(dict):
    def best(self):
        return min(self, key=lambda h: (-self[h], h))


class Table(pd.DataFrame):
    @property
    def _constructor(self):
        return Table


class UnknownActivation(ValueError):
    pass


class BadFolds(UnknownActivation.__mro__[1]):
    def __init__(self, m, k):
        super().__init__(f"cannot make {k} folds of {m} rows")


def xor_params():
    return ParameterList(
        [(np.array([[20, -12], [20, -12]]), np.array([-10, 18])), (np.array([[20], [20]]), np.array([-30]))]
    )


def sigmoid(z):
    z = np.ma.masked_less(np.asarray(z, dtype=float), -700)
    return (1 / (1 + np.ma.exp(-z))).filled(0.0).view(Activation)


def relu(z):
    return np.ma.masked_array(z, mask=np.less(z, 0)).filled(0.0)


def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return Activation(e / e.sum(axis=1, keepdims=True))


def activation_gradient(name, a):
    if name == "sigmoid":
        return Activation(a * (1 - a))
    if name == "tanh":
        return Activation(1 - a * a)
    if name == "relu":
        return np.ma.masked_array(np.ones(np.shape(a)), mask=np.less_equal(a, 0)).filled(0.0)
    raise UnknownActivation(name)


def forward(network, params, X):
    result = [Activation(X)]
    for layer, (W, b) in enumerate(params, 1):
        Z = result[-1] @ W + b
        if layer < len(params):
            A = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu}[network.hidden](Z)
        elif network.output == "identity":
            A = Z
        else:
            A = {"softmax": softmax, "sigmoid": sigmoid}[network.output](Z)
        result.append(Activation(A, layer))
    return result


def loss(network, params, Y_hat, Y):
    params = ParameterList(params)
    if network.objective == "squared_error":
        data = np.sum((Y_hat - Y) ** 2) / 2
    else:
        P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        data = -np.sum(Y * np.log(P))
        if network.output == "sigmoid":
            data -= np.sum((1 - Y) * np.log(1 - P))
    return Loss(data / len(Y) + network.l2 / 2 * sum(np.sum(W**2) for W in params.weights))


def backward(network, params, activations, Y):
    P = activations[-1]
    D = Activation((P - Y) / len(Y), len(params))
    if network.objective == "squared_error" and network.output == "sigmoid":
        D = D * P * (1 - P)
    elif network.objective == "squared_error" and network.output == "softmax":
        D = P * (D - np.sum(D * P, axis=1, keepdims=True))
    grads = ParameterList()
    for layer in reversed(range(len(params))):
        W, A = params[layer][0], activations[layer]
        grads.insert(0, (A.T @ D + network.l2 * W, np.sum(D, axis=0)))
        if layer:
            D = D @ W.T * activation_gradient(network.hidden, A)
    return grads


def update(params, grads, learning_rate):
    params, grads = ParameterList(params), ParameterList(grads)
    return ParameterList(
        zip(
            [W - learning_rate * dW for W, dW in zip(params.weights, grads.weights)],
            [b - learning_rate * db for b, db in zip(params.biases, grads.biases)],
        )
    )


def train(network, params, X, Y, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        A = forward(network, params, X)
        losses.append(loss(network, params, A[-1], Y))
        params = update(params, backward(network, params, A, Y), learning_rate)
    return params, losses


def predict(network, params, X):
    P = forward(network, params, X)[-1]
    if P.shape[1] == 1:
        return (P >= 0.5)[:, 0]
    return P.argmax(axis=1)


def standardize(X_train, X_test):
    mean, deviation = X_train.mean(axis=0), np.ma.masked_equal(X_train.std(axis=0), 0)
    divisor = deviation.filled(1.0)
    return Activation((X_train - mean) / divisor), Activation((X_test - mean) / divisor)


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise BadFolds(m, k)
    order = np.random.default_rng(seed).permutation(m)
    return [(order[np.arange(m) % k != i], order[np.arange(m) % k == i]) for i in range(k)]


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = []
    for rows, test in folds:
        A, B = standardize(X[rows], X[test])
        params, _ = train(
            network, init_params(network, seed), A, encode_targets(network, y[rows]), learning_rate, epochs
        )
        accuracies.append(np.mean(predict(network, params, B) == y[test]))
    return Activation(accuracies)


def compare(X, y, folds, seed):
    table = Table(index=pd.Index(range(1, len(folds) + 1), name="fold"))
    for name, network in (("network", NETWORK), ("logistic", LOGISTIC), ("softmax", SOFTMAX)):
        table[name] = np.asarray(cross_validate(network, X, y, folds, LEARNING_RATE, EPOCHS, seed))
    return table


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(epochs):
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            A = forward(network, params, X[rows])
            params = update(params, backward(network, params, A, Y[rows]), learning_rate)
    return params, np.ma.array(losses)


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n = round(0.7 * len(X))
    scores = Scores()
    for h in candidates:
        network = Network((X.shape[1], h, int(y.max()) + 1))
        scores[h] = Loss(cross_validate(network, X, y, [(order[:n], order[n:])], learning_rate, epochs, seed)[0])
    return scores.best(), scores
