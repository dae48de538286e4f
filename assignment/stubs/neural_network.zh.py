"""用 NumPy 手写的三层神经网络。

只需提交这一个文件。请编写每个抛出 ``NotImplementedError`` 的函数；
函数名、参数和给定的部分保持原样。任务、数学推导和分值见 ``README.zh-CN.md``。

记号（Notation）
----------------
=================  =============================================  ==============
符号               含义                                           形状
=================  =============================================  ==============
m                  样本数
n_0, ..., n_L      输入层、隐藏层、输出层的单元数
X = A_0            输入，一行一个样本                             (m, n_0)
W_l, b_l           第 l = 1, ..., L 层的权重和偏置                (n_{l-1}, n_l), (n_l,)
Z_l                线性输出 z（净输入）A_{l-1} W_l + b_l          (m, n_l)
A_l                激活值 g_l(Z_l)；A_L 就是预测                  (m, n_l)
Y                  目标，见 :func:`encode_targets`                (m, n_L)
y                  类别标签 0, 1, ...                             (m,)
D_l                dJ/dZ_l，即第 l 层的误差项                     (m, n_l)
=================  =============================================  ==============

所有数组的类型都是 float64。任何函数都不修改传给它的数组。
第 l 层的 (W, b) 是 ``params[l - 1]``；A_l 是 ``activations[l]``，
所以第 l 层的输入是 ``activations[l - 1]``。
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
# 给定的部分：可以读，可以用，请保持原样。
# --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Network:
    """网络的结构和它要最小化的目标函数；权重另外存放在 params 中。

    Parameters
    ----------
    units : tuple of int
        ``(n_0, ..., n_L)``；``(2, 4, 2)`` 表示两个输入单元、四个隐藏单元和两个输出单元。
    hidden : {"sigmoid", "tanh", "relu"}
        每个隐藏层的激活函数。
    output : {"softmax", "sigmoid", "identity"}
        输出层的激活函数。
    objective : {"cross_entropy", "squared_error"}
        目标函数，由 :func:`loss` 计算。
    l2 : float
        L2 正则化的强度；受惩罚的是权重的平方。
    """

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
    """随机的初始权重：``W_l ~ N(0, 1/n_{l-1})``，``b_l = 0``；种子相同，结果就相同。

    Returns
    -------
    params : list of (W, b)
        从第一层排起；``W_l`` 的形状是 (n_{l-1}, n_l)，``b_l`` 的形状是 (n_l,)。
    """
    rng = np.random.default_rng(seed)
    return [
        (rng.normal(0.0, n_in**-0.5, size=(n_in, n_out)), np.zeros(n_out))
        for n_in, n_out in zip(network.units[:-1], network.units[1:], strict=True)
    ]


def encode_targets(network: Network, y: Array) -> Array:
    """目标 Y，形状为 (m, n_L)：softmax 用独热行，sigmoid 和 identity（恒等）用一列。

    Examples
    --------
    >>> encode_targets(Network((2, 3)), np.array([2, 0]))
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    y = np.asarray(y)
    if network.output == "softmax":
        return np.eye(network.units[-1])[y.astype(int)]
    return y.astype(float).reshape(-1, 1)


def load_ex4() -> tuple[Array, Array]:
    """``data/ex4.csv`` 中的 80 名学生。

    Returns
    -------
    X : ndarray, shape (80, 2)
        两门考试的成绩。
    y : ndarray of int, shape (80,)
        被录取的学生为 1，其余为 0。

    Raises
    ------
    FileNotFoundError
        如果本文件旁边没有 ``data/ex4.csv``，上一级文件夹里也没有。
    ValueError
        如果这个文件不是作业自带的那一个。
    """
    here = Path(__file__).resolve().parent
    places = [here / "data" / "ex4.csv", here.parent / "data" / "ex4.csv"]
    found = [place for place in places if place.is_file()]
    if not found:
        raise FileNotFoundError(f"缺少 {places[0]}：请把作业的 data 文件夹复制到本文件旁边")
    text = found[0].read_bytes().replace(b"\r\n", b"\n")
    if hashlib.sha256(text).hexdigest() != EX4_SHA256:
        raise ValueError(f"{found[0]} 不是作业附带的那个文件：请从作业里重新复制 data/ex4.csv")
    table = np.loadtxt(text.decode("ascii").splitlines(), delimiter=",", skiprows=1)
    return table[:, :2], table[:, 2].astype(int)


