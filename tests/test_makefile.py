"""``make``: misspelt variables are refused, and paths arrive as they were given."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assignment.engine.homework import KIT

Make = Callable[..., subprocess.CompletedProcess[str]]
STUB = f"#!{sys.executable}\nimport json, sys\nprint(json.dumps(sys.argv[1:]))\n"
STAMPS = ("grade", "test", "lint", "otter", "mutants")

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Run make with a virtual environment whose programs print their arguments."""
    programs = tmp_path / "venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("python", "ruff", "mypy", "lint-imports"):
        (programs / name).write_text(STUB)
        (programs / name).chmod(0o755)
    for name in STAMPS:
        (tmp_path / "venv" / f"{name}.stamp").touch()
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("MAKEFLAGS", "MAKEOVERRIDES", "MAKELEVEL", "MFLAGS")
    }

    def run(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
        command = ["make", *args, f"VENV={tmp_path / 'venv'}"]
        return subprocess.run(command, cwd=KIT, env={**kept, **env}, capture_output=True, text=True, timeout=60)

    return run


def arguments(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the arguments that the program was given."""
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("args", "nearest"),
    [
        (("grade", "SUBMISSION=x"), "SUBMISSIONS"),
        (("grade", "submissions=x"), "SUBMISSIONS"),
        (("check", "FILES=x"), "FILE"),
        (("watch", "TASKS=x"), "TASK"),
        (("release", "HOMEWORKS=x"), "HOMEWORK"),
        (("merge", "PART=x"), "PARTS"),
        (("test", "PYHTON=x"), "PYTHON"),
        (("PYHTON=x",), "PYTHON"),
    ],
)
def test_a_misspelt_variable_is_refused_and_the_right_name_is_given(
    make: Make, args: tuple[str, ...], nearest: str
) -> None:
    done = make(*args)
    assert done.returncode == 2
    assert f"Did you mean {nearest}?" in done.stderr
    assert done.stdout == ""


def test_a_variable_of_another_target_is_refused(make: Make) -> None:
    done = make("check", "SUBMISSIONS=x")
    assert done.returncode == 2
    assert "make check does not take SUBMISSIONS" in done.stderr
    assert "FILE" in done.stderr


def test_a_misspelt_variable_is_refused_before_there_is_a_virtual_environment(make: Make, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "venv")
    done = make("grade", "SUBMISSION=x")
    assert done.returncode == 2
    assert "Did you mean SUBMISSIONS?" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_without_python_the_names_are_still_listed(make: Make) -> None:
    done = make("grade", "SUBMISSION=x", "PYTHON=there-is-no-such-program")
    assert done.returncode == 2
    assert "make grade does not take SUBMISSION" in done.stderr
    assert "SUBMISSIONS" in done.stderr.partition("It takes")[2]


@pytest.mark.parametrize(
    "name", ["my $HOME class's", 'a "quoted" $(shell echo) `echo`', "two  spaces; #1", "王 丽", "-x"]
)
def test_a_path_arrives_as_it_was_given(make: Make, name: str) -> None:
    given = arguments(make("grade", f"SUBMISSIONS={name}", f"OUT={name}", f"HOMEWORK={name}"))
    assert given == ["-m", "autograder", "grade", f"--out={name}", f"--homework={name}", "--", name]
    assert arguments(make("grade", SUBMISSIONS=name))[-2:] == ["--", name]
    assert f"--submission={name}" in arguments(make("check", f"FILE={name}"))
    assert arguments(make("watch", f"FILE={name}"))[-2:] == ["--", name]
    assert arguments(make("release", f"OUT={name}"))[-1] == f"--out={name}/assignment.zip"


def test_the_demonstration_class_is_graded_where_nothing_else_is_named(make: Make) -> None:
    assert arguments(make("grade")) == ["-m", "autograder", "grade", "--out=grades", "--", "data/demo_class"]
    assert arguments(make("grade", "HOMEWORK=tests/line"))[-1] == "tests/line/data/demo_class"


def test_more_options_and_parts_are_read_like_a_command_line(make: Make) -> None:
    given = arguments(make("grade", "SUBMISSIONS=in", "JOBS=2", "TASK=any", "ARGS=--shard 1/4 --salt 'my $salt'"))
    assert given[3:] == ["--out=grades", "--jobs=2", "--task=any", "--shard", "1/4", "--salt", "my $salt", "--", "in"]
    assert arguments(make("merge", "PARTS=one 'number two'"))[-3:] == ["--", "one", "number two"]


def test_every_target_says_in_its_help_which_variables_it_takes(make: Make) -> None:
    lines = make("help").stdout.splitlines()
    help_of = {line.split()[1]: line for line in lines}
    takes = [line.split(" := ") for line in (KIT / "Makefile").read_text().splitlines() if line.startswith("takes.")]
    assert takes
    for target, names in takes:
        assert all(name in help_of[target.removeprefix("takes.")] for name in names.split())
