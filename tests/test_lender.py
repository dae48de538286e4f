"""Right functions are lent within bounds: only the agreed ones, and no call that is large or takes long."""

import inspect
import tracemalloc
from typing import Any

import numpy as np
import pytest

from assignment.checks.network import Network
from assignment.engine.homework import Homework, Refused
from autograder.sandbox.client.lender import MAX_CALLS, Exhausted, Lender, WrongCall
from solutions import neural_network as reference

CASE = NETWORK, PARAMS, X = Network((2, 3, 2)), reference.init_params(reference.Network((2, 3, 2)), 0), np.ones((4, 2))
Y = np.ones((4, 2))
ONE, UNIT = Network((1, 1)), [(np.ones((1, 1)), np.zeros(1))]
WIDE, WIDE_X, WIDE_Y = Network((1000, 2)), np.ones((9, 1000)), np.zeros(9)
LONG, BROAD = np.ones((90_000, 1)), np.ones((1, 90_000))
DEEP, ONES = Network((1,) * 600), [(np.ones((1, 1)), np.zeros(1))] * 599
ROWS = np.ones((1000, 2))
FOLDS = [(np.arange(2), np.arange(2))] * 5000


def answer(homework: Homework, name: Any, args: Any, kwargs: Any = None) -> Any:
    """Return the answer of a function if only this one is lent."""
    return Lender(homework, [name]).answer(name, args, kwargs or {})


def test_a_lent_function_gives_the_right_answer(homework: Homework) -> None:
    value = Lender(homework, ["forward"]).answer("forward", list(CASE), {})
    np.testing.assert_array_equal(value[-1], reference.forward(*CASE)[-1])


@pytest.mark.parametrize("name", ["backward", "__class__", "np", None, 3, "load_ex4", []])
def test_only_the_agreed_functions_are_lent(homework: Homework, name: object) -> None:
    with pytest.raises(Refused, match="not lent"):
        Lender(homework, ["forward"]).answer(name, list(CASE), {})


@pytest.mark.parametrize("args", [[], [1, 2, 3], [NETWORK, [], np.ones(3)], ["x"] * 3])
def test_arguments_that_make_no_sense_are_refused_with_a_sentence(homework: Homework, args: list[Any]) -> None:
    with pytest.raises(Refused, match=r"\w+"):
        answer(homework, "forward", args)


@pytest.mark.parametrize(
    ("args", "kwargs"), [([{}], {}), ([], {1: np.ones(2)})], ids=["a dict", "a name that is a number"]
)
def test_arguments_of_another_kind_are_refused(homework: Homework, args: list[Any], kwargs: dict[Any, Any]) -> None:
    with pytest.raises(Refused, match="no task needs"):
        answer(homework, "sigmoid", args, kwargs)


@pytest.mark.parametrize(
    ("args", "kwargs", "said"),
    [
        ([], {}, "sigmoid() takes 1 positional arguments but 0 were given"),
        ([1.0, 2.0], {}, "sigmoid() takes 1 positional arguments but 2 were given"),
        ([], {"x": 1.0}, "sigmoid() got an unexpected keyword argument 'x'"),
    ],
)
def test_another_number_of_arguments_is_what_python_would_say(
    homework: Homework, args: list[Any], kwargs: dict[Any, Any], said: str
) -> None:
    with pytest.raises(WrongCall) as caught:
        answer(homework, "sigmoid", args, kwargs)
    assert str(caught.value) == said


@pytest.mark.parametrize("epochs", [2.5, "x"])
def test_a_number_of_epochs_that_is_not_whole_is_refused(homework: Homework, epochs: object) -> None:
    with pytest.raises(Refused, match="epochs"):
        answer(homework, "train", [NETWORK, PARAMS, X, Y, 1.0], {"epochs": epochs})


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("train", [NETWORK, PARAMS, LONG, LONG, 1.0, 1]),
        ("train", [Network((10**6, 10**6)), PARAMS, X, Y, 1.0, 1]),
        ("init_params", [Network((5000, 5000)), 0]),
        ("standardize", [BROAD, LONG]),  # each would broadcast to 60 GB
        ("loss", [NETWORK, PARAMS, LONG, BROAD]),
        ("update", [[(LONG, BROAD)], [(BROAD, LONG)], 1.0]),
        ("update", [[(np.ones((50, 50, 1, 1)), 1)], [(np.ones((1, 1, 50, 50)), 1)], 1.0]),
    ],
)
def test_arguments_larger_than_any_task_needs_are_refused(homework: Homework, name: str, args: list[Any]) -> None:
    with pytest.raises(Refused, match="arguments are larger"):
        answer(homework, name, args)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("train", [NETWORK, PARAMS, X, Y, 1.0, 10**9]),
        ("train", [NETWORK, PARAMS, ROWS, ROWS, 1.0, 5000]),
        ("train", [DEEP, ONES, X[:, :1], Y[:, :1], 1.0, 150]),
        ("cross_validate", [NETWORK, ROWS, ROWS[:, 0], FOLDS, 1.0, 100, 3]),
    ],
)
def test_more_training_than_any_task_needs_is_refused(homework: Homework, name: str, args: list[Any]) -> None:
    with pytest.raises(Refused, match="more training"):
        answer(homework, name, args)


