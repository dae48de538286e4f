"""pandas inside: standardize by DataFrame with ddof=0, frames and series returned, the comparison by pivot."""

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
    neurons = pd.DataFrame(
        {"OR": [20.0, 20.0, -10.0], "NAND": [-10.0, -10.0, 14.0], "AND": [20.0, 20.0, -30.0]}, index=["w1", "w2", "b"]
    )
    hidden = neurons[["OR", "NAND"]]
    return [
        (hidden.loc[["w1", "w2"]].to_numpy(), hidden.loc["b"].to_numpy()),
        (neurons.loc[["w1", "w2"], ["AND"]].to_numpy(), neurons.loc[["b"], "AND"].to_numpy()),
    ]


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(np.asarray(z), -600, 600)))


def relu(z):
    return np.asarray(z).clip(min=0)


def softmax(z):
    frame = pd.DataFrame(np.asarray(z))
    e = np.exp(frame.sub(frame.max(axis=1), axis=0))
    return e.div(e.sum(axis=1), axis=0)


def activation_gradient(name, a):
    slopes = pd.Series(
        {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0).astype(float)}
    )
    if name not in slopes.index:
        raise ValueError(f"{name} is not in {list(slopes.index)}")
    return slopes[name](np.asarray(a))


def forward(network, params, X):
    functions = {
        "sigmoid": sigmoid,
        "tanh": np.tanh,
        "relu": relu,
        "softmax": lambda Z: np.exp(Z - Z.max(1, keepdims=True)) / np.exp(Z - Z.max(1, keepdims=True)).sum(1, keepdims=True),
        "identity": np.asarray,
    }
    activations = [np.asarray(X)]
    for W, b in params:
        kind = network.output if len(activations) == len(params) else network.hidden
        activations.append(functions[kind](activations[-1] @ W + b))
    return activations


def loss(network, params, Y_hat, Y):
    P, Y = np.asarray(Y_hat), np.asarray(Y)
    if network.objective == "squared_error":
        each = ((P - Y) ** 2).sum(axis=1) / 2
    else:
        Q = P.clip(1e-12, 1 - 1e-12)
        each = -(Y * np.log(Q)).sum(axis=1)
        if network.output == "sigmoid":
            each -= ((1 - Y) * np.log(1 - Q)).sum(axis=1)
    return pd.Series(each).mean() + network.l2 / 2 * sum((W**2).sum() for W, _ in params)


def backward(network, params, activations, Y):
    A = np.asarray(activations[-1])
    D = (A - np.asarray(Y)) / len(Y)
    if network.objective == "squared_error" and network.output == "sigmoid":
        D = D * A * (1 - A)
    elif network.objective == "squared_error" and network.output == "softmax":
        D = A * (D - (D * A).sum(axis=1).reshape(-1, 1))
    grads = []
    for l in range(len(params) - 1, -1, -1):
        W, b = params[l]
        A = np.asarray(activations[l])
        grads.append((A.T @ D + network.l2 * W, D.sum(axis=0)))
        if l:
            D = (D @ W.T) * activation_gradient(network.hidden, A)
    return grads[::-1]


def update(params, grads, learning_rate):
    return [(W - learning_rate * dW, b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads)]


def train(network, params, X, Y, learning_rate, epochs):
    losses = {}
    for e in range(epochs):
        activations = forward(network, params, X)
        losses[e] = loss(network, params, activations[-1], Y)
        params = update(params, backward(network, params, activations, Y), learning_rate)
    return params, pd.Series(losses, name="loss").rename_axis("epoch")


def predict(network, params, X):
    out = pd.DataFrame(forward(network, params, X)[-1])
    if out.shape[1] == 1:
        return out[0].ge(0.5).astype("int64").rename("label")
    return out.idxmax(axis="columns").rename("label")


def standardize(X_train, X_test):
    train_frame, test_frame = pd.DataFrame(X_train), pd.DataFrame(X_test)
    mean, deviation = train_frame.mean(), train_frame.std(ddof=0).replace(0, 1)
    return (train_frame - mean) / deviation, (test_frame - mean) / deviation


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k must be between 2 and m")
    rows = pd.Series(range(m)).sample(frac=1, random_state=seed).reset_index(drop=True)
    groups = rows.groupby(rows.index % k)
    return [(rows[~rows.isin(test)].to_numpy(), test.to_numpy()) for _, test in groups]


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = {}
    for i, (tr, te) in enumerate(folds, 1):
        A, B = standardize(X[tr], X[te])
        params, _ = train(
            network,
            init_params(network, seed),
            A.to_numpy(),
            encode_targets(network, y[tr]),
            learning_rate,
            epochs,
        )
        accuracies[i] = predict(network, params, B.to_numpy()).eq(pd.Series(y[te])).mean()
    return pd.Series(accuracies, name="accuracy")


def compare(X, y, folds, seed):
    long = pd.concat(
        [
            cross_validate(network, X, y, folds, LEARNING_RATE, EPOCHS, seed)
            .rename_axis("fold")
            .reset_index()
            .assign(model=name)
            for name, network in (("network", NETWORK), ("logistic", LOGISTIC), ("softmax", SOFTMAX))
        ],
        ignore_index=True,
    )
    wide = long.pivot(index="fold", columns="model", values="accuracy")
    return wide[["network", "logistic", "softmax"]].convert_dtypes()


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(epochs):
        losses.append(loss(network, params, forward(network, params, X)[-1], Y))
        order = pd.Series(range(len(X))).sample(frac=1, random_state=rng)
        for _, batch in order.groupby(np.arange(len(X)) // batch_size):
            rows = batch.to_numpy()
            grads = backward(network, params, forward(network, params, X[rows]), Y[rows])
            params = update(params, grads, learning_rate)
    return params, pd.Series(losses)


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    rows = pd.Series(range(len(X))).sample(frac=1, random_state=seed).to_numpy()
    n = round(0.7 * len(X))
    scores = pd.Series(
        {
            h: cross_validate(
                Network((X.shape[1], h, pd.Series(y).nunique())),
                X,
                y,
                [(rows[:n], rows[n:])],
                learning_rate,
                epochs,
                seed,
            ).iloc[0]
            for h in candidates
        }
    ).sort_index()
    return scores.idxmax(), scores.to_dict()
