"""Measures what the sandbox costs: with and without its layers in turns, so that a busy machine slows both.

Everything runs as a job of ``make grade`` does, on one processor. The time inside the student's functions
is measured by the submission itself.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import patch

import numpy as np

from assignment.engine.homework import Homework, load
from assignment.engine.registry import PUBLIC_SALT
from autograder.grading.grade import checks_for, grade
from autograder.run.processors import one_each, processors
from autograder.sandbox.client.forkserver import ForkServer
from autograder.sandbox.client.worker import Worker

ROUNDS, CHILDREN, CALLS = 15, 60, 400
Pair = tuple[ForkServer, ForkServer]
STOPWATCH = """

import sys as _sys
import time as _time
_sys._inside, _sys._seconds = False, getattr(_sys, "_seconds", 0.0)  # not here: the file is executed for each task

def _timed(function):
    def timed(*args, **kwargs):
        if _sys._inside:
            return function(*args, **kwargs)
        _sys._inside, start = True, _time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            _sys._inside = False
            _sys._seconds += _time.perf_counter() - start
    return timed

for _name in {names}:
    globals()[_name] = _timed(globals()[_name])

def seconds():
    return _sys._seconds
"""


def table() -> str:
    """Return medians with all layers, without them, and their difference, as Markdown."""
    with ThreadPoolExecutor(1, initializer=one_each(processors()[:1], 1)) as thread:
        return thread.submit(_table).result()


def _table() -> str:
    homework = load(solutions=True)
    source = stopwatched(homework, homework.right.source.read_text(encoding="utf-8"))
    with ForkServer(homework) as isolated, ForkServer(homework, isolated=False) as bare:
        pair = (isolated, bare)
        rows = {
            "a worker with an empty file is ready": _alternate(pair, CHILDREN, _ready),
            "a worker with the reference is ready": _alternate(pair, CHILDREN, lambda server: _ready(server, source)),
            "one call with four small arrays each way": _calls(pair),
        }
        wall, inside, own = _alternate(pair, ROUNDS, lambda server: times(server, source)).T
    rows["one correct submission"] = wall
    rows["... of it in the student's functions"] = inside
    rows["... of it the grader's own"] = own
    lines = ["| median | all layers | no layers | difference |", "| --- | --- | --- | --- |"]
    for what, (layers, none) in rows.items():
        lines.append(f"| {what} | {layers * 1000:.2f} ms | {none * 1000:.2f} ms | {(layers - none) * 1000:.2f} ms |")
    layers, none = wall / inside
    lines.append(f"| one correct submission, times the time in the student's functions | {layers:.3f} | {none:.3f} | |")
    return "\n".join(lines)


def _alternate(pair: Pair, rounds: int, measure: Callable[[ForkServer], Any]) -> np.ndarray:
    """Return the medians of both, measured in turns; the first round warms up."""
    return np.median([[measure(server) for server in pair] for _ in range(rounds + 1)][1:], axis=0)


def _ready(server: ForkServer, source: str = "") -> float:
    with Worker(server, source) as worker:
        start = time.perf_counter()
        worker.load()
        return time.perf_counter() - start


def _calls(pair: Pair) -> np.ndarray:
    params = [(np.ones((5, 4)), np.ones(4)), (np.ones((4, 3)), np.ones(3))]
    echo = "def update(params, grads, learning_rate):\n    return params + grads\n"
    with Worker(pair[0], echo) as isolated, Worker(pair[1], echo) as bare:
        workers = dict(zip(pair, (isolated, bare), strict=True))

        def call(server: ForkServer) -> float:
            start = time.perf_counter()
            workers[server]("update", (params, params, 1.0))
            return time.perf_counter() - start

        return _alternate(pair, CALLS, call)


def stopwatched(homework: Homework, source: str) -> str:
    """Return a submission that measures how long its functions take."""
    return source + STOPWATCH.format(names=[*homework.functions])


def times(server: ForkServer, source: str) -> tuple[float, float, float]:
    """Return the wall time of grading, the time in the student's functions as workers report it, and the rest."""
    inside = 0.0

    class Asked(Worker):
        def stop(self) -> Any:
            nonlocal inside
            if self._loaded:
                inside += self("seconds", ()).value
            return super().stop()

    homework = server.homework
    checks = checks_for(homework)
    with patch("autograder.grading.workers.Worker", Asked):
        start = time.perf_counter()
        result = grade(server, "reference", source, checks, PUBLIC_SALT)
        wall = time.perf_counter() - start
    assert result.score == sum(task.points for task in homework.tasks), "the stopwatch disturbs the grading"
    return wall, inside, wall - inside
