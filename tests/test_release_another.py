"""The students' zip of another homework works by itself, with the engine and the files that come with the kit."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from assignment.engine.homework import KIT, load
from assignment.engine.registry import public_checks
from autograder.release import build

LINE = load(KIT / "tests" / "line", solutions=True)
CLEAN = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The students' folder, under a name of their own."""
    build.release(LINE, tmp_path / "line.zip")
    with zipfile.ZipFile(tmp_path / "line.zip") as archive:
        archive.extractall(tmp_path)
    return (tmp_path / "assignment").rename(tmp_path / "my homework")


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", *command], cwd=folder, env=CLEAN, capture_output=True, text=True, timeout=120
    )


def test_nothing_of_the_kits_own_homework_is_in_it(folder: Path) -> None:
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {LINE.filename, "homework.py", "engine/watch.py", *build.KIT_FILES} <= names
    assert {name for name in names if name.startswith("tests/")} == {f"tests/{task.name}.py" for task in LINE.tasks}
    checks = {path.name for path in (LINE.folder / "checks").glob("*.py")}
    assert {name.removeprefix("checks/") for name in names if name.startswith("checks/")} == checks
    assert not {name for name in names if "solutions" in name}


def test_pytest_and_the_watch_judge_the_stub_and_the_right_solution(folder: Path) -> None:
    points = sum(check.points for check in public_checks(LINE))
    watch = run(folder, "-m", "assignment.engine.watch", "--once")
    assert f"0 of {points:g} points" in watch.stdout, watch.stderr
    (folder / LINE.filename).write_bytes(LINE.right.source.read_bytes())
    for command in (("-m", "pytest"), ("-m", "assignment.engine.watch", "--once")):
        done = run(folder, *command)
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"{points:g} of {points:g} points" in done.stdout
