"""``grade``: grade a class."""

import warnings
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from assignment.engine.homework import KIT, Homework

from ..grading.result import Result
from ..intake.find import Submission, find
from ..intake.place import Unusable
from ..reports import Context
from ..run import class_run
from ..run.executors import grader, processors
from ..run.journal import Journal
from ..run.progress import Meter
from ..run.settings import Settings
from ..sandbox.layers import doctor
from .common import (
    HOMEWORK,
    INTERRUPTED,
    LANGUAGE,
    OUT,
    SALT,
    SHOW_COUNTEREXAMPLES,
    Reporter,
    complain,
    failures,
    stop,
    terminal,
)

SHOWN = 20


class Shard(click.ParamType):
    """``2/5``: the second of five parts."""

    name = "I/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Return the part and the number of parts."""
        if isinstance(value, tuple):
            return value
        part, _, parts = str(value).partition("/")
        if not (part.isascii() and part.isdecimal() and parts.isascii() and parts.isdecimal()):
            self.fail(f"{value!r} is not of the form 2/5", param, ctx)
        if not 1 <= int(part) <= int(parts):
            self.fail(f"{value!r}: the first number counts from 1 to the second", param, ctx)
        return int(part), int(parts)


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@OUT
@HOMEWORK
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=lambda: len(processors()),
    help="Submissions graded at the same time.",
)
@click.option("--task", metavar="NAME", help="Judge one task only.")
@SALT
@LANGUAGE
@SHOW_COUNTEREXAMPLES
@click.option("--fresh", is_flag=True, help="Grade all again, and ignore earlier results.")
@click.option("--shard", type=Shard(), default="1/1", help="I/N: every N-th submission from the I-th on; see merge.")
@click.option("--scheduler", default="", help='A Dask scheduler\'s address, or "local" (needs the extra "dask").')
@click.option(
    "--i-trust-these-submissions", "trusted", is_flag=True, help="Run without isolation; results say NOT ISOLATED."
)
def grade(
    path: Path,
    out: Path,
    homework: Homework,
    jobs: int,
    task: str | None,
    salt: str,
    language: str,
    show_counterexamples: bool,
    fresh: bool,
    shard: tuple[int, int],
    scheduler: str,
    trusted: bool,
) -> None:
    """Grade PATH: a folder of submissions, a zip file of it, or one file.

    Writes OUT/grades.csv and OUT/results/<submission>.json. Results of an earlier run in OUT/journal.sqlite are not
    graded again: repeat the same command after an interruption, a correction or a late submission.
    """
    _refuse_unknown_task(task, homework)
    submissions, strays = _found(path, out, homework)
    if not trusted:
        _refuse_without_isolation(homework)
    warnings.simplefilter("ignore", RuntimeWarning)  # a student's NaN is judged; it needs no warning
    mine = class_run.shard(submissions, *shard)
    settings = Settings(salt, task, not trusted, None if homework.root == KIT else homework.root)
    with failures():
        reporter = Reporter(Context(out, homework, language, show_counterexamples, terminal()))
        with Journal(out, homework, fresh) as journal, Meter(len(mine), Console(stderr=True)) as meter:
            journal.settle(**settings.in_common)

            def done(result: Result, new: bool) -> None:
                reporter.add(result)
                meter.add(result, new)

            try:
                with grader(settings, jobs, scheduler) as grading:
                    class_run.run(mine, settings, journal, grading, done)
            except KeyboardInterrupt:
                said = f"stopped: {meter.done} of {len(mine)} are graded; the same command goes on from there"
                raise stop(said, INTERRUPTED) from None
        ignored = [f"ignored: {stray!r}" for stray in strays[:SHOWN]]
        reporter.close(*ignored, *_known(meter, reporter))


def _known(meter: Meter, reporter: Reporter) -> list[str]:
    """Return a remark on the submissions that were not graded again."""
    again = "; files that cannot be read are tried each time" if reporter.unread else ""
    remark = f"{meter.known} of {meter.total} were known from an earlier run (--fresh grades all again){again}"
    return [remark] if meter.known else []


def _refuse_unknown_task(task: str | None, homework: Homework) -> None:
    names = [known.name for known in homework.tasks]
    if task is not None and task not in names:
        raise stop(f"there is no task {task!r}; the tasks are {', '.join(names)}")


def _found(path: Path, out: Path, homework: Homework) -> tuple[list[Submission], list[str]]:
    """Make the output folder; return the submissions and what else was found."""
    try:
        found = find(path, homework)
        if out.resolve().is_relative_to(path.resolve()):
            raise Unusable(f"{out} lies inside {path}: its results would count as submissions; choose another --out")
        out.mkdir(parents=True, exist_ok=True)
    except (Unusable, OSError) as error:
        raise stop(str(error)) from None
    return found


def _refuse_without_isolation(homework: Homework) -> None:
    """End with 2 if a required layer of the sandbox is missing."""
    missing = doctor.missing(homework)
    for trial in missing:
        complain(f"{trial.layer.name} does not work here ({trial.problem}); needed: {trial.layer.remedy}")
    if missing:
        raise stop("`python -m autograder doctor` shows all layers; --i-trust-these-submissions grades without them")
