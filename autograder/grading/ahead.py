"""Computes right answers that take long, while the student's code runs in its own process."""

import contextlib
import os
import threading
from collections.abc import Iterable
from contextvars import copy_context

from assignment.engine.homework import Task
from assignment.engine.registry import Check


def start(checks: Iterable[Check], salt: str, task: Task) -> None:
    """Begin to compute what the checks of a task will ask for; a check that asks earlier waits for it."""
    for check in checks:
        if check.ahead and check.task == task.name:
            threading.Thread(target=copy_context().run, args=(_compute, check, salt)).start()


def _compute(check: Check, salt: str) -> None:
    assert check.ahead
    if hasattr(os, "sched_setaffinity"):  # the thread that grades may share its processor with the student's code
        os.sched_setaffinity(0, os.sched_getaffinity(os.getpid()))
    with contextlib.suppress(Exception):  # the check will meet it, too
        check.ahead(check.generator(salt))
