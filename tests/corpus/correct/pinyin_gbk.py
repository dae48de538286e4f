# -*- coding: gbk -*-
"""GBK 编码的文件：中文注释、拼音变量名、全角标点；会打印中文。（style: GBK, pinyin names, full-width punctuation）

作业五：三层神经网络。全部函数都已完成，包括两道附加题。
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
    """异或＝（或）且（与非）。"""
    huo = [20.0, 20.0, -10.0]  # 或门：w1、w2、b
    yufei = [-10.0, -10.0, 14.0]  # 与非门
    yu = [20.0, 20.0, -30.0]  # 与门
    quanzhong1 = np.array([huo[:2], yufei[:2]]).T
    pianzhi1 = np.array([huo[2], yufei[2]])
    quanzhong2 = np.array(yu[:2]).reshape(2, 1)
    pianzhi2 = np.array([yu[2]])
    return [(quanzhong1, pianzhi1), (quanzhong2, pianzhi2)]


def sigmoid(z):
    """Ｓ形函数：分正负两种情况，避免溢出。"""
    shuru = np.array(z, dtype=float)
    jieguo = np.zeros_like(shuru)
    zheng = shuru >= 0
    jieguo[zheng] = 1 / (1 + np.exp(-shuru[zheng]))
    fu = ~zheng
    jieguo[fu] = 1 - 1 / (1 + np.exp(shuru[fu]))
    return jieguo


def relu(z):
    return np.where(z > 0, z, 0.0)


def softmax(z):
    """每一行减去最大值，再归一化。"""
    zhishu = np.exp(z - z.max(axis=1, keepdims=True))
    he = zhishu.sum(axis=1, keepdims=True)
    return zhishu / he


def activation_gradient(name, a):
    if name == "sigmoid":
        daoshu = a * (1 - a)
    elif name == "tanh":
        daoshu = 1 - a * a
    elif name == "relu":
        daoshu = np.where(a > 0, 1.0, 0.0)
    else:
        raise ValueError("没有这个激活函数：“" + str(name) + "”！")
    return daoshu


def jihuo(mingzi, jingshuru):
    """按名字选激活函数。"""
    biao = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": relu, "softmax": softmax}
    return biao[mingzi](jingshuru) if mingzi in biao else jingshuru


def forward(network, params, X):
    """前向传播：逐层计算净输入和激活值。"""
    suoyou = [X]
    cengshu = len(params)
    for ceng in range(cengshu):
        quanzhong, pianzhi = params[ceng]
        jing = np.dot(suoyou[ceng], quanzhong) + pianzhi
        if ceng + 1 < cengshu:
            suoyou.append(jihuo(network.hidden, jing))
        else:
            suoyou.append(jihuo(network.output, jing))
    return suoyou


def loss(network, params, Y_hat, Y):
    """损失函数＝数据项＋惩罚项。"""
    m = Y.shape[0]
    if network.objective == "squared_error":  # 平方误差
        shuju = 0.5 * np.sum((Y_hat - Y) ** 2) / m
    elif network.output == "softmax":  # 多类交叉熵
        shuju = -np.sum(Y * np.log(np.clip(Y_hat, 1e-12, None))) / m
    else:  # 二类交叉熵
        yi = Y * np.log(np.clip(Y_hat, 1e-12, None))
        ling = (1 - Y) * np.log(np.clip(1 - Y_hat, 1e-12, None))
        shuju = -np.sum(yi + ling) / m
    chengfa = sum([np.sum(quanzhong**2) for quanzhong, _ in params]) * network.l2 / 2
    return float(shuju + chengfa)


def backward(network, params, activations, Y):
    """反向传播：误差从后往前传。"""
    m = Y.shape[0]
    shuchu = activations[-1]
    wucha = (shuchu - Y) / m
    if network.objective == "squared_error":
        if network.output == "softmax":
            wucha = shuchu * (wucha - np.sum(wucha * shuchu, axis=1, keepdims=True))
        elif network.output == "sigmoid":
            wucha = wucha * activation_gradient("sigmoid", shuchu)
    tidu = []
    for ceng in range(len(params) - 1, -1, -1):
        quanzhong = params[ceng][0]
        qian = activations[ceng]  # 前一层的激活值
        tidu.append((np.dot(qian.T, wucha) + network.l2 * quanzhong, np.sum(wucha, axis=0)))
        if ceng > 0:
            wucha = np.dot(wucha, quanzhong.T) * activation_gradient(network.hidden, qian)
    tidu.reverse()
    return tidu


def update(params, grads, learning_rate):
    xin = []
    for (quanzhong, pianzhi), (dw, db) in zip(params, grads):
        xin.append((quanzhong - learning_rate * dw, pianzhi - learning_rate * db))
    return xin


def train(network, params, X, Y, learning_rate, epochs):
    """批量梯度下降。"""
    sunshi = []
    for lun in range(epochs):
        jihuozhi = forward(network, params, X)
        sunshi.append(loss(network, params, jihuozhi[-1], Y))
        if lun % 100 == 0:
            print(f"第{lun}轮：损失＝{sunshi[-1]:.6f}。")
        params = update(params, backward(network, params, jihuozhi, Y), learning_rate)
    print("训练结束！√")
    return params, np.array(sunshi)


def predict(network, params, X):
    gailv = forward(network, params, X)[-1]
    if gailv.shape[1] == 1:
        return np.where(gailv[:, 0] >= 0.5, 1, 0)
    return gailv.argmax(axis=1)


def standardize(X_train, X_test):
    """标准化：只用训练集的均值和标准差。"""
    junzhi = X_train.mean(axis=0)
    biaozhuncha = X_train.std(axis=0)
    biaozhuncha[biaozhuncha == 0] = 1  # 常数列只减均值
    return (X_train - junzhi) / biaozhuncha, (X_test - junzhi) / biaozhuncha


def k_fold(m, k, seed):
    """打乱以后分成Ｋ份。"""
    if k < 2 or k > m:
        raise ValueError("折数不对：k＝%d，m＝%d" % (k, m))
    suiji = np.random.RandomState(seed)
    xuhao = list(range(m))
    suiji.shuffle(xuhao)
    daxiao, yushu = divmod(m, k)
    zhedie = []
    kaishi = 0
    for i in range(k):
        jieshu = kaishi + daxiao + (i >= k - yushu)  # 多出来的放在最后几折
        ceshi = xuhao[kaishi:jieshu]
        xunlian = xuhao[:kaishi] + xuhao[jieshu:]
        zhedie.append((np.array(xunlian), np.array(ceshi)))
        kaishi = jieshu
    return zhedie


def cross_validate(network, X, y, folds, learning_rate, epochs, seed):
    """交叉验证。"""
    zhengquelv = []
    for bianhao, (xunlian, ceshi) in enumerate(folds, 1):
        xunlian_x, ceshi_x = standardize(X[xunlian], X[ceshi])
        xunlian_y = encode_targets(network, y[xunlian])
        canshu, _ = train(network, init_params(network, seed), xunlian_x, xunlian_y, learning_rate, epochs)
        duicuo = predict(network, canshu, ceshi_x) == y[ceshi]
        zhengquelv.append(duicuo.mean())
        print("第", bianhao, "折的正确率：", zhengquelv[-1])
    return np.array(zhengquelv)


def compare(X, y, folds, seed):
    """三种模型的比较：神经网络、逻辑回归、softmax回归。"""
    moxing = {"network": NETWORK, "logistic": LOGISTIC, "softmax": SOFTMAX}
    biaoge = pd.DataFrame({"fold": np.arange(1, len(folds) + 1)})
    for mingzi in moxing:
        biaoge[mingzi] = cross_validate(moxing[mingzi], X, y, folds, LEARNING_RATE, EPOCHS, seed)
    biaoge = biaoge.set_index("fold")
    print(biaoge.rename(columns={"network": "神经网络", "logistic": "逻辑回归", "softmax": "软最大回归"}))
    return biaoge


def train_minibatch(network, params, X, Y, learning_rate, epochs, batch_size, seed):
    """小批量梯度下降（附加题一）。"""
    suiji = np.random.RandomState(seed)
    sunshi = np.zeros(epochs)
    for lun in range(epochs):
        sunshi[lun] = loss(network, params, forward(network, params, X)[-1], Y)
        xuhao = suiji.permutation(len(X))
        for kaishi in range(0, len(X), batch_size):
            pi = xuhao[kaishi : kaishi + batch_size]
            tidu = backward(network, params, forward(network, params, X[pi]), Y[pi])
            params = update(params, tidu, learning_rate)
    return params, sunshi


def choose_hidden_units(X, y, candidates, learning_rate, epochs, seed):
    """选隐层单元数（附加题二）。"""
    suiji = np.random.RandomState(seed)
    xuhao = suiji.permutation(len(X))
    geshu = round(0.7 * len(X))
    fen = [(xuhao[:geshu], xuhao[geshu:])]
    leishu = int(np.max(y)) + 1
    defen = {}
    for h in candidates:
        wangluo = Network((X.shape[1], h, leishu))
        defen[h] = float(cross_validate(wangluo, X, y, fen, learning_rate, epochs, seed)[0])
    zuigao = max(defen.values())
    zuihao = min(h for h in defen if defen[h] == zuigao)
    print("最好的隐层单元数是：", zuihao, "；得分：", defen)
    return zuihao, defen


if __name__ == "__main__":
    tezheng, biaoqian = load_ex4()
    print(compare(tezheng, biaoqian, k_fold(len(tezheng), 5, 0), 0).mean())
