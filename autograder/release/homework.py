"""The notebook in percent format: ``# %% id`` opens a cell, ``# %% id [markdown]`` one of text.

``notebook.py`` makes ``assignment/homework.ipynb`` of what follows the first of these lines.
"""

# ruff: noqa: E402, F821
# mypy: ignore-errors

# %% introduction [markdown]
# # A three-layer network by hand
#
# Write your functions in `neural_network.py` with any editor, save, and run a cell below: it uses
# the saved file. Nothing has to be restarted or reloaded. Each task has a picture of what its functions
# do and a cell that checks them. The experiments at the end need all of them. A cell whose functions are
# not written yet says which one is missing and goes on.
#
# 把函数写在 `neural_network.py` 里并保存，再运行下面的单元格即可，不用重启。
# 还没写的函数，单元格会说出它的名字。

# %% place
import os
from pathlib import Path

if not Path("neural_network.py").is_file() and Path("assignment/neural_network.py").is_file():
    os.chdir("assignment")
if not Path("neural_network.py").is_file():
    raise FileNotFoundError(
        f"neural_network.py is not in {Path.cwd()}. Open the notebook from the folder of the assignment, where that "
        "file lies. In Colab, upload assignment.zip with the file panel, run\n"
        "    !unzip -q assignment.zip && pip install -q -r assignment/requirements.txt\n"
        "and then this cell again. 请在作业文件夹里打开笔记本；在 Colab 里先上传并解压 assignment.zip。"
    )

# %% setup
import sys
import traceback
from contextlib import contextmanager

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path.cwd()))
import neural_network

plt.rcParams.update({"figure.dpi": 80, "axes.grid": True, "grid.alpha": 0.3, "legend.frameon": False})


def keep(*_):
    """Put the notebook's module back: the checks load the file under the same name."""
    sys.modules["neural_network"] = neural_network


get_ipython().events.register("pre_run_cell", keep)
get_ipython().run_line_magic("reload_ext", "autoreload")
get_ipython().run_line_magic("autoreload", "2")


class NoGrader:
    """Says why nothing can be checked."""

    def check(self, task):
        """Say it."""
        print("not checked: this needs otter-grader (pip install -r requirements.txt) and the folders tests and checks")


try:
    import otter

    grader = otter.Notebook() if Path("tests").is_dir() and Path("checks").is_dir() else NoGrader()
except ImportError:
    grader = NoGrader()

# %% helpers [markdown]
# The helpers of the pictures. You need not read them.
#
# 画图用的辅助函数，可以不看。


# %% helpers-code
def pairs(params):
    """Weights and biases as arrays."""
    return [(np.asarray(W, dtype=float), np.asarray(b, dtype=float).ravel()) for W, b in params]


def trained(result):
    """Parameters and losses as arrays."""
    return pairs(result[0]), np.asarray(result[1], dtype=float).ravel()


def array(values):
    """Numbers as an array."""
    return np.asarray(values, dtype=float)


RESULTS = {
    **dict.fromkeys(("xor_params", "backward", "update"), pairs),
    **dict.fromkeys(("train", "train_minibatch"), trained),
    **dict.fromkeys(("sigmoid", "relu", "softmax", "activation_gradient"), array),
    "forward": lambda activations: [array(A).reshape(len(A), -1) for A in activations],
    "loss": lambda value: float(array(value).ravel()[0]),
    "predict": lambda labels: array(labels).ravel().astype(int),
    "standardize": lambda parts: [array(part) for part in parts],
    "k_fold": lambda folds: [tuple(array(rows).ravel().astype(int) for rows in fold) for fold in folds],
    "cross_validate": lambda scores: array(scores).ravel(),
}


class Mine:
    """Your functions. Lists, matrices and tables that they return are made arrays, as the grader does."""

    def __getattr__(self, name):
        function = getattr(neural_network, name)
        return (lambda *args: RESULTS[name](function(*args))) if name in RESULTS else function


nn = Mine()


class Missing(Exception):
    """A file that a cell would need."""


@contextmanager
def attempt():
    """Run some lines; where a function is not written yet, say which and go on."""
    try:
        yield
    except NotImplementedError as error:
        plt.close("all")
        print(f"todo: {traceback.extract_tb(error.__traceback__)[-1].name} is not written yet (还没有写)")
    except Missing as error:
        print(error)


def points(ax, X, y):
    """Draw class 0 as blue circles and class 1 as red crosses."""
    y = np.asarray(y).ravel()
    ax.scatter(*X[y == 0].T, marker="o", s=28, facecolors="none", edgecolors="tab:blue", label="0", zorder=3)
    ax.scatter(*X[y == 1].T, marker="x", s=28, color="tab:red", label="1", zorder=3)


def regions(ax, network, params, low, high):
    """Colour the plane by the output for class 1; the black line is 0.5."""
    line = np.linspace(low, high, 121)
    grid = np.array(np.meshgrid(line, line)).reshape(2, -1).T
    output = np.asarray(nn.forward(network, params, grid)[-1])[:, -1].reshape(121, 121)
    ax.contourf(line, line, output, levels=np.linspace(0, 1, 11), cmap="coolwarm", alpha=0.6)
    ax.contour(line, line, output, levels=[0.5], colors="black")
    ax.set_aspect("equal")


def accuracy(network, params, X, y):
    """Share of right labels."""
    return float(np.mean(nn.predict(network, params, X) == y))


def table(name):
    """Inputs and target, the last column, of a file in the folder data."""
    for path in (Path("data") / name, Path("../data") / name):
        if path.is_file():
            rows = np.loadtxt(path, delimiter=",", skiprows=1)
            return rows[:, :-1], rows[:, -1]
    raise Missing(f"data/{name} is missing: copy the assignment's folder data beside this notebook (缺少数据文件)")


CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
X, y = nn.load_ex4()

# %% gates-text [markdown]
# Each hidden neuron cuts the plane along a line. The picture shows your two lines with their positive side
# shaded, and on the right the plane of the two hidden outputs, which the last neuron cuts once more. XOR is
# solved when the crosses, and only they, lie on the shaded side there (the two crosses may fall on one point).
#
# 每个隐藏神经元用一条直线切开平面；右图是两个隐藏输出组成的平面，输出神经元再切一次。

