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


def xor_params() -> Params:
    # 第一列是或门，第二列是与非门
    W1 = np.array([[20., -20.],
                   [20., -20.]])
    b1 = np.array([-10., 30.])
    # 与门
    W2 = np.array([[20.],
                   [20.]])
    b2 = np.array([-30.])
    return [(W1, b1), (W2, b2)]


def sigmoid(z: Array) -> Array:
    """S 型函数"""
    z = np.asarray(z, dtype=float)
    # z 很小的时候 exp(-z) 会溢出，所以截断
    return 1.0 / (1.0 + np.exp(-np.clip(z, -700, 700)))


def relu(z: Array) -> Array:
    return (np.abs(z) + z) / 2


def softmax(z: Array) -> Array:
    """先减去最大值防止溢出，再归一化"""
    z = z - np.max(z)
    exp_z = np.exp(z)
    return exp_z / np.sum(exp_z)


def activation_gradient(name: str, a: Array) -> Array:
    """用 a 表示的导数"""
    if name == "sigmoid":
        return np.multiply(a, 1 - a)
    if name == "tanh":
        return 1 - np.power(a, 2)
    if name == "relu":
        return np.heaviside(a, 0.0)
    raise ValueError("激活函数只能是 sigmoid、tanh 或 relu")


def forward(network: Network, params: Params, X: Array) -> list[Array]:
    """前向传播，把每一层的输出都存下来"""
    A = X
    A_list = [X]
    for i in range(len(params)):
        W, b = params[i]
        Z = np.matmul(A, W) + b
        # 判断是不是输出层
        if i == len(params) - 1:
            act = network.output
        else:
            act = network.hidden
        if act == "sigmoid":
            A = sigmoid(Z)
        if act == "tanh":
            A = np.tanh(Z)
        if act == "relu":
            A = relu(Z)
        if act == "softmax":
            A = softmax(Z)
        if act == "identity":
            A = Z
        A_list.append(A)
    return A_list


def loss(network: Network, params: Params, Y_hat: Array, Y: Array) -> float:
    m = Y.shape[0]
    if network.objective == "squared_error":
        data_loss = np.sum(np.power(Y_hat - Y, 2)) / (2 * m)
    else:
        # 防止 log(0)
        Y_hat = np.clip(Y_hat, 1e-12, 1 - 1e-12)
        if network.output == "softmax":
            data_loss = -1 / m * np.sum(Y * np.log(Y_hat))
        else:
            data_loss = -1 / m * np.sum(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat))
    # 正则化项，不包括 b
    reg = 0.0
    for W, _ in params:
        reg = reg + np.sum(np.power(W, 2))
    return data_loss + network.l2 / 2 * reg


def backward(network: Network, params: Params, activations: list[Array], Y: Array) -> Params:
    """反向传播"""
    m = Y.shape[0]
    L = len(params)
    Y_hat = activations[L]

    # 输出层的误差
    if network.objective == "cross_entropy":
        dZ = (Y_hat - Y) / m
    else:
        dA = (Y_hat - Y) / m
        if network.output == "identity":
            dZ = dA
        elif network.output == "sigmoid":
            dZ = dA * Y_hat * (1 - Y_hat)
        else:
            # softmax 的雅可比矩阵，一个样本一个样本地算
            dZ = np.zeros_like(dA)
            for i in range(m):
                a = Y_hat[i].reshape(-1, 1)
                J = np.diagflat(a) - a @ a.T
                dZ[i] = J @ dA[i]

    grads = [None] * L
    for l in range(L, 0, -1):
        W, b = params[l - 1]
        A_prev = activations[l - 1]
        dW = np.matmul(A_prev.T, dZ) + network.l2 * W
        db = np.sum(dZ, axis=0)
        grads[l - 1] = (dW, db)
        if l > 1:
            dZ = np.matmul(dZ, W.T) * activation_gradient(network.hidden, A_prev)
    return grads


def update(params: Params, grads: Params, learning_rate: float) -> Params:
    new_params = []
    for (W, b), (dW, db) in zip(params, grads):
        W_new = W - learning_rate * dW
        b_new = b - learning_rate * db
        new_params.append((W_new, b_new))
    return new_params


def train(network: Network, params: Params, X: Array, Y: Array, learning_rate: float, epochs: int) -> tuple[Params, Array]:
    """训练，记录每一步之前的损失"""
    losses = np.zeros(epochs)
    for e in range(epochs):
        acts = forward(network, params, X)          # 前向
        losses[e] = loss(network, params, acts[-1], Y)  # 损失
        grads = backward(network, params, acts, Y)  # 反向
        params = update(params, grads, learning_rate)   # 更新
    return params, losses


def predict(network: Network, params: Params, X: Array) -> Array:
    Y_hat = forward(network, params, X)[-1]
    m, n = Y_hat.shape
    if n == 1:
        y = np.zeros(m, dtype=int)
        y[Y_hat[:, 0] >= 0.5] = 1
        return y
    return np.argmax(Y_hat, axis=1)


def standardize(X_train: Array, X_test: Array) -> tuple[Array, Array]:
    """用训练集的均值和标准差"""
    mu = np.mean(X_train, axis=0)
    sigma = np.std(X_train, axis=0)
    sigma[sigma == 0] = 1.0  # 常数列
    return (X_train - mu) / sigma, (X_test - mu) / sigma


def k_fold(m: int, k: int, seed: int) -> list[Fold]:
    """打乱后分成 k 折"""
    if k < 2 or k > m:
        raise ValueError("k 的范围是 2 到 m")
    np.random.seed(seed)
    index = np.random.permutation(m)
    folds = []
    for i in range(k):
        test = index[i::k]
        train = np.array([j for j in index if j not in test])
        folds.append((train, test))
    return folds


def cross_validate(network: Network, X: Array, y: Array, folds: Sequence[Fold],
                   learning_rate: float, epochs: int, seed: int) -> Array:
    """k 折交叉验证，返回每一折的正确率"""
    acc_list = []
    for train_idx, test_idx in folds:
        X_train, X_test = X[train_idx], X[test_idx]
        y_train, y_test = y[train_idx], y[test_idx]
        X_train, X_test = standardize(X_train, X_test)
        Y_train = encode_targets(network, y_train)
        params = init_params(network, seed)
        params, losses = train(network, params, X_train, Y_train, learning_rate, epochs)
        y_pred = predict(network, params, X_test)
        acc = np.sum(y_pred == y_test) / len(y_test)
        acc_list.append(acc)
    return np.array(acc_list)


def compare(X: Array, y: Array, folds: Sequence[Fold], seed: int) -> pd.DataFrame:
    """比较 BP 网络、对数几率回归和 softmax 回归"""
    bp = cross_validate(NETWORK, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    lr = cross_validate(LOGISTIC, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    sm = cross_validate(SOFTMAX, X, y, folds, LEARNING_RATE, EPOCHS, seed)
    df = pd.DataFrame({"fold": range(1, len(folds) + 1), "network": bp, "logistic": lr, "softmax": sm})
    return df.set_index("fold")


# 附加题没有时间做了

def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    raise NotImplementedError("train_minibatch is not written yet")


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    raise NotImplementedError("choose_hidden_units is not written yet")
