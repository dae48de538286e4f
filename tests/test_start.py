"""``python start.py`` in the student's folder: one command from nothing to the watch."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from assignment.engine.homework import Homework
from autograder.release import build

LANGUAGE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
CLEAN = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV", *LANGUAGE)}


@pytest.fixture
def desk(homework: Homework, tmp_path: Path) -> Path:
    """The students' zip, unpacked."""
    build.release(homework, tmp_path / "assignment.zip")
    subprocess.run([sys.executable, "-m", "zipfile", "-e", "assignment.zip", "."], cwd=tmp_path, check=True)
    return tmp_path / "assignment"


def start(desk: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "start.py", *arguments]
    return subprocess.run(
        command, cwd=desk, env=CLEAN | environment, capture_output=True, encoding="utf-8", timeout=300
    )


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
    assert "installing into .venv, once: requirements.txt, requirements-notebook.txt" in failed.stdout
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
        assert "installing into .venv, once: requirements.txt" in done.stdout
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


def test_the_language_is_chosen_once_and_holds_for_the_file_and_the_watch(desk: Path) -> None:
    pretend_installed(desk)
    english = (desk / "neural_network.py").read_bytes()
    shown = start(desk, "--language", "zh", "--once", "--task", "gates").stdout
    assert "下一步" in shown and "next:" not in shown
    assert (desk / "neural_network.py").read_bytes() == (desk / "stubs" / "neural_network.zh.py").read_bytes()
    assert "下一步" in start(desk, "--once", "--task", "gates").stdout
    assert "next:" in start(desk, "--language", "en", "--once", "--task", "gates").stdout
    assert (desk / "neural_network.py").read_bytes() == english


def test_without_a_choice_the_systems_language_decides(desk: Path) -> None:
    pretend_installed(desk)
    assert "下一步" in start(desk, "--once", "--task", "gates", LANG="zh_CN.UTF-8").stdout
    assert "下一步" in start(desk, "--once", "--task", "gates", LANG="en_GB.UTF-8").stdout  # chosen once


def test_a_file_in_which_something_is_written_stays_as_it_is(desk: Path) -> None:
    pretend_installed(desk)
    file = desk / "neural_network.py"
    mine = file.read_text(encoding="utf-8") + "# mine\n"
    file.write_text(mine, encoding="utf-8")
    shown = start(desk, "--language", "zh", "--once", "--task", "gates").stdout
    assert file.read_text(encoding="utf-8") == mine
    assert "neural_network.zh.py" in shown


@pytest.mark.parametrize("wrong", [["--language"], ["--language", "de"]])
def test_an_unknown_language_is_refused(desk: Path, wrong: list[str]) -> None:
    pretend_installed(desk)
    done = start(desk, *wrong)
    assert (done.returncode, done.stdout) == (2, "--language en, or --language zh\n")
    assert not (desk / "language.txt").exists()
