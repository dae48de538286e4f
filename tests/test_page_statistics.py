"""The statistics of a class equal a second computation, with pandas, on random classes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assignment.engine.outcomes import Reason, Why
from autograder.pages import statistics
from autograder.pages.explained import own_lines, split
from autograder.pages.matrices import pairs

HALVES = st.integers(0, 20).map(lambda number: number / 2)


@st.composite
def tables(draw: st.DrawFn, element: Any = HALVES) -> np.ndarray:
    """Points of some students in some checks."""
    students, columns = draw(st.integers(0, 12)), draw(st.integers(1, 6))
    cells = draw(st.lists(element, min_size=students * columns, max_size=students * columns))
    return np.array(cells).reshape(students, columns)


def same(found: Sequence[float | None], expected: Sequence[float]) -> None:
    assert [value is None for value in found] == [bool(np.isnan(value)) for value in expected]
    assert np.allclose([value or 0.0 for value in found], np.nan_to_num(np.array(expected, dtype=float)))


@settings(deadline=None)
@given(tables(st.booleans()))
def test_pass_rates(passed: np.ndarray) -> None:
    same(statistics.rates(passed.astype(bool)), pd.DataFrame(passed.astype(float)).mean().tolist())


@settings(deadline=None)
@given(tables())
def test_discrimination_is_the_correlation_with_the_rest(points: np.ndarray) -> None:
    frame = pd.DataFrame(points)
    rest = [frame.drop(columns=name).sum(axis=1) for name in frame]
    constant = [min(frame[name].nunique(), rest[name].nunique()) < 2 for name in frame]
    expected = [np.nan if constant[name] else frame[name].corr(rest[name]) for name in frame]
    same(statistics.item_rest(points.astype(float)), expected)


@settings(deadline=None)
@given(tables())
def test_reliability_is_cronbachs_alpha(points: np.ndarray) -> None:
    """By the covariances, where the kit uses the variances."""
    frame = pd.DataFrame(points)
    k, total = frame.shape[1], frame.sum(axis=1)
    found = statistics.alpha(points.astype(float))
    if k < 2 or total.nunique() < 2:
        assert found is None
    else:
        covariances = frame.cov().to_numpy()
        between = covariances.sum() - np.trace(covariances)
        assert found == pytest.approx(k / (k - 1) * between / covariances.sum())


@settings(deadline=None)
@given(tables(st.booleans()))
def test_checks_that_always_go_together(passed: np.ndarray) -> None:
    frame = pd.DataFrame(passed.astype(bool))
    expected = {
        (one, other)
        for one in frame
        for other in frame
        if one < other and frame[one].equals(frame[other]) and min(frame[one].sum(), (~frame[one]).sum()) >= 3
    }
    groups = statistics.together(passed.astype(bool))
    assert {(one, other) for group in groups for one in group for other in group if one < other} == expected


@settings(deadline=None)
@given(st.lists(st.integers(0, 220).map(lambda number: number / 2)), st.integers(1, 12))
def test_scores_are_counted_in_equal_intervals(scores: list[float], bins: int) -> None:
    edges = np.linspace(0, 110, bins + 1)
    edges[-1] += 1  # pandas leaves the last end out
    expected = pd.cut(pd.Series(scores, dtype=float), edges, right=False).value_counts(sort=False)
    assert statistics.histogram(scores, 110, bins) == expected.tolist()


@pytest.mark.parametrize(
    ("got", "expected", "places", "wrong"),
    [
        ("[[1. 2.]\n [3. 4.]]", "[[1. 2.]\n [3. 5.]]", [""], ["4", "5"]),
        ("2.06", "1.61", [""], ["2.06", "1.61"]),
        ("[nan 1.]", "[0. 1.]", [""], ["nan", "0"]),
        ("np.array([1.0, 2.0])", "np.array([1.0, 2.0])", [""], []),
        (
            "([np.array([[1.0]])], np.array([2.0]))",
            "([np.array([[1.0]])], np.array([3.0]))",
            ["[0][0]", "[1]"],
            ["2", "3"],
        ),
        (
            "[(np.array([[1.0]]), np.array([2.0]))]",
            "[(np.array([[9.0]]), np.array([2.0]))]",
            ["[0][0]", "[0][1]"],
            ["1", "9"],
        ),
    ],
)
def test_wrong_entries_are_marked(got: str, expected: str, places: list[str], wrong: list[str]) -> None:
    found = pairs(got, expected)
    assert [one.place for one in found] == places
    rows = [row for one in found for row in (*one.got, *one.expected)]
    assert [cell.text for row in rows for cell in row if cell.wrong] == wrong


def test_matrices_of_different_shapes_stand_side_by_side_without_marks() -> None:
    (one,) = pairs("[[1. 1.] [1. 1.]]", "[[1.] [1.]]")
    assert not one.same_shape and one.differs
    assert not any(cell.wrong for row in (*one.got, *one.expected) for cell in row)


@pytest.mark.parametrize(
    "text", ["", "(2, 3)", "0.5 at [0, 1]; row 0 differs", "[1, 2", "1]", "[]", "{1}", "[" * 3000, "a"]
)
def test_what_is_no_array_of_numbers_stays_a_text(text: str) -> None:
    assert pairs(text, "[1.0]") == [] == pairs("[1.0]", text)


@given(st.text(alphabet="[](), 1.nparay-e", max_size=40), st.text(alphabet="[](), 1.nparay-e", max_size=40))
def test_any_texts_can_be_compared(got: str, expected: str) -> None:
    pairs(got, expected)


def test_a_counterexample_is_split_into_its_parts() -> None:
    lines = ("a = 1", "f(a)", "# got             [1]", "# expected, e.g., [2]")
    assert split(lines, "zh") == ("a = 1\nf(a)", "[1]", "[2]", True)
    assert split(("f()", "# got      1", "# expected 2"), "en") == ("f()", "1", "2", False)


OF_LINES = [(3, [1, 2, 3, 4]), (1, [1, 2, 3]), (4, [2, 3, 4]), (8, []), (-1, []), (0, []), (None, [])]


@pytest.mark.parametrize(("line", "shown"), OF_LINES)
def test_lines_of_the_students_file_are_shown_if_it_has_them(line: int | None, shown: list[int]) -> None:
    source = "a\nb\nc\nd\n\n\n"
    assert [one.number for one in own_lines(source, Why(Reason.RAISED, line=line))] == shown
