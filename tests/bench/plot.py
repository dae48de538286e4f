"""Draws how long files take, by phase. The picture has the same bytes for the same figures."""

from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from .phases import PHASES

INK = "#333333"
COLOURS = ("#b8b8b8", "#2a6f9e", "#d97b29", "#4c8c4a")
STYLE = {"svg.hashsalt": "bench", "svg.fonttype": "none", "font.size": 8, "font.sans-serif": ["DejaVu Sans"]}


def draw(files: pd.DataFrame, path: Path) -> None:
    """Draw a bar for each file, the longest at the top, and a line at the time of the reference."""
    files = files.droplevel("kind").sort_values("all")
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(7.5, 0.8 + 0.14 * len(files)), layout="constrained")
        ax = figure.add_subplot()
        ends = files[list(PHASES)].cumsum(axis=1)
        for phase, colour in zip(PHASES, COLOURS, strict=True):
            _bars(ax, (ends - files[list(PHASES)])[phase].to_numpy(), ends[phase].to_numpy(), colour, phase)
        reference = files.loc["reference", "all"]
        ax.axvline(reference, color=INK, linewidth=0.8, linestyle="--", label="the reference")
        ax.plot(files["alone"], range(len(files)), "|", color=INK, markersize=5, label="the calls alone")
        ax.set_yticks(range(len(files)), files.index)
        ax.set(xlim=(0, None), ylim=(-0.7, len(files) - 0.3), xlabel="seconds")
        ax.tick_params(axis="y", left=False)
        ax.spines[["top", "right", "left"]].set_visible(False)
        ax.legend(loc="lower right", frameon=False)
        figure.savefig(path, metadata={"Date": None})


def _bars(ax: Axes, left: np.ndarray, right: np.ndarray, colour: str, label: str) -> None:
    """Draw one bar in each row, all as one shape."""
    corners = [
        Outline([(a, row - 0.38), (b, row - 0.38), (b, row + 0.38), (a, row + 0.38), (a, row - 0.38)], closed=True)
        for row, (a, b) in enumerate(zip(left, right, strict=True))
    ]
    ax.add_patch(PathPatch(Outline.make_compound_path(*corners), facecolor=colour, linewidth=0, label=label))
