"""The one kind of cache, and the trainings that are remembered with it: done once, within bounds, and never shared."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, replace
from typing import Any

import numpy as np
import pytest

from assignment.checks.instances import Instance, draw
from assignment.engine.homework import Homework
from assignment.engine.remembered import remembered
from solutions import neural_network, trainings


@pytest.fixture
def case() -> Instance:
    return draw(np.random.default_rng(5))


def training(case: Instance, epochs: int) -> tuple[Any, ...]:
    return case.network, case.params, case.X, case.Y, 0.5, epochs


class Counted:
    """A training that counts its calls and returns as many numbers as it is told."""

    def __init__(self, size: int = 3) -> None:
        self.calls = 0
        self.size = size

    def __call__(self, *args: Any) -> tuple[list[Any], np.ndarray]:
        self.calls += 1
        return [(np.ones((2, 2)), np.zeros(2))], np.full(self.size, float(self.calls))


def kept(size: int = 3) -> tuple[Callable[..., Any], Counted]:
    counted = Counted(size)
    return trainings._kept(counted), counted


def test_the_same_training_is_done_once_whoever_made_its_arguments(case: Instance) -> None:
    train, counted = kept()
    theirs = neural_network.Network(*astuple(case.network))
    as_lists = (theirs, [list(pair) for pair in case.params], case.X.copy(), *training(case, 3)[3:])
    for args in (training(case, 3), training(case, 3), as_lists):
        train(*args)
    assert counted.calls == 1


@pytest.mark.parametrize("place", range(6), ids=["network", "params", "X", "Y", "learning rate", "epochs"])
def test_a_training_that_differs_in_one_argument_is_another(case: Instance, place: int) -> None:
    train, counted = kept()
    others = (
        replace(case.network, l2=0.1),
        [(W + 1.0, b) for W, b in case.params],
        case.X.astype(np.float32),
        1.0 - case.Y,
        0.25,
        4,
    )
    args = list(training(case, 3))
    train(*args)
    args[place] = others[place]
    train(*args)
    assert counted.calls == 2


def test_whole_numbers_and_fractions_with_the_same_bytes_are_different_arguments(case: Instance) -> None:
    train, counted = kept()
    network, params, X, Y, *rest = training(case, 3)
    for kind in (float, np.int64):
        train(network, params, np.zeros(X.shape, kind), Y, *rest)
    assert counted.calls == 2


def test_every_caller_gets_a_copy_of_a_remembered_training(case: Instance) -> None:
    train, counted = kept()
    (pair, *_), losses = train(*training(case, 3))
    pair[0][:] = np.nan
    losses[:] = np.nan
    (again, *_), same = train(*training(case, 3))
    assert counted.calls == 1
    np.testing.assert_array_equal(again[0], np.ones((2, 2)))
    np.testing.assert_array_equal(same, np.ones(3))


def test_trainings_are_forgotten_when_they_take_too_many_bytes(case: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trainings, "REMEMBERED_BYTES", 50_000)
    train, counted = kept(2_000)  # 22 kB with what is around the numbers: two fit, three do not
    for epochs in (1, 2, 1, 3):
        train(*training(case, epochs))
    assert counted.calls == 3
    train(*training(case, 1))  # used later than the second
    assert counted.calls == 3
    train(*training(case, 2))
    assert counted.calls == 4


def test_a_training_that_is_too_large_to_be_remembered_is_done_each_time(
    case: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trainings, "REMEMBERED_BYTES", 10_000)
    train, counted = kept(2_000)
    assert [train(*training(case, 1))[1][0] for _ in range(2)] == [1.0, 2.0]
    assert counted.calls == 2


def test_remembered_functions_give_what_the_reference_gives(homework: Homework, case: Instance) -> None:
    right, rows = homework.right, np.arange(len(case.X))
    folds = [(rows[2:], rows[:2]), (rows[:2], rows[2:])]
    for name, args in (
        ("train", training(case, 3)),
        ("train_minibatch", (*training(case, 2), 3, 0)),
        ("cross_validate", (case.network, case.X, np.argmax(case.Y, axis=1), folds, 0.5, 3, 1)),
    ):
        assert right.functions[name] is not getattr(right.reference, name)
        wanted = getattr(right.reference, name)(*args)
        for _ in range(2):
            np.testing.assert_equal(right.functions[name](*args), wanted)


def test_where_two_threads_make_the_same_call_one_computes_and_the_other_waits() -> None:
    started, calls = threading.Event(), []

    @remembered(10)
    def slow(number: int) -> list[int]:
        calls.append(number)
        started.set()
        time.sleep(0.2)
        return [number]

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(slow, 3)
        assert started.wait(5)
        second = pool.submit(slow, 3)
        assert first.result(5) is second.result(5)
    assert calls == [3]


def test_the_result_that_was_not_used_for_the_longest_time_makes_room() -> None:
    calls: list[int] = []

    @remembered(2)
    def double(number: int) -> int:
        calls.append(number)
        return 2 * number

    for number in (1, 2, 1, 3, 1, 2):
        assert double(number) == 2 * number
    assert calls == [1, 2, 3, 2]


def test_calls_with_the_same_key_share_a_result() -> None:
    @remembered(10, key=lambda text: text.lower())
    def echo(text: str) -> str:
        return text

    assert [echo(text) for text in ("One", "ONE", "two")] == ["One", "One", "two"]


def test_a_call_that_failed_is_made_again() -> None:
    calls: list[int] = []

    @remembered(10)
    def fails(number: int) -> int:
        calls.append(number)
        raise ValueError("not this time")

    for _ in range(2):
        with pytest.raises(ValueError, match="not this time"):
            fails(1)
    assert calls == [1, 1]


def test_a_key_is_small_whatever_the_arguments_are(case: Instance) -> None:
    rows = [[float(i), 1.0] for i in range(1000)]
    keys = {trainings._key(case.network, case.params, rows, 2**100 + i, epochs) for i in range(3) for epochs in (1, 2)}
    assert len(keys) == 6
    assert {len(key) for key in keys} == {32}
