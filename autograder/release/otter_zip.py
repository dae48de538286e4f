"""Builds the zip for ``otter run``: all checks as Otter tests, and a plugin that has the kit's own grader judge."""

import importlib.metadata
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from assignment.engine.homework import KIT, Homework
from assignment.engine.language import _, said
from assignment.engine.registry import all_checks

from ..grading.result import NOT_ISOLATED
from ..mistakes import CHECKS, EXPLAINED
from ..rescue import COST, OFF
from .build import ToolMissing
from .otter_files import test_files

LABEL = _("For trusted files. The grade that counts is the one that `make grade` gives.")
PLUGIN = "autograder.run.otter.Plugin"
PARTS = ("autograder", "assignment", "solutions", "homework", "README.md")  # beside what Otter puts into the zip
README = f"""{LABEL}

This zip is for `otter run`, `otter grade` and Gradescope. Its plugin gives the submission to the kit's own grader,
which runs it in a sandbox, in a process of its own; Otter gets the verdicts and does not run the file. But first Otter
itself looks at what was handed in and unpacks it, without the limits of `make grade`, and far fewer attacks were tried.

Otter needs the plugin: on Gradescope and with `otter grade` it comes with the zip; for `otter run`, install the kit in
the same environment. Without the plugin, Otter runs the file beside its tests: they fail and say {NOT_ISOLATED}, and a
hostile file can make them say anything. Where a layer of the sandbox is missing, nothing is graded.

The zip holds the reference and the course's salt: keep it as secret as they are.
"""
JUDGE = f'''
def judge(env, check_id):
    """Raise AssertionError with what the grader said, unless the check passed."""
    said = env.get("verdicts", {{}}).get(check_id, "{NOT_ISOLATED}: not graded, because Otter ran this file itself")
    if said:
        raise AssertionError(said)
'''
NOT_NEEDED = shutil.ignore_patterns("__pycache__", "handout", "*.ipynb", "*.po")


def build(
    homework: Homework,
    target: Path,
    salt: str,
    credited: bool = False,
    language: str = "en",
    rescue_cost: int | None = COST,
) -> None:
    """Write the zip with ``otter generate``; it holds the salt.

    The kit's own homework has the same place in the zip as in the checkout, another one is in the folder ``homework``.

    Raises
    ------
    ToolMissing
        If Otter is not installed or fails, or the kit itself is not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _copy(homework, home)
        (home / "README.md").write_text(README, encoding="utf-8")
        (home / "tests").mkdir()
        for name, text in test_files(homework, all_checks(homework), JUDGE).items():
            (home / "tests" / name).write_text(text, encoding="utf-8")
        (home / "requirements.txt").write_text("".join(f"{line}\n" for line in requirements()), encoding="utf-8")
        config = _config(homework, salt, credited, language, rescue_cost)
        (home / "otter_config.json").write_text(json.dumps(config), encoding="utf-8")
        command = [sys.executable, "-B", "-m", "otter", "generate", "-t", "tests", "-c", "otter_config.json"]
        command += ["-r", "requirements.txt", "--no-environment", "-o", "autograder.zip"]
        done = subprocess.run(command, cwd=home, capture_output=True, text=True)
        if done.returncode:
            raise ToolMissing(f"otter generate failed: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")
        _add_kit(home)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(home / "autograder.zip", target)


def _config(homework: Homework, salt: str, credited: bool, language: str, rescue_cost: int | None) -> dict[str, object]:
    place, credit = "." if homework.root == KIT else "homework", EXPLAINED if credited else CHECKS
    label = said(LABEL, language)
    plugin = {"label": label, "salt": salt, "homework": place, "credit": credit, "language": language}
    plugin["rescue"] = OFF if rescue_cost is None else str(rescue_cost)
    return {"logo": False, "show_stdout": False, "show_hidden": False, "plugins": [{PLUGIN: plugin}]}


def _copy(homework: Homework, home: Path) -> None:
    """Copy the parts of the grader, the engine and the homework that grading needs."""
    for package in ("autograder", "assignment/engine", "assignment/locale"):
        shutil.copytree(KIT / package, home / package, ignore=NOT_NEEDED)
    place = home if homework.root == KIT else home / "homework"
    for package in ("checks", "questions", "locale") if place != home else ("checks", "questions"):
        if (homework.folder / package).is_dir():
            shutil.copytree(homework.folder / package, place / "assignment" / package, ignore=NOT_NEEDED)
    shutil.copytree(homework.root / "solutions", place / "solutions", ignore=NOT_NEEDED)
    shutil.copyfile(homework.folder / "homework.py", place / "assignment" / "homework.py")
    for name in homework.data:
        for half in ("assignment", "solutions"):  # the reference looks for the data beside itself, as a submission does
            (place / half / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(homework.folder / name, place / half / name)


def _add_kit(home: Path) -> None:
    """Add the kit at the top, where Gradescope finds the plugin; Otter copies `files/` beside each submission."""
    with zipfile.ZipFile(home / "autograder.zip", "a", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(home.rglob("*")):
            if path.is_file() and path.relative_to(home).parts[0] in PARTS:
                archive.write(path, path.relative_to(home))


def requirements() -> list[str]:
    """Return what the installed kit requires for grading; Otter adds itself."""
    for script in importlib.metadata.entry_points(group="console_scripts", name="autograder"):
        if script.dist and script.dist.requires:
            return [line for line in script.dist.requires if "extra ==" not in line]
    raise ToolMissing("the kit is not installed, so its requirements are unknown: run pip install -e .")
