"""One correct submission by each runner, and what its functions cost without any grader."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from autograder.grading import DEFAULT_SALT, REFERENCE, all_checks, grade
from autograder.reference import reference
from autograder.release import otter_zip
from autograder.sandbox.orders import unpacked
from autograder.sandbox.sandbox import Questions, Worker
from autograder.sandbox.zygotes import ROOT, Zygote

ROUNDS = 5
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
Call = tuple[str, tuple[Any, ...]]


def table() -> str:
    """Medians and their ratio to the bare calls, as Markdown."""
    with tempfile.TemporaryDirectory() as folder, Zygote() as zygote:
        package = Path(folder) / "autograder.zip"
        otter_zip.build(package, DEFAULT_SALT)
        calls = calls_of_grading(zygote)
        ways: dict[str, Callable[[], None]] = {
            "the calls alone, in one process": lambda: replay(calls),
            "the sandbox, `make grade`": lambda: _sandbox(zygote),
            "pytest, all checks": _pytest,
            "`otter run`": lambda: _otter(package, Path(folder)),
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


def calls_of_grading(zygote: Zygote) -> list[Call]:
    """Every call that grading makes."""
    calls: list[Call] = []
    original = Worker.ask

    def noted(self: Worker, questions: Questions) -> list[Any]:
        calls.extend(unpacked(questions.request)["calls"])
        return original(self, questions)

    with patch.object(Worker, "ask", noted):
        _sandbox(zygote)
    return calls


def replay(calls: list[Call]) -> None:
    """What the student's own computation costs, without any grader."""
    for name, args in calls:
        try:
            getattr(reference, name)(*args)
        except ValueError:  # some checks ask for one
            continue


def _sandbox(zygote: Zygote) -> None:
    result = grade("x", REFERENCE.read_text(encoding="utf-8"), zygote, all_checks(), DEFAULT_SALT)
    assert result.score == 110


def _pytest() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-c", str(ROOT / "assignment" / "pytest.ini")]
    command += [str(ROOT / "autograder" / "pytest_runner"), f"--submission={REFERENCE}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=ENVIRONMENT)
    assert "110 of 110 points" in done.stdout


def _otter(package: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "otter", "run", "-a", str(package), "-o", str(folder), str(REFERENCE)]
    subprocess.run(command, cwd=folder, capture_output=True, check=True, env=ENVIRONMENT)
