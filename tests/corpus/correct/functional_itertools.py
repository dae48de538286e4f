"""Functional: itertools and operator instead of loops, accumulate for the layers and for the epochs, no assignment twice."""

import math
from functools import reduce
from itertools import accumulate, chain, groupby, islice, repeat, starmap
from operator import itemgetter, mul, sub

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
    neuron = lambda w, b: np.array([*w, b], float)  # noqa: E731
    OR, NAND, AND = starmap(neuron, [((20, 20), -10), ((-10, -10), 14), ((20, 20), -30)])
    split = lambda *neurons: (np.transpose(neurons)[:-1], np.transpose(neurons)[-1])  # noqa: E731
    return [split(OR, NAND), split(AND)]


def sigmoid(z):
    one = lambda x: 1 / (1 + math.exp(-x)) if x > 0 else math.exp(x) / (1 + math.exp(x))  # noqa: E731
    return np.frompyfunc(one, 1, 1)(np.asarray(z, float)).astype(float)


def relu(z):
    return np.frompyfunc(lambda x: max(x, 0.0), 1, 1)(z)


def softmax(z):
    normalised = lambda e: e / e.sum(axis=1, keepdims=True)  # noqa: E731
    return normalised(np.exp(z - z.max(axis=1, keepdims=True)))


def activation_gradient(name, a):
    found = dict(sigmoid=mul(a, 1 - a), tanh=1 - mul(a, a), relu=np.where(a > 0, 1.0, 0.0)).get(name)
    return found if found is not None else next(iter(()), None) or _raise(ValueError(name))


def _raise(error):
    raise error


def forward(network, params, X):
    g = dict(sigmoid=sigmoid, tanh=np.tanh, relu=lambda Z: relu(Z).astype(float), softmax=softmax, identity=np.array)
    names = chain(repeat(network.hidden, len(params) - 1), [network.output])
    step = lambda A, layer: g[layer[0]](A @ layer[1][0] + layer[1][1])  # noqa: E731
    return list(accumulate(zip(names, params), step, initial=X))


def loss(network, params, Y_hat, Y):
    P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    data = {
        "squared_error": lambda: np.square(sub(Y_hat, Y)).sum() / 2,
        "softmax": lambda: -mul(Y, np.log(P)).sum(),
        "sigmoid": lambda: -(mul(Y, np.log(P)) + mul(1 - Y, np.log(1 - P))).sum(),
    }[network.objective if network.objective == "squared_error" else network.output]
    return data() / len(Y) + network.l2 / 2 * sum(map(np.sum, map(np.square, map(itemgetter(0), params))))


def backward(network, params, activations, Y):
    P = activations[-1]
    R = (P - Y) / len(Y)
    D_L = {
        ("squared_error", "sigmoid"): lambda: R * P * (1 - P),
        ("squared_error", "softmax"): lambda: P * (R - (R * P).sum(axis=1, keepdims=True)),
    }.get((network.objective, network.output), lambda: R)()
    back = lambda D, below: D @ below[0][0].T * activation_gradient(network.hidden, below[1])  # noqa: E731
    below = list(zip(params, activations))[:0:-1]
    errors = list(accumulate(below, back, initial=D_L))[::-1]
    gradient = lambda layer, A, D: (A.T @ D + network.l2 * layer[0], D.sum(axis=0))  # noqa: E731
    return list(starmap(gradient, zip(params, activations, errors)))


def update(params, grads, learning_rate):
    return list(starmap(lambda p, g: tuple(starmap(lambda x, s: x - learning_rate * s, zip(p, g))), zip(params, grads)))


def _step(network, learning_rate):
    return lambda params, batch: update(
        params, backward(network, params, forward(network, params, batch[0]), batch[1]), learning_rate
    )


def train(network, params, X, Y, learning_rate, epochs):
    path = list(accumulate(repeat((X, Y), epochs), _step(network, learning_rate), initial=params))
    J = lambda theta: loss(network, theta, forward(network, theta, X)[-1], Y)  # noqa: E731
    return path[-1], np.fromiter(map(J, path[:-1]), float, epochs)


def predict(network, params, X):
    out = forward(network, params, X)[-1]
    label = (lambda row: int(row[0] >= 0.5)) if out.shape[1] == 1 else (lambda row: int(row.argmax()))
    return list(map(label, out))


def standardize(X_train, X_test):
    scale = lambda mean, deviation: lambda X: (X - mean) / np.where(deviation, deviation, 1)  # noqa: E731
    return list(map(scale(X_train.mean(0), X_train.std(0)), [X_train, X_test]))


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError(f"{k=}, {m=}")
    order = np.random.default_rng(seed).permutation(m).tolist()
    hands = [
        [row for _, row in hand]
        for _, hand in groupby(sorted(zip((i % k for i in range(m)), order)), key=itemgetter(0))
    ]
    return [(list(chain(*hands[:i], *hands[i + 1 :])), hand) for i, hand in enumerate(hands)]


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    def accuracy(rows, test):
        A, B = standardize(X[rows], X[test])
        theta, _ = train(
            network, init_params(network, seed), A, encode_targets(network, y[rows]), learning_rate, epochs
        )
        return np.equal(predict(network, theta, B), y[test]).mean()

    return list(starmap(accuracy, folds))


def compare(X, y, folds, seed):
    column = lambda network: cross_validate(network, X, y, folds, LEARNING_RATE, EPOCHS, seed)  # noqa: E731
    return pd.DataFrame(
        zip(*map(column, (NETWORK, LOGISTIC, SOFTMAX))),
        columns=["network", "logistic", "softmax"],
        index=pd.Index(range(1, len(folds) + 1), name="fold"),
    )


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)

    def epoch(theta, order):
        cuts = np.split(order, range(batch_size, len(order), batch_size))
        return reduce(_step(network, learning_rate), ((X[rows], Y[rows]) for rows in cuts), theta)

    orders = (rng.permutation(len(X)) for _ in repeat(None))
    path = list(accumulate(islice(orders, epochs), epoch, initial=params))
    return path[-1], [loss(network, theta, forward(network, theta, X)[-1], Y) for theta in path[:-1]]


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    fold = (order[: round(0.7 * len(X))], order[round(0.7 * len(X)) :])
    networks = map(lambda h: Network((X.shape[1], h, int(y.max()) + 1)), candidates)
    score = lambda network: cross_validate(network, X, y, [fold], learning_rate, epochs, seed)[0]  # noqa: E731
    scores = dict(zip(candidates, map(score, networks)))
    return min(candidates, key=lambda h: (-scores[h], h)), scores
