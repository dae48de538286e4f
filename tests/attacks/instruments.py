"""The kit made quick and watched: shorter limits, fewer tasks, time and memory of each submission."""

import threading
import time
from pathlib import Path
from typing import Any

from assignment.checks.engine import student, tasks
from autograder import cli_grade, grading, work
from autograder.outputs.feedback import Feedback
from autograder.sandbox import sandbox

from .evidence import SECONDS

TASKS = ("activations", "forward", "loss", "backward", "predict")
EVERY_TASK, ONE_TASK = "forge_stumble_odd", ("harm", "report", "intake")


def shorten_limits() -> dict[str, float]:
    """Lower the time limits; from now on the overrun of the slowest call is kept for each submission."""
    sandbox.LOAD_SECONDS = student.PATIENCE = SECONDS
    for task in tasks.TASKS:
        if task.name in TASKS:
            object.__setattr__(task, "seconds", SECONDS)
    overruns: dict[str, float] = {}
    local = threading.local()
    grade, guard = work.grade, sandbox.Worker._guard

    def named_grade(name: str, source: str, zygote: Any, checks: tuple[Any, ...], salt: str) -> Any:
        local.name, local.loading = name, 0.0
        return grade(name, source, zygote, tuple(check for check in checks if _needed(check.task, name)), salt)

    def timed_guard(self: Any, what: str, seconds: float, *call: Any) -> Any:
        start, local.loading = time.monotonic(), 0.0
        try:
            return guard(self, what, seconds, *call)
        finally:
            took = time.monotonic() - start
            name = getattr(local, "name", "")  # a canary has none
            overruns[name] = max(overruns.get(name, -seconds), took - local.loading - seconds)
            local.loading = took if what == "your file" else 0.0

    work.grade, sandbox.Worker._guard = named_grade, timed_guard
    return overruns


def _needed(task: str, name: str) -> bool:
    """Whether a submission is judged in a task: fewer forks make the test a quick one."""
    return name.startswith(EVERY_TASK) or task in (TASKS[:1] if name.startswith(ONE_TASK) else TASKS)


def watch_memory() -> dict[str, int]:
    """From now on the peak of this process's memory is kept for each submission; exact where one job runs."""
    peaks: dict[str, int] = {}
    write = cli_grade.write_results

    def watching(result: grading.Result, folder: Path, feedback: Feedback) -> None:
        status = Path("/proc/self/status").read_text()
        peaks[result.submission] = int(status.partition("VmHWM:")[2].split()[0]) * 1024
        Path("/proc/self/clear_refs").write_text("5")  # forget the peak
        write(result, folder, feedback)

    cli_grade.write_results = watching
    return peaks
