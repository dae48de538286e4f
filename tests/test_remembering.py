"""Trainings that are asked for again are not repeated, and what a student asks for is kept apart."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from typing import Any
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest

from assignment.checks.engine.instances import Instance, draw
from assignment.checks.engine.network import Network
from assignment.checks.engine.tasks import task_of
from autograder.ahead import others
from autograder.reference import Remembering, reference, remembering
from autograder.sandbox.lending import Lender
from solutions import neural_network


@pytest.fixture
def case() -> Instance:
    return draw(np.random.default_rng(5))


def training(case: Instance, epochs: int) -> tuple[Any, ...]:
    return case.network, case.params, case.X, case.Y, 0.5, epochs


def counted(function: str, remember: Remembering, *calls: tuple[Any, ...]) -> int:
    """How often the reference itself was called."""
    with patch.object(neural_network, function, wraps=getattr(neural_network, function)) as original:
        for args in calls:
            getattr(remember, function)(*args)
    return original.call_count


def test_the_same_training_is_done_once_whoever_asks(case: Instance) -> None:
    twin = neural_network.Network(*astuple(case.network))
    as_lists = (twin, [list(pair) for pair in case.params], case.X.copy(), *training(case, 3)[3:])
    assert counted("train", Remembering(), training(case, 3), training(case, 3), as_lists) == 1
    assert counted("train", Remembering(), training(case, 3), training(case, 4)) == 2
    other = (Network(case.network.units, l2=0.1), *training(case, 3)[1:])
    assert counted("train", Remembering(), training(case, 3), other) == 2


def test_what_a_check_is_lent_is_trained_once_and_is_nobody_elses(case: Instance) -> None:
    task = task_of("train_minibatch")
    assert task is not None
    lent = others(task)["train"]
    with patch.object(neural_network, "train", wraps=neural_network.train) as original:
        (first, *_), losses = lent(*training(case, 17))
        first[0][:] = 0.0
        (again, *_), same = lent(*training(case, 17))
    assert original.call_count == 1
    assert np.any(again[0] != 0.0)
    np.testing.assert_array_equal(same, losses)


def test_the_trainings_of_cross_validate_are_remembered_too(case: Instance) -> None:
    X, y = case.X, np.argmax(case.Y, axis=1)
    rows = np.arange(len(X))
    folds = [(rows[2:], rows[:2]), (rows[:2], rows[2:])]
    remember = Remembering()
    right = reference.cross_validate(case.network, X, y, folds, 0.5, 3, 1)
    np.testing.assert_array_equal(remember.cross_validate(case.network, X, y, folds, 0.5, 3, 1), right)
    again = (case.network, X, y, folds[::-1], 0.5, 3, 1)
    with patch.object(neural_network, "train", side_effect=AssertionError("trained again")):
        np.testing.assert_array_equal(remember.cross_validate(*again), right[::-1])


def test_who_looks_at_a_comparison_does_not_train_its_models_again(case: Instance) -> None:
    X, y = case.X[:, :2], np.argmax(case.Y, axis=1) % 2
    rows = np.arange(len(X))
    args = X, y, [(rows[2:], rows[:2]), (rows[:2], rows[2:])], 1
    remember = Remembering()
    pd.testing.assert_frame_equal(remember.compare(*args), reference.compare(*args))
    with patch.object(neural_network, "train", side_effect=AssertionError("trained again")):
        remember.cross_validate(reference.SOFTMAX, *args[:3], reference.LEARNING_RATE, reference.EPOCHS, 1)
        remember.compare(*args)


def test_a_value_is_a_copy_and_the_oldest_makes_room(case: Instance) -> None:
    remember = Remembering(2)
    for epochs in (1, 2, 3):
        remember.train(*training(case, epochs))[1][:] = np.nan
    assert remember.known("train", training(case, 1)) is None
    np.testing.assert_array_equal(remember.known("train", training(case, 3))[1], reference.train(*training(case, 3))[1])


def test_what_is_lent_is_kept_for_its_submission_alone(case: Instance) -> None:
    own = Remembering(5)
    args = training(case, 7)
    value = Lender(["train"], own).answer("train", [*args], {})
    assert remembering.known("train", args) is None
    np.testing.assert_array_equal(own.known("train", args)[1], value[1])


def test_where_two_threads_ask_for_the_same_one_computes(case: Instance) -> None:
    remember, started = Remembering(), threading.Event()

    def slow(*args: Any) -> Any:
        started.set()
        time.sleep(0.2)
        return args

    with patch.object(neural_network, "train", side_effect=slow) as original, ThreadPoolExecutor(2) as pool:
        first = pool.submit(remember.train, *training(case, 3))
        started.wait(5)
        second = pool.submit(remember.train, *training(case, 3))
        assert first.result()[5] == second.result()[5] == 3
    assert original.call_count == 1