# %% gates-picture
with attempt():
    (W1, b1), (W2, b2) = nn.xor_params()
    hidden = (CORNERS @ W1 + b1 > 0).astype(float)
    planes = [("hidden neuron 1", W1[:, 0], b1[0], CORNERS), ("hidden neuron 2", W1[:, 1], b1[1], CORNERS)]
    planes.append(("output neuron", W2[:, 0], np.ravel(b2)[0], hidden))
    line = np.linspace(-0.5, 1.5, 201)
    a, b = np.meshgrid(line, line)
    fig, axes = plt.subplots(1, 3, figsize=(10, 3.2))
    for ax, (title, w, bias, corners) in zip(axes, planes, strict=True):
        ax.contourf(a, b, w[0] * a + w[1] * b + bias, levels=[0, np.inf], colors=["tab:orange"], alpha=0.35)
        points(ax, corners, [0, 1, 1, 0])
        names = ("x1", "x2") if title.startswith("hidden") else ("hidden 1", "hidden 2")
        ax.set(title=title, xlabel=names[0], ylabel=names[1], aspect="equal")
    fig.tight_layout()
    plt.show()

# %% gates-check
grader.check("gates")

# %% activations-text [markdown]
# An activation function bends the straight line; its slope is what goes back through the network. Sigmoid is
# flat on both sides, tanh too, ReLU on one side only. The slope is computed from the value a, not from z.
#
# 激活函数把直线弄弯；反向传播要用它的斜率，而斜率用 a（不是 z）来表示。

# %% activations-picture
with attempt():
    z = np.linspace(-4, 4, 401)
    values = {"sigmoid": nn.sigmoid(z), "tanh": np.tanh(z), "relu": nn.relu(z)}
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3))
    for name, a in values.items():
        left.plot(z, a, label=name)
        right.plot(z, nn.activation_gradient(name, a), label=name)
    left.set(title="value g(z)", xlabel="z", ylim=(-1.2, 2))
    right.set(title="slope g'(z)", xlabel="z")
    left.legend()
    plt.show()
    print("sigmoid(-10000), sigmoid(0), sigmoid(10000) =", nn.sigmoid(np.array([-1e4, 0.0, 1e4])))

# %% softmax-text [markdown]
# Softmax turns a row of scores into shares of 1. Only differences count: the second row is the first plus
# 1000 and gives the same bars. Larger differences make it surer.
#
# softmax 把一行分数变成和为 1 的比例；整行加同一个数，结果不变。

# %% softmax-picture
with attempt():
    scores = np.array([[1.0, 2.0, 3.0], [1001.0, 1002.0, 1003.0], [3.0, 6.0, 9.0]])
    shares = nn.softmax(scores)
    fig, axes = plt.subplots(1, 3, figsize=(9, 2.4), sharey=True)
    for ax, row, share in zip(axes, scores, shares, strict=True):
        ax.bar(["1", "2", "3"], share, color="tab:blue")
        ax.set(title=f"scores {row}", xlabel="class", ylim=(0, 1.1))
        for place, height in enumerate(share):
            ax.text(place, height, f"{height:.3f}", ha="center", va="bottom")
    plt.show()

# %% activations-check
grader.check("activations")

# %% forward-text [markdown]
# A batch of five students goes through a 2-4-2 network from left to right. Each row is a student. Look at the
# shapes, and at the last matrix: its rows sum to 1.
#
# 五个样本从左到右经过网络，每一行是一个样本；看清各层的形状，最后一层每行之和为 1。

# %% forward-picture
with attempt():
    batch = np.array([[1.0, 0.5], [-1.0, 1.5], [0.0, 0.0], [2.0, -1.0], [-0.5, -2.0]])
    activations = nn.forward(nn.NETWORK, nn.init_params(nn.NETWORK, 1), batch)
    fig, axes = plt.subplots(1, len(activations), figsize=(9, 3.2), gridspec_kw={"width_ratios": [2, 4, 2]})
    for layer, (ax, A) in enumerate(zip(axes, activations, strict=True)):
        ax.imshow(A, cmap="coolwarm", vmin=-4, vmax=4, aspect="auto")
        for (i, j), value in np.ndenumerate(A):
            ax.text(j, i, f"{value:.2f}", ha="center", va="center")
        ax.set(title=f"A_{layer}, shape {np.shape(A)}", xticks=[], yticks=[])
    fig.tight_layout()
    plt.show()

# %% forward-check
grader.check("forward")

# %% loss-text [markdown]
# One example of class 1, and the output p for it. Cross-entropy punishes a sure and wrong answer without
# bound; the squared error stops at 1/2. At p = 0 cross-entropy is infinite: clipping at 1e-12 makes it 27.63.
#
# 样本属于第 1 类、输出为 p：越自信地答错，交叉熵越大，平方误差最多是 1/2。

# %% loss-picture
with attempt():
    p = np.linspace(0.001, 1, 400)
    params = [(np.zeros((1, 1)), np.zeros(1))]
    fig, ax = plt.subplots(figsize=(5, 3))
    for objective in ("cross_entropy", "squared_error"):
        network = nn.Network((1, 1), output="sigmoid", objective=objective)
        ax.plot(p, [nn.loss(network, params, np.array([[q]]), np.ones((1, 1))) for q in p], label=objective)
    ax.set(xlabel="output p for an example of class 1", ylabel="loss", ylim=(-0.1, 5))
    ax.legend()
    plt.show()
    network = nn.Network((1, 1), output="sigmoid")
    print(f"cross-entropy at p = 0: {float(nn.loss(network, params, np.zeros((1, 1)), np.ones((1, 1)))):.2f}")

# %% loss-check
grader.check("loss")

# %% backward-text [markdown]
# The gradient is a slope. One weight of each layer is moved and the loss is drawn; the dashed line has the
# slope that `backward` gives. It must touch the curve, not cut it.
#
# 梯度就是斜率：改变一个权重画出损失曲线，虚线（斜率来自 `backward`）必须与曲线相切。

