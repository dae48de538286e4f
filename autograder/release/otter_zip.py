"""The Otter autograder zip: all checks as Otter tests, graded by our own workers."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ..grading import REFERENCE, SALT_FILE, all_checks
from ..sandbox.zygotes import EX4, ROOT
from .otter_files import test_files

PACKAGES = ("autograder", "assignment", "solutions")
REQUIREMENTS = "numpy\npandas\nscikit-learn\nclick\nrich\notter-grader[grading]==7.0.0\n"
CONFIG = '{"show_stdout": false, "show_hidden": false}\n'


class OtterMissing(RuntimeError):
    """Otter is not installed here."""


def build(target: Path, salt: str) -> None:
    """Write the zip with ``otter generate``; the salt goes into it.

    Raises
    ------
    OtterMissing
        If Otter is not installed, or fails.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for package in ("autograder", "assignment/checks", "assignment/data"):
            shutil.copytree(ROOT / package, home / package, ignore=shutil.ignore_patterns("__pycache__"))
        (home / "solutions" / "data").mkdir(parents=True)
        shutil.copyfile(REFERENCE, home / "solutions" / REFERENCE.name)
        shutil.copyfile(EX4, home / "solutions" / "data" / EX4.name)
        (home / "autograder" / SALT_FILE).write_text(salt, encoding="utf-8")
        (home / "tests").mkdir()
        for name, text in test_files(all_checks(), "autograder.otter").items():
            (home / "tests" / name).write_text(text, encoding="utf-8")
        (home / "requirements.txt").write_text(REQUIREMENTS, encoding="utf-8")
        (home / "otter_config.json").write_text(CONFIG, encoding="utf-8")
        command = [sys.executable, "-m", "otter", "generate", "-t", "tests", "-c", "otter_config.json"]
        command += ["-r", "requirements.txt", "--no-environment", "-o", str(target), *PACKAGES]
        done = subprocess.run(command, cwd=home, capture_output=True, text=True)
    if done.returncode:
        raise OtterMissing(f"otter generate failed: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")
