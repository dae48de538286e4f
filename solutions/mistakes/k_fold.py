"""Mistakes in k_fold: there are many right answers, so only what the rows show can be named."""

from collections.abc import Iterator
from typing import Any

from assignment.engine.mistakes import Args, Shrinking, TaskMistakes
from assignment.questions.k_fold import ASKED, partition, train_and_test


def smaller(args: Args) -> Iterator[Args]:
    """Fewer folds, fewer rows."""
    m, k, seed = args
    yield from ((m, folds, seed) for folds in sorted({2, 3, k - 1}) if 2 <= folds < k)
    yield from ((rows, k, seed) for rows in sorted({k, k + 1, 2 * k, 2 * k + 1, m // 2, m - 1}) if k <= rows < m)


def accepts(args: Args, value: Any) -> bool:
    """Whether every row is tested once and trained with otherwise, in folds of equal size."""
    m, k, _ = args
    found = train_and_test(value, k)
    if found is None:
        return False
    sizes = [len(test) for test in found[1]]
    return (
        partition(found[1], m)
        and max(sizes) - min(sizes) <= 1
        and all(partition(fold, m) for fold in zip(*found, strict=True))
    )


TASK = TaskMistakes({}, {}, ASKED, shrinking={"k_fold": Shrinking(smaller, accepts=accepts)})