# %% backward-picture
with attempt():
    rng = np.random.default_rng(3)
    network = nn.Network((5, 4, 3))
    inputs, Y = rng.normal(size=(6, 5)), nn.encode_targets(network, rng.integers(0, 3, 6))
    params = [(3 * W, b) for W, b in nn.init_params(network, 0)]
    grads = nn.backward(network, params, nn.forward(network, params, inputs), Y)
    steps = np.linspace(-2, 2, 81)
    fig, axes = plt.subplots(1, 2, figsize=(9, 3))
    for layer, (ax, (i, j)) in enumerate(zip(axes, ((3, 2), (2, 1)), strict=True)):
        curve = []
        for step in steps:
            moved = [(W.copy(), b) for W, b in params]
            moved[layer][0][i, j] += step
            curve.append(float(nn.loss(network, moved, nn.forward(network, moved, inputs)[-1], Y)))
        here, slope = params[layer][0][i, j], grads[layer][0][i, j]
        ax.plot(here + steps, curve)
        ax.plot(here + steps, curve[40] + slope * steps, "--", label=f"slope {slope:.3f}")
        ax.plot(here, curve[40], "ko")
        ax.set(title=f"one weight of W_{layer + 1}", xlabel="weight", ylabel="loss")
        ax.legend()
    fig.tight_layout()
    plt.show()

# %% backward-check
grader.check("backward")

# %% update-text [markdown]
# A step goes against the gradient. Here the loss is (w² + 8 b²) / 2, so its gradient (w, 8 b) is known. A small
# rate creeps, a larger one swings from side to side, and one above 2/8 leaves the valley.
#
# 每一步都逆着梯度走：步长太小走得慢，大一些左右摆动，超过 2/8 就会跑出山谷。

# %% update-picture
with attempt():
    fig, axes = plt.subplots(1, 3, figsize=(10, 3), sharey=True)
    a, b = np.meshgrid(np.linspace(-5, 5, 101), np.linspace(-3, 3, 101))
    for ax, rate in zip(axes, (0.03, 0.2, 0.26), strict=True):
        params = [(np.array([[4.5]]), np.array([1.0]))]
        path = [(4.5, 1.0)]
        for _ in range(12):
            (W, bias) = params[0]
            params = nn.update(params, [(W, 8 * bias)], rate)
            path.append((float(np.ravel(params[0][0])[0]), float(np.ravel(params[0][1])[0])))
        ax.contour(a, b, (a**2 + 8 * b**2) / 2, levels=12, colors="gray", linewidths=0.5)
        ax.plot(*np.transpose(path), ".-", color="tab:red")
        ax.set(title=f"learning rate {rate}", xlabel="w", ylabel="b", xlim=(-5, 5), ylim=(-3, 3))
    plt.show()

# %% update-check
grader.check("update")

# %% train-text [markdown]
# Four corners, XOR, and no weights by hand this time: gradient descent finds them. The same network from four
# different starts takes four different ways down.
#
# 这次不手工选权重，由梯度下降来学 XOR；从四个不同的起点出发，下降的路各不相同。

# %% train-picture
with attempt():
    network = nn.Network((2, 4, 1), hidden="tanh", output="sigmoid")
    Y = np.array([[0.0], [1.0], [1.0], [0.0]])
    fig, ax = plt.subplots(figsize=(6, 3))
    for seed in range(4):
        params, losses = nn.train(network, nn.init_params(network, seed), CORNERS, Y, 0.5, 1000)
        output = np.ravel(nn.forward(network, params, CORNERS)[-1])
        ax.plot(losses, label=f"seed {seed}")
        print(f"seed {seed}: outputs", " ".join(f"{value:.2f}" for value in output))
    ax.set(xlabel="epoch", ylabel="loss", yscale="log")
    ax.legend()
    plt.show()

# %% train-check
grader.check("train")

# %% predict-text [markdown]
# Three classes, softmax, weights by hand: each point of the plane gets the class of the largest output. The
# borders are straight, because there is no hidden layer.
#
# 三个类别：平面上每一点取输出最大的那一类；没有隐藏层，所以边界是直线。

# %% predict-picture
with attempt():
    network = nn.Network((2, 3))
    params = [(np.array([[2.0, -1.0, -1.0], [0.0, 1.7, -1.7]]), np.array([0.0, 0.5, 0.0]))]
    line = np.linspace(-2, 2, 161)
    grid = np.array(np.meshgrid(line, line)).reshape(2, -1).T
    labels = np.asarray(nn.predict(network, params, grid)).reshape(161, 161)
    fig, ax = plt.subplots(figsize=(3.4, 3.4))
    ax.imshow(labels, extent=(-2, 2, -2, 2), origin="lower", cmap="Pastel1", vmin=0, vmax=8)
    ax.grid(False)
    for label, place in enumerate(((1.2, 0), (-0.8, 1.2), (-0.8, -1.2))):
        ax.text(*place, f"class {label}", ha="center")
    ax.set(xlabel="x1", ylabel="x2")
    plt.show()

# %% predict-check
grader.check("predict")

# %% standardize-text [markdown]
# The two exams have different means and spreads. After scaling, the training part has mean 0 and
# deviation 1. The test part has not quite, and must not: it is measured with the training part's ruler.
#
# 训练部分缩放后均值为 0、标准差为 1；测试部分用训练部分的尺子量，所以不会恰好如此。

# %% standardize-picture
with attempt():
    order = np.random.default_rng(0).permutation(80)
    parts = X[order[:60]], X[order[60:]]
    scaled = nn.standardize(*parts)
    fig, axes = plt.subplots(1, 2, figsize=(9, 3.2))
    for ax, title, (train_part, test_part) in zip(axes, ("raw", "standardized"), (parts, scaled), strict=True):
        ax.scatter(*train_part.T, s=18, label="training")
        ax.scatter(*test_part.T, s=24, marker="^", label="test")
        ax.set(title=title, xlabel="exam 1", ylabel="exam 2")
    axes[0].legend()
    plt.show()
    for name, part in zip(("training", "test"), scaled, strict=True):
        print(f"{name}: mean {np.round(part.mean(axis=0), 2) + 0.0}, deviation {np.round(part.std(axis=0), 2)}")

# %% standardize-check
grader.check("standardize")

# %% k-fold-text [markdown]
# Each row of the picture is a fold, each column a student; the test part is dark. The strip below shows the
# labels: the file lists all admitted students first, so folds cut without a shuffle would hold one class.
#
# 每行是一折，深色是测试部分；下方的色条是标签，文件按标签排序，所以必须先打乱。

