"""Builds the zip for ``otter run``: all checks as Otter tests, graded by the kit's own workers."""

import importlib.metadata
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from assignment.engine.homework import KIT, Homework
from assignment.engine.registry import all_checks

from .build import ToolMissing
from .otter_files import test_files

SALT_FILE = "course_salt"  # autograder/run/otter.py reads it
CONFIG = '{"show_stdout": false, "show_hidden": false}\n'
NOT_NEEDED = shutil.ignore_patterns("__pycache__", "handout", "*.ipynb")


def build(homework: Homework, target: Path, salt: str) -> None:
    """Write the zip with ``otter generate``; it holds the salt.

    The kit's own homework has the same place in the zip as in the checkout, another one is in the folder ``homework``.

    Raises
    ------
    ToolMissing
        If Otter is not installed or fails, or the kit itself is not installed.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _copy(homework, home)
        (home / "autograder" / SALT_FILE).write_text(salt, encoding="utf-8")
        packages = sorted(path.name for path in home.iterdir())
        (home / "tests").mkdir()
        for name, text in test_files(homework, all_checks(homework), "autograder.run.otter").items():
            (home / "tests" / name).write_text(text, encoding="utf-8")
        (home / "requirements.txt").write_text("".join(f"{line}\n" for line in requirements()), encoding="utf-8")
        (home / "otter_config.json").write_text(CONFIG, encoding="utf-8")
        command = [sys.executable, "-m", "otter", "generate", "-t", "tests", "-c", "otter_config.json"]
        command += ["-r", "requirements.txt", "--no-environment", "-o", str(target), *packages]
        done = subprocess.run(command, cwd=home, capture_output=True, text=True)
    if done.returncode:
        raise ToolMissing(f"otter generate failed: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")


def _copy(homework: Homework, home: Path) -> None:
    """Copy the parts of the grader, the engine and the homework that grading needs."""
    for package in ("autograder", "assignment/engine"):
        shutil.copytree(KIT / package, home / package, ignore=NOT_NEEDED)
    place = home if homework.root == KIT else home / "homework"
    shutil.copytree(homework.folder / "checks", place / "assignment" / "checks", ignore=NOT_NEEDED)
    shutil.copytree(homework.root / "solutions", place / "solutions", ignore=NOT_NEEDED)
    shutil.copyfile(homework.folder / "homework.py", place / "assignment" / "homework.py")
    for name in homework.data:
        for half in ("assignment", "solutions"):  # the reference looks for the data beside itself, as a submission does
            (place / half / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(homework.folder / name, place / half / name)


def requirements() -> list[str]:
    """Return what the installed kit requires for grading; Otter adds itself."""
    for script in importlib.metadata.entry_points(group="console_scripts", name="autograder"):
        if script.dist and script.dist.requires:
            return [line for line in script.dist.requires if "extra ==" not in line]
    raise ToolMissing("the kit is not installed, so its requirements are unknown: run pip install -e .")
