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


# ====================== 一、逻辑门 ======================


def xor_params() -> Params:
    """异或 = AND(OR, NAND)，权值手工给出。"""

    def neuron(w1, w2, b):
        return np.array([w1, w2], dtype=float), float(b)

    w_or, b_or = neuron(20, 20, -10)
    w_nand, b_nand = neuron(-20, -20, 30)
    w_and, b_and = neuron(20, 20, -30)
    隐层 = (np.stack([w_or, w_nand], axis=1), np.array([b_or, b_nand]))
    输出层 = (w_and.reshape(2, 1), np.array([b_and]))
    return [隐层, 输出层]


# ====================== 二、激活函数 ======================


def sigmoid(z: Array) -> Array:
    """按正负号分开算，exp 里面永远是负数，不会溢出。"""
    z = np.asarray(z, dtype=float)
    a = np.empty_like(z)
    正 = z >= 0
    a[正] = 1.0 / (1.0 + np.exp(-z[正]))
    e = np.exp(z[~正])
    a[~正] = e / (1.0 + e)
    return a


def relu(z: Array) -> Array:
    """负的变成 0。"""
    z = np.array(z, dtype=float)  # np.array 会复制一份，不会改到传进来的数组
    z[z < 0] = 0.0
    return z


def softmax(z: Array) -> Array:
    """每一行是一个样本，所以在 axis=1 上归一化。"""
    最大值 = np.amax(z, axis=1)
    e = np.exp(z - 最大值[:, np.newaxis])
    return e / np.sum(e, axis=1)[:, np.newaxis]


class Activation:
    """激活函数 f 和它的导数 slope 放在一起；slope 用函数值 a 来写。"""

    def __init__(self, f, slope=None):
        self.f = f
        self.slope = slope

    def __call__(self, Z):
        return self.f(Z)


# 输出层的 softmax 和 identity 不需要 slope
激活 = {
    "sigmoid": Activation(sigmoid, lambda a: a * (1.0 - a)),
    "tanh": Activation(np.tanh, lambda a: 1.0 - a * a),
    "relu": Activation(relu, lambda a: np.where(a > 0, 1.0, 0.0)),
    "softmax": Activation(softmax),
    "identity": Activation(lambda Z: Z),
}


def activation_gradient(name: str, a: Array) -> Array:
    """g'(z)，注意参数是 a = g(z)，不是 z。"""
    if name not in 激活 or 激活[name].slope is None:
        raise ValueError(f"没有这个激活函数：{name}")
    return 激活[name].slope(a)


# ====================== 三、前向传播和损失 ======================


class Layer:
    """一层：保存 W、b 和激活函数。"""

    def __init__(self, W, b, activation):
        self.W, self.b = W, b
        self.activation = activation

    def __call__(self, A):
        return self.activation(A @ self.W + self.b)


def layers_of(network, params):
    """最后一层用 network.output，其余用 network.hidden。"""
    最后 = len(params) - 1
    return [
        Layer(W, b, 激活[network.output if 序号 == 最后 else network.hidden]) for 序号, (W, b) in enumerate(params)
    ]


def forward(network: Network, params: Params, X: Array) -> list[Array]:
    """返回 [A_0, ..., A_L]，A_0 就是 X。"""
    activations = [X]
    for layer in layers_of(network, params):
        activations.append(layer(activations[-1]))
    return activations


def loss(network: Network, params: Params, Y_hat: Array, Y: Array) -> float:
    """目标函数 J：只对样本求平均，正则项不含偏置。"""
    m = Y.shape[0]

    def 交叉熵(T, P):
        return -np.sum(T * np.log(np.maximum(P, 1e-12))) / m

    if network.objective == "squared_error":
        J = np.sum((Y_hat - Y) ** 2) / (2 * m)
    elif network.output == "sigmoid":
        J = 交叉熵(Y, Y_hat) + 交叉熵(1 - Y, 1 - Y_hat)
    else:
        J = 交叉熵(Y, Y_hat)
    for W, _ in params:
        J = J + network.l2 * np.sum(W * W) / 2
    return float(J)


# ====================== 四、反向传播 ======================


def output_delta(network, A, Y):
    """输出层误差 D_L = dJ/dZ_L。"""
    m = Y.shape[0]
    dA = (A - Y) / m
    if network.objective != "squared_error" or network.output == "identity":
        return dA  # 交叉熵的导数和输出层的导数正好约掉
    if network.output == "sigmoid":
        return dA * A * (1 - A)
    # 平方误差配 softmax：要乘 softmax 的雅可比矩阵
    return A * dA - A * np.sum(A * dA, axis=1)[:, np.newaxis]


def backward(network: Network, params: Params, activations: list[Array], Y: Array) -> Params:
    """从后往前递归，先算完所有梯度，再更新。"""

    def back(l, D):
        if l == 0:
            return []
        W = params[l - 1][0]
        A_prev = activations[l - 1]
        dW = A_prev.T @ D + network.l2 * W
        db = np.sum(D, axis=0)
        if l == 1:
            return [(dW, db)]
        D_prev = (D @ W.T) * activation_gradient(network.hidden, A_prev)
        return back(l - 1, D_prev) + [(dW, db)]

    return back(len(params), output_delta(network, activations[-1], Y))


