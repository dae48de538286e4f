"""Mistakes in how a function treats its arguments, whatever it computes."""

from typing import Any

import numpy as np

from assignment.checks.engine.instances import fill
from assignment.checks.engine.network import Network
from assignment.checks.engine.student import Student
from assignment.checks.engine.table import Table
from autograder.reference import reference, remembering

from ..answers import Answer, asked, computed, same
from ..switches.compare import compare

HOME = (2, 4, 2)
ELSEWHERE = ((3, 5, 3), (5, 4, 3))
OTHER_DEPTHS = ((3, 5, 4, 3), (4, 3))
LENGTHS = {"forward": 3, "backward": 2, "update": 2}
PARAMS = {"update": 0, "train": 1, "train_minibatch": 1}
DATA = {"standardize": (0, 1), "cross_validate": (1,), "compare": (0,)}


def changed(student: Student, function: str) -> str:
    """The code for arguments that the function changed in place."""
    positions = student.changed.get(function, set())
    if not positions:
        return ""
    if function == "backward" and 2 in positions:
        return "B28"
    if PARAMS.get(function) in positions:
        return "U03"
    return "S11" if positions & set(DATA.get(function, ())) else "A14"


def for_single_numbers(student: Student, function: str) -> bool:
    """Whether a function of activations answers numbers, though not arrays (A02)."""
    if function not in ("sigmoid", "relu", "activation_gradient"):
        return False
    names = ("sigmoid", "tanh", "relu") if function == "activation_gradient" else ("",)
    return any(_numbers_only(student, function, (name,) if name else ()) for name in names)


def _numbers_only(student: Student, function: str, first: tuple[str, ...]) -> bool:
    right = getattr(reference, function)
    numbers, arrays = (0.0, 0.7), ([0.7, 0.3], [[0.7], [0.3]])
    stops = [asked(student, function, (*first, np.array(values))).stopped for values in arrays]
    refused = all(stop and {"TypeError", "ValueError"} & set(stop.kinds) for stop in stops)
    return refused and all(same(asked(student, function, (*first, x)), computed(right, *first, x)) for x in numbers)


def sizes_written_in(student: Student, function: str, rng: np.random.Generator) -> bool:
    """Whether the function is right for the assignment's own network only (F08)."""

    def right(units: tuple[int, ...], m: int) -> tuple[bool, Answer]:
        args = _arguments(function, units, m, rng)
        answer = asked(student, function, args)
        return same(answer, computed(getattr(reference, function), *args)), answer

    if function not in (*LENGTHS, "loss", "predict", "standardize", "train") or not right(HOME, 80)[0]:
        return False
    others = [right(units, m)[0] for units in ELSEWHERE for m in (7, 60)]
    if not any(others):
        return right(HOME, 80)[0]
    if not all(others) or function == "standardize":
        return False
    deep, shallow = (right(units, 7) for units in OTHER_DEPTHS)
    value = deep[1].value
    short = isinstance(value, (list, tuple)) and len(value) == LENGTHS.get(function)
    return short or any(not ok and answer.failed for ok, answer in (deep, shallow))


def _arguments(function: str, units: tuple[int, ...], m: int, rng: np.random.Generator) -> tuple[Any, ...]:
    network = Network(units)
    params, X, Y = fill(rng, network, m)
    activations = reference.forward(network, params, X)
    return {
        "forward": (network, params, X),
        "loss": (network, params, activations[-1], Y),
        "backward": (network, params, activations, Y),
        "update": (params, reference.backward(network, params, activations, Y), 0.5),
        "predict": (network, params, X),
        "standardize": (X[: m - 2], X[m - 2 :]),
        "train": (network, params, X, Y, 0.5, 4),
    }[function]


def remembers(student: Student, rng: np.random.Generator) -> bool:
    """Whether backward depends on the last call of forward rather than on its arguments (F09)."""
    network = Network((3, 4, 2))
    params, X, Y = fill(rng, network, 6)
    args = (network, params, reference.forward(network, params, X), Y)
    after = []
    for inputs in (X, X, X[::-1] * 2.0):
        asked(student, "forward", (network, params, inputs))
        after.append(asked(student, "backward", args))
    return not after[0].failed and same(after[0], after[1]) and not same(after[0], after[2])


def ignores_inputs(student: Student, rng: np.random.Generator) -> bool:
    """Whether predict gives the same labels for different inputs, in another number than asked for (F07)."""
    network = Network((2, 4, 2))
    params, X, _ = fill(rng, network, 9)
    one, other = (asked(student, "predict", (network, params, inputs)) for inputs in (X, -X[:5]))
    return not one.failed and not other.failed and np.size(one.value) > len(X) // 2 and same(one, other)


def ignores_seed(student: Student, args: tuple[Any, ...]) -> bool:
    """Whether cross_validate does not follow its seed, the last argument (K14)."""
    seeds = (3, 14, 159, 2653, 58979)
    wanted = [computed(remembering.cross_validate, *args[:-1], seed) for seed in seeds]  # first: then lent at once
    answers = [asked(student, "cross_validate", (*args[:-1], seed)) for seed in (*seeds, seeds[0])]
    if not all(_plausible(answer, len(args[3])) for answer in answers):
        return False
    differ = not all(same(wanted[0], other) for other in wanted)
    return not same(answers[0], answers[-1]) or (differ and all(same(answers[0], other) for other in answers))


def _plausible(answer: Answer, k: int) -> bool:
    """Whether a value could be the accuracies of k folds: shares that are not all alike."""
    try:
        values = np.asarray(answer.value, float).ravel()
    except (TypeError, ValueError):
        return False
    shares = bool(np.all((values >= 0) & (values <= 1)))  # NaN is none
    return values.size == k and shares and bool(np.any(values != values[0]))


def in_compare(student: Student, args: tuple[Any, ...], answer: Answer) -> str:
    """The code for other folds (R09) or another seed (K14) than compare was given, from its answer to the arguments."""
    if not _usual(answer):
        return ""
    if _ignores_folds(student, args, answer):
        return "R09"
    return "K14" if _ignores_seed_in_compare(student, args, answer) else ""


def _ignores_seed_in_compare(student: Student, args: tuple[Any, ...], answer: Answer) -> bool:
    """Whether compare gives the same table for every seed, though the right ones differ (K14)."""
    X, y, folds, seed = args
    wanted = computed(compare, frozenset(), *args)
    for other in range(seed + 1, seed + 4):
        if not same(wanted, computed(compare, frozenset(), X, y, folds, other)):
            return same(answer, asked(student, "compare", (X, y, folds, other)))
    return False


def _usual(answer: Answer) -> bool:
    """Whether a value is a table of shares that are not all alike."""
    if not isinstance(answer.value, Table) or np.size(answer.value) == 0:
        return False
    return _plausible(Answer(np.asarray(answer.value)), np.size(answer.value))


def _ignores_folds(student: Student, args: tuple[Any, ...], answer: Answer) -> bool:
    """Whether compare gives the same table for the folds in another order, though the right ones differ (R09)."""
    X, y, folds, seed = args
    turned = (X, y, folds[::-1], seed)
    differ = not same(computed(compare, frozenset(), *args), computed(compare, frozenset(), *turned))
    return differ and same(answer, asked(student, "compare", turned))


def other_length(answer: Answer, epochs: int) -> bool:
    """Whether the losses are not one an epoch (T07)."""
    value = answer.value
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        return False
    try:
        losses = np.asarray(value[1], float)
    except (TypeError, ValueError):
        return False
    return losses.ndim == 1 and losses.size > 0 and losses.size != epochs and bool(np.all(np.isfinite(losses)))
