"""Wrong beliefs about scaling."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from assignment.engine.mistakes import Args, On, Shrinking, TaskMistakes
from assignment.questions.standardize import ASKED

from .habits import sizes_written_in
from .on import pick, words

TINY = {f"S15:{tiny:g}": tiny for tiny in (1e-3, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16)}
SWITCHES = {
    "standardize": (
        *words("S01 S01:guarded S02 S02:plain S03 S03:mean S03:deviation S06 S06:test S06:zero S07"),
        *TINY,
        *words("S04 S05 S05:scaled S08 S09 S10 S12 S14"),
    )
}


def standardize(on: On, X_train: Any, X_test: Any) -> Any:
    """Statistics of other rows (S01, S02), of all columns (S03), with m - 1 (S09); parts left as they are."""
    if "S10" in on:
        return X_train, X_test
    if "S08" in on:
        low, width = X_train.min(axis=0), np.ptp(X_train, axis=0)
        return tuple((X - low) / np.where(width == 0, 1.0, width) for X in (X_train, X_test))
    if "S12" in on:
        return tuple((X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True) for X in (X_train, X_test))
    fitted = np.concatenate([X_train, X_test]) if on & {"S01", "S01:guarded"} else X_train
    if "S01:guarded" in on:
        spread = np.where(X_train.std(axis=0) == 0, 1.0, fitted.std(axis=0))
        return (X_train - fitted.mean(axis=0)) / spread, (X_test - fitted.mean(axis=0)) / spread
    test = X_test if "S14" in on else _scaled(on, X_test, X_test if "S02" in on else fitted)
    if "S02:plain" in on:
        test = (X_test - X_test.mean(axis=0)) / X_test.std(axis=0)
    if on & {"S06:test", "S06:zero"}:
        constant = X_train.std(axis=0) == 0
        test = np.where(constant, X_test if "S06:test" in on else 0.0, test)
    return _scaled(on, X_train, fitted), test


def _scaled(on: On, X: Any, fitted: Any) -> Any:
    mean = fitted.mean() if on & {"S03", "S03:mean"} else fitted.mean(axis=0)
    spread = fitted.std(axis=None if on & {"S03", "S03:deviation"} else 0, ddof=1 if "S09" in on else 0)
    if "S04" in on:
        spread = spread**2
    if on & {"S05", "S05:scaled"}:  # only the mean, or only the deviation
        return X - mean if "S05" in on else X / np.where(spread == 0, 1.0, spread)
    spread = spread + pick(on, TINY, 0.0)
    scaled = (X - mean) / (spread if "S07" in on else np.where(spread == 0, 1.0, spread))
    return np.where(spread == 0, X, scaled) if "S06" in on else scaled


def smaller(args: Args) -> Iterator[Args]:
    """Fewer rows, one column."""
    train, test = args
    yield from ((train[:m], test) for m in (2, 3) if m < len(train))
    if len(test) > 1:
        yield train, test[:1]
    if train.shape[1] > 1:
        yield from ((train[:, [j]], test[:, [j]]) for j in range(train.shape[1]))


TASK = TaskMistakes(
    SWITCHES,
    {"standardize": standardize},
    ASKED,
    experiments={"standardize": (sizes_written_in,)},
    shrinking={"standardize": Shrinking(smaller)},
    in_pairs=True,
)
