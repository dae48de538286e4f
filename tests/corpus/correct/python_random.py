"""Python's own random for folds and batches; folds dealt like cards, half by half; statistics for the scaling."""

import random
import statistics

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
    return [([[50, -50], [50, -50]], [-25, 75]), ([[50], [50]], [-75])]


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, 1 / (1 + np.exp(-abs(z))), np.exp(-abs(z)) / (1 + np.exp(-abs(z))))


def relu(z):
    return abs(np.maximum(z, 0))


def softmax(z):
    return np.array([np.exp(r - max(r)) / sum(np.exp(r - max(r))) for r in z])


def activation_gradient(name, a):
    if name == "relu":
        return (a != 0).astype(int) * (a > 0)
    if name == "tanh":
        return 1 - a**2
    if name != "sigmoid":
        raise ValueError(name, "is not one of sigmoid, tanh, relu")
    return a - a**2


def layers(network):
    return [network.hidden for _ in network.units[1:-1]] + [network.output]


def forward(network, params, X):
    A = [X]
    for (W, b), name in zip(params, layers(network)):
        Z = A[-1] @ W + b
        if name in ("sigmoid", "relu", "softmax"):
            Z = globals()[name](Z)
        if name == "tanh":
            Z = np.tanh(Z)
        A.append(Z)
    return A


def loss(network, params, Y_hat, Y):
    m = len(Y)
    if network.objective == "cross_entropy":
        terms = -Y * np.log(np.maximum(Y_hat, 1e-12))
        if network.output == "sigmoid":
            terms -= (1 - Y) * np.log(np.maximum(1 - Y_hat, 1e-12))
    else:
        terms = (Y_hat - Y) ** 2 / 2
    J = statistics.fmean(terms.sum(axis=1).tolist())
    assert m == len(terms)
    return J + network.l2 * sum(w * w / 2 for W, _ in params for w in np.ravel(W))


def backward(network, params, activations, Y):
    out = activations[-1]
    D = out - Y
    if network.objective != "cross_entropy":
        if network.output == "softmax":
            D = np.array([(np.diag(p) - np.outer(p, p)) @ d for p, d in zip(out, D)])
        if network.output == "sigmoid":
            D = D * activation_gradient("sigmoid", out)
    D = D / len(Y)
    grads = []
    for l in range(len(params), 0, -1):
        W = params[l - 1][0]
        grads = [(activations[l - 1].T @ D + network.l2 * W, D.T @ np.ones(len(D)))] + grads
        if l > 1:
            D = D @ W.T * activation_gradient(network.hidden, activations[l - 1])
    return grads


def update(params, grads, learning_rate):
    return [(p[0] - learning_rate * g[0], p[1] - learning_rate * g[1]) for p, g in zip(params, grads)]


def train(network, params, X, Y, learning_rate, epochs):
    losses = []
    while len(losses) < epochs:
        A = forward(network, params, X)
        losses.append(loss(network, params, A[-1], Y))
        params = update(params, backward(network, params, A, Y), learning_rate)
    return params, losses


def predict(network, params, X):
    out = forward(network, params, X)[-1].tolist()
    return [float(row[0] >= 0.5) if len(row) == 1 else float(max(range(len(row)), key=row.__getitem__)) for row in out]


def standardize(X_train, X_test):
    columns = list(zip(*X_train.tolist()))
    means = [statistics.fmean(c) for c in columns]
    deviations = [statistics.pstdev(c) for c in columns]
    deviations = [s if s > 0 else 1.0 for s in deviations]
    return (np.array(X_train) - means) / deviations, (np.array(X_test) - means) / deviations


def k_fold(m, k, seed):
    """Half of the rows after the other is shuffled and dealt, so that sorted classes come out even."""
    if k < 2 or k > m:
        raise ValueError(k)
    dealer = random.Random(seed)
    first, second = list(range(m // 2)), list(range(m // 2, m))
    dealer.shuffle(first)
    dealer.shuffle(second)
    hands = [[] for _ in range(k)]
    for turn, row in enumerate(first + second):
        hands[turn % k].append(row)
    return [([row for other in hands if other is not hand for row in other], hand) for hand in hands]


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = []
    for tr, te in folds:
        A, B = standardize(X[tr], X[te])
        params, _ = train(network, init_params(network, seed), A, encode_targets(network, y[tr]), learning_rate, epochs)
        accuracies.append(statistics.mean(float(p == t) for p, t in zip(predict(network, params, B), y[te])))
    return accuracies


def compare(X, y, folds, seed):
    table = pd.DataFrame(columns=["network", "logistic", "softmax"])
    for i, fold in enumerate(folds, 1):
        table.loc[i] = [
            cross_validate(network, X, y, [fold], LEARNING_RATE, EPOCHS, seed)[0]
            for network in (NETWORK, LOGISTIC, SOFTMAX)
        ]
    table.index.name = "fold"
    return table


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    losses = []
    for e in range(epochs):
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
        order = random.Random(f"{seed}, epoch {e}").sample(range(len(X)), len(X))
        while order:
            batch = [order.pop() for _ in range(min(batch_size, len(order)))]
            params = update(
                params, backward(network, params, forward(network, params, X[batch]), Y[batch]), learning_rate
            )
    return params, losses


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    random.seed(seed)
    rows = list(range(len(X)))
    random.shuffle(rows)
    n = round(0.7 * len(X))
    fold = (rows[:n], rows[n:])
    scores = {}
    for h in candidates:
        network = Network((X.shape[1], h, len(set(y.tolist()))))
        scores[h] = cross_validate(network, X, y, [fold], learning_rate, epochs, seed)[0]
    ranking = sorted(scores, key=lambda h: (scores[h], -h))
    return ranking.pop(), scores
