"""Wrong beliefs about the comparison."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd

from assignment.checks.compare import case, draw
from autograder.reference import remembering as reference

from .on import On, words
from .question import Question

NAMES = ("network", "logistic", "softmax")
OTHERS = [order for order in permutations(NAMES) if order != NAMES]
ORDERS = {f"B32:{'-'.join(order)}": order for order in OTHERS}
EXCHANGES = {
    f"B32:as-{'-'.join(order)}": order for order in OTHERS if order[0] != "network"
}  # the last two are one model
SWITCHES = {
    "compare": (
        *ORDERS,
        *EXCHANGES,
        *words("E02 E02:2 E02:1 E02:count F05"),
        *words("R01 R01:softmax R01:both R09 R09:sizes R09:train"),
    )
}


def compare(on: On, X: Any, y: Any, folds: Any, seed: int) -> Any:
    """Columns exchanged (B32), percentages (E02), a linear model (R01), other folds for a model (R09)."""
    linear = {"output": "identity", "objective": "squared_error"}
    models = {"network": reference.NETWORK, "logistic": reference.LOGISTIC, "softmax": reference.SOFTMAX}
    if on & {"R01", "R01:both"}:
        models["logistic"] = replace(models["logistic"], **linear)
    if on & {"R01:softmax", "R01:both"}:
        models["softmax"] = replace(models["softmax"], **linear)
    columns = {name: _column(on, model, X, y, folds, seed) for name, model in models.items()}
    table = pd.DataFrame(columns, index=pd.RangeIndex(1, len(folds) + 1, name="fold"))
    for switch, decimals in (("E02", 12), ("E02:2", 2), ("E02:1", 1)):
        table = (100 * table).round(decimals) if switch in on else table
    if "E02:count" in on:
        table = table.mul([len(test) for _, test in folds], axis=0)
    for switch, order in ORDERS.items():
        table = table[[*order]] if switch in on else table
    for switch, order in EXCHANGES.items():
        table = table.set_axis([*order], axis=1)[[*NAMES]] if switch in on else table
    return table.T if "F05" in on else table


def _column(on: On, model: Any, X: Any, y: Any, folds: Any, seed: int) -> Any:
    if "R09" in on:
        folds = reference.k_fold(len(X), len(folds), seed)
    elif "R09:sizes" in on:
        rows = np.array_split(np.arange(len(X)), len(folds))
        folds = [(np.setdiff1d(np.arange(len(X)), test), test) for test in rows]
    elif "R09:train" in on and model != reference.NETWORK:
        folds = [(train, train) for train, _ in folds]
    return reference.cross_validate(model, X, y, folds, reference.LEARNING_RATE, reference.EPOCHS, seed)


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """The instance of the checks: its trainings are remembered."""
    yield Question("compare", case(np.random.default_rng(draw(rng))))
