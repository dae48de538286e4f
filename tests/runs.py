"""Grades a class without the command line."""

from pathlib import Path

from autograder.grading.result import Result
from autograder.intake.find import find
from autograder.run import class_run
from autograder.run.executors import grader
from autograder.run.journal import Journal
from autograder.run.settings import Settings


def grade_all(path: Path, out: Path, jobs: int = 2, settings: Settings | None = None) -> dict[str, Result]:
    """Grade a class and return the results by name; the journal stays in ``out``."""
    settings = settings or Settings()
    out.mkdir(exist_ok=True)
    results: dict[str, Result] = {}

    def done(result: Result, new: bool) -> None:
        results[result.submission] = result

    with Journal(out, settings.homework) as journal, grader(settings, jobs) as graders:
        submissions = class_run.shard(find(path, settings.homework)[0])
        class_run.run(submissions, settings, journal, graders, done)
    return results
