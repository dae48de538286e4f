"""神经网络作业：用 NumPy 手写三层网络。

约定：一行是一个样本，X 是 (m, n_0)，W_l 是 (n_{l-1}, n_l)，b_l 是 (n_l,)。
"""

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


# --------------------------------------------------------------------------------------
# Given: read it, use it, leave it as it is.
# --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Network:
    """The shape of a network and what it minimises; the weights are kept apart, in params."""

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
    """Random starting weights: ``W_l ~ N(0, 1/n_{l-1})``, ``b_l = 0``, the same for the same seed."""
    rng = np.random.default_rng(seed)
    return [
        (rng.normal(0.0, n_in**-0.5, size=(n_in, n_out)), np.zeros(n_out))
        for n_in, n_out in zip(network.units[:-1], network.units[1:], strict=True)
    ]


def encode_targets(network: Network, y: Array) -> Array:
    """Targets Y, shape (m, n_L): one-hot rows for softmax, a column for sigmoid and identity."""
    y = np.asarray(y)
    if network.output == "softmax":
        return np.eye(network.units[-1])[y.astype(int)]
    return y.astype(float).reshape(-1, 1)


def load_ex4() -> tuple[Array, Array]:
    """The 80 students of ``data/ex4.csv``."""
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


# 逻辑门
def xor_params():
    # 或、与非、与
    return [
        (np.array([[20.0, -20.0], [20.0, -20.0]]), np.array([-10.0, 30.0])),
        (np.array([[20.0], [20.0]]), np.array([-30.0])),
    ]


# 激活函数
def sigmoid(z):
    z = np.clip(z, -600, 600)  # 防溢出
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(0, z)


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def activation_gradient(name, a):
    if name == "sigmoid":
        return a * (1 - a)
    elif name == "tanh":
        return 1 - a ** 2
    elif name == "relu":
        return (a > 0).astype(float)
    else：
        raise ValueError("不支持的激活函数")


# 前向传播
def forward(network, params, X):
    f = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu, "softmax": softmax, "identity": lambda x: x}
    A = [X]
    for i in range(len(params)):
        W, b = params[i]
        Z = A[i] @ W + b
        if i == len(params) - 1:
            A.append(f[network.output](Z))
        else:
            A.append(f[network.hidden](Z))
    return A


# 损失
def loss(network, params, Y_hat, Y):
    m = len(Y)
    reg = network.l2 / 2 * sum(np.sum(W ** 2) for W, b in params)
    if network.objective == "squared_error":
        return np.sum((Y_hat - Y) ** 2) / (2 * m) + reg
    P = np.clip(Y_hat, 1e-12, 1 - 1e-12)
    if network.output == "sigmoid":
        return -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / m + reg
    return -np.sum(Y * np.log(P)) / m + reg


# 反向传播
def backward(network, params, activations, Y):
    m = len(Y)
    A = activations
    D = (A[-1] - Y) / m
    if network.objective == "squared_error":
        if network.output == "sigmoid":
            D = D * A[-1] * (1 - A[-1])
        elif network.output == "softmax":
            D = A[-1] * (D - (D * A[-1]).sum(axis=1, keepdims=True))
    grads = []
    for i in range(len(params) - 1, -1, -1):
        W, b = params[i]
        grads.append((A[i].T @ D + network.l2 * W, D.sum(axis=0)))
        if i > 0:
            D = D @ W.T * activation_gradient(network.hidden, A[i])
    return grads[::-1]


# 梯度下降
def update(params, grads, learning_rate):
    return [(W - learning_rate * dW, b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads)]


def train(network, params, X, Y, learning_rate, epochs):
    losses = []
    for _ in range(epochs):
        A = forward(network, params, X)
        losses.append(loss(network, params, A[-1], Y))
        params = update(params, backward(network, params, A, Y), learning_rate)
    return params, np.array(losses)


# 预测
def predict(network, params, X):
    out = forward(network, params, X)[-1]
    if out.shape[1] == 1:
        return (out[:, 0] >= 0.5).astype(int)
    return out.argmax(axis=1)


# 标准化
def standardize(X_train, X_test):
    mu = X_train.mean(axis=0)
    sigma = X_train.std(axis=0)
    sigma[sigma == 0] = 1
    return (X_train - mu) / sigma, (X_test - mu) / sigma


# k 折
def k_fold(m, k, seed):
    if k < 2 or k > m:
        raise ValueError("k 不合适")
    index = np.random.default_rng(seed).permutation(m)
    parts = np.array_split(index, k)
    return [(np.setdiff1d(index, part), part) for part in parts]


# 交叉验证
def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    acc = []
    for tr, te in folds:
        X_tr, X_te = standardize(X[tr], X[te])
        params, _ = train(network, init_params(network, seed), X_tr, encode_targets(network, y[tr]), learning_rate, epochs)
        acc.append(np.mean(predict(network, params, X_te) == y[te]))
    return np.array(acc)


# 三种模型比较
def compare(X, y, folds, seed):
    data = {
        "network": cross_validate(NETWORK, X, y, folds, LEARNING_RATE, EPOCHS, seed),
        "logistic": cross_validate(LOGISTIC, X, y, folds, LEARNING_RATE, EPOCHS, seed),
        "softmax": cross_validate(SOFTMAX, X, y, folds, LEARNING_RATE, EPOCHS, seed),
    }
    return pd.DataFrame(data, index=pd.Index(range(1, len(folds) + 1), name="fold"))


# 附加题不做
def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    raise NotImplementedError("train_minibatch is not written yet")


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    raise NotImplementedError("choose_hidden_units is not written yet")
