"""Measures commands by a fresh process each: one correct submission with the cache and without, and small commands."""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from assignment.engine.homework import KIT, load
from assignment.engine.registry import PUBLIC_SALT
from autograder.release import otter_zip
from autograder.sandbox.client.forkserver import ForkServer

from .calls import calls_of_grading, replay
from .runners import ENVIRONMENT

ROUNDS = 7
ALONE, WARM, WITHOUT = "the calls alone, in one process", "`autograder grade`, one file", "the same with `--no-cache`"
OTTER, GATES, HELP = "`otter run`, the same file", "`autograder grade --task gates`", "`autograder --help`"
WANTED = {
    WARM: "at most 2.0 times the calls alone, at most a fifth of `otter run`",
    WITHOUT: "at most 3.5 times the calls alone",
    GATES: "under 0.6 s of the processor",
    HELP: "under 0.15 s",
}
Taken = tuple[float, float]  # seconds, seconds of the processor


def table() -> str:
    """Return medians as Markdown; the first round fills the cache and is not counted."""
    homework = load(solutions=True)
    with ForkServer(homework) as server:
        calls = calls_of_grading(server)
    with tempfile.TemporaryDirectory() as folder:
        place, right = Path(folder), str(homework.right.source)
        otter_zip.build(homework, place / "autograder.zip", PUBLIC_SALT)
        grade = ["autograder", "grade", "--fresh", "--out", str(place / "out")]
        ways: dict[str, Callable[[], Taken]] = {
            ALONE: lambda: taken(lambda: replay(calls)),
            WARM: lambda: command(place, *grade, right),
            WITHOUT: lambda: command(place, *grade, "--no-cache", right),
            OTTER: lambda: command(place, "otter", "run", "-a", "autograder.zip", "-o", str(place), right),
            GATES: lambda: command(place, *grade, "--task", "gates", right),
            HELP: lambda: command(place, "autograder", "--help"),
        }
        rounds = [[way() for way in ways.values()] for _ in range(ROUNDS + 1)][1:]
    return summary(dict(zip(ways, np.median(rounds, axis=0).tolist(), strict=True)))


def summary(medians: dict[str, Taken]) -> str:
    """Return a line for each command: seconds, and the same of the processor, each also times the calls alone."""
    lines = ["| a fresh process each | median | times the calls alone | processor | times the calls alone | wanted |"]
    lines.append("| --- | --- | --- | --- | --- | --- |")
    for name, times in medians.items():
        cells = [f"{spent:.2f} s | {spent / unit:.2f}" for spent, unit in zip(times, medians[ALONE], strict=True)]
        lines.append(f"| {name} | {' | '.join(cells)} | {WANTED.get(name, '')} |")
    return "\n".join(lines)


def command(place: Path, module: str, *arguments: str) -> Taken:
    """Run a command in a process of its own, with a cache in that folder."""
    line = [sys.executable, "-m", module, *arguments]
    environment = ENVIRONMENT | {"XDG_CACHE_HOME": str(place / "cache")}
    folder = KIT if module == "autograder" else place
    return taken(lambda: subprocess.run(line, cwd=folder, env=environment, check=True, capture_output=True))


def taken(work: Callable[[], object]) -> Taken:
    """Return the seconds that something takes, and those of the processor in this process and in those it ends."""
    before, start = _processor(), time.perf_counter()
    work()
    return time.perf_counter() - start, _processor() - before


def _processor() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
