"""Random instances are drawn once, are what would be drawn again, and cannot be changed."""

import contextlib
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assignment.checks import compare, cross_validate, instances, slopes
from assignment.checks.instances import Instance, draw, drawn_once, saturating, with_outlier
from assignment.checks.network import Network
from solutions import neural_network as reference
from solutions.checks import scales

DRAWS: list[Callable[[np.random.Generator], Any]] = [
    lambda rng: instances.draw(rng),
    lambda rng: instances.draw(rng, "relu", "sigmoid", l2=0.3, hidden_layers=2),
    lambda rng: instances.draw(rng, hidden="tanh", m=5),
    lambda rng: instances.fill(rng, Network((3, 2)), 4),
    lambda rng: instances.blobs(rng, 12, 3, spread=0.5),
    lambda rng: cross_validate.folds(rng, 11, 3),
    lambda rng: compare.case(rng),
    lambda rng: rng.normal(size=3),  # not remembered
    lambda rng: rng.integers(0, 10, dtype=np.int32),  # not remembered; leaves half of a random word in the generator
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
def test_remembered_draws_give_the_same_numbers_as_draws_that_are_not_remembered(seed: int, order: list[int]) -> None:
    """In every order, and the generator ends in the same state."""
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


def test_an_instance_is_computed_once_for_each_state_and_options_and_is_read_only() -> None:
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


def test_finite_differences_are_remembered_for_right_functions_but_computed_anew_for_a_students() -> None:
    """A student view makes its functions anew for each check, so a remembered result is never another file's."""
    case = draw(np.random.default_rng(3))
    calls: list[int] = []

    def loss(*args: Any) -> float:
        calls.append(1)
        return reference.loss(*args)

    found = [slopes.differences(reference.forward, lambda *args: loss(*args), case, 1, 1) for _ in range(2)]
    assert len(calls) == 2 * 2 * 3
    np.testing.assert_array_equal(*found)
    assert slopes.differences(reference.forward, reference.loss, case, 1, 1) is slopes.differences(
        reference.forward, reference.loss, case, 1, 1
    )


def test_a_saturating_batch_is_enlarged_in_every_other_row_and_an_outlier_in_one() -> None:
    X = np.arange(1.0, 9.0).reshape(4, 2)
    np.testing.assert_array_equal(saturating(X)[::2], X[::2])
    np.testing.assert_array_equal(saturating(X)[1::2], 1e4 * X[1::2])
    np.testing.assert_array_equal(with_outlier(X, 2, 8.0), X * [[1], [1], [8], [1]])


CONFIGURATIONS = [
    ("sigmoid", "softmax", "cross_entropy"),
    ("sigmoid", "sigmoid", "cross_entropy"),
    ("tanh", "identity", "squared_error"),
    ("relu", "sigmoid", "squared_error"),
    ("sigmoid", "softmax", "squared_error"),
]


@pytest.mark.parametrize("hidden, output, objective", CONFIGURATIONS)
@pytest.mark.parametrize("seed", range(20))
def test_uneven_gradients_are_of_ordinary_size_on_their_scale_and_no_probability_is_clipped(
    seed: int, hidden: str, output: str, objective: str
) -> None:
    rng = np.random.default_rng(seed)
    case, scale = scales.uneven(rng, draw(rng, hidden, output, objective), unlikely=True)
    activations = reference.forward(case.network, case.params, case.X)
    if output != "identity":
        assert 1e-12 < activations[-1].min() < 1e-8
    grads = reference.backward(case.network, case.params, activations, case.Y)
    for name, right in zip(case.names, [a for pair in grads for a in pair], strict=True):
        _, got, want = scales.on_scale(name, right, right, scale)
        np.testing.assert_array_equal(got, want)
        for axis in range(np.ndim(got)):
            largest = np.abs(np.moveaxis(got, axis, 0).reshape(np.shape(got)[axis], -1)).max(axis=1)
            assert np.all((largest < 1e2) & ((largest > 1e-6) | (hidden == "relu") | (largest == 0)))


def test_what_single_precision_cannot_hold_is_not_compared() -> None:
    scale = {"db1": np.array([1.0, 2.0**-50, 2.0**-1000])}
    want = scale["db1"] * np.array([0.5, 0.25, 0.75])
    _, got, right = scales.on_scale("db1", want.astype(np.float32), want, scale)
    np.testing.assert_array_equal(got, [0.5, 0.25, 0.0])
    np.testing.assert_array_equal(right, got)
    _, got, right = scales.on_scale("db1", want + 1e-12, want, scale)
    assert not np.allclose(got, right)


def test_a_large_input_changes_nothing_but_the_scale_of_its_weights_and_their_gradient() -> None:
    case = draw(np.random.default_rng(5))
    again = instances.rescaled(case, {2: instances.LARGE}, {})
    one, two = (reference.forward(c.network, c.params, c.X) for c in (case, again))
    np.testing.assert_allclose(two[-1], one[-1], rtol=1e-12)
    (dW, db), _ = reference.backward(case.network, case.params, one, case.Y)
    (other_dW, other_db), _ = reference.backward(again.network, again.params, two, again.Y)
    dW[2] *= instances.LARGE
    np.testing.assert_allclose(other_dW, dW, rtol=1e-9)
    np.testing.assert_allclose(other_db, db, rtol=1e-9)
