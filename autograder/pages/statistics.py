"""Statistics of a class: pure functions of numbers, one row for each student."""

from collections.abc import Sequence

import numpy as np

LEAST = 3  # students on either side, before two checks count as telling the same


def histogram(scores: Sequence[float], most: float, bins: int) -> list[int]:
    """Return how many scores lie in each of equal intervals from 0 to ``most``; the last one includes both ends."""
    counts, _ = np.histogram(np.clip(np.asarray(scores, dtype=float), 0, most), bins=bins, range=(0, most))
    return [int(count) for count in counts]


def rates(passed: np.ndarray) -> list[float | None]:
    """Return which part of the students passed each check; None without students."""
    return [float(rate) for rate in passed.mean(axis=0)] if len(passed) else [None] * passed.shape[1]


def item_rest(points: np.ndarray) -> list[float | None]:
    """Return the correlation of each column with the sum of the others; None where one of them is constant."""
    rest = points.sum(axis=1, keepdims=True) - points
    return [_correlation(column, other) for column, other in zip(points.T, rest.T, strict=True)]


def alpha(points: np.ndarray) -> float | None:
    """Return Cronbach's alpha of some columns; None if it is not defined."""
    students, columns = points.shape
    if students < 2 or columns < 2:
        return None
    total = points.sum(axis=1)
    if _is_constant(total):
        return None
    return float(columns / (columns - 1) * (1 - points.var(axis=0, ddof=1).sum() / total.var(ddof=1)))


def together(passed: np.ndarray) -> list[tuple[int, ...]]:
    """Return groups of columns that are the same for every student, where at least LEAST passed and LEAST did not."""
    groups: dict[bytes, list[int]] = {}
    for number, column in enumerate(passed.T):
        if min(column.sum(), (~column).sum()) >= LEAST:
            groups.setdefault(column.tobytes(), []).append(number)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _correlation(one: np.ndarray, other: np.ndarray) -> float | None:
    if len(one) < 2 or _is_constant(one) or _is_constant(other):
        return None
    return float(np.clip(np.corrcoef(one, other)[0, 1], -1, 1))


def _is_constant(values: np.ndarray) -> bool:
    return bool(np.ptp(values) <= 1e-9 * max(1.0, float(np.abs(values).max())))