# %% k-fold-picture
with attempt():
    folds = nn.k_fold(80, 5, 0)
    picture = np.zeros((5, 80))
    for row, (_, test) in enumerate(folds):
        picture[row, test] = 1
    fig, (top, bottom) = plt.subplots(2, 1, figsize=(9, 2.4), sharex=True, gridspec_kw={"height_ratios": [5, 1]})
    top.imshow(picture, cmap="Blues", aspect="auto", interpolation="nearest")
    top.set(yticks=range(5), yticklabels=range(1, 6), ylabel="fold")
    bottom.imshow([y], cmap="coolwarm", aspect="auto", interpolation="nearest")
    bottom.set(yticks=[], xlabel="student (strip: red admitted, blue not)")
    top.grid(False)
    bottom.grid(False)
    plt.show()
    print("admitted among the test rows of each fold:", [int(y[test].sum()) for _, test in folds])

# %% k-fold-check
grader.check("k_fold")

# %% cross-validate-text [markdown]
# Five folds, five accuracies. One fold alone could have told you almost anything between the lowest and the
# highest bar; the mean is the number to report.
#
# 五折得到五个准确率；单看一折并不可靠，应当报告平均值。

# %% cross-validate-picture
with attempt():
    scores = nn.cross_validate(nn.NETWORK, X, y, nn.k_fold(80, 5, 0), nn.LEARNING_RATE, nn.EPOCHS, 0)
    fig, ax = plt.subplots(figsize=(5, 2.6))
    ax.bar(range(1, 6), scores)
    ax.axhline(np.mean(scores), color="black", linestyle="--", label=f"mean {np.mean(scores):.3f}")
    ax.set(xlabel="fold", ylabel="test accuracy", ylim=(0, 1.15))
    ax.legend(loc="upper right")
    plt.show()

# %% cross-validate-check
grader.check("cross_validate")

# %% compare-text [markdown]
# The homework's question: is the network better than a straight line? On 80 points it is not. Logistic and
# softmax regression with two classes are the same model written twice, so their columns agree.
#
# 网络比一条直线更好吗？在这 80 个点上并没有；两类时 softmax 回归与逻辑回归是同一个模型。

# %% compare-picture
with attempt():
    result = nn.compare(X, y, nn.k_fold(80, 5, 0), 0)
    ax = result.plot(marker="o", figsize=(6, 3), style=["-", "--", ":"], xticks=list(result.index), ylim=(0.4, 1.05))
    ax.lines[1].set(linewidth=6, alpha=0.4, linestyle="-")
    ax.legend()
    ax.set(xlabel="fold", ylabel="test accuracy")
    plt.show()
    print(result.round(3))
    print("mean:", result.mean().round(3).to_dict())

# %% compare-check
grader.check("compare")

# %% sgd-text [markdown]
# Twenty epochs each: a smaller batch means more steps in an epoch. One example a step comes down fastest and
# then trembles; the full batch is smooth and slow.
#
# 同样二十轮：批越小，每轮走的步数越多，降得快但会抖动；整批平滑而缓慢。

# %% sgd-picture
with attempt():
    inputs = (X - X.mean(axis=0)) / X.std(axis=0)
    Y = nn.encode_targets(nn.LOGISTIC, y)
    fig, ax = plt.subplots(figsize=(6, 3))
    for size in (80, 10, 1):
        start = nn.init_params(nn.LOGISTIC, 0)
        _, losses = nn.train_minibatch(nn.LOGISTIC, start, inputs, Y, 0.3, 20, size, 0)
        ax.plot(losses, ".-", label=f"batch of {size}")
    ax.set(xlabel="epoch", ylabel="loss on all examples", xticks=range(0, 20, 2))
    ax.legend()
    plt.show()

# %% sgd-check
grader.check("sgd")

# %% hidden-units-text [markdown]
# How many hidden units? A validation part decides, and among equals the smallest wins. The 24 students of the
# validation part can only tell differences of 1/24.
#
# 用验证集选隐藏单元的个数，得分相同取最小；验证集只有 24 人，分辨率是 1/24。

# %% hidden-units-picture
with attempt():
    best, scores = nn.choose_hidden_units(X, y, (1, 2, 4, 8, 16), 1.0, 500, 1)
    fig, ax = plt.subplots(figsize=(5, 2.6))
    colors = ["tab:orange" if h == best else "tab:blue" for h in scores]
    ax.bar([str(h) for h in scores], list(scores.values()), color=colors)
    ax.set(xlabel="hidden units (orange: chosen)", ylabel="validation accuracy", ylim=(0.5, 1))
    plt.show()

# %% hidden-units-check
grader.check("hidden_units")

# %% experiments [markdown]
# # Experiments
#
# Nothing below is graded. Every cell uses your own functions: change the numbers and run it again. All of them take
# about a quarter of a minute if your functions work on whole arrays; with loops over the examples some take minutes.
#
# 以下实验不计分，用的全是你自己写的函数；改一改数字，再运行一次。逐个样本循环的写法会慢得多。

# %% experiment-gates-text [markdown]
# ## Gates and XOR
#
# A neuron can be an OR or a NAND, because one line separates their corners. No line separates XOR; two layers
# bend the border around it. The hidden neurons of your own solution, alone and together:
#
# 一条直线就能实现 OR 和 NAND，却实现不了 XOR；两层网络才可以。

# %% experiment-gates
with attempt():
    (W1, b1), (W2, b2) = nn.xor_params()
    neuron = nn.Network((2, 1), output="sigmoid")
    models = [(neuron, [(W1[:, [j]], b1[[j]])]) for j in (0, 1)]
    models.append((nn.Network((2, 2, 1), output="sigmoid"), [(W1, b1), (W2, b2)]))
    names = {"0111": "OR", "1110": "NAND", "0110": "XOR"}
    fig, axes = plt.subplots(1, 3, figsize=(10, 3.4))
    for ax, (network, params) in zip(axes, models, strict=True):
        labels = np.asarray(nn.predict(network, params, CORNERS)).astype(int)
        regions(ax, network, params, -0.5, 1.5)
        points(ax, CORNERS, labels)
        truth = "".join(map(str, labels))
        ax.set(title=names.get(truth, truth), xlabel="x1", ylabel="x2")
    fig.tight_layout()
    plt.show()

# %% experiment-forward-text [markdown]
# ## A published forward pass
#
# Three weight matrices without bias, sigmoid hidden layers, softmax output (Hu Junfeng, *Neural network basics
# in numpy*, Peking University). Seven inputs and their published outputs, to eight digits.
#
# 三个权重矩阵、没有偏置：与胡俊峰《神经网络基础 numpy 实现》公布的结果逐位比较。

