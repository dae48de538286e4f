"""Decorators everywhere: functools.wraps with timing and counting, lru_cache on the network and the folds."""

import contextlib
import functools
import time
from collections import Counter

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

CALLS = Counter()
SECONDS = Counter()


def timed(function):
    """Count the calls and the seconds of a function."""

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        CALLS[function.__name__] += 1
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            SECONDS[function.__name__] += time.perf_counter() - start

    return wrapper


def own_copies(function):
    """Hand on copies, so that the function may do with its arrays what it likes."""

    def copied(value):
        if isinstance(value, np.ndarray):
            return value.copy()
        if isinstance(value, (list, tuple)):
            return type(value)(copied(item) for item in value)
        return value

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*map(copied, args), **{key: copied(value) for key, value in kwargs.items()})

    return wrapper


class registered:
    """A decorator with an argument: collects the activations by name."""

    table = {}

    def __init__(self, name):
        self.name = name

    def __call__(self, function):
        self.table[self.name] = function
        return function


@functools.lru_cache(maxsize=None)
def names(network):
    """The activation of each layer; Network is hashable, so this is computed once."""
    return (network.hidden,) * (len(network.units) - 2) + (network.output,)


@functools.cache
def xor_params():
    return ((np.array([[20, -20], [20, -20]]), np.array([-10, 30])), (np.array([[20], [20]]), np.array([-30])))


@timed
@registered("sigmoid")
def sigmoid(z):
    return np.tanh(np.asarray(z) / 2) / 2 + 0.5


@timed
@registered("relu")
@own_copies
def relu(z):
    z[z < 0] = 0
    return z


@timed
@registered("softmax")
@own_copies
def softmax(z):
    z -= z.max(axis=1, keepdims=True)
    np.exp(z, out=z)
    z /= z.sum(axis=1, keepdims=True)
    return z


registered("tanh")(np.tanh)
registered("identity")(lambda Z: Z)


@timed
def activation_gradient(name, a):
    with contextlib.suppress(KeyError):
        return {"sigmoid": lambda: a * (1 - a), "tanh": lambda: 1 - a**2, "relu": lambda: a > 0}[name]() * 1.0
    raise ValueError(f"unknown activation {name}")


@timed
def forward(network, params, X):
    activations = [X]
    for name, (W, b) in zip(names(network), params):
        activations.append(registered.table[name](activations[-1] @ W + b))
    return activations


@timed
def loss(network, params, Y_hat, Y):
    penalty = network.l2 / 2 * sum(np.sum(W**2) for W, _ in params)
    return data_loss((network.objective, network.output), Y_hat, Y) / len(Y) + penalty


def dispatch(function):
    """Choose an implementation by the value of the first argument."""
    table = {}

    @functools.wraps(function)
    def wrapper(key, *args):
        return table.get(key, function)(key, *args)

    def register(*keys):
        def keep(implementation):
            table.update(dict.fromkeys(keys, implementation))
            return implementation

        return keep

    wrapper.register = register
    return wrapper


@dispatch
def data_loss(key, P, Y):
    return np.sum((P - Y) ** 2) / 2


@data_loss.register(("cross_entropy", "softmax"))
def _(key, P, Y):
    return -np.sum(Y * np.log(np.fmax(P, 1e-12)))


@data_loss.register(("cross_entropy", "sigmoid"))
def _(key, P, Y):
    return -np.sum(Y * np.log(np.fmax(P, 1e-12)) + (1 - Y) * np.log(np.fmax(1 - P, 1e-12)))


@dispatch
def output_error(key, P, Y):
    return P - Y


@output_error.register(("squared_error", "sigmoid"))
def _(key, P, Y):
    return (P - Y) * P * (1 - P)


@output_error.register(("squared_error", "softmax"))
def _(key, P, Y):
    R = P - Y
    return P * (R - np.sum(R * P, axis=1, keepdims=True))


@timed
def backward(network, params, activations, Y):
    D = output_error((network.objective, network.output), activations[-1], Y) / len(Y)
    grads = []
    for (W, _), A in reversed(list(zip(params, activations))):
        grads.append((A.T @ D + network.l2 * W, D.sum(axis=0)))
        if len(grads) < len(params):
            D = D @ W.T * activation_gradient(network.hidden, A)
    return grads[::-1]


@timed
@own_copies
def update(params, grads, learning_rate):
    for theta, slope in zip(params, grads):
        for p, g in zip(theta, slope):
            g *= learning_rate
            p -= g
    return params


@timed
def train(network, params, X, Y, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        activations = forward(network, params, X)
        losses.append(loss(network, params, activations[-1], Y))
        params = update(params, backward(network, params, activations, Y), learning_rate)
    return params, np.array(losses)


@timed
def predict(network, params, X):
    out = forward(network, params, X)[-1]
    return np.squeeze(out >= 0.5, axis=1).astype(int) if network.units[-1] == 1 else out.argmax(axis=1)


@timed
@own_copies
def standardize(X_train, X_test):
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    deviation[deviation == 0] = 1
    for X in (X_train, X_test):
        X -= mean
        X /= deviation
    return X_train, X_test


@functools.lru_cache(maxsize=128)
def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError(f"{k=} must lie between 2 and {m=}")
    parts = np.array_split(np.random.default_rng(seed).permutation(m), k)
    return tuple((np.hstack(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k))


@timed
def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    @functools.singledispatch
    def as_rows(rows):
        return np.array(rows)

    @as_rows.register
    def _(rows: np.ndarray):
        return rows

    accuracies = []
    for train_rows, test_rows in folds:
        train_rows, test_rows = as_rows(train_rows), as_rows(test_rows)
        A, B = standardize(X[train_rows], X[test_rows])
        params = init_params(network, seed)
        params, _ = train(network, params, A, encode_targets(network, y[train_rows]), learning_rate, epochs)
        accuracies.append(np.mean(predict(network, params, B) == y[test_rows]))
    return np.array(accuracies)


@timed
def compare(X, y, folds, seed):
    run = functools.partial(
        cross_validate, X=X, y=y, folds=folds, learning_rate=LEARNING_RATE, epochs=EPOCHS, seed=seed
    )
    frames = [
        pd.DataFrame({name: run(network)}) for name, network in zip(("network", "logistic", "softmax"), (NETWORK, LOGISTIC, SOFTMAX))
    ]
    table = pd.concat(frames, axis=1)
    table.index = pd.RangeIndex(1, len(folds) + 1)
    return table.rename_axis("fold")


@timed
def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(epochs):
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            grads = backward(network, params, forward(network, params, X[rows]), Y[rows])
            params = update(params, grads, learning_rate)
    return params, np.array(losses)


@timed
def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n = round(0.7 * len(X))

    @functools.cache
    def score(h):
        network = Network((X.shape[1], h, int(y.max()) + 1))
        return cross_validate(network, X, y, [(order[:n], order[n:])], learning_rate, epochs, seed)[0]

    return max(sorted(candidates), key=score), {h: score(h) for h in candidates}
