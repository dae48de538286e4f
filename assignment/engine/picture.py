"""Pictures of what a student's right code does: a homework declares one, and the student's page shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .student import Student

SIZE, MOST = 24, 60  # rows and columns of a grid; values of a curve


@dataclass(frozen=True)
class Picture:
    """What is kept of one student's code: figures that follow from public data alone.

    Parameters
    ----------
    curve : tuple of float
        At most MOST values such as losses, none below 0, from the first to the last.
    grid : tuple of tuple of int
        The probability of the second class in per cent at SIZE x SIZE places of a plane; the first row is the lowest.
    right : int
        How many of the points lie on the side of their class.
    """

    curve: tuple[float, ...]
    grid: tuple[tuple[int, ...], ...]
    right: int

    @property
    def plausible(self) -> bool:
        """Whether it has the form that a picture must have."""
        percents = [value for row in self.grid for value in row]
        square = len(self.grid) == SIZE and all(len(row) == SIZE for row in self.grid)
        curve = 2 <= len(self.curve) <= MOST and min(self.curve) >= 0 < max(self.curve)
        return square and curve and all(0 <= value <= 100 for value in percents)


@dataclass(frozen=True, eq=False)
class Drawing:
    """How a homework's picture is made.

    Parameters
    ----------
    task : str
        It is made where a student's own functions pass every check of this task, and shown there.
    measure : callable
        Calls these functions; raises if their answers do not fit, and then there is no picture.
    points : callable
        Returns the points of the plane as (x, y, class); the class is 0 or 1.
    low, high : float
        The ends of both axes.
    title : str
    axes, classes : tuple of str
        The names of both axes and of both classes.
    said_of_grid, said_of_curve : callable
        Return what a picture shows, in words.
    steps : int
        How many steps the curve goes over.
    """

    task: str
    measure: Callable[["Student"], Picture]
    points: Callable[[], tuple[tuple[float, float, int], ...]]
    low: float
    high: float
    title: str
    axes: tuple[str, str]
    classes: tuple[str, str]
    said_of_grid: Callable[[Picture], str]
    said_of_curve: Callable[[Picture], str]
    steps: int