# --------------------------------------------------------------------------------------
# 任务：gates
# --------------------------------------------------------------------------------------


def xor_params() -> Params:
    """手工选取 ``Network((2, 2, 1), output="sigmoid")`` 的权重，使它计算 XOR。

    一个隐藏神经元计算 OR，另一个计算 NAND；输出神经元对两者计算 AND。

    Returns
    -------
    params : list of (W, b)
        两个 (W, b) 对，形状分别是 (2, 2)、(2,) 和 (2, 1)、(1,)。
        对输入 (0, 0)、(0, 1)、(1, 0)、(1, 1)，
        网络的输出依次小于 0.1、大于 0.9、大于 0.9、小于 0.1。

    Notes
    -----
    一个神经元就是 sigmoid(w_1 x_1 + w_2 x_2 + b)。画出四个角点，再画一条直线，
    把取 1 的点与取 0 的点分开；w 与这条直线垂直。权重越大，输出越接近 0 或 1。
    W 的第 j 列属于神经元 j。

    单独检查这项任务：``pytest -k gates``

    Examples
    --------
    >>> [W.shape for W, b in xor_params()]
    [(2, 2), (2, 1)]
    """
    raise NotImplementedError("xor_params 还没有写")


# --------------------------------------------------------------------------------------
# 任务：activations
# --------------------------------------------------------------------------------------


def sigmoid(z: Array) -> Array:
    """logistic 函数，逐元素计算。

    Parameters
    ----------
    z : array_like, 任意形状

    Returns
    -------
    a : ndarray, 形状与 z 相同
        abs(z) 不超过 1e4 时必须准确，不出现 NaN。（出现溢出警告不扣分。）

    Notes
    -----
    公式：a = 1 / (1 + e^(-z))。e^1000 会溢出：哪个等价的式子只用到 e^(-abs(z))？

    单独检查这项任务：``pytest -k activations``

    Examples
    --------
    >>> sigmoid(np.array([0.0, np.log(3.0)]))
    array([0.5 , 0.75])
    """
    raise NotImplementedError("sigmoid 还没有写")


def relu(z: Array) -> Array:
    """修正线性单元（ReLU），逐元素计算。

    Parameters
    ----------
    z : array_like, 任意形状

    Returns
    -------
    a : ndarray, 形状与 z 相同

    Notes
    -----
    公式：a = max(z, 0)。返回一个新数组；传入的数组保持原样。

    单独检查这项任务：``pytest -k activations``

    Examples
    --------
    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """
    raise NotImplementedError("relu 还没有写")


def softmax(z: Array) -> Array:
    """把每一行的得分变成概率。

    Parameters
    ----------
    z : ndarray, shape (m, n)

    Returns
    -------
    p : ndarray, shape (m, n)
        都是正数；每行之和为 1。abs(z) 不超过 1e4 时必须准确。

    Notes
    -----
    公式：p_ij = e^(z_ij) / sum_k e^(z_ik)。给一整行加上同一个数，结果不变：
    加上哪个数，指数函数就不会溢出？请检查轴是否正确，以及每一行除以的是不是它自己的和。

    单独检查这项任务：``pytest -k activations``

    Examples
    --------
    >>> softmax(np.log(np.array([[1.0, 3.0], [2.0, 2.0]])))
    array([[0.25, 0.75],
           [0.5 , 0.5 ]])
    """
    raise NotImplementedError("softmax 还没有写")


def activation_gradient(name: str, a: Array) -> Array:
    """激活函数的导数 g'(z)，用激活值 a = g(z) 表示。

    Parameters
    ----------
    name : {"sigmoid", "tanh", "relu"}
    a : ndarray, 任意形状
        激活值 g(z)，*不是* z。

    Returns
    -------
    slope : ndarray, 形状与 a 相同
        对 "relu"，a = 0 处的导数取 0。

    Raises
    ------
    ValueError
        如果 name 是其他名称。

    Notes
    -----
    对 g 求导，再用 g 本身表示结果：对 tanh，结果是 1 - a^2。

    单独检查这项任务：``pytest -k activations``

    Examples
    --------
    >>> activation_gradient("tanh", np.array([0.5]))
    array([0.75])
    """
    raise NotImplementedError("activation_gradient 还没有写")


