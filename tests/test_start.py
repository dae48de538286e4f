"""``python start.py`` in the student's folder: one command from nothing to the watch."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from assignment.engine.homework import Homework
from autograder.release import build

CLEAN = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}


@pytest.fixture
def desk(homework: Homework, tmp_path: Path) -> Path:
    """The students' zip, unpacked."""
    build.release(homework, tmp_path / "assignment.zip")
    subprocess.run([sys.executable, "-m", "zipfile", "-e", "assignment.zip", "."], cwd=tmp_path, check=True)
    return tmp_path / "assignment"


def start(desk: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "start.py", *arguments]
    return subprocess.run(command, cwd=desk, env=CLEAN, capture_output=True, text=True, timeout=300)


def pretend_installed(desk: Path) -> None:
    python = desk / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    python.chmod(0o755)
    (desk / ".venv" / "installed.txt").write_bytes((desk / "requirements.txt").read_bytes())


def test_packages_are_installed_once_and_arguments_reach_the_watch(desk: Path) -> None:
    pretend_installed(desk)
    done = start(desk, "--once", "--task", "gates")
    assert "installing" not in done.stdout
    assert "next: write xor_params" in done.stdout
    assert done.returncode == 1  # the watch's own


@pytest.mark.slow
def test_what_the_notebook_needs_is_installed_when_it_is_asked_for(desk: Path) -> None:
    pretend_installed(desk)
    (desk / "requirements-notebook.txt").write_text("./nothing-here\n", encoding="utf-8")
    failed = start(desk, "--notebook")
    assert failed.returncode == 1
    assert "installing requirements.txt and requirements-notebook.txt" in failed.stdout
    assert "pip config set global.index-url" in failed.stdout


def test_where_the_notebooks_packages_are_there_it_says_how_to_go_on(desk: Path) -> None:
    pretend_installed(desk)
    both = (desk / "requirements.txt").read_text() + (desk / "requirements-notebook.txt").read_text()
    (desk / ".venv" / "installed.txt").write_text(both)
    ready = start(desk, "--notebook")
    assert (ready.returncode, "choose the Python in .venv" in ready.stdout) == (0, True)
    assert "installing" not in start(desk, "--once", "--task", "gates").stdout  # the rest is there as well


@pytest.mark.slow
def test_a_failed_installation_is_reported_and_tried_again(desk: Path) -> None:
    (desk / "requirements.txt").write_text("./nothing-here\n", encoding="utf-8")
    for _ in range(2):
        done = start(desk)
        assert done.returncode == 1
        assert "installing requirements.txt" in done.stdout
        assert "the installation failed" in done.stdout
        assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.slow
def test_requirements_that_change_are_installed_again(desk: Path) -> None:
    (desk / "requirements.txt").write_text("# nothing\n", encoding="utf-8")
    first = start(desk)
    assert "No module named" in first.stderr  # nothing was installed, so the watch finds no click
    assert "installing" in first.stdout
    assert "installing" not in start(desk).stdout
    (desk / "requirements.txt").write_text("# another\n", encoding="utf-8")
    assert "installing" in start(desk).stdout
