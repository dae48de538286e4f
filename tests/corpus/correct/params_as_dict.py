"""A dict of W1, b1, W2, ... inside, copy.deepcopy of the params, in-place tricks on own copies."""

import copy

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

def to_dict(params):
    d = {}
    for l, (W, b) in enumerate(params, 1):
        d["W" + str(l)], d["b" + str(l)] = W, b
    return d


def to_list(d, prefix=""):
    return [(d[f"{prefix}W{l}"], d[f"{prefix}b{l}"]) for l in range(1, 1 + sum(key.startswith(prefix + "W") for key in d))]


def xor_params():
    return to_list(
        {
            "W1": np.array([[20.0, -10.0], [20.0, -10.0]]),
            "b1": np.array([-10.0, 14.0]),
            "W2": np.array([[21.0], [19.0]]),
            "b2": np.array([-30.0]),
        }
    )


def sigmoid(z):
    out = np.array(z, dtype=float)
    np.clip(out, -500, 500, out=out)
    np.negative(out, out=out)
    np.exp(out, out=out)
    out += 1
    np.divide(1, out, out=out)
    return out


def relu(z):
    out = np.array(z, dtype=float)
    out *= out > 0
    return out


def softmax(z):
    out = np.array(z, dtype=float)
    out -= out.max(axis=1)[:, None]
    np.exp(out, out)
    out /= out.sum(axis=1)[:, None]
    return out


def activation_gradient(name, a):
    out = np.array(a, dtype=float)
    if name == "sigmoid":
        out *= 1 - out
    elif name == "tanh":
        out **= 2
        np.subtract(1, out, out)
    elif name == "relu":
        out[out > 0] = 1
    else:
        raise ValueError("I know sigmoid, tanh and relu, but not " + str(name))
    return out


def forward_with_cache(network, d, X):
    cache = {"A0": X}
    L = len(d) // 2
    for l in range(1, L + 1):
        cache[f"Z{l}"] = cache[f"A{l - 1}"] @ d[f"W{l}"] + d[f"b{l}"]
        name = network.output if l == L else network.hidden
        if name == "sigmoid":
            cache[f"A{l}"] = sigmoid(cache[f"Z{l}"])
        elif name == "softmax":
            cache[f"A{l}"] = softmax(cache[f"Z{l}"])
        elif name == "relu":
            cache[f"A{l}"] = relu(cache[f"Z{l}"])
        elif name == "tanh":
            cache[f"A{l}"] = np.tanh(cache[f"Z{l}"])
        else:
            cache[f"A{l}"] = cache[f"Z{l}"]
    return cache


def forward(network, params, X):
    cache = forward_with_cache(network, to_dict(params), X)
    return [cache[f"A{l}"] for l in range(len(params) + 1)]


def loss(network, params, Y_hat, Y):
    d = to_dict(params)
    total = sum(network.l2 / 2 * np.sum(d[key] ** 2) for key in d if key[0] == "W")
    P = copy.deepcopy(Y_hat)
    if network.objective == "squared_error":
        P -= Y
        P *= P
        return total + P.sum() / (2 * len(Y))
    P[P < 1e-12] = 1e-12
    P[P > 1 - 1e-12] = 1 - 1e-12
    total -= (Y * np.log(P)).sum() / len(Y)
    if network.output == "sigmoid":
        total -= ((1 - Y) * np.log(1 - P)).sum() / len(Y)
    return total


def backward(network, params, activations, Y):
    d, L, m = to_dict(params), len(params), Y.shape[0]
    grads = {}
    A = activations[L]
    grads[f"dZ{L}"] = A - Y
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            grads[f"dZ{L}"] *= A
            grads[f"dZ{L}"] *= 1 - A
        elif network.output == "softmax":
            grads[f"dZ{L}"] *= A
            grads[f"dZ{L}"] -= A * grads[f"dZ{L}"].sum(axis=1, keepdims=True)
    grads[f"dZ{L}"] /= m
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = activations[l - 1].T @ grads[f"dZ{l}"]
        grads[f"dW{l}"] += network.l2 * d[f"W{l}"]
        grads[f"db{l}"] = grads[f"dZ{l}"].sum(axis=0)
        if l > 1:
            grads[f"dA{l - 1}"] = grads[f"dZ{l}"] @ d[f"W{l}"].T
            grads[f"dZ{l - 1}"] = grads[f"dA{l - 1}"] * activation_gradient(network.hidden, activations[l - 1])
    return to_list(grads, "d")


