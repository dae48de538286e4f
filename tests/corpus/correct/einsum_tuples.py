"""einsum for every product and sum; tuples wherever a list is asked; the loss is a 0-d array."""

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
    return (
        (np.array(((30.0, -30.0), (30.0, -30.0))), np.array((-15.0, 45.0))),
        (np.array(((30.0,), (30.0,))), np.array((-45.0,))),
    )


def sigmoid(z):
    return 0.5 * (1.0 + np.tanh(0.5 * np.asarray(z)))


def relu(z):
    return np.einsum("...,...->...", z, np.asarray(z) > 0)


def softmax(z):
    e = np.exp(z - np.amax(z, axis=1)[:, None])
    return np.einsum("mk,m->mk", e, 1.0 / np.einsum("mk->m", e))


def activation_gradient(name, a):
    a = np.asarray(a)
    if name == "sigmoid":
        return np.einsum("...,...->...", a, 1 - a)
    elif name == "tanh":
        return 1 - np.einsum("...,...->...", a, a)
    elif name == "relu":
        return (a > 0).astype(int)
    raise ValueError(name)


def forward(network, params, X):
    activations = (X,)
    for W, b in params:
        Z = np.einsum("mi,ij->mj", activations[-1], W) + b
        kind = network.output if len(activations) == len(params) else network.hidden
        if kind == "softmax":
            A = softmax(Z)
        elif kind == "sigmoid":
            A = sigmoid(Z)
        elif kind == "tanh":
            A = np.tanh(Z)
        elif kind == "relu":
            A = relu(Z)
        else:
            A = Z
        activations += (A,)
    return activations


def loss(network, params, Y_hat, Y):
    m = Y.shape[0]
    if network.objective == "squared_error":
        R = Y_hat - Y
        J = np.einsum("mk,mk->", R, R) / 2
    else:
        P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        J = -np.einsum("mk,mk->", Y, np.log(P))
        if network.output == "sigmoid":
            J -= np.einsum("mk,mk->", 1 - Y, np.log(1 - P))
    squares = sum(np.einsum("ij,ij->", W, W) for W, b in params)
    return np.array(J / m + network.l2 / 2 * squares)


def backward(network, params, activations, Y):
    P = np.asarray(activations[-1])
    D = (P - Y) / len(P)
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            D = np.einsum("mk,mk,mk->mk", D, P, 1 - P)
        if network.output == "softmax":
            D = np.einsum("mk,mk->mk", P, D) - np.einsum("mj,mj,mk->mk", P, D, P)
    grads = ()
    for l in range(len(params))[::-1]:
        A, W = np.asarray(activations[l]), params[l][0]
        grads = ((np.einsum("mi,mj->ij", A, D) + network.l2 * W, np.einsum("mj->j", D)),) + grads
        if l:
            D = np.einsum("mj,ij,mi->mi", D, W, activation_gradient(network.hidden, A))
    return grads


def update(params, grads, learning_rate):
    return tuple(
        tuple(theta - learning_rate * slope for theta, slope in zip(layer, gradient))
        for layer, gradient in zip(params, grads)
    )


def train(network, params, X, Y, learning_rate, epochs):
    losses = ()
    for _ in range(epochs):
        A = forward(network, params, X)
        losses += (loss(network, params, A[-1], Y),)
        params = update(params, backward(network, params, A, Y), learning_rate)
    return params, losses


def predict(network, params, X):
    out = forward(network, params, X)[-1]
    return tuple(out[:, 0] >= 0.5) if out.shape[1] == 1 else tuple(out.argmax(1))


def standardize(X_train, X_test):
    mu = X_train.mean(0)
    centred = X_train - mu
    sigma = np.sqrt(np.einsum("mi,mi->i", centred, centred) / len(X_train))
    sigma[sigma == 0] = 1
    return centred / sigma, (X_test - mu) / sigma


def k_fold(m, k, seed):
    if not (2 <= k <= m):
        raise ValueError
    mixed = np.random.default_rng(seed).permutation(m)
    owner = np.arange(m) % k
    return tuple((tuple(mixed[owner != i]), tuple(mixed[owner == i])) for i in range(k))


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    accuracies = ()
    for tr, te in folds:
        tr, te = list(tr), list(te)
        A, B = standardize(X[tr], X[te])
        params, _ = train(network, init_params(network, seed), A, encode_targets(network, y[tr]), learning_rate, epochs)
        hits = np.array(predict(network, params, B)) == y[te]
        accuracies += (np.einsum("i->", hits.astype(float)) / len(te),)
    return accuracies


def compare(X, y, folds, seed):
    columns = tuple(cross_validate(n, X, y, folds, LEARNING_RATE, EPOCHS, seed) for n in (NETWORK, LOGISTIC, SOFTMAX))
    return pd.DataFrame(
        np.array(columns).T,
        index=pd.Index(tuple(range(1, 1 + len(folds))), name="fold"),
        columns=("network", "logistic", "softmax"),
    )


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rng = np.random.default_rng(seed)
    losses = ()
    for _ in range(epochs):
        losses += (loss(network, params, forward(network, params, X)[-1], Y),)
        order = rng.permutation(X.shape[0])
        for rows in np.split(order, np.arange(batch_size, X.shape[0], batch_size)):
            params = update(
                params, backward(network, params, forward(network, params, X[rows]), Y[rows]), learning_rate
            )
    return params, losses


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n = round(len(X) * 0.7)
    fold = ((order[:n], order[n:]),)
    scores = dict(
        (h, cross_validate(Network((X.shape[1], h, 1 + y.max())), X, y, fold, learning_rate, epochs, seed)[0])
        for h in candidates
    )
    return sorted(scores, key=lambda h: (-scores[h], h))[0], scores
