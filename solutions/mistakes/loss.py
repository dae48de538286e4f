"""Wrong beliefs about the loss."""

from itertools import chain
from typing import Any

import numpy as np

from assignment.checks.network import Network
from assignment.engine.mistakes import On, Part, Shrinking, TaskMistakes
from assignment.questions.loss import ASKED

from . import smaller
from .habits import sizes_written_in
from .on import pick, words

PAIRING = words("L14 L14:sum L14:ravel L14:transpose")
EARLY = {f"L08:{distance:g}": distance for distance in (1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10)}
CLIPPING = (*words("L08 L08:below L08:above"), *EARLY)
FORMULA = words("L10 L10:cross_entropy L04 L06 L11 L17 L17:minus L17:mean L19 L19:ten")
COUNT = words("L01 L01:outputs L02")
SIGN = words("L03 L09 L09:product")
RESULT = words("L13 L13:outputs")
DATA = (PAIRING, CLIPPING, FORMULA, COUNT, SIGN, RESULT)
PENALTY = words("L12 L12:mean L12:half_mean L16 L18 L18:root L18:last L18:first B25 B26 B59")
TOGETHER = words("L06:mean L11:mean F08:layers")
SWITCHES = {"loss": (*chain(*DATA), *PENALTY, *TOGETHER)}


def loss(on: On, network: Network, params: Any, Y_hat: Any, Y: Any) -> Any:
    """Data loss and penalty, each with its own mistakes; a switch may end in the objective that it is for."""
    here = f"@{network.objective}"
    on = frozenset(switch.removesuffix(here) for switch in on if "@" not in switch or switch.endswith(here))
    squared = network.objective == "squared_error"
    if on & {"L10", "L10:cross_entropy"}:
        squared = "L10" in on
    terms = _squares(on, Y_hat, Y) if squared else -_log_likelihood(on, network.output, Y_hat, Y)
    penalty = _penalty(on, network, params, len(Y))
    if "L13" in on:
        return terms.sum(axis=1) + penalty
    if "L13:outputs" in on:
        return terms.sum(axis=0) / len(Y) + penalty
    count = len(Y)
    if "L01" in on:
        count = 1
    elif "L01:outputs" in on:
        count = Y.shape[1]
    elif "L02" in on or (squared and "L11:mean" in on) or (not squared and "L06:mean" in on):
        count = terms.size
    elif "L14" in on and Y.shape[1] == 1:
        count = len(Y) ** 2
    data = terms.sum() / count
    if not squared and "L09" in on:
        data = np.exp(-data)
    elif not squared and "L09:product" in on:
        data = np.exp(-terms.sum(axis=1)).sum()
    elif not squared and "L03" in on:
        data = -data
    return data + penalty


def _squares(on: On, Y_hat: Any, Y: Any) -> Any:
    squares = (Y_hat - _flat(on, Y)) ** 2
    return squares if on & {"L11", "L11:mean"} else squares / 2


def _log_likelihood(on: On, output: str, Y_hat: Any, Y: Any) -> Any:
    distance = pick(on, EARLY, 1e-12)
    low = 0.0 if on & {"L08", "L08:above"} else distance
    high = 1.0 if on & {"L08", "L08:below"} else 1.0 - distance
    P, Y = np.clip(Y_hat, low, high), _flat(on, Y)
    if "L14:transpose" in on and output == "sigmoid":
        P = P.T
    log = pick(on, {"L19": np.log2, "L19:ten": np.log10}, np.log)
    value = Y * log(P)
    binary = output == "sigmoid" and "L04" not in on
    rest = pick(on, {"L17": -float(len(Y)), "L17:minus": -1.0, "L17:mean": float(len(Y))}, 1.0)
    return value + rest * (1.0 - Y) * log(1.0 - P) if binary or on & {"L06", "L06:mean"} else value


def _flat(on: On, Y: Any) -> Any:
    """Targets as a row, so that every prediction is paired with every target (L14)."""
    return Y.ravel() if "L14:ravel" in on or (on & {"L14", "L14:sum"} and Y.shape[1] == 1) else Y


def _penalty(on: On, network: Network, params: Any, m: int) -> float:
    if "L16" in on:
        return 0.0
    layers = params[:2] if "F08:layers" in on else params
    layers = params[-1:] if "L18:last" in on else params[:1] if "L18:first" in on else layers
    start = 1 if "B59" in on else 0
    squares = sum(np.sum(W[start:] ** 2) + (np.sum(b**2) if "B26" in on else 0.0) for W, b in layers)
    if "L18" in on:
        squares = sum(np.sum(np.abs(W)) for W, _ in layers)
    elif "L18:root" in on:
        squares = sum(np.sqrt(np.sum(W**2)) for W, _ in layers)
    factor = {"L12": 1.0, "L12:mean": 1.0 / m, "L12:half_mean": 0.5 / m, "B25": -0.5}
    return float(network.l2 * squares * pick(on, factor, 0.5))


def _only(objective: str) -> tuple[tuple[str, ...], ...]:
    """The places of the data loss, for one objective: people write a formula for each."""
    return tuple(tuple(f"{switch}@{objective}" for switch in place) for place in DATA)


LIKELIHOOD, SQUARES, WITH_PENALTY = ASKED.looks["loss"]
PARTS = (
    Part(_only("cross_entropy"), LIKELIHOOD, "L60"),
    Part(_only("squared_error"), SQUARES, "L61"),
    Part((PENALTY,), WITH_PENALTY, "L62"),
)
TASK = TaskMistakes(
    SWITCHES,
    {"loss": loss},
    ASKED,
    experiments={"loss": (sizes_written_in,)},
    shrinking={"loss": Shrinking(smaller.with_predictions)},
    parts={"loss": PARTS},
)