# --------------------------------------------------------------------------------------
# 任务：forward
# --------------------------------------------------------------------------------------


def forward(network: Network, params: Params, X: Array) -> list[Array]:
    """把一批样本逐层向前传播。

    Parameters
    ----------
    network : Network
        ``network.hidden`` 是隐藏层的激活函数，``network.output`` 是最后一层的激活函数。
    params : list of (W, b)
        ``W_l`` (n_{l-1}, n_l)，``b_l`` (n_l,)，从第一层排起。
    X : ndarray, shape (m, n_0)

    Returns
    -------
    activations : list of ndarray
        ``[A_0, ..., A_L]``：``A_0`` 就是 X，``A_l`` 的形状是 (m, n_l)，``A_L`` 就是预测。

    Notes
    -----
    传播公式，逐层计算：Z_l = A_{l-1} W_l + b_l，A_l = g_l(Z_l)。
    没有隐藏层的网络只有一个 (W, b) 对；有三个权重矩阵时也必须正确。

    单独检查这项任务：``pytest -k forward``

    Examples
    --------
    >>> network = Network((2, 1), output="identity")
    >>> params = [(np.array([[1.0], [2.0]]), np.array([0.5]))]
    >>> forward(network, params, np.array([[3.0, 4.0]]))
    [array([[3., 4.]]), array([[11.5]])]
    """
    raise NotImplementedError("forward 还没有写")


# --------------------------------------------------------------------------------------
# 任务：loss
# --------------------------------------------------------------------------------------


def loss(network: Network, params: Params, Y_hat: Array, Y: Array) -> float:
    """一批样本的目标函数 J：数据损失加上正则化项。

    Parameters
    ----------
    network : Network
        ``network.objective``、``network.output`` 和 ``network.l2`` 决定用哪个公式。
    params : list of (W, b)
        用于正则化项。
    Y_hat, Y : ndarray, shape (m, n_L)
        预测和目标。

    Returns
    -------
    J : float
        有限的数，即使某个概率恰好为 0 或 1。

    Notes
    -----
    - 交叉熵，softmax 输出：-(1/m) sum Y log(Y_hat)
    - 交叉熵，sigmoid 输出：-(1/m) sum [Y log(Y_hat) + (1 - Y) log(1 - Y_hat)]
    - 平方误差：1/(2m) sum (Y_hat - Y)^2
    - 正则化项（penalty）：(l2/2) 乘以所有权重 W 的平方和，不含 b

    求和既对样本也对输出进行，而 m 只数样本。log(0) 是 -inf：
    请让概率保持在 1e-12 与 1 - 1e-12 之间。

    单独检查这项任务：``pytest -k loss``

    Examples
    --------
    >>> network = Network((1, 1), output="identity", objective="squared_error")
    >>> params = [(np.array([[2.0]]), np.array([0.0]))]
    >>> loss(network, params, np.array([[6.0], [3.0]]), np.array([[5.0], [3.0]]))
    0.25
    """
    raise NotImplementedError("loss 还没有写")


# --------------------------------------------------------------------------------------
# 任务：backward
# --------------------------------------------------------------------------------------


