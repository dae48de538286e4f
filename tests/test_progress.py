"""The progress that an instructor sees while a class is graded."""

import io

import pytest
from rich.console import Console

from assignment.engine.judge import Verdict
from assignment.engine.outcomes import Outcome, Reason, Why
from assignment.engine.registry import Check
from autograder.grading.result import Result
from autograder.run import progress
from autograder.run.progress import Meter


def a_result(score: float = 100, sentence: str = "", problem: str = "") -> Result:
    check = Check("task", "name", "title", score, lambda student, rng: None)
    verdicts = {check.id: Verdict(check, Outcome.PASSED)}
    return Result(
        "student-01", 100, verdicts, Why(Reason.HAND_IN, text=sentence) if sentence else None, problem=problem
    )


def test_outcomes_are_counted() -> None:
    with Meter(5, Console(file=io.StringIO())) as meter:
        for result in (a_result(), a_result(110), a_result(90), a_result(0, "no file"), a_result(0, "", "it died")):
            meter.add(result, new=True)
    assert meter.done == 5
    assert meter.outcomes == "2 full marks, 1 partial, 1 not readable, 1 faults"


def test_without_a_terminal_a_plain_line_comes_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    text = io.StringIO()
    with Meter(400, Console(file=text, width=200)) as meter:
        for number in range(399):
            monkeypatch.setattr(progress, "SECONDS", 0.0 if number == 199 else 1e9)
            meter.add(a_result(), new=number >= 100)
    (line,) = text.getvalue().splitlines()
    assert line.startswith("graded 200 of 400, ")
    assert line.endswith("s left: 200 full marks")
    assert "\x1b" not in line
    assert meter.known == 100


def test_on_a_terminal_a_bar_shows_rate_time_and_outcomes() -> None:
    text = io.StringIO()
    console = Console(file=text, force_terminal=True, width=120)
    with Meter(4, console) as meter:
        meter.add(a_result(), new=True)
        meter.add(a_result(80), new=True)
    shown = text.getvalue()
    assert "2/4" in shown
    assert "/s" in shown
    assert "1 full marks, 1 partial" in shown