# %% experiment-forward
with attempt():
    W1 = np.array([[2.0, -1, 1, 4], [-1, 2, -3, 1], [3, -2, -1, 5]])
    W2 = np.array([[3.0, 1, -2, 1], [-2, 4, 1, -4], [-1, -3, 2, -5], [3, 1, 1, 1]])
    W3 = np.array([[-1.0, 3, -2], [1, -1, -3], [3, -2, 2], [1, 2, 1]])
    inputs = [[0.5, 0.8, 0.2], [0.1, 0.9, 0.6], [0.2, 0.2, 0.3], [0.6, 0.1, 0.9]]
    inputs = np.array([*inputs, [0.5, 0.5, 0.4], [0.9, 0.1, 0.9], [0.1, 0.8, 0.7]])
    published = np.array(
        [
            [0.72780576, 0.26927918, 0.00291506],
            [0.62054212, 0.37682531, 0.00263257],
            [0.69267581, 0.30361576, 0.00370844],
            [0.36618794, 0.63016955, 0.00364252],
            [0.57199769, 0.4251982, 0.00280411],
            [0.38373781, 0.61163804, 0.00462415],
            [0.52510443, 0.4725011, 0.00239447],
        ]
    )
    params = [(W, np.zeros(W.shape[1])) for W in (W1, W2, W3)]
    output = nn.forward(nn.Network((3, 4, 4, 3)), params, inputs)[-1]
    print(pd.DataFrame(output).map("{:.8f}".format).to_string(index=False, header=False))
    print(f"largest difference from the published numbers: {np.abs(output - published).max():.0e}")

# %% experiment-differences-text [markdown]
# ## Finite differences against backpropagation
#
# The error of a numerical gradient, for steps h from 0.1 down to 1e-13. A large step is wrong because the
# curve bends (error like h for one side, like h² for both sides), a small one because rounding errors are divided by h.
# Hence the V, and why a gradient check takes both sides and h near 1e-5.
#
# 数值梯度的误差呈 V 形：步长太大受弯曲影响，太小受舍入误差影响；双侧差分、h 约 1e-5 最好。

# %% experiment-differences
with attempt():
    rng = np.random.default_rng(0)
    network = nn.Network((5, 4, 3))
    inputs, Y = rng.normal(size=(8, 5)), nn.encode_targets(network, rng.integers(0, 3, 8))
    params = nn.init_params(network, 0)
    exact = nn.backward(network, params, nn.forward(network, params, inputs), Y)[0][0]

    def moved_loss(i, j, step):
        """Loss after one weight of the first layer has been moved."""
        moved = [(W.copy(), b) for W, b in params]
        moved[0][0][i, j] += step
        return float(nn.loss(network, moved, nn.forward(network, moved, inputs)[-1], Y))

    steps = 10.0 ** np.arange(-13, 0)
    errors = {"one side": [], "both sides": []}
    for h in steps:
        one, both = np.zeros((2, 5, 4))
        for i, j in np.ndindex(5, 4):
            one[i, j] = (moved_loss(i, j, h) - moved_loss(i, j, 0.0)) / h
            both[i, j] = (moved_loss(i, j, h) - moved_loss(i, j, -h)) / (2 * h)
        for name, numerical in (("one side", one), ("both sides", both)):
            errors[name].append(np.linalg.norm(numerical - exact) / np.linalg.norm(exact))
    fig, ax = plt.subplots(figsize=(6, 3.4))
    for name, error in errors.items():
        ax.loglog(steps, error, "o-", label=name)
        print(f"{name}: smallest error {min(error):.0e} at h = {steps[np.argmin(error)]:.0e}")
    ax.set(xlabel="step h", ylabel="relative error")
    ax.legend()
    plt.show()

# %% experiment-models-text [markdown]
# ## ex4: three models side by side
#
# All 80 students, standardized. Both straight lines end at the loss 0.405447; the network bends its line and
# gets a little lower, on the very points that it was trained on. Scaled back to raw scores, the straight line is the
# one that Newton's method finds: a student with scores 20 and 80 is not admitted with probability 0.668.
#
# 两条直线的损失都收敛到 0.405447；网络的边界能弯曲，训练损失更低，但那只是在训练点上。

# %% experiment-models
with attempt():
    inputs, _ = nn.standardize(X, X)
    fig, axes = plt.subplots(1, 4, figsize=(13, 3.2))
    for ax, (name, network) in zip(
        axes[1:], {"network": nn.NETWORK, "logistic": nn.LOGISTIC, "softmax": nn.SOFTMAX}.items(), strict=True
    ):
        start = nn.init_params(network, 0)
        params, losses = nn.train(network, start, inputs, nn.encode_targets(network, y), 1.0, 1000)
        axes[0].plot(losses, label=name, linestyle="--" if name == "softmax" else "-")
        regions(ax, network, params, -2.8, 2.8)
        points(ax, inputs, y)
        ax.set(title=f"{name}: {accuracy(network, params, inputs, y):.3f} right", xlabel="exam 1 (standardized)")
        print(f"{name}: loss {losses[-1]:.6f}")
        if name == "logistic":
            w = params[0][0][:, 0] / X.std(axis=0)
            theta = np.array([np.ravel(params[0][1])[0] - w @ X.mean(axis=0), *w])
    axes[0].set(xlabel="epoch", ylabel="loss", xscale="symlog")
    axes[0].legend()
    fig.tight_layout()
    plt.show()
    print("logistic on raw scores: theta =", " ".join(f"{value:.6g}" for value in theta))
    print(f"scores 20 and 80: not admitted with probability {1 - nn.sigmoid(theta @ [1, 20, 80]):.3f}")

# %% experiment-rates-text [markdown]
# ## Learning rates
#
# The same network and the same start. One rate crawls, one works, one jumps across the valley and back: its
# loss is higher than at the start nearly all the time.
#
# 同一网络、同一起点：学习率太小几乎不动，合适则下降，太大就来回乱跳。

