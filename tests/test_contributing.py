"""CONTRIBUTING.md: every recipe is carried out on a copy of the repository."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assignment.engine.homework import KIT

from .conftest import WAITS

TEXT = (KIT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^### (.+?)\n(.*?)(?=^##|\Z)", TEXT, re.M | re.S))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n", re.M | re.S)
COPIED = ("autograder", "assignment", "solutions", "tests/line")
AT_END = ", at the end"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The parts of the repository that the recipes change."""
    for name in COPIED:
        ignored = shutil.ignore_patterns("__pycache__", "*.ipynb", "figures")
        shutil.copytree(KIT / name, tmp_path / name, ignore=ignored)
    return tmp_path


def write(folder: Path, block: str) -> None:
    """Write the file that the block's first line names, or add the rest of the block to its end."""
    first, text = block.split("\n", 1)
    path = folder / first.removeprefix("# ").removesuffix(AT_END)
    assert path.exists() == first.endswith(AT_END), path
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(text)


def change(folder: Path, block: str) -> None:
    """Carry out a diff whose first line names the file; the lines that it shows stand there once."""
    first, *lines = block.splitlines()
    path = folder / first.removeprefix("# ")
    before = "\n".join(line[1:] for line in lines if line[:1] != "+")
    after = "\n".join(line[1:] for line in lines if line[:1] != "-")
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{path} has changed: {before}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def run(folder: Path, commands: str) -> str:
    """Run commands in a shell; return what they print, without the lines of tables."""
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    env["PYTHONDONTWRITEBYTECODE"] = "1"
    done = subprocess.run(commands, shell=True, cwd=folder, env=env, capture_output=True, text=True, timeout=120)
    assert WAITS.sub("", done.stderr) == "", done.stderr
    return " ".join(done.stdout.split())


@pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")
@pytest.mark.parametrize("name", [name for name, recipe in RECIPES.items() if "```sh" in recipe])
def test_a_recipe_does_what_it_says(copy: Path, name: str) -> None:
    printed = ""
    for kind, block in BLOCK.findall(RECIPES[name]):
        if kind == "sh":
            printed = run(copy, block)
        elif kind == "text":
            for line in block.splitlines():
                assert " ".join(line.split()) in printed, f"{line!r} is not in {printed!r}"
        elif kind == "json":
            (copy / "class.json").write_text(block, encoding="utf-8")
        elif kind == "diff":
            change(copy, block)
        else:
            write(copy, block)


def test_every_kind_of_change_in_the_architecture_has_a_recipe() -> None:
    titles = " ".join(RECIPES).lower()
    for what in ("task", "mistake", "output", "kind of hand-in", "layer", "points", "limit", "sentence", "homework"):
        assert what in titles


def test_every_target_of_make_and_every_path_that_is_named_exists() -> None:
    targets = re.findall(r"^([a-z-]+):", (KIT / "Makefile").read_text(encoding="utf-8"), re.M)
    named = re.findall(r"^    make ([a-z-]+)", TEXT, re.M)
    assert named and set(named) <= set(targets)
    paths = re.findall(r"`((?:tests|assignment|solutions|autograder|docs)/[\w./]+)`", TEXT)
    links = re.findall(r"\]\(([^):#]+)", TEXT)
    for path in (*paths, *links):
        assert (KIT / path).exists(), path
