"""What an instructor sees while a class is graded."""

import io

import pytest
from rich.console import Console

from autograder import progress
from autograder.outputs.row import Row
from autograder.progress import Meter


def a_row(score: float = 110, reason: str = "", faulty: bool = False) -> Row:
    return Row("student-01", score, 100, (), reason, reason, (), (), (), "", False, faulty, True)


def test_outcomes_are_counted() -> None:
    with Meter(5, Console(file=io.StringIO())) as meter:
        for row in (a_row(), a_row(), a_row(90), a_row(0, "no file"), a_row(0, "", True)):
            meter.add(row, new=True)
    assert meter.done == 5
    assert meter.outcomes == "2 full marks, 1 partial, 1 not readable, 1 faults"


def test_without_a_terminal_a_plain_line_comes_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    text = io.StringIO()
    with Meter(400, Console(file=text, width=200)) as meter:
        for number in range(399):
            monkeypatch.setattr(progress, "SECONDS", 0.0 if number == 199 else 1e9)
            meter.add(a_row(), new=number >= 100)
    (line,) = text.getvalue().splitlines()
    assert line.startswith("graded 200 of 400, ")
    assert line.endswith("s left: 200 full marks")
    assert "\x1b" not in line
    assert meter.known == 100


def test_on_a_terminal_a_bar_shows_rate_time_and_outcomes() -> None:
    text = io.StringIO()
    console = Console(file=text, force_terminal=True, width=120)
    with Meter(4, console) as meter:
        meter.add(a_row(), new=True)
        meter.add(a_row(80), new=True)
    shown = text.getvalue()
    assert "2/4" in shown
    assert "/s" in shown
    assert "1 full marks, 1 partial" in shown
