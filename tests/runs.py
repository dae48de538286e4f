"""A class run without the command line."""

from pathlib import Path

from autograder import class_run
from autograder.executors import executor
from autograder.grading import Result
from autograder.journal import Journal
from autograder.kit import Settings
from autograder.submissions import find


def grade_all(path: Path, out: Path, jobs: int = 2, settings: Settings | None = None) -> dict[str, Result]:
    """Results by name; the journal is left in ``out``."""
    out.mkdir(exist_ok=True)
    results: dict[str, Result] = {}

    def done(result: Result, new: bool) -> None:
        results[result.submission] = result

    with Journal(out) as journal, executor(jobs) as (pool, at_once):
        submissions = class_run.shard(find(path)[0])
        class_run.run(submissions, settings or Settings("public"), journal, pool, at_once, done)
    return results
