"""Wrong beliefs about the comparison."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd

from assignment.checks.compare import case, draw
from assignment.engine.answers import Answer, asked, computed, same
from assignment.engine.mistakes import Args, Asking, On, Question, Responses, TaskMistakes
from assignment.engine.table import Table
from assignment.questions.question import question
from solutions import neural_network as reference
from solutions import trainings

from .habits import varied_shares
from .on import words

NAMES = ("network", "logistic", "softmax")
OTHERS = [order for order in permutations(NAMES) if order != NAMES]
ORDERS = {f"B32:{'-'.join(order)}": order for order in OTHERS}
EXCHANGES = {
    f"B32:as-{'-'.join(order)}": order for order in OTHERS if order[0] != "network"
}  # the last two are one model
RIGHT: On = frozenset()
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
    linear: dict[str, Any] = {"output": "identity", "objective": "squared_error"}
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
    return trainings.cross_validate(model, X, y, folds, reference.LEARNING_RATE, reference.EPOCHS, seed)


def other_folds_or_seed(responses: Responses) -> str:
    """The code for other folds (R09) or another seed (K14) than compare was given."""
    args, answer = responses.first
    if not _usual(answer):
        return ""
    if _ignores_folds(responses, args, answer):
        return "R09"
    return "K14" if _ignores_seed(responses, args, answer) else ""


def _usual(answer: Answer) -> bool:
    """Whether a value is a table of shares that are not all alike."""
    if not isinstance(answer.value, Table) or np.size(answer.value) == 0:
        return False
    return varied_shares(Answer(np.asarray(answer.value)), np.size(answer.value))


def _ignores_folds(responses: Responses, args: Args, answer: Answer) -> bool:
    """Whether compare gives the same table for the folds in another order, though the right ones differ."""
    X, y, folds, seed = args
    turned = (X, y, folds[::-1], seed)
    differ = not same(computed(compare, RIGHT, *args), computed(compare, RIGHT, *turned))
    return differ and same(answer, asked(responses.student, "compare", turned))


def _ignores_seed(responses: Responses, args: Args, answer: Answer) -> bool:
    """Whether compare gives the same table for every seed, though the right ones differ."""
    X, y, folds, seed = args
    wanted = computed(compare, RIGHT, *args)
    for other in range(seed + 1, seed + 4):
        if not same(wanted, computed(compare, RIGHT, X, y, folds, other)):
            return same(answer, asked(responses.student, "compare", (X, y, folds, other)))
    return False


def questions(rng: np.random.Generator) -> Iterator[Question]:
    """The instance of the checks."""
    yield question("compare", case(np.random.default_rng(draw(rng))))


TASK = TaskMistakes(
    SWITCHES,
    {"compare": compare},
    Asking(questions),
    experiments={"compare": (other_folds_or_seed,)},
    instance="table",  # the checks' own: its trainings are slow, and remembered
)
