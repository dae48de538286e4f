"""The function that Otter's test files call: it gives verdicts of our own workers, and none without the sandbox."""

import subprocess
import sys
from pathlib import Path

import pytest

from assignment.engine.homework import KIT

JUDGE = """
from autograder.run import otter
otter.SALT_FILE = {salt!r}
{prepare}
for check in {checks}:
    try:
        otter.judge({{}}, check)
    except AssertionError as error:
        print(check, "failed:", error)
    else:
        print(check, "passed")
"""
WITHOUT_A_LAYER = """
from autograder.sandbox.layers import doctor
from autograder.sandbox.layers.all_layers import LAYERS
doctor.missing = lambda homework: [doctor.Trial(LAYERS[-1], "it is not installed")]
"""
CHECKS = ("update.weights", "k_fold.partition")
WRONG = "\n\ndef update(params, grads, learning_rate):\n    return params\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder in which Otter puts a submission."""
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def judged(folder: Path, checks: tuple[str, ...], prepare: str = "") -> subprocess.CompletedProcess[str]:
    """Ask for some checks as Otter's test files do, in a separate process."""
    salt = folder.parent / "salt"
    salt.write_text("public", encoding="utf-8")
    script = JUDGE.format(salt=str(salt), prepare=prepare, checks=checks)
    path = f"import sys; sys.path.insert(0, {str(KIT)!r})\n"
    command = [sys.executable, "-B", "-c", path + script]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


@pytest.mark.slow
def test_each_check_passes_or_fails_by_the_verdict_of_the_workers(folder: Path, reference_source: str) -> None:
    (folder / "neural_network.py").write_text(reference_source + WRONG, encoding="utf-8")
    done = judged(folder, CHECKS)
    assert done.returncode == 0, done.stderr
    first, *_, last = done.stdout.splitlines()
    assert first.startswith("update.weights failed: ")
    assert last == "k_fold.partition passed"


def test_where_a_layer_is_missing_nothing_is_graded_and_the_process_ends(folder: Path, reference_source: str) -> None:
    (folder / "neural_network.py").write_text(reference_source, encoding="utf-8")
    done = judged(folder, CHECKS, WITHOUT_A_LAYER)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("autograder: nothing was graded, because submissions cannot be isolated here")
    assert "it is not installed" in done.stderr


def test_a_file_that_cannot_be_executed_fails_every_check_with_the_reason(folder: Path) -> None:
    (folder / "neural_network.py").write_text("def f(:\n", encoding="utf-8")
    lines = judged(folder, CHECKS).stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == [f"{check} failed" for check in CHECKS]
    assert all("line 1" in line for line in lines)


@pytest.mark.parametrize("count", [0, 2])
def test_a_folder_without_exactly_one_python_file_is_not_graded(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / f"file_{number}.py").touch()
    assert f"expected one .py file, found {count}" in judged(folder, CHECKS[:1]).stdout
