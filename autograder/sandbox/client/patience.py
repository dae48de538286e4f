"""How long a call may take: many times as long as the right version needs."""

from typing import Any

from assignment.engine.homework import Homework

UNKNOWN = 500.0  # times the right version's seconds, while nothing is known of the file's pace
KNOWN, SLOWER = 6.0, 5.0  # afterwards: at least so many times, and so many times the square of the file's pace
SEVERAL = 3  # functions that hang: the file is not a slow one
MEASURABLE = 0.01  # seconds; shorter calls say little about the file's speed


class Patience:
    """The limits of one submission's calls; a slow file gets more time for its long calls.

    Parameters
    ----------
    homework : Homework
    """

    def __init__(self, homework: Homework) -> None:
        self._homework = homework
        self._taken = self._right = 0.0  # seconds of its long calls, and of the right version's
        self._hung: set[str] = set()

    def limit(self, name: str, args: tuple[Any, ...]) -> float:
        """Return how many seconds a call may take, between the homework's floor and the function's ceiling."""
        pace = self._taken / self._right if self._right else 0.0
        times = max(KNOWN, SLOWER * pace**2) if self._right else UNKNOWN  # loops are slower still on larger arrays
        needed = times * self._homework.right.seconds(name, args)
        return min(max(self._homework.limits.floor_seconds, needed), self._homework.seconds_for(name))

    def learn(self, name: str, args: tuple[Any, ...], seconds: float) -> None:
        """Learn from a call that returned after so many seconds."""
        right = self._homework.right.seconds(name, args)
        if right >= MEASURABLE:
            self._taken, self._right = self._taken + seconds, self._right + right

    def lose(self, name: str, args: tuple[Any, ...]) -> None:
        """Learn that a call ran out of time: after a training, or several functions, trainings get less."""
        self._hung.add(name)
        if self._homework.right.seconds(name, args) or len(self._hung) >= SEVERAL:
            self._right = self._right or MEASURABLE
