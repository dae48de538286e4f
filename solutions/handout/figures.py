"""The handout's figures: ``python -m solutions.handout.figures``. The same bytes on each run; symbols, no words."""

import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Patch

from solutions import neural_network as nn

FOLDER = Path(__file__).resolve().parents[2] / "assignment" / "figures"
INK, PALE = "#333333", "#b8b8b8"
BLUE, ORANGE, GREEN = "#2a6f9e", "#d97b29", "#4c8c4a"
STYLE: dict[Any, Any] = {
    "svg.hashsalt": "handout",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "mathtext.fontset": "dejavusans",
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


def network() -> Figure:
    """The layers of a 2-4-2 network, with the shapes of what lies in and between them."""
    figure, ax = _sheet(7.6, 4.8)
    layers = [(0.0, 2, PALE), (4.0, 4, BLUE), (8.0, 2, ORANGE)]
    places = [[(x, (n - 1) / 2 - i) for i in range(n)] for x, n, _ in layers]
    for left, right in pairwise(places):
        for x0, y0 in left:
            for x1, y1 in right:
                ax.plot([x0, x1], [y0, y1], color=PALE, linewidth=1.0, zorder=1)
    for units, (_, _, colour) in zip(places, layers, strict=True):
        for place in units:
            ax.add_patch(Circle(place, 0.27, facecolor=colour, edgecolor="white", linewidth=1.5, zorder=2))
    names = (("$A_0 = X$", "$(m, 2)$"), ("$A_1 = g(Z_1)$", "$(m, 4)$"), ("$A_2$", "$(m, 2)$"))
    for (x, _, _), (name, shape) in zip(layers, names, strict=True):
        ax.text(x, 2.4, name, ha="center", va="center", fontsize=13)
        ax.text(x, -2.15, shape, ha="center", va="center")
    for layer, (x, W, b) in enumerate(((2.0, "(2, 4)", "(4,)"), (6.0, "(4, 2)", "(2,)")), 1):
        ax.text(x, 2.4, f"$W_{layer}, \\ b_{layer}$", ha="center", va="center", fontsize=13)
        ax.text(x, -2.15, f"${W}, \\ {b}$", ha="center", va="center")
        ax.annotate("", (x + 0.9, -2.75), (x - 0.9, -2.75), arrowprops={"arrowstyle": "->", "color": INK})
        ax.text(x, -3.0, f"$Z_{layer} = A_{layer - 1} W_{layer} + b_{layer}$", ha="center", va="top")
    ax.set(xlim=(-0.9, 8.9), ylim=(-3.5, 2.8), aspect="equal")
    return figure


def activations() -> Figure:
    """Sigmoid, tanh and ReLU on the left, their slopes on the right."""
    figure = Figure(figsize=(7.6, 2.9), facecolor="white", layout="constrained")
    left, right = figure.subplots(1, 2)
    z = np.linspace(-5.0, 5.0, 101)
    curves = (("sigmoid", nn.sigmoid(z), BLUE), ("tanh", np.tanh(z), ORANGE), ("relu", nn.relu(z), GREEN))
    for name, a, colour in curves:
        slope = nn.activation_gradient(name, a)
        left.plot(z, np.round(a, 4), color=colour, linewidth=2, label=name)
        if name == "relu":
            right.plot([-5.0, 0.0], [0.0, 0.0], color=colour, linewidth=2)
            right.plot([0.0, 5.0], [1.0, 1.0], color=colour, linewidth=2)
            right.plot([0.0], [0.0], "o", color=colour)
            right.plot([0.0], [1.0], "o", color=colour, markerfacecolor="white")
        else:
            right.plot(z, np.round(slope, 4), color=colour, linewidth=2)
    right.axhline(0.25, color=PALE, linewidth=1, linestyle="--", zorder=0)
    left.set(ylim=(-1.15, 2.2), yticks=[-1, 0, 1, 2], ylabel="$g(z)$")
    right.set(ylim=(-0.08, 1.12), yticks=[0, 0.25, 0.5, 1], ylabel="$g'(z)$")
    left.legend(frameon=False, loc="upper left")
    for ax in (left, right):
        ax.set(xlim=(-5, 5), xticks=[-4, -2, 0, 2, 4], xlabel="$z$")
        _open(ax)
    return figure


def folds() -> Figure:
    """The labels in each test set and the accuracy of logistic regression there, in file order and shuffled."""
    X, y = nn.load_ex4()
    figure = Figure(figsize=(7.6, 3.3), facecolor="white", layout="constrained")
    axes = figure.subplots(2, 2, height_ratios=(1, 6), sharex=True)
    for column, (title, parts) in enumerate((("$0, 1, 2, ..., 79$", in_order()), ("k_fold(80, 5, 0)", shuffled()))):
        strip, bars = axes[:, column]
        accuracies = nn.cross_validate(nn.LOGISTIC, X, y, parts, nn.LEARNING_RATE, nn.EPOCHS, 0)
        for fold, (_, test) in enumerate(parts, 1):
            ones = 0.8 * float(np.mean(y[test]))
            strip.bar(fold - 0.4, 1.0, width=ones, align="edge", color=BLUE)
            strip.bar(fold - 0.4 + ones, 1.0, width=0.8 - ones, align="edge", color=ORANGE)
        strip.set(title=title, ylim=(0, 1))
        strip.axis("off")
        bars.bar(range(1, 6), accuracies, width=0.8, color=PALE)
        for fold, value in enumerate(accuracies, 1):
            bars.text(fold, 0.04, two_places(value), ha="center", va="bottom", fontsize=10)
        mean = float(np.mean(accuracies))
        bars.axhline(mean, color=INK, linewidth=1, linestyle="--")
        bars.text(5.55, mean, two_places(mean), ha="left", va="center", fontsize=10)
        bars.set(xlim=(0.5, 5.5), ylim=(0, 1), xticks=range(1, 6), yticks=[0, 0.5, 1])
        _open(bars)
    figure.legend(
        handles=[Patch(color=BLUE, label="$y = 1$"), Patch(color=ORANGE, label="$y = 0$")],
        loc="outside lower center",
        ncols=2,
        frameon=False,
    )
    return figure


def in_order() -> list[nn.Fold]:
    """Five folds of ex4 in the order of the file, which is wrong."""
    parts = np.array_split(np.arange(80), 5)
    return [(np.setdiff1d(np.arange(80), part), part) for part in parts]


def shuffled() -> list[nn.Fold]:
    """Five folds of ex4 after a shuffle."""
    return nn.k_fold(80, 5, 0)


def two_places(value: float) -> str:
    """Rounded half up: 0.625 is 0.63."""
    return f"{np.floor(value * 100 + 0.5) / 100:.2f}"


def _sheet(width: float, height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height), facecolor="white")
    ax = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    ax.axis("off")
    return figure, ax


def _open(ax: Axes) -> None:
    ax.spines[["top", "right"]].set_visible(False)


def drawn() -> dict[Path, bytes]:
    """Content of every figure."""
    makers: dict[str, Callable[[], Figure]] = {"network": network, "activations": activations, "folds": folds}
    files = {}
    for name, make in makers.items():
        buffer = io.BytesIO()
        with matplotlib.rc_context(STYLE):
            make().savefig(buffer, format="svg", metadata={"Date": None})
        text = "\n".join(line.rstrip() for line in buffer.getvalue().decode().splitlines())
        files[FOLDER / f"{name}.svg"] = f"{text}\n".encode()
    return files


if __name__ == "__main__":
    for path, content in drawn().items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        print(path.name, len(content))
