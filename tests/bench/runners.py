"""Measures one correct submission with each runner, and its functions without any grader."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from assignment.engine.homework import KIT, Homework, load
from assignment.engine.registry import PUBLIC_SALT
from autograder.grading.grade import checks_for, grade
from autograder.release import otter_zip
from autograder.sandbox.client.forkserver import ForkServer

from .calls import calls_of_grading, replay

ROUNDS = 5
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


def table() -> str:
    """Return medians and their ratio to the bare calls, as Markdown."""
    homework = load(solutions=True)
    with tempfile.TemporaryDirectory() as folder, ForkServer(homework) as server:
        package = Path(folder) / "autograder.zip"
        otter_zip.build(homework, package, PUBLIC_SALT)
        calls = calls_of_grading(server)
        ways: dict[str, Callable[[], None]] = {
            "the calls alone, in one process": lambda: replay(calls),
            "the sandbox, `make grade`": lambda: _sandbox(server),
            "pytest, all checks": lambda: _pytest(homework),
            "`otter run`": lambda: _otter(homework, package, Path(folder)),
        }
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS + 1):  # in turns; the first round warms up
            for name, way in ways.items():
                start = time.perf_counter()
                way()
                seconds[name].append(time.perf_counter() - start)
    medians = {name: median(times[1:]) for name, times in seconds.items()}
    bare = medians["the calls alone, in one process"]
    lines = ["| one correct submission | median | times the calls alone |", "| --- | --- | --- |"]
    lines += [f"| {name} | {value:.2f} s | {value / bare:.1f} |" for name, value in medians.items()]
    return "\n".join(lines)


def _sandbox(server: ForkServer) -> None:
    homework = server.homework
    source = homework.right.source.read_text(encoding="utf-8")
    result = grade(server, "x", source, checks_for(homework), PUBLIC_SALT)
    assert result.score == 110


def _pytest(homework: Homework) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-c", str(KIT / "assignment" / "pytest.ini")]
    command += [str(KIT / "autograder" / "pytest_runner"), f"--submission={homework.right.source}"]
    done = subprocess.run(command, cwd=KIT, capture_output=True, text=True, env=ENVIRONMENT)
    assert "110 of 110 points" in done.stdout


def _otter(homework: Homework, package: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "otter", "run", "-a", str(package), "-o", str(folder), str(homework.right.source)]
    subprocess.run(command, cwd=folder, capture_output=True, check=True, env=ENVIRONMENT)
