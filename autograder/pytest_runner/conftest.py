"""Runs all checks, public and hidden, with pytest on a file that you trust: it runs in this process.

Use ``pytest autograder/pytest_runner --submission=FILE`` to look at a check with a debugger. It gives
the same points as ``make grade``, but only ``make grade`` is isolated and counts.
"""

import os
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import pytest

from assignment.engine import module
from assignment.engine.homework import Task
from assignment.engine.judge import Openers, judge_tasks
from assignment.engine.local import openers
from assignment.engine.pytest_plugin import (  # noqa: F401
    HOMEWORK,
    VERDICTS,
    LazyVerdicts,
    homework_from,
    parametrize,
    pytest_addoption,
    pytest_sessionfinish,
    pytest_terminal_summary,
    selected,
    submission_from,
    verdict_of,
)
from assignment.engine.registry import PUBLIC_SALT, all_checks


def pytest_configure(config: pytest.Config) -> None:
    """Load the homework with its solutions."""
    config.stash[HOMEWORK] = homework_from(config, solutions=True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a test for each check."""
    parametrize(metafunc, all_checks(metafunc.config.stash[HOMEWORK]))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Prepare to judge the selected checks."""
    salt = os.environ.get("AUTOGRADER_SALT", PUBLIC_SALT)
    judging = judge_tasks(session.config.stash[HOMEWORK], selected(session), _openers(session.config), salt)
    session.config.stash[VERDICTS] = LazyVerdicts(judging, "all checks")


def _openers(config: pytest.Config) -> Openers:
    """Return openers that load the file anew for every task, also with right versions of what the task builds on."""
    homework = config.stash[HOMEWORK]

    def right(task: Task) -> Mapping[str, Callable[..., Any]]:
        others = (name for other in homework.tasks if other != task for name in other.functions)
        return {name: homework.right.functions[name] for name in others}

    def lend(student: ModuleType, names: frozenset[str]) -> None:
        for name in names:  # the reference itself, which accepts keyword arguments, too
            module.lend(student, name, getattr(homework.right.reference, name))

    return openers(homework, submission_from(config), right, lend)