def backward(network: Network, params: Params, activations: list[Array], Y: Array) -> Params:
    """:func:`loss` 对每个权重和每个偏置的精确梯度，用反向传播计算。

    Parameters
    ----------
    network : Network
    params : list of (W, b)
        ``W_l`` (n_{l-1}, n_l)，``b_l`` (n_l,)，从第一层排起。
    activations : list of ndarray
        由 :func:`forward` 得到的 ``[A_0, ..., A_L]``；``A_l`` 的形状是 (m, n_l)。
    Y : ndarray, shape (m, n_L)

    Returns
    -------
    grads : list of (dW, db)
        每个数组与它的参数形状相同，从第一层排起。

    Notes
    -----
    每次往回走一层：D_L -> dW_L, db_L -> D_{L-1} -> ... 请分三步来写，
    检查也按这三步进行：(1) sigmoid 隐藏层、softmax 或 sigmoid 输出配交叉熵，(2) 各种隐藏层
    （层数任意）和正则化项，(3) 平方误差；还没写的一步可以先抛出 NotImplementedError。规则如下：

    - D_L 由目标函数和输出共同决定：先写出 dJ/dA_L，再经过输出的导数传回去。
      softmax 或 sigmoid 配交叉熵，以及 identity（恒等）配平方误差，结果是同一个简短的式子。
      因子 1/m 包含在 D_L 中。
    - D_{l-1} = (D_l W_l^T) * activation_gradient(network.hidden, A_{l-1})，逐元素相乘；
      第二个因子就是导数 g'(Z_{l-1})
    - dW_l = A_{l-1}^T D_l + l2 W_l，db_l = D_l 按列求和

    每种输出都可以与每种目标函数搭配（包括 softmax 配平方误差），只有 identity 配交叉熵除外。
    梯度必须用公式计算：损失的差分太慢了。

    单独检查这项任务：``pytest -k backward``

    Examples
    --------
    >>> network = Network((1, 1), output="identity", objective="squared_error")
    >>> params = [(np.array([[2.0]]), np.array([0.0]))]
    >>> backward(network, params, [np.array([[3.0]]), np.array([[6.0]])], np.array([[5.0]]))
    [(array([[3.]]), array([1.]))]
    """
    raise NotImplementedError("backward 还没有写")


# --------------------------------------------------------------------------------------
# 任务：update
# --------------------------------------------------------------------------------------


def update(params: Params, grads: Params, learning_rate: float) -> Params:
    """一步梯度下降。

    Parameters
    ----------
    params, grads : list of (W, b), list of (dW, db)
    learning_rate : float

    Returns
    -------
    params : list of (W, b)
        新数组；传入的数组保持原样。

    Notes
    -----
    公式：每个 W 减去 learning_rate dW，每个 b 减去 learning_rate db。

    单独检查这项任务：``pytest -k update``

    Examples
    --------
    >>> params, grads = [(np.array([[1.0]]), np.array([2.0]))], [(np.array([[4.0]]), np.array([-2.0]))]
    >>> update(params, grads, 0.25)
    [(array([[0.]]), array([2.5]))]
    """
    raise NotImplementedError("update 还没有写")


# --------------------------------------------------------------------------------------
# 任务：train
# --------------------------------------------------------------------------------------


def train(
    network: Network, params: Params, X: Array, Y: Array, learning_rate: float, epochs: int
) -> tuple[Params, Array]:
    """从给定的参数出发，做全批量梯度下降。

    Parameters
    ----------
    network : Network
    params : list of (W, b)
        训练的起点；传入的数组保持原样。
    X : ndarray, shape (m, n_0)
    Y : ndarray, shape (m, n_L)
    learning_rate : float
    epochs : int
        轮数；这里每一轮只走一步，这一步用到全部样本。

    Returns
    -------
    params : list of (W, b)
        最后一步之后的参数。
    losses : ndarray, shape (epochs,)
        ``losses[e]`` 是第 e 步 *之前* 的损失，因此 ``losses[0]`` 对应给定的 params。

    Notes
    -----
    每一步依次是：forward、loss、backward、update。

    单独检查这项任务：``pytest -k train``

    Examples
    --------
    >>> network = Network((1, 1), output="identity", objective="squared_error")
    >>> params = [(np.array([[2.0]]), np.array([0.0]))]
    >>> train(network, params, np.array([[1.0]]), np.array([[6.0]]), 0.25, 2)[1]
    array([8., 2.])
    """
    raise NotImplementedError("train 还没有写")


# --------------------------------------------------------------------------------------
# 任务：predict
# --------------------------------------------------------------------------------------


def predict(network: Network, params: Params, X: Array) -> Array:
    """一批样本的类别标签。

    Parameters
    ----------
    network : Network
    params : list of (W, b)
    X : ndarray, shape (m, n_0)

    Returns
    -------
    labels : ndarray of int, shape (m,)
        最大的输出所在的列；如果只有一个输出，则无论激活函数是哪一种，输出 >= 0.5 处为 1，其余为 0。

    Notes
    -----
    单独检查这项任务：``pytest -k predict``

    Examples
    --------
    >>> network = Network((1, 2))
    >>> params = [(np.array([[1.0, -1.0]]), np.zeros(2))]
    >>> predict(network, params, np.array([[3.0], [-3.0]]))
    array([0, 1])
    """
    raise NotImplementedError("predict 还没有写")


