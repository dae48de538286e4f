"""Damaged zip files and students' files end in rows; ``tests/fuzz_intake.py`` tries as many as wanted."""

import pytest

from . import fuzz_intake


@pytest.mark.parametrize("count", [300, pytest.param(2_000, marks=pytest.mark.slow)])
def test_damaged_zip_files_end_in_rows_or_in_a_sentence_about_the_class(count: int) -> None:
    seen = fuzz_intake.zips(count, seed=17)
    assert seen.raised == []
    assert {"read", "damaged", "unusable", "no class", "alone read", "alone damaged"} <= set(seen.rows)


@pytest.mark.parametrize("rescue_cost", [None, pytest.param(5, marks=pytest.mark.slow)])
@pytest.mark.parametrize("count", [60, pytest.param(500, marks=pytest.mark.slow)])
def test_damaged_students_files_end_in_rows(count: int, rescue_cost: int | None) -> None:
    seen = fuzz_intake.sources(count, 17, rescue_cost)
    assert seen.raised == []
    assert set(seen.rows) == {"not read", "not loaded", "judged"} | ({"repaired"} if rescue_cost else set())
    assert sum(seen.rows.values()) == count
