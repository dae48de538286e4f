"""A command imports what it needs when it needs it, and servers start while the grader is still importing."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assignment.engine.homework import KIT, Homework, Task, load
from assignment.engine.registry import Check
from autograder.cli.main import COMMANDS, main
from autograder.grading import ahead
from autograder.run import worker_pool
from autograder.run.settings import Settings
from autograder.run.worker_pool import Job
from autograder.sandbox.client.forkserver import ForkServer
from autograder.sandbox.client.server import started

from .class_files import hand_in
from .conftest import Command


def imported_by(*command: str) -> set[str]:
    """Return the packages that a Python process imports."""
    done = subprocess.run([sys.executable, "-B", "-X", "importtime", *command], cwd=KIT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    names = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "import time:" in line}
    return {name.partition(".")[0] for name in names} | {name for name in names if name.startswith("solutions")}


def test_the_help_needs_no_slow_package() -> None:
    assert imported_by("-m", "autograder", "--help").isdisjoint({"numpy", "pandas", "rich", "sklearn", "solutions"})


def test_describing_a_homework_needs_neither_numpy_nor_the_solutions() -> None:
    program = "from assignment.engine.homework import load; load(solutions=True)"
    assert imported_by("-c", program).isdisjoint({"numpy", "solutions"})


def test_the_engine_needs_pandas_only_for_tables() -> None:
    program = "import assignment.engine.module, assignment.engine.judge, autograder.grading.grade, autograder.reports"
    assert "pandas" not in imported_by("-c", program)


def test_every_command_in_the_list_is_there() -> None:
    context = main.make_context("autograder", ["--help"], resilient_parsing=True)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.help
    assert main.get_command(context, "something") is None


def test_servers_that_nobody_took_are_ended(homework: Homework) -> None:
    with started(homework, True, 2) as waiting:
        servers = [*waiting]
        taken = waiting.pop()
        assert all(isinstance(server, ForkServer) for server in servers)
        left = waiting[0]._process  # type: ignore[union-attr]
    try:
        assert left.poll() is not None
        assert taken._process.poll() is None  # type: ignore[union-attr]
    finally:
        taken.__exit__(None, None, None)


def test_a_server_that_waited_grades_and_moves_to_the_processor_of_its_thread(homework: Homework) -> None:
    settings, place = Settings(task="gates"), max(os.sched_getaffinity(0))
    source = homework.right.source.read_text(encoding="utf-8")
    scores = []

    def grade() -> None:
        os.sched_setaffinity(0, {place})  # of this thread
        scores.append(worker_pool.graded(Job("student-01", source, settings)).score)

    with started(homework, True, 1) as waiting:
        (server,) = waiting
        worker_pool.take(settings, waiting)
        try:
            thread = threading.Thread(target=grade)
            thread.start()
            thread.join(60)
            assert scores == [5]
            assert waiting == []
            assert os.sched_getaffinity(server._process.pid) == {place}  # type: ignore[union-attr]
        finally:
            worker_pool.close()


def test_a_run_that_is_refused_leaves_nothing_behind(autograder: Command, tmp_path: Path) -> None:
    hand_in(tmp_path / "in", {"student-01.py": "x = 1\n"})
    (tmp_path / "tmp").mkdir()
    (tmp_path / "out" / "journal.sqlite").mkdir(parents=True)
    done = autograder("grade", tmp_path / "in", "--out", tmp_path / "out", "--fresh", TMPDIR=str(tmp_path / "tmp"))
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert [*(tmp_path / "tmp").iterdir()] == []


@pytest.fixture
def task() -> Task:
    return load().tasks[0]


def a_check(task: str, **options: object) -> Check:
    return Check(task, "name", "a title", 1, lambda student, rng: None, **options)  # type: ignore[arg-type]


def test_a_slow_answer_is_computed_in_the_background_with_the_numbers_of_its_check(task: Task) -> None:
    go, drawn = threading.Event(), []

    def slow(rng: object) -> None:
        go.wait(30)
        drawn.append(rng.normal())  # type: ignore[attr-defined]

    check = a_check(task.name, ahead=slow)
    others = [a_check("another", ahead=lambda rng: drawn.append(0)), a_check(task.name)]
    ahead.start([check, *others], "salt", task)
    assert drawn == []
    go.set()
    end = time.monotonic() + 30
    while not drawn and time.monotonic() < end:
        time.sleep(0.01)
    assert drawn == [check.generator("salt").normal()]


def test_an_answer_that_fails_in_the_background_says_nothing(task: Task, capfd: pytest.CaptureFixture[str]) -> None:
    before = threading.active_count()
    ahead.start([a_check(task.name, ahead=lambda rng: 1 / 0)], "salt", task)  # type: ignore[arg-type]
    end = time.monotonic() + 30
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.01)
    assert capfd.readouterr() == ("", "")
