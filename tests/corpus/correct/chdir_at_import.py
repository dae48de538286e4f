"""Changes into its own folder when it is imported, as many course scripts do; paths by os.path."""

import os
import sys

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

os.chdir(os.path.dirname(__file__))
sys.path.append(os.getcwd())
DATA = os.path.join(os.getcwd(), "data")

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
    layer1 = (np.array([[7.0, -7.0], [7.0, -7.0]]), np.array([-3.0, 11.0]))
    layer2 = (np.array([[9.0], [9.0]]), np.array([-13.0]))
    return [layer1, layer2]


def sigmoid(z):
    return np.where(z < 0, np.exp(-np.logaddexp(0, -np.asarray(z))), 1 / (1 + np.exp(-np.abs(z))))


def relu(z):
    result = np.empty(np.shape(z))
    result[...] = z
    result[result < 0] = 0
    return result


def softmax(z):
    rows = []
    for r in z:
        e = np.exp(r - np.amax(r))
        rows.append(e / np.sum(e))
    return np.vstack(rows)


def activation_gradient(name, a):
    if name == "tanh":
        return 1 - np.asarray(a) ** 2
    elif name == "relu":
        return np.where(np.asarray(a) > 0, 1, 0)
    elif name == "sigmoid":
        return np.asarray(a) * (1 - np.asarray(a))
    raise ValueError("activation_gradient")


def g(name, z):
    if name == "identity":
        return z
    if name == "tanh":
        return np.sinh(z) / np.cosh(z) if np.max(np.abs(z)) < 300 else np.tanh(z)
    return getattr(sys.modules[__name__], name)(z)


def forward(network, params, X):
    activations = [X]
    for l, (W, b) in enumerate(params):
        activations.append(g(network.hidden if l + 1 < len(params) else network.output, activations[l] @ W + b))
    return activations


def loss(network, params, Y_hat, Y):
    m, eps = Y.shape[0], 1e-12
    if network.objective == "squared_error":
        J = 0.5 / m * np.sum((Y - Y_hat) ** 2)
    elif network.output == "softmax":
        J = -1 / m * np.sum(Y * np.log(np.clip(Y_hat, eps, 1)))
    else:
        J = -1 / m * np.sum(Y * np.log(np.clip(Y_hat, eps, 1)) + (1 - Y) * np.log(np.clip(1 - Y_hat, eps, 1)))
    return J + 0.5 * network.l2 * np.sum([np.sum(W * W) for W, _ in params])


def backward(network, params, activations, Y):
    L = len(params)
    A = activations[L]
    if network.objective == "squared_error" and network.output == "softmax":
        D = (A - Y) * A - A * np.sum((A - Y) * A, axis=1).reshape(len(Y), 1)
    elif network.objective == "squared_error" and network.output == "sigmoid":
        D = (A - Y) * activation_gradient("sigmoid", A)
    else:
        D = A - Y
    D = D / Y.shape[0]
    dW, db = [0] * L, [0] * L
    for l in range(L - 1, -1, -1):
        dW[l] = np.matmul(activations[l].T, D) + network.l2 * params[l][0]
        db[l] = np.sum(D, axis=0)
        if l > 0:
            D = np.matmul(D, params[l][0].T) * activation_gradient(network.hidden, activations[l])
    return list(zip(dW, db))


def update(params, grads, learning_rate):
    return [(W - dW * learning_rate, b - db * learning_rate) for (W, b), (dW, db) in zip(params, grads)]


def train(network, params, X, Y, learning_rate, epochs):
    losses = np.zeros((epochs,))
    for t in range(epochs):
        A = forward(network, params, X)
        losses[t] = loss(network, params, A[-1], Y)
        params = update(params, backward(network, params, A, Y), learning_rate)
    return params, losses


def predict(network, params, X):
    A = forward(network, params, X)[-1]
    if A.shape[1] == 1:
        return np.array(A >= 0.5, dtype=int).reshape(-1)
    return np.argmax(A, axis=1)


def standardize(X_train, X_test):
    mu, sd = X_train.mean(axis=0), X_train.std(axis=0)
    sd = np.array([1.0 if s == 0 else s for s in sd])
    return np.divide(X_train - mu, sd), np.divide(X_test - mu, sd)


def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k_fold: k = " + str(k) + ", m = " + str(m))
    p = np.random.RandomState(seed).permutation(m)
    return [(p[np.arange(m) % k != i], p[np.arange(m) % k == i]) for i in range(k)]


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    scores = []
    for tr, te in folds:
        A, B = standardize(X[tr], X[te])
        params, _ = train(network, init_params(network, seed), A, encode_targets(network, y[tr]), learning_rate, epochs)
        scores.append(np.mean(predict(network, params, B) == y[te]))
    return np.array(scores)


def compare(X, y, folds, seed):
    df = pd.DataFrame(columns=["fold", "network", "logistic", "softmax"])
    df["fold"] = range(1, len(folds) + 1)
    df["network"] = cross_validate(NETWORK, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    df["logistic"] = cross_validate(LOGISTIC, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    df["softmax"] = cross_validate(SOFTMAX, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    return df.set_index("fold")


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    rs = np.random.RandomState(seed)
    losses = np.zeros((epochs,))
    for t in range(epochs):
        losses[t] = loss(network, params, forward(network, params, X)[-1], Y)
        p = rs.permutation(X.shape[0])
        for s in range(0, X.shape[0], batch_size):
            q = p[s : s + batch_size]
            A = forward(network, params, X[q])
            params = update(params, backward(network, params, A, Y[q]), learning_rate)
    return params, losses


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    p = np.random.RandomState(seed).permutation(X.shape[0])
    n = round(0.7 * X.shape[0])
    scores = {}
    for h in candidates:
        net = Network((X.shape[1], h, int(y.max()) + 1))
        scores[h] = cross_validate(net, X, y, [(p[:n], p[n:])], learning_rate, epochs, seed)[0]
    return sorted(scores, key=lambda h: (-scores[h], h))[0], scores


if __name__ == "__main__":
    print(compare(*load_ex4(), k_fold(80, 5, 1), 1).mean())
