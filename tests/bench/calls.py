"""The calls that grading makes, and what they cost without any grader."""

import contextlib
import multiprocessing
import time
import warnings
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any
from unittest.mock import patch

from assignment.engine.homework import Homework, load
from assignment.engine.module import Reply, own
from assignment.engine.module import load as execute
from assignment.engine.records import classes_of
from assignment.engine.registry import PUBLIC_SALT
from autograder.grading.grade import checks_for, grade
from autograder.sandbox.client.forkserver import ForkServer
from autograder.sandbox.client.worker import Worker
from solutions import neural_network as reference

Call = tuple[str, tuple[Any, ...]]


def calls_of_grading(server: ForkServer, source: str | None = None) -> list[Call]:
    """Return every call that grading makes of a file, by default of the reference."""
    calls: list[Call] = []
    original = Worker.__call__

    def noted(self: Worker, name: str, args: tuple[Any, ...]) -> Reply:
        calls.append((name, own(args)))
        return original(self, name, args)

    source = source or server.homework.right.source.read_text(encoding="utf-8")
    with patch.object(Worker, "__call__", noted):
        grade(server, "x", source, checks_for(server.homework), PUBLIC_SALT)
    return calls


def replay(calls: list[Call]) -> None:
    """Make the calls of the reference: only the student's own computation."""
    for name, args in calls:
        with contextlib.suppress(ValueError):  # some checks expect one
            getattr(reference, name)(*args)


def alone(homework: Homework, source: str, calls: list[Call]) -> float:
    """Return the seconds in which a file's own functions answer its calls, in a process of their own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as pool:
        return pool.submit(_play, homework.root, source, calls).result()


def _play(folder: Path, source: str, calls: list[Call]) -> float:
    if not calls:  # it cannot be executed
        return 0.0
    warnings.simplefilter("ignore")
    homework = load(folder, solutions=True)
    with contextlib.redirect_stdout(None):
        student = execute(homework, source, homework.filename)
        given = [(name, own(args, classes_of(student, homework.records))) for name, args in calls]
        start = time.perf_counter()
        for name, args in given:
            with contextlib.suppress(Exception):
                getattr(student, name)(*args)
        return time.perf_counter() - start