def test_a_submission_that_calls_lent_functions_without_end_is_stopped(homework: Homework) -> None:
    lender = Lender(homework, ["sigmoid"])
    lender.calls = MAX_CALLS - 1
    lender.answer("sigmoid", [np.ones(2)], {})
    with pytest.raises(Exhausted):
        lender.answer("sigmoid", [np.ones(2)], {})


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("update", [[(0.5, 0.5)] * 600, [(1.0, 1.0)] * 600, np.ones((400, 400))]),
        ("update", [[(np.ones((1000, 1)), 0.0)], [(np.ones((1, 1000)), 0.0)], 1.0]),
        ("update", [[(1.0, 1.0)], [(1.0, 1.0)] * 2, 1.0]),
        ("encode_targets", [Network((1, 1000)), np.zeros((400, 400), np.int8)]),
        ("init_params", [Network((1000, 900)), 0]),
        ("forward", [ONE, UNIT * 900, np.ones((9, 1))]),
        ("forward", [ONE, [(np.ones((1, 900)), 0.0), (np.ones((900, 1)), 0.0)] * 90, np.ones((9, 1))]),
        ("forward", [Network((2, 1)), [(np.ones((2, 1)), np.zeros((900, 1)))], np.ones((900, 2))]),
        ("forward", [Network((100, 900)), [(np.ones((100, 900)), np.zeros(900))], np.ones((900, 100))]),
        ("backward", [ONE, UNIT, [np.ones((900, 1))] * 2, np.ones((1, 900))]),
        ("backward", [ONE, UNIT, [], np.ones((1, 1))]),
        ("loss", [ONE, UNIT, np.ones((900, 1)), np.ones((1, 900))]),
        ("train", [ONE, UNIT * 900, *[np.zeros((1, 1))] * 2, 0.1, 7000]),
        ("train", [ONE, UNIT, *[np.ones((9, 1))] * 2, np.ones((400, 400)), 1]),
        ("standardize", [np.ones((1, 900)), np.ones((900, 1))]),
        ("cross_validate", [WIDE, WIDE_X, WIDE_Y, [[np.zeros((300, 300), np.int8)] * 2], 1.0, 1, 0]),
        ("cross_validate", [WIDE, WIDE_X, WIDE_Y, [[np.zeros(1000, int)] * 2], 1.0, 1, 0]),
    ],
)
def test_a_large_answer_is_refused_before_it_is_computed(homework: Homework, name: str, args: list[Any]) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(Refused, match=r"than any task needs|fit together|ValueError|IndexError"):
            answer(homework, name, args)
        assert tracemalloc.get_traced_memory()[1] < 20e6
    finally:
        tracemalloc.stop()


def calls_of_right_solutions() -> list[tuple[str, list[Any]]]:
    """Yield calls with lists for arrays, one example, biases as rows, params as lists or tuples."""
    y = np.array([0, 1, 1, 0])
    targets, layers = np.eye(2)[y], reference.forward(*CASE)
    rows = [[W, b[None]] for W, b in PARAMS]
    folds = [(np.array([0, 1]), np.array([2, 3])), ([2, 3], [0, 1])]
    return [
        ("sigmoid", [np.ones(40_000)]),
        ("relu", [3.0]),
        ("softmax", [X]),
        ("activation_gradient", ["tanh", X]),
        ("forward", [NETWORK, tuple(rows), X]),
        ("forward", [NETWORK, [(W.tolist(), b) for W, b in PARAMS], X]),
        ("forward", [NETWORK, PARAMS, X[0].tolist()]),
        ("loss", [NETWORK, PARAMS, layers[-1], targets]),
        ("loss", [NETWORK, PARAMS, layers[-1][0], targets[0]]),
        ("loss", [NETWORK, [], layers[-1], targets]),
        ("loss", [NETWORK, PARAMS[:1], layers[-1], targets > 0]),
        ("forward", [NETWORK, PARAMS[:1], X]),
        ("forward", [NETWORK, [(W, 0.0) for W, _ in PARAMS], X]),
        ("backward", [NETWORK, [(W, None) for W, _ in PARAMS], layers, targets]),
        ("backward", [NETWORK, PARAMS[-1:], layers[-2:], targets]),
        ("backward", [NETWORK, PARAMS, layers, targets.astype(int)]),
        ("backward", [NETWORK, rows, tuple(layers), targets]),
        ("update", [rows, PARAMS, np.array(0.5)]),
        ("train", [NETWORK, rows, X, targets, 1, 3]),
        ("predict", [NETWORK, PARAMS, X]),
        ("update", [rows, PARAMS, np.array([0.5])]),
        ("standardize", [X, X[:1]]),
        ("standardize", [X, X[0]]),
        ("init_params", [NETWORK, 3]),
        ("encode_targets", [NETWORK, y]),
        ("cross_validate", [NETWORK, X, y, folds, 1.0, 2, 0]),
    ]


@pytest.mark.parametrize(("name", "args"), calls_of_right_solutions())
def test_calls_of_right_solutions_are_answered_with_arguments_by_position_and_by_name(
    homework: Homework, name: str, args: list[Any]
) -> None:
    names = inspect.signature(getattr(reference, name)).parameters
    one = answer(homework, name, args)
    other = answer(homework, name, [], dict(zip(names, args, strict=True)))
    for a, b in zip(leaves(one), leaves(other), strict=True):
        np.testing.assert_array_equal(a, b)


def leaves(value: Any) -> list[Any]:
    return [leaf for item in value for leaf in leaves(item)] if isinstance(value, (list, tuple)) else [value]