# ====================== 五、训练 ======================


def update(params: Params, grads: Params, learning_rate: float) -> Params:
    """沿负梯度方向走一步，返回新的数组。"""
    return [(p[0] - learning_rate * g[0], p[1] - learning_rate * g[1]) for p, g in zip(params, grads)]


class Trainer:
    """记住当前参数，每次 step 返回更新之前的损失。"""

    def __init__(self, network, params, learning_rate):
        self.network = network
        self.params = params
        self.learning_rate = learning_rate

    def loss_on(self, X, Y):
        return loss(self.network, self.params, forward(self.network, self.params, X)[-1], Y)

    def step(self, X, Y):
        激活值 = forward(self.network, self.params, X)
        J = loss(self.network, self.params, 激活值[-1], Y)
        梯度 = backward(self.network, self.params, 激活值, Y)
        self.params = update(self.params, 梯度, self.learning_rate)
        return J


def train(
    network: Network, params: Params, X: Array, Y: Array, learning_rate: float, epochs: int
) -> tuple[Params, Array]:
    """全批量梯度下降。"""
    trainer = Trainer(network, params, learning_rate)
    losses = np.array([trainer.step(X, Y) for _ in range(epochs)])
    return trainer.params, losses


def predict(network: Network, params: Params, X: Array) -> Array:
    """只有一个 sigmoid 输出时和 0.5 比较，否则取最大的那一列。"""
    输出 = forward(network, params, X)[-1]
    if 输出.shape[1] == 1:
        return np.where(输出[:, 0] >= 0.5, 1, 0)
    return np.argmax(输出, axis=1)


# ====================== 六、交叉验证 ======================


def scaler(X_train):
    """闭包：记住训练集的均值和标准差。"""
    均值 = X_train.mean(axis=0)
    标准差 = X_train.std(axis=0)
    标准差 = np.where(标准差 > 0, 标准差, 1.0)  # 常数列只减均值
    return lambda X: (X - 均值) / 标准差


def standardize(X_train: Array, X_test: Array) -> tuple[Array, Array]:
    """测试集也用训练集的均值和标准差。"""
    scale = scaler(X_train)
    return scale(X_train), scale(X_test)


def k_fold(m: int, k: int, seed: int) -> list[Fold]:
    """先打乱再分成 k 份（ex4 前 40 行全是录取的，不打乱不行）。"""
    if k < 2:
        raise ValueError("k 至少是 2")
    if k > m:
        raise ValueError("k 不能比样本数还大")
    打乱 = np.random.default_rng(seed).permutation(m)
    边界 = [i * m // k for i in range(k + 1)]
    folds = []
    for i in range(k):
        test = 打乱[边界[i] : 边界[i + 1]]
        train = np.setdiff1d(np.arange(m), test)
        folds.append((train, test))
    return folds


def cross_validate(
    network: Network,
    X: Array,
    y: Array,
    folds: Sequence[Fold],
    learning_rate: float,
    epochs: int,
    seed: int,
) -> Array:
    """每一折都重新标准化、重新初始化。"""
    结果 = []
    for 训练行, 测试行 in folds:
        X_train, X_test = standardize(X[训练行], X[测试行])
        params = init_params(network, seed)
        params, _ = train(network, params, X_train, encode_targets(network, y[训练行]), learning_rate, epochs)
        对 = predict(network, params, X_test) == y[测试行]
        结果.append(np.mean(对))
    return np.array(结果)


def compare(X: Array, y: Array, folds: Sequence[Fold], seed: int) -> pd.DataFrame:
    """三种模型用同样的折。"""
    rows = [
        cross_validate(network, X, y, folds, LEARNING_RATE, EPOCHS, seed) for network in (NETWORK, LOGISTIC, SOFTMAX)
    ]
    table = pd.DataFrame(np.transpose(rows), columns=["network", "logistic", "softmax"])
    table.index = pd.Index(np.arange(1, len(folds) + 1), name="fold")
    return table


# ====================== 七、附加题 ======================


def train_minibatch(
    network: Network,
    params: Params,
    X: Array,
    Y: Array,
    learning_rate: float,
    epochs: int,
    batch_size: int,
    seed: int,
) -> tuple[Params, Array]:
    """小批量：每个 epoch 重新打乱，最后一批可以小一点。"""
    rng = np.random.default_rng(seed)
    trainer = Trainer(network, params, learning_rate)
    losses = []
    for _ in range(epochs):
        losses.append(trainer.loss_on(X, Y))
        顺序 = rng.permutation(len(X))
        for 开始 in range(0, len(X), batch_size):
            批 = 顺序[开始 : 开始 + batch_size]
            trainer.step(X[批], Y[批])
    return trainer.params, np.array(losses)


def choose_hidden_units(
    X: Array, y: Array, candidates: Sequence[int], learning_rate: float, epochs: int, seed: int
) -> tuple[int, dict[int, float]]:
    """没有做。"""
    raise NotImplementedError("choose_hidden_units is not written yet")
