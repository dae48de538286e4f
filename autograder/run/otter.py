"""Connects ``otter run``: its test files call :func:`judge`, and our workers grade the file once."""

import os
import sys
from pathlib import Path
from typing import Any

from assignment.engine import report
from assignment.engine.homework import KIT, Homework, load
from assignment.engine.outcomes import Outcome, Reason, Why
from assignment.engine.remembered import remembered
from assignment.engine.words import sentence

from ..grading.grade import refused
from ..grading.result import Result
from ..intake.find import find
from ..intake.place import Unusable
from ..sandbox.layers import doctor
from .settings import Settings
from .under_way import UnderWay
from .worker_pool import Job, graded

SALT_FILE = "course_salt"
USAGE = 2
TERMINAL = sys.__stderr__ or sys.stderr  # Otter keeps what sys.stderr gets to itself


def _refuse_without_isolation(homework: Homework) -> None:
    """End this process if a layer is missing: a failed test would cost points, an ended run costs none."""
    missing = doctor.missing(homework)
    if missing:
        problems = "; ".join(f"{trial.layer.name}: {trial.problem}" for trial in missing)
        TERMINAL.write(f"autograder: nothing was graded, because submissions cannot be isolated here ({problems})\n")
        TERMINAL.flush()
        os._exit(USAGE)


@remembered(4)  # Otter grades one submission in one process
def _result(path: Path) -> Result:
    own = KIT / "assignment" / "homework.py"
    homework = load(KIT if own.is_file() else KIT / "homework", solutions=True)
    salt = (Path(__file__).parents[1] / SALT_FILE).read_text(encoding="utf-8")
    _refuse_without_isolation(homework)
    settings = Settings(salt, folder=homework.root)
    (submission, *_), _ = find(path, homework)
    try:
        source = submission.read().text
    except Unusable as unusable:
        why = Why(Reason.HAND_IN, text=str(unusable))
        return refused(homework, submission.name, settings.checks, Outcome.ERROR, why)
    under_way = UnderWay(TERMINAL)
    under_way.start()
    with under_way.doing(f"grading {submission.name}") as tell:
        return graded(Job(submission.name, source, settings), tell)


def judge(env: dict[str, Any], check_id: str) -> None:
    """Raise AssertionError with the verdict of a check on the only .py file of this folder, unless it passed."""
    files = [path for path in Path.cwd().glob("*.py") if path.name != "__init__.py"]
    if len(files) != 1:
        raise AssertionError(f"expected one .py file, found {len(files)}")
    result = _result(files[0])
    if result.problem:
        raise AssertionError(result.problem)
    if result.why:
        raise AssertionError(sentence(result.why))
    report.demand(report.discreet(result.verdicts[check_id]))
