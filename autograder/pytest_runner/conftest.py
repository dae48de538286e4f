"""pytest over all checks, public and hidden, on a file that you trust: it runs in this process.

``pytest autograder/pytest_runner --submission=FILE``. Points are those of ``make grade``, which
is the one that counts; this runner is for looking at a check with a debugger.
"""

import os
from pathlib import Path
from typing import Any

import pytest

from assignment.checks.engine import local, module
from assignment.checks.engine.judge import Opener, judge_tasks
from assignment.checks.engine.pytest_plugin import (  # noqa: F401
    JUDGED,
    Judged,
    pytest_addoption,
    pytest_terminal_summary,
    selected,
    verdict_of,
)
from assignment.checks.engine.tasks import Task
from autograder.ahead import others
from autograder.grading import DEFAULT_SALT, all_checks
from autograder.reference import reference


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "check" in metafunc.fixturenames:
        metafunc.parametrize("check", all_checks(), ids=[check.id for check in all_checks()])


def pytest_collection_finish(session: pytest.Session) -> None:
    path = Path(session.config.getoption("--submission")).resolve()
    salt = os.environ.get("AUTOGRADER_SALT", DEFAULT_SALT)
    verdicts = judge_tasks(selected(session), _opener(path), salt, can_lend=True)
    session.config.stash[JUDGED] = Judged(verdicts, "all checks")


def _opener(path: Path) -> Opener:
    """Loads the file afresh for every task, with right versions in place of what it builds on if lent."""

    def lend(student: Any, task: Task) -> None:
        for name in task.builds_on:
            module.lend(student, name, getattr(reference, name))

    return local.opener(path, others, lend)
