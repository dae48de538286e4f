"""What lies in the current folder is never imported: an instructor may stand in a folder of students' files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assignment.engine.homework import KIT

MODULES = ("click", "numpy", "pandas", "rich", "random", "copy", "queue", "sklearn", "yaml", "cachetools")
GUARD = "raise SystemExit('a file of the current folder was imported')\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A class of loose files that have the names of packages."""
    for name in MODULES:
        (tmp_path / f"{name}.py").write_text(GUARD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", [["autograder", "grade", "--help"], ["autograder", "doctor"]])
@pytest.mark.parametrize("path", ["", "."], ids=["no PYTHONPATH", "the current folder in PYTHONPATH"])
def test_a_command_of_the_grader_imports_nothing_from_the_current_folder(
    folder: Path, command: list[str], path: str
) -> None:
    places = [str(KIT)] if not path else [path, str(KIT)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(places)}
    done = subprocess.run([sys.executable, "-m", *command], cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "current folder" not in done.stdout + done.stderr


def test_the_watcher_imports_nothing_that_lies_beside_the_students_file(folder: Path, stub_source: str) -> None:
    (folder / "neural_network.py").write_text(stub_source, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(KIT)}
    command = [sys.executable, "-m", "assignment.engine.watch", "--once", "--task", "gates", "neural_network.py"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    assert "xor_params" in done.stdout, done.stderr


def test_start_imports_nothing_that_lies_beside_it(folder: Path) -> None:
    text = (KIT / "assignment" / "start.py").read_text(encoding="utf-8").replace("main()", "print('ready')")
    for name in ("venv", "subprocess", "pathlib"):
        (folder / f"{name}.py").write_text(GUARD, encoding="utf-8")
    (folder / "start.py").write_text(text.replace("def print('ready')", "def main()"), encoding="utf-8")
    done = subprocess.run([sys.executable, "start.py"], cwd=folder, capture_output=True, text=True)
    assert done.stdout.strip() == "ready", done.stderr
