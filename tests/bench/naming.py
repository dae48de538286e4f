"""Measures what the search for a mistake costs in wrong submissions; in right ones there is no search."""

import time
from statistics import median, quantiles
from typing import Any
from unittest.mock import patch

from assignment.engine.homework import load
from assignment.engine.registry import PUBLIC_SALT
from autograder.grading.grade import checks_for, grade
from autograder.mistakes import diagnosis
from autograder.sandbox.client.forkserver import ForkServer
from tests.corpus.written import Written, written


def table() -> str:
    """Measure a wrong submission for each mistake and task, after one run to fill the caches; return Markdown."""
    homework = load(solutions=True)
    source = homework.right.source.read_text(encoding="utf-8")
    cases = {(case.codes, case.tasks): case for case in reversed(written("mistakes"))}
    with ForkServer(homework) as server:
        first, again = ([_seconds(case, source, server) for case in cases.values()] for _ in range(2))
        right = _seconds(Written("reference", (), ("backward",), ""), source, server)
    lines = [f"| the search for a name, {len(cases)} wrong submissions | median | 95 % below | longest |"]
    lines.append("| --- | --- | --- | --- |")
    for what, times in (("the first time in a class", first), ("after that", again)):
        most = quantiles(times, n=20, method="inclusive")[-1]
        lines.append(f"| {what} | {median(times):.2f} s | {most:.2f} s | {max(times):.2f} s |")
    return "\n".join([*lines, f"| a correct submission | {right * 1000:.2f} ms | | |"])


def _seconds(case: Written, source: str, server: ForkServer) -> float:
    """Return how long the search took when a submission was graded."""
    taken = 0.0
    search = diagnosis.diagnose

    def timed(*args: Any) -> Any:
        nonlocal taken
        start = time.perf_counter()
        try:
            return search(*args)
        finally:
            taken += time.perf_counter() - start

    checks = tuple(check for task in case.tasks for check in checks_for(server.homework, task))
    with patch("autograder.grading.grade.diagnose", timed):
        grade(server, case.name, case.submission(source), checks, PUBLIC_SALT)
    return taken