# %% experiment-rates
with attempt():
    inputs, _ = nn.standardize(X, X)
    Y = nn.encode_targets(nn.NETWORK, y)
    fig, axes = plt.subplots(1, 3, figsize=(10, 2.8))
    for ax, (rate, word) in zip(axes, {0.003: "crawls", 1.0: "works", 100.0: "diverges"}.items(), strict=True):
        _, losses = nn.train(nn.NETWORK, nn.init_params(nn.NETWORK, 0), inputs, Y, rate, 300)
        ax.plot(losses)
        ax.set(title=f"{rate:g} {word}", xlabel="epoch", ylabel="loss", ylim=(0, max(0.8, 1.05 * losses.max())))
        print(f"rate {rate:g}: loss {losses[0]:.3f} at the start, {losses[-1]:.3f} at the end")
    fig.tight_layout()
    plt.show()

# %% experiment-scale-text [markdown]
# ## Inputs times 1000
#
# From weights zero, inputs 1000 times larger make the gradient of the weights exactly 1000 times larger, and
# the same learning rate jumps about. The right half shows logistic regression on raw scores, on scores times 1000 and
# on standardized ones (zhujian, *Neural networks: derivation, computation and implementation*, 2019, on why
# data are standardized).
#
# 输入放大 1000 倍，零权重处的梯度也放大 1000 倍，原来的学习率就不能用了：所以要标准化。

# %% experiment-scale
with attempt():
    network, Y = nn.LOGISTIC, nn.encode_targets(nn.LOGISTIC, y)
    zero = [(np.zeros((2, 1)), np.zeros(1))]
    lengths = []
    for factor in (1, 1000):
        grads = nn.backward(network, zero, nn.forward(network, zero, factor * X), Y)
        lengths.append(np.linalg.norm(grads[0][0]))
    ratio = lengths[1] / lengths[0]
    print(f"length of the gradient: {lengths[0]:.4g} raw, {lengths[1]:.4g} times 1000, ratio {ratio:.6g}")
    fig, axes = plt.subplots(1, 2, figsize=(9, 2.8))
    axes[0].bar(["raw", "times 1000"], lengths, log=True)
    axes[0].set(title="length of dJ/dW at W = 0")
    for name, inputs in {"times 1000": 1000 * X, "raw": X, "standardized": nn.standardize(X, X)[0]}.items():
        params, losses = nn.train(network, zero, inputs, Y, 1.0, 300)
        axes[1].plot(losses, label=name, linewidth=1)
        print(f"{name}: {accuracy(network, params, inputs, y):.3f} right")
    axes[1].set(title="training at rate 1", xlabel="epoch", ylabel="loss")
    axes[1].legend()
    fig.tight_layout()
    plt.show()

# %% experiment-folds-text [markdown]
# ## Folds in file order
#
# Logistic regression once more, on folds cut in the order of the file and on shuffled ones. In file order
# a fold tests one class only (the third is mixed), after training on too few of it: 0.94, 0.44, 0.88, 0.69, 0.63.
#
# 不打乱就切折，测试部分几乎只有一类，准确率忽高忽低；打乱之后才有意义。

# %% experiment-folds
with attempt():
    parts = np.split(np.arange(80), 5)
    in_order = [(np.setdiff1d(np.arange(80), part), part) for part in parts]
    fig, axes = plt.subplots(1, 2, figsize=(9, 2.6), sharey=True)
    for ax, (name, folds) in zip(axes, {"file order": in_order, "shuffled": nn.k_fold(80, 5, 1)}.items(), strict=True):
        scores = nn.cross_validate(nn.LOGISTIC, X, y, folds, 1.0, 1000, 0)
        shares = [y[test].mean() for _, test in folds]
        ax.bar(np.arange(1, 6) - 0.2, scores, 0.4, label="test accuracy")
        ax.bar(np.arange(1, 6) + 0.2, shares, 0.4, label="share of admitted")
        ax.set(title=f"{name}: mean {np.mean(scores):.3f}", xlabel="fold", ylim=(0, 1.3))
        print(f"{name}:", " ".join(f"{score:.4f}" for score in scores))
    axes[0].legend(ncols=2, loc="upper left", fontsize="small")
    plt.show()

# %% experiment-units-text [markdown]
# ## Hidden units: hold-out against cross-validation
#
# Left, the hold-out with five different shuffles: depending on the seed it chooses one, two or four units. Right,
# cross-validation with the same five seeds: the lines lie closer, and their mean is almost flat. One hidden unit is
# as good as sixteen here.
#
# 左图：留出法随种子不同会选一、二或四个单元；右图：交叉验证更集中，平均几乎是平的，一个单元就够了。

# %% experiment-units
with attempt():
    candidates = (1, 2, 4, 8, 16)
    hold_out = [list(nn.choose_hidden_units(X, y, candidates, 1.0, 300, seed)[1].values()) for seed in range(5)]
    crossed = [
        [nn.cross_validate(nn.Network((2, h, 2)), X, y, nn.k_fold(80, 5, s), 1.0, 300, s).mean() for h in candidates]
        for s in range(5)
    ]
    fig, axes = plt.subplots(1, 2, figsize=(9, 3), sharey=True)
    for ax, title, rows in zip(axes, ("hold-out", "5-fold cross-validation"), (hold_out, crossed), strict=True):
        for seed, row in enumerate(rows):
            ax.plot([str(h) for h in candidates], row, ".-", label=f"seed {seed}")
        ax.set(title=title, xlabel="hidden units", ylabel="accuracy")
        spread = np.std(rows, axis=0).mean()
        chosen = [candidates[int(np.argmax(row))] for row in rows]
        print(f"{title}: chooses {chosen}, means {np.round(np.mean(rows, axis=0), 3)}, spread over seeds {spread:.3f}")
    axes[1].legend(bbox_to_anchor=(1, 1))
    plt.show()

# %% experiment-shapes-text [markdown]
# ## The diamond and the square
#
# 500 points; class 1 lies in the diamond |x1| + |x2| < 1 or in the square max(|x1|, |x2|) < 0.5. Four hidden
# sigmoid units can build four straight sides. Loss and accuracy are noted every 200 of 5000 epochs; the rate 0.5 on the
# mean is 0.001 on the sum over 500 points. The loss stays on a plateau for a while before it falls.
#
# 四个隐藏单元正好拼出四条边；损失先停在平台上，然后才下降。

