"""Makes the kit quick and watches it: shorter limits, fewer tasks, and time and memory of each submission."""

import shutil
import threading
import time
from pathlib import Path
from typing import Any

from assignment.engine.homework import KIT
from assignment.engine.registry import Check
from autograder.grading.result import Result
from autograder.reports.gradescope import GradescopeFiles
from autograder.run import worker_pool
from autograder.sandbox.client.server import Server
from autograder.sandbox.client.worker import FILE, Worker

from .evidence import SECONDS

TASKS = ("activations", "forward", "loss", "backward", "predict")
EVERY_TASK, ONE_TASK = "forge_stumble_odd", ("harm", "report", "intake")
QUICK = f"""
from dataclasses import replace
from pathlib import Path

from assignment.homework import HOMEWORK as WHOLE

tasks = [replace(task, seconds={SECONDS}) if task.name in {TASKS} else task for task in WHOLE.tasks]
limits = replace(WHOLE.limits, load_seconds={SECONDS})
HOMEWORK = replace(WHOLE, folder=Path(__file__).parent, tasks=tuple(tasks), limits=limits)
"""


def quick_homework(folder: Path) -> Path:
    """Make a folder with the kit's homework, but with shorter time limits; for ``--homework``."""
    for half in ("assignment", "solutions"):
        (folder / half).mkdir(parents=True)
    (folder / "assignment" / "homework.py").write_text(QUICK, encoding="utf-8")
    (folder / "solutions" / "homework.py").touch()  # the solutions are the kit's own
    shutil.copytree(KIT / "assignment" / "data", folder / "assignment" / "data")
    return folder


def watch_time() -> dict[str, float]:
    """Judge only the needed tasks from now on, and keep how far each submission's slowest call exceeds its limit."""
    overruns: dict[str, float] = {}
    local = threading.local()
    grade, guard = worker_pool.grade, Worker._guard

    def named_grade(server: Server, name: str, source: str, checks: tuple[Check, ...], *more: Any) -> Result:
        local.name, local.loading = name, 0.0
        return grade(server, name, source, tuple(check for check in checks if _needed(check.task, name)), *more)

    def timed_guard(self: Worker, what: str, seconds: float, *call: Any) -> Any:
        start, local.loading = time.monotonic(), 0.0
        try:
            return guard(self, what, seconds, *call)
        finally:
            took = time.monotonic() - start
            name = getattr(local, "name", "")  # the harmless file that proves that workers run has none
            overruns[name] = max(overruns.get(name, -seconds), took - local.loading - seconds)
            local.loading = took if what == FILE else 0.0

    worker_pool.grade, Worker._guard = named_grade, timed_guard  # type: ignore[method-assign,assignment]
    return overruns


def _needed(task: str, name: str) -> bool:
    """Return whether a submission is judged in a task: fewer forks make the test quick."""
    return name.startswith(EVERY_TASK) or task in (TASKS[:1] if name.startswith(ONE_TASK) else TASKS)


def watch_memory() -> dict[str, int]:
    """Keep the peak of this process's memory for each submission from now on; exact if only one job runs."""
    peaks: dict[str, int] = {}
    add = GradescopeFiles.add

    def watching(self: GradescopeFiles, result: Result) -> None:
        status = Path("/proc/self/status").read_text()
        peaks[result.submission] = int(status.partition("VmHWM:")[2].split()[0]) * 1024
        Path("/proc/self/clear_refs").write_text("5")  # forget the peak
        add(self, result)

    GradescopeFiles.add = watching  # type: ignore[method-assign]
    return peaks
