"""What the sandbox costs: with and without its layers in turns, so that a busy machine slows both.

Everything runs as a job of ``make grade`` does, on one processor. The time inside the student's functions
is measured by the submission itself.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import patch

import numpy as np

from assignment.checks.engine.tasks import TASKS
from autograder.executors import one_each, processors
from autograder.grading import DEFAULT_SALT, REFERENCE, all_checks, grade
from autograder.sandbox.one_shot import Spawner
from autograder.sandbox.sandbox import Worker
from autograder.sandbox.zygotes import Zygote

ROUNDS, CHILDREN, CALLS = 15, 60, 400
STOPWATCH = """

import sys as _sys
import time as _time
_sys._inside, _sys._seconds = False, 0.0  # not in this module: a change there would have the file executed anew

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
    timed.__module__ = "stopwatch"  # who compares what the file defines shall not have to look into it
    return timed

for _name in {names}:
    globals()[_name] = _timed(globals()[_name])

def seconds():
    return _sys._seconds
"""


def table() -> str:
    """Medians with all layers, without, and their difference, as Markdown."""
    with ThreadPoolExecutor(1, initializer=one_each(processors()[:1], 1)) as thread:
        return thread.submit(_table).result()


def _table() -> str:
    source = stopwatched(REFERENCE.read_text(encoding="utf-8"))
    with Zygote(isolated=True) as jailed, Zygote(isolated=False) as bare:
        pair = (jailed, bare)
        rows = {
            "a worker with an empty file is ready": _alternate(pair, CHILDREN, _ready),
            "a worker with the reference is ready": _alternate(pair, CHILDREN, lambda z: _ready(z, source)),
            "one call with four small arrays each way": _calls(pair),
        }
        wall, inside, own = _alternate(pair, ROUNDS, lambda z: times(z, source)).T
    rows["one correct submission"] = wall
    rows["... of it in the student's functions"] = inside
    rows["... of it the grader's own"] = own
    lines = ["| median | all layers | no layers | difference |", "| --- | --- | --- | --- |"]
    for what, (layers, none) in rows.items():
        lines.append(f"| {what} | {layers * 1000:.2f} ms | {none * 1000:.2f} ms | {(layers - none) * 1000:.2f} ms |")
    return "\n".join(lines)


def _alternate(pair: tuple[Zygote, Zygote], rounds: int, measure: Callable[[Zygote], Any]) -> np.ndarray:
    """Medians for both, taken in turns; the first round warms up."""
    return np.median([[measure(zygote) for zygote in pair] for _ in range(rounds + 1)][1:], axis=0)


def _ready(zygote: Spawner, source: str = "") -> float:
    with Worker(zygote, source) as worker:
        start = time.perf_counter()
        worker.load()
        return time.perf_counter() - start


def _calls(pair: tuple[Zygote, Zygote]) -> np.ndarray:
    params = [(np.ones((5, 4)), np.ones(4)), (np.ones((4, 3)), np.ones(3))]
    echo = "def update(params, grads, learning_rate):\n    return params + grads\n"
    with Worker(pair[0], echo) as jailed, Worker(pair[1], echo) as bare:
        workers = dict(zip(pair, (jailed, bare), strict=True))

        def call(zygote: Zygote) -> float:
            start = time.perf_counter()
            workers[zygote]("update", (params, params, 1.0))
            return time.perf_counter() - start

        return _alternate(pair, CALLS, call)


def stopwatched(source: str) -> str:
    """A submission that measures how long its functions take."""
    return source + STOPWATCH.format(names=[name for task in TASKS for name in task.functions])


def times(zygote: Zygote, source: str) -> tuple[float, float, float]:
    """Wall time of grading, what the workers say that their functions took, and the rest."""
    inside = 0.0

    class Asked(Worker):
        def stop(self) -> Any:
            nonlocal inside
            if self._loaded:
                inside += self("seconds", ()).value
            return super().stop()

    with patch("autograder.grading.Worker", Asked):
        start = time.perf_counter()
        result = grade("reference", source, zygote, all_checks(), DEFAULT_SALT)
        wall = time.perf_counter() - start
    assert result.score == sum(task.points for task in TASKS), "the stopwatch disturbs the grading"
    return wall, inside, wall - inside
