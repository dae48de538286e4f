"""Processes are killed at random moments, a hundred times: no grade is wrong, nothing is left behind.

The killed process is a worker, the server that forks the workers, or the grader itself.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from assignment.engine.homework import KIT, Homework
from assignment.engine.registry import Check
from autograder.grading import grade as grading
from autograder.grading.grade import checks_for
from autograder.run import worker_pool
from autograder.run.settings import Settings
from tests.runs import grade_all

TASKS = ("activations", "k_fold", "sgd")
SCORES = {"broken": 0.0, "full": 19.0, "partial": 14.0}
PATIENCE = 10.0


@pytest.fixture
def handed_in(tmp_path: Path, reference_source: str) -> Path:
    folder = tmp_path / "in"
    sources = {
        "full": reference_source,
        "partial": reference_source + "\n\ndef train_minibatch(*args):\n    return None\n",
        "broken": "def sigmoid(\n",
    }
    for name, source in sources.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "neural_network.py").write_text(source, encoding="utf-8")
    return folder


def few_checks(homework: Homework, task: str | None = None) -> tuple[Check, ...]:
    """Return the checks of a few quick tasks, for any settings."""
    return tuple(check for name in TASKS for check in checks_for(homework, name))


def parents() -> dict[int, int]:
    """Return the parent of every running process."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                state, parent = (entry / "stat").read_text().rpartition(") ")[2].split()[:2]
            except OSError:
                continue
            if state != "Z":
                found[int(entry.name)] = int(parent)
    return found


def below(ancestor: int, generation: int, spared: Collection[int] = ()) -> list[int]:
    """Return children (1) or grandchildren (2) of a process, without spared ones and their children."""
    relations, level = parents(), {ancestor}
    for _ in range(generation):
        level = {pid for pid, parent in relations.items() if parent in level and pid not in spared}
    return sorted(level)


def shoot(generation: int, spared: list[int], rng: random.Random, done: threading.Event, shot: list[int]) -> None:
    """After a random time, kill one of them as soon as one exists."""
    time.sleep(rng.uniform(0.0, 1.6))
    while not done.is_set() and not shot:
        for pid in rng.sample(victims := below(os.getpid(), generation, spared), len(victims)):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            shot.append(pid)
            break


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(35))
@pytest.mark.parametrize(("generation", "victim"), [(1, "server"), (2, "worker")], ids=["server", "worker"])
def test_after_a_server_or_a_worker_is_killed_the_grades_are_right(
    handed_in: Path, tmp_path: Path, seed: int, generation: int, victim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grading, "checks_for", few_checks)
    spared = below(os.getpid(), 1)  # the server that other tests in this process share
    rng, done, shot = random.Random(f"{victim}{seed}"), threading.Event(), list[int]()
    hunter = threading.Thread(target=shoot, args=(generation, spared, rng, done, shot))
    hunter.start()
    try:
        results = grade_all(handed_in, tmp_path / "out")
    finally:
        done.set()
        hunter.join()
    assert {name: result.score for name, result in results.items()} == SCORES
    assert not any(result.faulty for result in results.values())  # one killing is repaired by one more try
    assert below(os.getpid(), 1) == spared


def test_after_the_workers_folder_was_removed_grading_goes_on(
    tmp_path: Path, reference_source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings = Settings(task="update")
    results = []
    try:
        for _ in range(2):
            results.append(worker_pool.graded(worker_pool.Job("student-01", reference_source, settings)))
            homes = list(tmp_path.glob("homework-*"))
            assert homes
            for home in homes:
                shutil.rmtree(home)
    finally:
        worker_pool.close()
    assert results[0] == results[1]
    assert results[1].score == 5


@pytest.fixture
def command(handed_in: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    (tmp_path / "tmp").mkdir()
    arguments = ["-m", "autograder", "grade", str(handed_in), "--out", str(tmp_path / "out"), "--jobs", "2"]
    env = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    quiet = subprocess.DEVNULL
    whole = [sys.executable, "-B", *arguments]
    with subprocess.Popen(whole, cwd=KIT, env=env, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        yield process


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "number"),
    [(seed, signal.SIGKILL) for seed in range(30)] + [(seed, signal.SIGTERM) for seed in range(30, 36)],
)
def test_after_the_grader_was_killed_no_grade_is_wrong_and_no_process_or_file_is_left(
    command: subprocess.Popen[bytes], tmp_path: Path, seed: int, number: signal.Signals
) -> None:
    time.sleep(random.Random(seed).uniform(0.2, 5.0))
    family = [*below(command.pid, 1), *below(command.pid, 2)]
    if number == signal.SIGKILL:
        command.kill()
    else:
        os.killpg(command.pid, number)  # as a terminal or a CI job does it: the servers get it, too
    command.wait()
    for path in (tmp_path / "out").glob("results/*.json"):
        graded = json.loads(path.read_text(encoding="utf-8"))
        assert graded["score"] == {"full": 110, "partial": 105, "broken": 0}[path.stem]
    table = tmp_path / "out" / "grades.csv"
    assert not table.exists() or len(table.read_text(encoding="utf-8").splitlines()) == 4
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and (set(family) & set(parents()) or any((tmp_path / "tmp").iterdir())):
        time.sleep(0.05)
    assert not set(family) & set(parents())
    assert list((tmp_path / "tmp").iterdir()) == []
