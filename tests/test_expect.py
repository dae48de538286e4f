"""What a comparison says beside the error."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from assignment.checks.engine import expect


def test_a_value_with_the_opposite_sign_is_told_so() -> None:
    want = np.array([[0.5, -2.0], [1.0, 3.0]])
    for got, hint in ((-want, "it has the opposite sign"), (want * [[-1, 1], [1, 1]], "")):
        complaint = expect.difference(got, want, "dW")
        assert complaint is not None
        assert complaint.hint == hint
    assert expect.difference(want, want, "dW") is None


class Endless(list[Any]):
    def __iter__(self) -> Iterator[Any]:
        while True:
            yield np.zeros((50, 50))


@pytest.mark.parametrize("value", [Endless(), {1: Endless()}, (0.5, [Endless()]), "x" * 10_000, [np.zeros(2000)] * 9])
def test_a_long_value_is_shown_by_its_beginning(value: Any) -> None:
    shown = expect.show(value)
    assert len(shown) == expect.LINE
    assert shown.endswith("...")


def test_a_short_value_is_shown_as_python_shows_it() -> None:
    for value in ([1, 2.5], (1,), (), {}, {1: 0.5, "a": [None, True]}, "x", 0.5, [np.zeros(2), (np.arange(3),)]):
        assert expect.show(value) == repr(value)


def test_a_value_that_is_a_whole_number_of_times_too_large_or_small_is_told_so() -> None:
    want = np.array([[0.5, -2.0], [1.0, 3.0]])
    for got, hint in (
        (want * 7, "every number is 7 times too large"),
        (want / 3, "every number is 3 times too small"),
        (want * 1.7, ""),
        (want * 1000, ""),
        (want * [[7.0, 7.0], [7.0, 6.9]], ""),
        (want * 0, ""),
    ):
        complaint = expect.difference(got, want, "dW")
        assert complaint is not None
        assert complaint.hint == hint


def test_one_array_is_not_counted_by_its_rows() -> None:
    with pytest.raises(expect.Wrong, match="the list of activations: one array, expected 3 items"):
        expect.items(np.zeros((9, 2)), 3, "the list of activations")
    assert len(expect.items(np.zeros((3, 2)), 3, "three rows")) == 3
    with pytest.raises(expect.Wrong, match="more than 6 items"):  # a count may carry a message
        expect.items([0.0] * 11003, 3, "the list of activations")


def test_more_numbers_than_any_check_asks_for_are_not_looked_at() -> None:
    with pytest.raises(expect.Wrong, match="more than 100000 numbers"):
        expect.labels(np.zeros(100_001, np.uint8), "the labels")