# --------------------------------------------------------------------------------------
# 任务：standardize
# --------------------------------------------------------------------------------------


def standardize(X_train: Array, X_test: Array) -> tuple[Array, Array]:
    """只用训练集的均值和标准差，缩放训练集和测试集。

    Parameters
    ----------
    X_train, X_test : ndarray, shapes (m, n) and (k, n)

    Returns
    -------
    X_train, X_test : ndarray, 形状不变
        新数组。

    Notes
    -----
    公式：(x - 均值) / 标准差，逐列计算，用总体标准差（除以 m，而不是 m - 1）。
    在训练集中为常数的列只做中心化。测试集的行不得影响训练集中的任何一个数。

    单独检查这项任务：``pytest -k standardize``

    Examples
    --------
    >>> standardize(np.array([[1.0], [3.0]]), np.array([[2.0], [5.0]]))
    (array([[-1.],
           [ 1.]]), array([[0.],
           [3.]]))
    """
    raise NotImplementedError("standardize 还没有写")


# --------------------------------------------------------------------------------------
# 任务：k_fold
# --------------------------------------------------------------------------------------


def k_fold(m: int, k: int, seed: int) -> list[Fold]:
    """把行号 0..m-1 划分成 k 折。

    Parameters
    ----------
    m : int
        样本数。
    k : int
        折数。
    seed : int
        决定怎样打乱：种子相同，各折就相同；换一个种子，各折就不同。

    Returns
    -------
    folds : list of (train, test)
        k 对整数下标数组。各测试集互不相交，合起来包含每一行，大小最多相差 1；
        train 是不在 test 中的所有下标。

    Raises
    ------
    ValueError
        如果 k < 2 或 k > m。

    Notes
    -----
    ex4 先列出所有被录取的学生：如果不打乱，有的折就只含一个类别。
    80 行可以分成相等的五折，83 行则不能。

    单独检查这项任务：``pytest -k k_fold``

    Examples
    --------
    >>> sorted(int(row) for train, test in k_fold(5, 2, seed=1) for row in test)
    [0, 1, 2, 3, 4]
    """
    raise NotImplementedError("k_fold 还没有写")


# --------------------------------------------------------------------------------------
# 任务：cross_validate
# --------------------------------------------------------------------------------------


def cross_validate(
    network: Network,
    X: Array,
    y: Array,
    folds: Sequence[Fold],
    learning_rate: float,
    epochs: int,
    seed: int,
) -> Array:
    """网络在每一折上的测试准确率。

    Parameters
    ----------
    network : Network
    X : ndarray, shape (m, n_0)
        原始输入。
    y : ndarray of int, shape (m,)
    folds : list of (train, test)
        来自 :func:`k_fold`。
    learning_rate, epochs
        用于 :func:`train`。
    seed : int
        用于 :func:`init_params`；每一折都重新开始，所用的初始权重相同。

    Returns
    -------
    accuracies : ndarray, shape (k,)
        每一折的测试集上预测正确的标签所占的比例，在 0 与 1 之间。

    Notes
    -----
    对每一折：按它的训练集标准化，init_params(network, seed)，在训练集上训练，对测试集预测，计数。

    单独检查这项任务：``pytest -k cross_validate``

    Examples
    --------
    >>> X, y = np.array([[-2.0], [-1.0], [1.0], [2.0]]), np.array([0, 0, 1, 1])
    >>> folds = [(np.array([0, 3]), np.array([1, 2])), (np.array([1, 2]), np.array([0, 3]))]
    >>> cross_validate(Network((1, 2)), X, y, folds, 1.0, 50, seed=1)
    array([1., 1.])
    """
    raise NotImplementedError("cross_validate 还没有写")


# --------------------------------------------------------------------------------------
# 任务：compare
# --------------------------------------------------------------------------------------


