"""Workers without a zygote, as on macOS: the same grades, the same limits, nothing left behind."""

import threading
from collections.abc import Iterator

import pytest

from assignment.checks.engine.stopped import Stopped
from autograder.grading import Result, all_checks, checks_for, grade
from autograder.sandbox import sandbox
from autograder.sandbox.one_shot import OneShot
from autograder.sandbox.sandbox import Worker


@pytest.fixture(scope="module")
def spawner() -> Iterator[OneShot]:
    with OneShot() as started:
        yield started


def test_the_reference_has_full_marks_and_says_that_it_was_not_isolated(
    spawner: OneShot, reference_source: str
) -> None:
    result = grade("x", reference_source, spawner, all_checks(), "public")
    assert result.score == 110
    assert not result.isolated


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("import os; os._exit(3)", "killed"),
        ("import ctypes; ctypes.string_at(0)", "killed"),
        ("import os; os.close(4); input()", "killed"),
        ("return params[99]", "error"),
    ],
)
def test_what_ends_a_worker_is_told_apart(spawner: OneShot, body: str, outcome: str) -> None:
    result: Result = grade("x", f"def update(params, *rest):\n    {body}\n", spawner, checks_for("update"), "public")
    assert {v.outcome for v in result.verdicts.values()} == {outcome}


def test_a_loop_is_stopped_and_its_line_named(spawner: OneShot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "seconds_for", lambda name: 1.0)
    with Worker(spawner, "import time\n\ndef update(params):\n    while True:\n        time.sleep(1)\n") as worker:
        worker.load()
        with pytest.raises(Stopped, match=r"stopped after 1 s in line [45]"):
            worker("update", ([],))


def test_a_worker_outlives_the_thread_that_started_it(spawner: OneShot) -> None:
    with Worker(spawner, "def update(params):\n    return 1\n") as worker:
        thread = threading.Thread(target=worker.load)
        thread.start()
        thread.join()
        assert worker("update", ([],)).value == 1
