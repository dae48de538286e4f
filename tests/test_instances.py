"""What is drawn once is what would be drawn again, and nobody can change it."""

import contextlib
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assignment.checks import backward, compare, cross_validate
from assignment.checks.engine import instances
from assignment.checks.engine.instances import Instance, draw, drawn_once, saturating, with_outlier
from assignment.checks.engine.network import Network
from autograder.reference import reference

DRAWS: list[Callable[[np.random.Generator], Any]] = [
    lambda rng: instances.draw(rng),
    lambda rng: instances.draw(rng, "relu", "sigmoid", l2=0.3, hidden_layers=2),
    lambda rng: instances.draw(rng, hidden="tanh", m=5),
    lambda rng: instances.fill(rng, Network((3, 2)), 4),
    lambda rng: instances.blobs(rng, 12, 3, spread=0.5),
    lambda rng: cross_validate.folds(rng, 11, 3),
    lambda rng: compare.case(rng),
    lambda rng: rng.normal(size=3),  # also one that nobody remembers
    lambda rng: rng.integers(0, 10, dtype=np.int32),  # it leaves half a number behind
]
REMEMBERED = [
    *((instances, name) for name in ("draw", "instance", "fill", "blobs")),
    *((cross_validate, "folds"), (compare, "folds"), (compare, "case")),
]


def leaves(value: Any) -> list[Any]:
    if isinstance(value, Instance):
        value = [value.network, value.params, value.X, value.Y]
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]


@given(st.integers(0, 3), st.lists(st.integers(0, len(DRAWS) - 1), max_size=6))
@example(0, [8, 3])
@example(0, [8, 8, 3])
@settings(max_examples=60, deadline=None)
def test_whoever_draws_later_gets_what_a_new_generator_would_give(seed: int, order: list[int]) -> None:
    """In every order, whatever was drawn before by others."""
    for _ in range(2):
        rng = np.random.default_rng(seed)
        remembered = [leaf for which in order for leaf in leaves(DRAWS[which](rng))]
    plain = np.random.default_rng(seed)
    with contextlib.ExitStack() as stack:
        for module, name in REMEMBERED:
            stack.enter_context(patch.object(module, name, getattr(module, name).__wrapped__))
        again = [leaf for which in order for leaf in leaves(DRAWS[which](plain))]
    assert len(remembered) == len(again)
    for one, other in zip(remembered, again, strict=True):
        np.testing.assert_array_equal(one, other)
    assert rng.bit_generator.state == plain.bit_generator.state


def test_what_was_drawn_is_computed_once_and_cannot_be_changed() -> None:
    computed: list[int] = []

    @drawn_once
    def drawn(rng: np.random.Generator, n: int) -> list[tuple[np.ndarray, int]]:
        computed.append(n)
        return [(rng.normal(size=n), n)]

    first, second = (drawn(np.random.default_rng(7), 3) for _ in range(2))
    assert first is second
    assert computed == [3]
    drawn(np.random.default_rng(8), 3)
    drawn(np.random.default_rng(7), 4)
    assert computed == [3, 3, 4]
    with pytest.raises(ValueError, match="read-only"):
        first[0][0][0] = 1.0


def test_differences_are_remembered_for_right_versions_only() -> None:
    """A student's own loss may have been repaired meanwhile: each check gets his functions anew."""
    case = draw(np.random.default_rng(3), largest=6)
    calls: list[int] = []

    def loss(*args: Any) -> float:
        calls.append(1)
        return reference.loss(*args)

    slopes = [backward._differences(reference.forward, lambda *args: loss(*args), case, 1, 1) for _ in range(2)]
    assert len(calls) == 2 * 2 * 3
    np.testing.assert_array_equal(*slopes)
    assert backward._differences(reference.forward, reference.loss, case, 1, 1) is backward._differences(
        reference.forward, reference.loss, case, 1, 1
    )


def test_a_batch_that_saturates_does_so_in_every_other_row() -> None:
    X = np.arange(1.0, 9.0).reshape(4, 2)
    np.testing.assert_array_equal(saturating(X)[::2], X[::2])
    np.testing.assert_array_equal(saturating(X)[1::2], 1e4 * X[1::2])
    np.testing.assert_array_equal(with_outlier(X, 2, 8.0), X * [[1], [1], [8], [1]])