def update(params, grads, learning_rate):
    d = copy.deepcopy(to_dict(params))
    slopes = to_dict(grads)
    for key in d:
        d[key] -= learning_rate * slopes[key]
    return to_list(d)


def train(network, params, X, Y, learning_rate, epochs):
    params = copy.deepcopy(params)
    losses = []
    for _ in range(epochs):
        activations = forward(network, params, X)
        losses.append(loss(network, params, activations[-1], Y))
        for (W, b), (dW, db) in zip(params, backward(network, params, activations, Y)):
            W -= learning_rate * dW
            b -= learning_rate * db
    return params, np.array(losses)


def predict(network, params, X):
    cache = forward_with_cache(network, to_dict(params), X)
    out = cache[f"A{len(params)}"]
    if network.output == "sigmoid" and out.shape[1] == 1:
        return np.greater_equal(out, 0.5).flatten().astype(int)
    return out.argsort(axis=1)[:, -1]


def standardize(X_train, X_test):
    parts = {"train": X_train.copy(), "test": X_test.copy()}
    stats = {"mean": X_train.mean(axis=0), "std": X_train.std(axis=0)}
    stats["std"][stats["std"] == 0] = 1
    for part in parts.values():
        part -= stats["mean"]
        part /= stats["std"]
    return parts["train"], parts["test"]


def k_fold(m, k, seed):
    if k < 2 or m < k:
        raise ValueError("k")
    np.random.seed(seed)
    order = np.arange(m)
    np.random.shuffle(order)
    tests = {i: order[i::k] for i in range(k)}
    return [(np.concatenate([tests[j] for j in tests if j != i]), tests[i]) for i in tests]


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    results = {}
    for i, (tr, te) in enumerate(folds):
        A, B = standardize(X[tr], X[te])
        start = copy.deepcopy(init_params(network, seed))
        params, _ = train(network, start, A, encode_targets(network, y[tr]), learning_rate, epochs)
        results[i] = (predict(network, params, B) == y[te]).sum() / len(te)
    return np.array(list(results.values()))


def compare(X, y, folds, seed):
    models = {"network": NETWORK, "logistic": LOGISTIC, "softmax": SOFTMAX}
    results = {name: cross_validate(models[name], X, y, folds, LEARNING_RATE, EPOCHS, seed) for name in models}
    table = pd.DataFrame.from_dict(results)
    table.index += 1
    table.index.rename("fold", inplace=True)
    return table


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    np.random.seed(seed)
    params, X, Y = copy.deepcopy((params, X, Y))
    losses = np.zeros(epochs)
    for e in range(epochs):
        losses[e] = loss(network, params, forward(network, params, X)[-1], Y)
        order = np.random.permutation(len(X))
        X[:], Y[:] = X[order], Y[order]
        for s in range(0, len(X), batch_size):
            grads = backward(network, params, forward(network, params, X[s : s + batch_size]), Y[s : s + batch_size])
            params = update(params, grads, learning_rate)
    return params, losses


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    np.random.seed(seed)
    order = np.random.permutation(X.shape[0])
    n = round(0.7 * X.shape[0])
    scores = dict.fromkeys(candidates, 0.0)
    for h in scores:
        network = Network((X.shape[1], h, np.unique(y).size))
        scores[h] = cross_validate(network, X, y, [(order[:n], order[n:])], learning_rate, epochs, seed)[0]
    best = [h for h in scores if scores[h] == max(scores.values())]
    return min(best), scores
