"""What a comparison says about a wrong value."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from assignment.engine import expect
from assignment.engine.shown import LINE

WANT = np.array([[0.5, -2.0], [1.0, 3.0]])


def complaint_about(got: np.ndarray) -> expect.Wrong:
    complaint = expect.difference(got, WANT, "dW")
    assert complaint is not None
    return complaint


def test_a_right_value_gives_no_complaint() -> None:
    assert expect.difference(WANT, WANT, "dW") is None
    assert expect.difference(WANT * (1 + 1e-9), WANT, "dW") is None


def test_a_value_with_the_opposite_sign_is_called_that() -> None:
    assert complaint_about(-WANT).hint == "it has the opposite sign"
    assert complaint_about(WANT * [[-1, 1], [1, 1]]).hint == ""


@pytest.mark.parametrize(
    ("factor", "hint"),
    [
        (7, "every number is 7 times too large"),
        (1 / 3, "every number is 3 times too small"),
        (1.7, ""),
        (1000, ""),
        (np.array([[7.0, 7.0], [7.0, 6.9]]), ""),
        (0, ""),
    ],
)
def test_a_value_that_is_a_whole_number_of_times_too_large_or_small_is_called_that(factor: Any, hint: str) -> None:
    assert complaint_about(WANT * factor).hint == hint


@pytest.mark.parametrize(("m", "times"), [(7, "m"), (5, "7")])
def test_a_factor_that_is_the_number_of_examples_is_called_m(m: int, times: str) -> None:
    with pytest.raises(expect.Wrong) as raised:
        expect.close(WANT * 7, WANT, "dW", m=m)
    assert raised.value.hint == f"every number is {times} times too large"


def test_a_transposed_value_is_called_that() -> None:
    assert complaint_about(WANT.T).hint == "it is the transpose: one example is one row"


def test_a_value_that_is_not_finite_is_never_right() -> None:
    for odd in (np.nan, np.inf):
        assert complaint_about(np.where(WANT == 3.0, odd, WANT)).what == "dW: NaN or infinity"


class Endless(list[Any]):
    def __iter__(self) -> Iterator[Any]:
        while True:
            yield np.zeros((50, 50))


@pytest.mark.parametrize(
    "value",
    [Endless(), {1: Endless()}, (0.5, [Endless()]), "x" * 10_000, [np.zeros(2000)] * 9],
    ids=["endless list", "endless list in a dict", "endless list in a tuple", "long text", "long arrays"],
)
def test_a_long_value_is_shown_by_its_beginning(value: Any) -> None:
    shown = expect.show(value)
    assert len(shown) == LINE
    assert shown.endswith("...")


def test_a_short_value_is_shown_as_python_shows_it() -> None:
    for value in ([1, 2.5], (1,), (), {}, {1: 0.5, "a": [None, True]}, "x", 0.5, [np.zeros(2), (np.arange(3),)]):
        assert expect.show(value) == repr(value)


def test_one_array_in_place_of_a_list_is_not_counted_by_its_rows() -> None:
    with pytest.raises(expect.Wrong, match="the list of activations: one array, expected 3 items"):
        expect.items(np.zeros((9, 2)), 3, "the list of activations")
    assert len(expect.items(np.zeros((3, 2)), 3, "three rows")) == 3


def test_the_exact_length_of_a_far_too_long_list_is_not_shown() -> None:
    """A length that a student's code chooses could carry a message out."""
    with pytest.raises(expect.Wrong, match="more than 6 items"):
        expect.items([0.0] * 11003, 3, "the list of activations")


def test_an_array_with_more_numbers_than_any_check_asks_for_is_refused() -> None:
    with pytest.raises(expect.Wrong, match="more than 100000 numbers"):
        expect.labels(np.zeros(100_001, np.uint8), "the labels")


def test_a_requirement_shows_its_values_only_when_it_does_not_hold() -> None:
    class NeverShown:
        def __repr__(self) -> str:
            raise AssertionError("shown")

    expect.require(True, "it holds", got=NeverShown())
    with pytest.raises(expect.Wrong, match="two are one") as raised:
        expect.require(False, "two are one", got=2, expected="1")
    assert (raised.value.got, raised.value.expected) == ("2", "1")


def test_very_small_and_very_large_numbers_are_not_shown_but_judged() -> None:
    want = np.array([1e-300, 2.0, 4.0])
    ordinary = np.array([False, True, True])
    with pytest.raises(expect.Wrong) as raised:
        expect.close(np.array([3e-300, 6.0, 12.0]), want, "dW1", ordinary=ordinary)
    wrong = raised.value
    assert (wrong.got, wrong.expected) == ("12 at [2]; every number is wrong", "4")
    assert wrong.hint == "every number is 3 times too large"
    with pytest.raises(expect.Wrong, match="only where numbers are very small or very large") as raised:
        expect.close(np.array([0.5, 2.0, 4.0]), want, "dW1", ordinary=ordinary)
    assert (raised.value.got, raised.value.expected) == ("", "")
    expect.close(want, want, "dW1", ordinary=ordinary)


def test_one_item_is_written_in_the_singular() -> None:
    with pytest.raises(expect.Wrong, match=r"^params: 1 item, expected 2$"):
        expect.items([0.0], 2, "params")


@pytest.mark.parametrize(
    ("factor", "m", "hint"),
    [
        (4, 0, ""),
        (1 / 3, 5, ""),
        (2, 5, "it is 2 times too large"),
        (5, 5, "it is m times too large"),
        (0.2, 5, "it is m times too small"),
    ],
)
def test_of_a_single_number_only_a_usual_factor_is_told(factor: float, m: int, hint: str) -> None:
    with pytest.raises(expect.Wrong) as raised:
        expect.close(0.7 * factor, 0.7, "the loss", m=m)
    assert raised.value.hint == hint


def test_none_and_single_numbers_are_called_that() -> None:
    with pytest.raises(expect.Wrong, match=r"^dW1 is None$"):
        expect.close(None, np.ones(3), "dW1")
    with pytest.raises(expect.Wrong) as raised:
        expect.close(np.ones(3), 0.5, "the loss")
    assert (raised.value.got, raised.value.expected) == ("(3,)", "one number")