def compare(X: Array, y: Array, folds: Sequence[Fold], seed: int) -> pd.DataFrame:
    """在同样的折上，比较神经网络与逻辑回归、softmax 回归。

    Parameters
    ----------
    X : ndarray, shape (m, 2)
    y : ndarray of int, shape (m,)
    folds : list of (train, test)
    seed : int

    Returns
    -------
    table : pandas.DataFrame
        索引名为 "fold"，取值 1..k；各列为 "network"、"logistic"、"softmax"，
        即 NETWORK、LOGISTIC 和 SOFTMAX 的准确率，训练时用 LEARNING_RATE 和 EPOCHS。

    Notes
    -----
    逻辑回归和 softmax 回归就是没有隐藏层的网络：全部工作由 :func:`cross_validate` 完成。
    神经网络不必获胜。

    单独检查这项任务：``pytest -k compare``

    Examples
    --------
    >>> X, y = np.array([[-2.0, 0.0], [-1.0, 0.0], [1.0, 0.0], [2.0, 0.0]]), np.array([0, 0, 1, 1])
    >>> folds = [(np.array([0, 3]), np.array([1, 2])), (np.array([1, 2]), np.array([0, 3]))]
    >>> table = compare(X, y, folds, seed=1)
    >>> table.index.tolist(), table["logistic"].tolist()
    ([1, 2], [1.0, 1.0])
    """
    raise NotImplementedError("compare 还没有写")


# --------------------------------------------------------------------------------------
# 附加任务：sgd
# --------------------------------------------------------------------------------------


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
    """小批量梯度下降。

    Parameters
    ----------
    network, params, X, Y, learning_rate
        与 :func:`train` 相同。
    epochs : int
        轮数，即每个样本用到多少次。
    batch_size : int
        每一步的样本数；一轮中的最后一个小批量可以较小。
    seed : int
        决定样本的顺序，每一轮都换一个新的顺序。

    Returns
    -------
    params : list of (W, b)
        最后一步之后的参数。
    losses : ndarray, shape (epochs,)
        ``losses[e]`` 是第 e 轮之前在 *全部* 样本上的损失。

    Notes
    -----
    每一轮用一个随机排列，依次切成小批量。当 ``batch_size = m`` 时，它就是 :func:`train`。

    单独检查这项任务：``pytest -k sgd``

    Examples
    --------
    >>> network = Network((1, 1), output="identity", objective="squared_error")
    >>> params = [(np.array([[2.0]]), np.array([0.0]))]
    >>> X, Y = np.array([[1.0], [1.0]]), np.array([[6.0], [6.0]])
    >>> train_minibatch(network, params, X, Y, 0.25, 2, batch_size=1, seed=1)[1]
    array([8. , 0.5])
    """
    raise NotImplementedError("train_minibatch 还没有写")


# --------------------------------------------------------------------------------------
# 附加任务：hidden_units
# --------------------------------------------------------------------------------------


def choose_hidden_units(
    X: Array, y: Array, candidates: Sequence[int], learning_rate: float, epochs: int, seed: int
) -> tuple[int, dict[int, float]]:
    """用验证集选择隐藏层的大小。

    Parameters
    ----------
    X : ndarray, shape (m, d)
    y : ndarray of int, shape (m,)
        标签 0, ..., classes - 1。
    candidates : sequence of int
        要尝试的隐藏单元数，顺序任意。
    learning_rate, epochs
        用于 :func:`train`。
    seed : int
        用于打乱各行和 :func:`init_params`。

    Returns
    -------
    best : int
        得分最高的候选值；有多个时取最小的。
    scores : dict of int to float
        每个候选值在验证集上的准确率。

    Notes
    -----
    按种子打乱各行；前 round(0.7 m) 行用于训练，其余用于验证。按训练集标准化。候选值 h 对应的网络是
    ``Network((d, h, classes))``，参数来自 ``init_params(network, seed)``。

    单独检查这项任务：``pytest -k hidden_units``

    Examples
    --------
    >>> X, y = np.repeat([[-1.0], [1.0]], 20, axis=0), np.repeat([0, 1], 20)
    >>> choose_hidden_units(X, y, [2, 1], 1.0, 50, seed=1)[1]
    {2: 1.0, 1: 1.0}
    """
    raise NotImplementedError("choose_hidden_units 还没有写")
