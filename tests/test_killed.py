"""SIGKILL at random moments, a hundred times: no wrong grade, nothing left behind.

What is killed is a worker, the zygote that forks the workers, or the grader itself.
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

from autograder import kit, record, work
from autograder.grading import checks_for
from autograder.kit import Settings
from autograder.sandbox.zygotes import ROOT
from tests.runs import grade_all

CHECKS = checks_for("activations") + checks_for("k_fold") + checks_for("sgd")
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


def parents() -> dict[int, int]:
    """The parent of every process that runs."""
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
    """Children (1) or grandchildren (2) of a process, without those that are spared and theirs."""
    relations, level = parents(), {ancestor}
    for _ in range(generation):
        level = {pid for pid, parent in relations.items() if parent in level and pid not in spared}
    return sorted(level)


def shoot(generation: int, spared: list[int], rng: random.Random, done: threading.Event, shot: list[int]) -> None:
    """Kill one of them as soon as there is one after a random time."""
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
@pytest.mark.parametrize(("generation", "victim"), [(1, "zygote"), (2, "worker")], ids=["zygote", "worker"])
def test_a_process_of_ours_is_killed(
    handed_in: Path, tmp_path: Path, seed: int, generation: int, victim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "checks_for", lambda task: CHECKS)
    spared = below(os.getpid(), 1)  # the zygote that other tests in this process share
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


def test_a_workers_folder_that_somebody_removed_costs_nobody_anything(
    tmp_path: Path, reference_source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings = Settings("public", task="update")
    records = []
    try:
        for _ in range(2):
            records.append(work.graded("student-01", reference_source, settings, kit.digest()))
            homes = list(tmp_path.glob("homework-*"))
            assert homes
            for home in homes:
                shutil.rmtree(home)
    finally:
        work.close()
    assert records[0] == records[1]
    assert record.load(records[1]).score == 5


@pytest.fixture
def command(handed_in: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    (tmp_path / "tmp").mkdir()
    arguments = ["-m", "autograder", "grade", str(handed_in), "--out", str(tmp_path / "out"), "--jobs", "2"]
    env = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    quiet = subprocess.DEVNULL
    whole = [sys.executable, "-B", *arguments]
    with subprocess.Popen(whole, cwd=ROOT, env=env, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        yield process


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "number"),
    [(seed, signal.SIGKILL) for seed in range(30)] + [(seed, signal.SIGTERM) for seed in range(30, 36)],
)
def test_the_grader_itself_is_killed(
    command: subprocess.Popen[bytes], tmp_path: Path, seed: int, number: signal.Signals
) -> None:
    time.sleep(random.Random(seed).uniform(0.2, 5.0))
    family = [*below(command.pid, 1), *below(command.pid, 2)]
    if number == signal.SIGKILL:
        command.kill()
    else:
        os.killpg(command.pid, number)  # as a terminal or a CI job does it: the zygotes get it, too
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
