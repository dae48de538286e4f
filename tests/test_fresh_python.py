"""Workers that are separate Python processes, as on macOS: the same grades and limits, and nothing left behind."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from assignment.engine.homework import Homework
from assignment.engine.outcomes import Outcome, Reason, Stopped
from autograder.grading.grade import checks_for, grade
from autograder.sandbox.client.fresh_python import FreshPython
from autograder.sandbox.client.worker import Worker


@pytest.fixture(scope="module")
def fresh_python(homework: Homework) -> Iterator[FreshPython]:
    with FreshPython(homework) as started:
        yield started


def test_the_reference_gets_full_marks_and_the_result_says_that_it_was_not_isolated(
    homework: Homework, fresh_python: FreshPython, reference_source: str
) -> None:
    result = grade(fresh_python, "x", reference_source, checks_for(homework), "public")
    assert result.score == 110
    assert not result.isolated


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("import os; os._exit(3)", Outcome.KILLED),
        ("import ctypes; ctypes.string_at(0)", Outcome.KILLED),
        ("import os; os.close(4); input()", Outcome.KILLED),
        ("return params[99]", Outcome.ERROR),
    ],
)
def test_the_outcome_tells_an_exception_from_a_process_that_ended(
    homework: Homework, fresh_python: FreshPython, body: str, outcome: Outcome
) -> None:
    source = f"def update(params, *rest):\n    {body}\n"
    result = grade(fresh_python, "x", source, checks_for(homework, "update"), "public")
    assert {verdict.outcome for verdict in result.verdicts.values()} == {outcome}


def test_an_endless_loop_is_stopped_and_its_line_is_named(homework: Homework) -> None:
    quick = replace(homework, limits=replace(homework.limits, call_seconds=1.0))
    source = "import time\n\ndef update(params):\n    while True:\n        time.sleep(1)\n"
    with FreshPython(quick) as server, Worker(server, source) as worker:
        worker.load()
        with pytest.raises(Stopped) as stopped:
            worker("update", ([],))
    why = stopped.value.why
    assert (why.reason, why.limit, why.line in (4, 5)) == (Reason.TOO_LONG, 1.0, True)


def test_a_worker_lives_on_after_the_thread_that_started_it_has_ended(fresh_python: FreshPython) -> None:
    with Worker(fresh_python, "def update(params):\n    return 1\n") as worker:
        thread = threading.Thread(target=worker.load)
        thread.start()
        thread.join()
        assert worker("update", ([],)).value == 1
