"""docs/architecture.md: its picture, the folders that it names, and the rules for imports."""

import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from assignment.engine.homework import KIT

DOCS = KIT / "docs"
CODE = ("autograder", "assignment", "solutions")
SETTINGS = tomllib.loads((KIT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
RULES = [contract["name"] for contract in SETTINGS["contracts"]]
BREAKS = {  # a module, and an import that breaks the rule
    "The grader and the solutions do not import each other, and the assignment imports neither": (
        "solutions/lending.py",
        "autograder.run.settings",
    ),
    "Of a homework, the grader imports the engine only": ("autograder/run/settings.py", "assignment.checks.network"),
    "Within the assignment: the description, the questions, the checks, the engine": (
        "assignment/checks/network.py",
        "assignment.homework",
    ),
    "The engine imports only what students install": ("assignment/engine/words.py", "rich.text"),
    "Within the grader: commands, runs, reports, grading, then intake, sandbox and mistakes": (
        "autograder/mistakes/finding.py",
        "autograder.grading.result",
    ),
    "What runs beside the student's code imports nothing of the grader's side": (
        "autograder/sandbox/inside/serve.py",
        "autograder.sandbox.client.trace",
    ),
}
LINT = """
import sys
kit = sys.argv.pop()
sys.path[:] = [place for place in sys.path if place != kit]  # the code in this folder counts, not what is installed
from importlinter.cli import lint_imports_command
lint_imports_command()
"""


def lint_imports(folder: Path) -> tuple[int, str]:
    """Check the rules on the code in a folder: the exit code, and what is printed, without colours."""
    command = [sys.executable, "-B", "-c", LINT, "--no-cache", str(KIT)]
    wide = {**os.environ, "COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, env=wide)
    return done.returncode, re.sub(r"\x1b\[\d*m", "", done.stdout) + done.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code without anything else."""
    folder = tmp_path_factory.mktemp("code")
    shutil.copy(KIT / "pyproject.toml", folder)
    for name in CODE:
        shutil.copytree(KIT / name, folder / name, ignore=shutil.ignore_patterns("*.ipynb", "*.csv", "__pycache__"))
    return folder


def test_the_picture_is_what_the_script_draws_from_the_imports() -> None:
    script = runpy.run_path(str(DOCS / "draw_architecture.py"))
    drawn = script["picture"](script["arrows"]())
    assert (DOCS / "architecture.svg").read_text(encoding="utf-8") == drawn, "run python docs/draw_architecture.py"


def test_every_folder_and_file_that_is_named_exists() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:[\w.]+/)+[\w.]*)`", text)
    assert len(named) > 20
    for name in named:
        assert (KIT / name).exists() or (KIT / "autograder" / name).exists(), name
    for name in re.findall(r"\]\(([^):]+)\)", text):
        assert (DOCS / name).exists(), name


def test_every_package_of_the_grader_has_a_paragraph() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    for path in (KIT / "autograder").glob("**/__init__.py"):
        assert f"`{path.parent.relative_to(KIT).as_posix()}/`" in text, path


def test_the_imports_keep_to_the_rules(copy: Path) -> None:
    code, printed = lint_imports(copy)
    assert code == 0, printed
    assert printed.count(" KEPT") == len(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_an_import_inside_a_function_breaks_the_rule(copy: Path, rule: str) -> None:
    name, module = BREAKS[rule]
    before = (copy / name).read_text(encoding="utf-8")
    (copy / name).write_text(f"{before}\n\ndef later() -> None:\n    import {module}\n", encoding="utf-8")
    code, printed = lint_imports(copy)
    (copy / name).write_text(before, encoding="utf-8")
    assert code == 1, printed
    assert f"{rule} BROKEN" in printed
