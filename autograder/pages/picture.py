"""Lays out the homework's picture on a student's page: regions of a plane with their boundary, and a curve."""

from dataclasses import dataclass
from functools import lru_cache

from assignment.engine.homework import Homework
from assignment.engine.language import said
from assignment.engine.picture import SIZE, Picture

SHADES = 5  # on either side of the boundary
WIDTH, HEIGHT = 240, 150  # of the curve


@dataclass(frozen=True)
class Drawn:
    """A picture as a template shows it: paths of SVG, and what they show in words.

    Parameters
    ----------
    title : str
    regions : list of (class, opacity, path)
    boundary : str
    points : list of (x, y, class)
    axes, classes : tuple of str
    line : str
        The points of the curve.
    most, steps : str
        The ends of its axes.
    said_of_grid, said_of_curve : str
    """

    title: str
    regions: list[tuple[int, str, str]]
    boundary: str
    points: list[tuple[str, str, int]]
    axes: tuple[str, str]
    classes: tuple[str, str]
    line: str
    most: str
    steps: str
    said_of_grid: str
    said_of_curve: str


@lru_cache(100)  # right functions draw the same
def drawn(picture: Picture, homework: Homework, language: str) -> Drawn:
    """Return what a template needs."""
    drawing = homework.right.drawing
    assert drawing
    scale = (SIZE - 1) / (drawing.high - drawing.low)
    points = [
        (f"{0.5 + (x - drawing.low) * scale:.2f}", f"{SIZE - 0.5 - (y - drawing.low) * scale:.2f}", which)
        for x, y, which in drawing.points()
    ]
    most, last = max(picture.curve), len(picture.curve) - 1
    line = [f"{WIDTH * i / last:.1f},{HEIGHT * (1 - value / most):.1f}" for i, value in enumerate(picture.curve)]
    return Drawn(
        said(drawing.title, language),
        _regions(picture.grid),
        _boundary(picture.grid),
        points,
        (said(drawing.axes[0], language), said(drawing.axes[1], language)),
        (said(drawing.classes[0], language), said(drawing.classes[1], language)),
        " ".join(line),
        f"{most:.2f}",
        str(drawing.steps),
        said(drawing.said_of_grid(picture), language),
        said(drawing.said_of_curve(picture), language),
    )


def _regions(grid: tuple[tuple[int, ...], ...]) -> list[tuple[int, str, str]]:
    """Return a path for each shade: the surer, the darker."""
    paths: dict[tuple[int, int], list[str]] = {}
    for row, values in enumerate(reversed(grid)):
        shades = [(int(value > 50), min(abs(value - 50) * SHADES // 50, SHADES - 1)) for value in values]
        start = 0
        for column in range(1, SIZE + 1):
            if column == SIZE or shades[column] != shades[start]:
                run = f"M{start} {row}h{column - start}v1h{start - column}z"
                paths.setdefault(shades[start], []).append(run)
                start = column
    return [(which, f"{0.1 + 0.08 * shade:.2f}", "".join(runs)) for (which, shade), runs in sorted(paths.items())]


def _boundary(grid: tuple[tuple[int, ...], ...]) -> str:
    """Return the line at 50 per cent, square by square, as a path."""
    rows = [[value - 50.01 for value in row] for row in reversed(grid)]  # never 0
    path = []
    for i in range(SIZE - 1):
        for j in range(SIZE - 1):
            corners = ((j, i), (j + 1, i), (j + 1, i + 1), (j, i + 1))
            crossings = []
            for (x, y), (u, v) in zip(corners, (*corners[1:], corners[0]), strict=True):
                one, other = rows[y][x], rows[v][u]
                if one * other < 0:
                    part = one / (one - other)
                    crossings.append(f"{x + 0.5 + part * (u - x):.2f} {y + 0.5 + part * (v - y):.2f}")
            path += [f"M{a}L{b}" for a, b in zip(crossings[::2], crossings[1::2], strict=True)]
    return "".join(path)
