"""from numpy import *, so that sum, max and round are NumPy's; star-args signatures; semicolons."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy import *
from numpy.random import default_rng

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

def xor_params(*_, **__):
    return [(array([[20., -10.], [20., -10.]]), array([-10., 14.])), (array([[20.], [20.]]), array([-30.]))]


def sigmoid(*args):
    (z,) = args
    return where(z < 0, exp(minimum(z, 0)) / (1 + exp(minimum(z, 0))), 1 / (1 + exp(-maximum(z, 0))))


def relu(*args):
    return maximum(args[0], 0)


def softmax(*args):
    z = args[0]; e = exp(z - max(z, axis=1, keepdims=True)); return e / sum(e, axis=1, keepdims=True)


def activation_gradient(*args):
    name, a = args
    if name == 'sigmoid': return a * (1 - a)
    if name == 'tanh': return 1 - a ** 2
    if name == 'relu': return (a > 0) * ones_like(a)
    raise ValueError(name)


def forward(*args, **kwargs):
    network, params, X = args
    A = [X]
    for W, b in params:
        z = dot(A[-1], W) + b
        last = len(A) == len(params)
        f = network.output if last else network.hidden
        A.append(dict(sigmoid=sigmoid, tanh=tanh, relu=relu, softmax=softmax, identity=copy)[f](z))
    return A


def loss(*args, eps=1e-12):
    network, params, Y_hat, Y = args
    m = shape(Y)[0]
    if network.objective == 'squared_error':
        J = sum((Y_hat - Y) ** 2) / 2 / m
    elif network.output == 'softmax':
        J = -sum(Y * log(clip(Y_hat, eps, 1 - eps))) / m
    else:
        J = -sum(Y * log(clip(Y_hat, eps, 1 - eps)) + (1 - Y) * log(clip(1 - Y_hat, eps, 1 - eps))) / m
    return J + network.l2 / 2 * sum([sum(W ** 2) for W, b in params])


def backward(*args):
    network, params, A, Y = args
    m = shape(Y)[0]
    D = (A[-1] - Y) / m
    if network.objective == 'squared_error' and network.output == 'sigmoid':
        D = D * A[-1] * (1 - A[-1])
    if network.objective == 'squared_error' and network.output == 'softmax':
        D = A[-1] * (D - sum(D * A[-1], axis=1, keepdims=True))
    grads = []
    for i in arange(len(params))[::-1]:
        grads = [(dot(A[i].T, D) + network.l2 * params[i][0], sum(D, axis=0))] + grads
        D = dot(D, params[i][0].T) * (activation_gradient(network.hidden, A[i]) if i > 0 else 1)
    return grads


def update(*args):
    params, grads, learning_rate = args
    return [[p - learning_rate * g for p, g in zip(P, G)] for P, G in zip(params, grads)]


def train(*args):
    network, params, X, Y, learning_rate, epochs = args
    losses = zeros(epochs)
    for e in arange(epochs):
        A = forward(network, params, X); losses[e] = loss(network, params, A[-1], Y)
        params = update(params, backward(network, params, A, Y), learning_rate)
    return params, losses


def predict(*args):
    out = forward(*args)[-1]
    return argmax(out, axis=1) if out.shape[1] > 1 else (out[:, 0] >= 0.5).astype(int)


def standardize(*parts):
    mu, sd = mean(parts[0], axis=0), std(parts[0], axis=0)
    sd = where(sd == 0, 1, sd)
    return [(X - mu) / sd for X in parts]


def k_fold(*args):
    m, k, seed = args
    if k < 2 or k > m: raise ValueError('k')
    order = default_rng(seed).permutation(m)
    return [(delete(order, s_[i::k]), order[i::k]) for i in range(k)]


def cross_validate(network, X, y, folds, *hyper):
    learning_rate, epochs, seed = hyper
    acc = []
    for tr, te in folds:
        A, B = standardize(X[tr], X[te])
        params, _ = train(network, init_params(network, seed), A, encode_targets(network, y[tr]), learning_rate, epochs)
        acc.append(mean(predict(network, params, B) == y[te]))
    return array(acc)


def compare(*args):
    X, y, folds, seed = args
    a, b, c = [cross_validate(n, X, y, folds, LEARNING_RATE, EPOCHS, seed) for n in [NETWORK, LOGISTIC, SOFTMAX]]
    return pd.DataFrame(c_[a, b, c], index=pd.Index(arange(1, len(folds) + 1), name='fold'),
                        columns=['network', 'logistic', 'softmax'])


def train_minibatch(network, params, X, Y, *hyper):
    learning_rate, epochs, batch_size, seed = hyper
    rng = default_rng(seed)
    losses = zeros(epochs)
    for e in arange(epochs):
        losses[e] = loss(network, params, forward(network, params, X)[-1], Y)
        order = rng.permutation(len(X))
        for s in arange(0, len(X), batch_size):
            r = order[s:s + batch_size]
            params = update(params, backward(network, params, forward(network, params, X[r]), Y[r]), learning_rate)
    return params, losses


def choose_hidden_units(X, y, candidates, *hyper):
    seed = hyper[-1]
    order = default_rng(seed).permutation(len(X))
    n = int(round(0.7 * len(X)))
    scores = {h: cross_validate(Network((X.shape[1], h, int(max(y)) + 1)), X, y, [(order[:n], order[n:])], *hyper)[0]
              for h in candidates}
    top = max(list(scores.values()))
    return min([h for h in scores if scores[h] == top]), scores
