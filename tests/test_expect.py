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