# %% experiment-shapes
with attempt():
    rng = np.random.default_rng(0)
    inputs = rng.uniform(-1, 1, (500, 2))
    shapes = {"diamond": np.abs(inputs).sum(axis=1) < 1, "square": np.abs(inputs).max(axis=1) < 0.5}
    network = nn.Network((2, 4, 1), output="sigmoid")
    fig, axes = plt.subplots(1, 4, figsize=(13, 3))
    for (left, right), (name, inside) in zip((axes[:2], axes[2:]), shapes.items(), strict=True):
        params, Y = nn.init_params(network, 0), nn.encode_targets(network, inside)
        epochs, noted = range(200, 5001, 200), []
        for _ in epochs:
            params, losses = nn.train(network, params, inputs, Y, 0.5, 200)
            noted.append((losses[-1], accuracy(network, params, inputs, inside)))
        regions(left, network, params, -1, 1)
        points(left, inputs, inside)
        left.set(title=f"{name}: {noted[-1][1]:.3f} right")
        right.plot(epochs, noted, ".-", label=["loss", "accuracy"])
        right.set(xlabel="epoch", ylim=(0, 1.05))
        right.legend()
        print(f"{name}: loss {noted[-1][0]:.3f}, {noted[-1][1]:.3f} right, {1 - inside.mean():.3f} are outside")
    fig.tight_layout()
    plt.show()

# %% experiment-linear-text [markdown]
# ## Linear regression: batch against stochastic descent
#
# y = 1.5 + 2 x1 + 5 x2 + noise of deviation 0.5; a network without hidden layer, identity output, squared
# error, starting at (3, 3, 3) (the example of Hu Junfeng's slides). Both take 2000 steps at rate 0.001. A batch step
# reads all 100 points, a stochastic step one: it trembles, but gets as far for a hundredth of the reading. The bias b
# is far from 1.5 after 2000 steps, because the loss is flat in its direction; the weights make up for it. More epochs
# in small batches, below, bring it home.
#
# 同样走 2000 步：整批每步读 100 个点，随机每步只读一个，路径抖动，走得却差不多远；偏置 b 收敛得最慢。

# %% experiment-linear
rng = np.random.default_rng(0)
line_inputs = rng.uniform(0, 10, (100, 2))
line_Y = (1.5 + line_inputs @ [2, 5] + rng.normal(0, 0.5, 100)).reshape(-1, 1)
line_network = nn.Network((2, 1), output="identity", objective="squared_error")
line_start = [(np.full((2, 1), 3.0), np.full(1, 3.0))]

with attempt():
    everything = [np.arange(100)] * 2000
    one_by_one = np.concatenate([rng.permutation(100) for _ in range(20)]).reshape(-1, 1)
    fig, axes = plt.subplots(1, 3, figsize=(12, 3))
    for label, batches in {"batch": everything, "stochastic": one_by_one}.items():
        params, path, losses = line_start, [], []
        for batch in batches:
            output = nn.forward(line_network, params, line_inputs)[-1]
            losses.append(float(nn.loss(line_network, params, output, line_Y)))
            params, _ = nn.train(line_network, params, line_inputs[batch], line_Y[batch], 0.001, 1)
            path.append([*np.ravel(params[0][1]), *np.ravel(params[0][0])])
        axes[0].plot([row[0] for row in path], label=label)
        axes[1].plot(range(500, 1000), [row[1] for row in path[500:1000]], label=label)
        axes[2].loglog(np.arange(1, 2001) * len(batches[0]), losses, label=label)
        print(f"{label}: b, w1, w2 =", np.round(path[-1], 3))
    axes[0].axhline(1.5, color="black", linestyle=":", label="true")
    axes[0].set(title="b", xlabel="step")
    axes[1].set(title="w1, steps 500 to 1000", xlabel="step")
    axes[2].set(title="loss", xlabel="points read")
    axes[0].legend()
    fig.tight_layout()
    plt.show()

# %% experiment-minibatch
with attempt():
    for size in (100, 10, 1):
        params, losses = nn.train_minibatch(line_network, line_start, line_inputs, line_Y, 0.001, 200, size, 0)
        print(f"200 epochs, batches of {size}: b = {np.ravel(params[0][1])[0]:.3f}, loss {losses[-1]:.4f}")

# %% experiment-diabetes-text [markdown]
# ## Diabetes: regression with the identity output
#
# 442 patients, ten measurements, and how far the disease has gone a year later. (Zhao Xinfeng, *Mathematical
# derivation of neural networks and their implementation in Python*, 2021, puts a regression head on house prices; those
# data are no longer distributed with scikit-learn.) Inputs and target are standardized on the training part. Five
# hidden units fit the training part better than linear regression, and the test part worse.
#
# 糖尿病数据、恒等输出：隐藏层让训练部分拟合得更好，测试部分反而更差。

# %% experiment-diabetes
with attempt():
    inputs, target = table("diabetes.csv")
    train_rows, test_rows = nn.k_fold(442, 3, 0)[0]
    A, B = nn.standardize(inputs[train_rows], inputs[test_rows])
    Y, Y_test = nn.standardize(target[train_rows, None], target[test_rows, None])
    fig, axes = plt.subplots(1, 2, figsize=(8, 3.6), sharey=True)
    for ax, units in zip(axes, ((10, 1), (10, 5, 1)), strict=True):
        network = nn.Network(units, hidden="tanh", output="identity", objective="squared_error")
        params, _ = nn.train(network, nn.init_params(network, 0), A, Y, 0.1, 1000)
        explained = []
        for features, truth in ((A, Y), (B, Y_test)):
            error = nn.forward(network, params, features)[-1] - truth
            explained.append(1 - np.mean(error**2) / np.var(truth))
        ax.scatter(Y_test, nn.forward(network, params, B)[-1], s=14)
        ax.plot([-2, 2.5], [-2, 2.5], "k--")
        ax.set(title=f"{units}: R² {explained[0]:.2f} training, {explained[1]:.2f} test", xlabel="truth (test part)")
        print(f"{units}: R2 {explained[0]:.3f} on the training part, {explained[1]:.3f} on the test part")
    axes[0].set(ylabel="prediction")
    fig.tight_layout()
    plt.show()

# %% experiment-cancer-text [markdown]
# ## Breast cancer: ReLU and the squared error
#
# 569 tumours, 30 measurements, malignant 0 or benign 1. Zhao's settings: five ReLU units, sigmoid output,
# squared error, learning rate 10, 2000 iterations, weights uniform between 0 and 0.01. At least 99 % are right on the
# points that it was trained on, and fewer on a third that was held out.
#
# 按赵新锋的设置：训练集准确率不低于 99 %，留出的三分之一要低一些。

