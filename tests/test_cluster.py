"""The same grades from a Dask cluster, also when one of its machines dies."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from distributed import Client, LocalCluster

Command = Callable[..., CompletedProcess[str]]


@pytest.fixture
def handed_in(tmp_path: Path, reference_source: str) -> Path:
    folder = tmp_path / "class"
    folder.mkdir()
    for number in range(12):
        wrong = "\n\ndef predict(*args):\n    return None\n" if number % 4 == 0 else ""
        (folder / f"student-{number:02}.py").write_text(f"{reference_source}{wrong}# {number}\n", encoding="utf-8")
    return folder


@pytest.mark.slow
def test_the_grades_are_the_same_after_a_machine_of_the_cluster_has_died(
    handed_in: Path, tmp_path: Path, autograder: Command
) -> None:
    assert autograder("grade", handed_in, "--out", tmp_path / "here").returncode == 0
    with (
        LocalCluster(
            2, threads_per_worker=1, dashboard_address=None, local_directory=str(tmp_path / "dask")
        ) as cluster,
        Client(cluster) as client,
    ):
        pids = client.run(os.getpid)
        shot = threading.Timer(4.0, os.kill, (next(iter(pids.values())), signal.SIGKILL))
        shot.start()
        start = time.monotonic()
        done = autograder("grade", handed_in, "--out", tmp_path / "there", "--scheduler", cluster.scheduler_address)
        took = time.monotonic() - start
        shot.join()
        after = client.run(os.getpid)
    assert done.returncode == 0, done.stderr
    assert took > 4.0, "the cluster was done before its machine died"
    assert set(after.values()) != set(pids.values())
    assert (tmp_path / "there" / "grades.csv").read_bytes() == (tmp_path / "here" / "grades.csv").read_bytes()


@pytest.mark.slow
def test_a_cluster_on_this_machine_gives_the_same_grades(handed_in: Path, tmp_path: Path, autograder: Command) -> None:
    for out, arguments in (("here", ()), ("there", ("--scheduler", "local", "--jobs", "2"))):
        done = autograder("grade", handed_in, "--out", tmp_path / out, "--task", "predict", *arguments)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "there" / "grades.csv").read_bytes() == (tmp_path / "here" / "grades.csv").read_bytes()


def test_a_scheduler_that_does_not_answer_is_reported_in_a_sentence(
    handed_in: Path, tmp_path: Path, autograder: Command
) -> None:
    done = autograder("grade", handed_in, "--out", tmp_path / "out", "--scheduler", "nonsense://here")
    assert done.returncode == 2
    assert "the scheduler nonsense://here does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_dask_a_sentence_says_what_to_install(handed_in: Path, tmp_path: Path, autograder: Command) -> None:
    (tmp_path / "hides").mkdir()
    (tmp_path / "hides" / "distributed.py").write_text("raise ImportError\n", encoding="utf-8")
    path = f"{tmp_path / 'hides'}:{os.pathsep.join(sys.path)}"
    done = autograder("grade", handed_in, "--out", tmp_path / "out", "--scheduler", "local", PYTHONPATH=path)
    assert done.returncode == 2
    assert "pip install -e '.[dask]'" in done.stderr