# %% experiment-cancer
with attempt():
    inputs, target = table("breast_cancer.csv")
    network = nn.Network((30, 5, 1), hidden="relu", output="sigmoid", objective="squared_error")
    rng = np.random.default_rng(0)
    start = [(rng.uniform(0, 0.01, (a, b)), rng.uniform(0, 0.01, b)) for a, b in ((30, 5), (5, 1))]
    everything = np.arange(569)
    fig, ax = plt.subplots(figsize=(6, 3))
    for name, (fit, held) in {"all": (everything, everything), "two thirds": nn.k_fold(569, 3, 0)[0]}.items():
        A, B = nn.standardize(inputs[fit], inputs[held])
        params, losses = nn.train(network, start, A, nn.encode_targets(network, target[fit]), 10.0, 2000)
        ax.loglog(np.arange(1, 2001), losses, label=f"trained on {name}")
        print(f"trained on {name}: {accuracy(network, params, A, target[fit]):.4f} right", end="")
        print("" if name == "all" else f", on the rest {accuracy(network, params, B, target[held]):.4f}")
    ax.set(xlabel="epoch", ylabel="squared error")
    ax.legend()
    plt.show()

# %% experiment-ones-text [markdown]
# ## A bias or a column of ones
#
# Give X a column of ones and the first bias becomes a row of W. Trained with that bias held at zero, the
# network takes the very same steps. If the bias is kept beside the column of ones, the same number is learned twice
# over and the steps differ. The scores are only divided by 20 here, not centred, so that the bias matters.
#
# 给 X 加一列 1，偏置就成了 W 的一行，训练过程完全相同；两者并用就不同了。

# %% experiment-ones
with attempt():
    inputs = X / 20
    Y = nn.encode_targets(nn.NETWORK, y)
    ones = np.column_stack([inputs, np.ones(80)])
    wide = nn.Network((3, 4, 2))
    (W1, b1), last = nn.init_params(nn.NETWORK, 0)
    start = [(np.vstack([W1, b1]), np.zeros(4)), last]

    def descend(network, params, features, with_bias):
        """Losses of 300 steps; without bias the first db is set to zero."""
        losses = []
        for _ in range(300):
            activations = nn.forward(network, params, features)
            losses.append(float(nn.loss(network, params, activations[-1], Y)))
            (dW1, db1), rest = nn.backward(network, params, activations, Y)
            params = nn.update(params, [(dW1, db1 if with_bias else 0 * db1), rest], 0.3)
        return np.array(losses)

    bias = descend(nn.NETWORK, [(W1, b1), last], inputs, True)
    column = descend(wide, start, ones, False)
    both = descend(wide, start, ones, True)
    fig, ax = plt.subplots(figsize=(6, 3))
    ax.plot(bias, linewidth=5, alpha=0.4, label="bias")
    ax.plot(column, "--", label="column of ones")
    ax.plot(both, ":", color="black", label="both")
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    plt.show()
    print("bias and column of ones take the same steps:", bool(np.abs(bias - column).max() < 1e-12))
    print(f"largest difference of the losses with both: {np.abs(bias - both).max():.1e}")

# %% experiment-vanishing-text [markdown]
# ## The vanishing gradient
#
# The gradient of the first layer's weights in networks with 1 to 8 hidden layers of ten units, the typical
# value of 30 random starts. Sigmoid's slope is at most 1/4, so each layer divides it by about 4. Tanh
# keeps most of it; ReLU lies between, because half of the units are off (with these starting weights).
#
# 层数越多，第一层的梯度越小：sigmoid 每层约缩小到四分之一，tanh 大体保持，ReLU 居中。

# %% experiment-vanishing
with attempt():
    rng = np.random.default_rng(0)
    inputs, labels = rng.normal(size=(50, 10)), rng.integers(0, 2, 50)
    depths = range(1, 9)
    fig, ax = plt.subplots(figsize=(6, 3.4))
    for hidden in ("sigmoid", "tanh", "relu"):
        lengths = []
        for depth in depths:
            network = nn.Network((10, *[10] * depth, 2), hidden=hidden)
            logs = []
            for seed in range(30):
                params = nn.init_params(network, seed)
                activations = nn.forward(network, params, inputs)
                grads = nn.backward(network, params, activations, nn.encode_targets(network, labels))
                logs.append(np.log(np.linalg.norm(grads[0][0])))
            lengths.append(np.exp(np.median(logs)))
        ax.semilogy(depths, lengths, "o-", label=hidden)
        print(f"{hidden}: divided by {(lengths[0] / lengths[-1]) ** (1 / 7):.1f} for each layer")
    ax.set(xlabel="hidden layers", ylabel="length of dJ/dW_1")
    ax.legend()
    plt.show()

# %% experiment-l2-text [markdown]
# ## L2: a price on large weights
#
# Sixteen tanh units and 53 students: without a penalty the border winds around single points. A penalty of
# 0.01 smooths it, one of 0.1 makes it nearly straight. Crosses and circles are the training part; the titles give both
# accuracies.
#
# 没有惩罚项时，边界会绕着个别点转；惩罚越大，权重越小，边界越平直。

# %% experiment-l2
with attempt():
    fit, held = nn.k_fold(80, 3, 0)[0]
    A, B = nn.standardize(X[fit], X[held])
    fig, axes = plt.subplots(1, 3, figsize=(11, 3.6))
    for ax, l2 in zip(axes, (0.0, 0.01, 0.1), strict=True):
        network = nn.Network((2, 16, 2), hidden="tanh", l2=l2)
        params, _ = nn.train(network, nn.init_params(network, 0), A, nn.encode_targets(network, y[fit]), 1.0, 3000)
        regions(ax, network, params, -2.8, 2.8)
        points(ax, A, y[fit])
        right = [accuracy(network, params, part, labels) for part, labels in ((A, y[fit]), (B, y[held]))]
        squares = sum(float(np.sum(np.square(W))) for W, _ in params)
        ax.set(xlabel="exam 1", ylabel="exam 2", title=f"l2 = {l2}: {right[0]:.2f} training, {right[1]:.2f} test")
        print(f"l2 = {l2}: squared weights {squares:.1f}, {right[0]:.3f} training, {right[1]:.3f} test")
    fig.tight_layout()
    plt.show()
