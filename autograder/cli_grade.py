"""The commands that grade: ``grade`` and ``merge``."""

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from assignment.checks.engine.tasks import TASKS

from . import class_run, work
from . import journal as journals
from .executors import NoExecutor, executor, processors
from .grading import DEFAULT_SALT, Result
from .journal import Journal, JournalError, OtherSettings
from .kit import Settings
from .outputs.feedback import Feedback
from .outputs.gradebook import write_grades
from .outputs.gradescope import write_results
from .outputs.row import Row, row
from .outputs.terminal import show_class
from .places import Unusable
from .progress import Meter
from .sandbox import doctor
from .submissions import find

FAULT, USAGE, INTERRUPTED = 1, 2, 130
RESULTS, GRADES = "results", "grades.csv"
SALT = click.option(
    "--salt",
    envvar="AUTOGRADER_SALT",
    default=DEFAULT_SALT,
    help="Your course's secret: decides the hidden instances. Better set as AUTOGRADER_SALT.",
)


class Shard(click.ParamType):
    """``2/5``: the second of five parts."""

    name = "I/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Part and number of parts."""
        if isinstance(value, tuple):
            return value
        part, _, parts = str(value).partition("/")
        if not (part.isascii() and part.isdecimal() and parts.isascii() and parts.isdecimal()):
            self.fail(f"{value!r} is not of the form 2/5", param, ctx)
        if not 1 <= int(part) <= int(parts):
            self.fail(f"{value!r}: the first number counts from 1 to the second", param, ctx)
        return int(part), int(parts)


def complain(sentence: str) -> int:
    """Say what is wrong; the exit code for it."""
    click.echo(f"autograder: {sentence}", err=True)
    return USAGE


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder for the results.")
@click.option("--jobs", type=click.IntRange(1, 256), default=lambda: len(processors()), help="Graded side by side.")
@click.option("--task", type=click.Choice([task.name for task in TASKS]), help="Judge one task only.")
@SALT
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", help="Of the sentences that name mistakes.")
@click.option("--show-counterexamples", is_flag=True, help="Hidden checks show the smallest call that goes wrong, too.")
@click.option("--fresh", is_flag=True, help="Grade all again, whatever an earlier run has found.")
@click.option("--shard", type=Shard(), default="1/1", help="I/N: every N-th submission from the I-th on; see merge.")
@click.option("--scheduler", default="", help='A Dask scheduler\'s address, or "local" (needs the extra "dask").')
@click.option(
    "--i-trust-these-submissions", "trusted", is_flag=True, help="Run without isolation; results say NOT ISOLATED."
)
def grade(
    path: Path,
    out: Path,
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
    """Grade PATH: a folder of submissions, a zip of it, or one file.

    Writes OUT/grades.csv and OUT/results/<submission>.json. What OUT/journal.sqlite knows of an earlier run is not
    graded again: give the same command after an interruption, a correction or a late submission.
    """
    console = Console(width=None if sys.stdout.isatty() else 120)
    try:
        submissions, strays = find(path)
        if out.resolve().is_relative_to(path.resolve()):
            raise Unusable(f"{out} lies inside {path}: its results would count as submissions; choose another --out")
        (out / RESULTS).mkdir(parents=True, exist_ok=True)
    except (Unusable, OSError) as error:
        raise click.exceptions.Exit(complain(str(error))) from None
    _refuse_without_isolation(trusted)
    warnings.simplefilter("ignore", RuntimeWarning)  # a student's NaN is judged, not announced
    mine = class_run.shard(submissions, *shard)
    feedback = Feedback(language, show_counterexamples)
    settings = Settings(salt, task, not trusted)
    with _failures(), Journal(out, fresh) as journal:
        journal.settle(**settings.named)
        with Meter(len(mine), Console(stderr=True)) as meter:
            rows: dict[str, Row] = {}

            def done(result: Result, new: bool) -> None:
                write_results(result, out / RESULTS, feedback)
                rows[result.submission] = row(result)
                meter.add(rows[result.submission], new)

            try:
                with executor(jobs, scheduler) as (pool, at_once):
                    class_run.run(mine, settings, journal, pool, at_once, done)
            except KeyboardInterrupt:
                complain(f"stopped: {meter.done} of {len(mine)} are graded; the same command goes on from there")
                raise click.exceptions.Exit(INTERRUPTED) from None
        in_order = [rows[numbered.submission.name] for numbered in mine]
        write_grades(in_order, out / GRADES)
    _report(in_order, strays, out, console, language, meter.known)


def _refuse_without_isolation(trusted: bool) -> None:
    """End with 2 where a required layer of the sandbox is missing."""
    for finding in [] if trusted else doctor.missing():
        complain(f"{finding.layer} does not work here ({finding.problem}); needed: {finding.remedy}")
        complain("`python -m autograder doctor` shows all layers; --i-trust-these-submissions grades without them")
        raise click.exceptions.Exit(USAGE)


@contextmanager
def _failures() -> Iterator[None]:
    """Turn what may go wrong with a run into a sentence and an exit code."""
    try:
        yield
    except (NoExecutor, OtherSettings) as error:
        raise click.exceptions.Exit(complain(str(error))) from None
    except (work.Broken, JournalError) as error:
        complain(str(error))
        raise click.exceptions.Exit(FAULT) from None
    except OSError as error:
        complain(f"{error.filename or 'the results'}: {error.strerror}; make room and give the same command again")
        raise click.exceptions.Exit(FAULT) from None


def _report(rows: list[Row], strays: list[str], out: Path, console: Console, language: str, known: int) -> None:
    """The class on the terminal; end with 1 if the kit failed on a submission."""
    folder = out / RESULTS
    older = sorted({path.stem for path in folder.glob("*.json")} - {row.submission for row in rows})
    show_class(rows, console, language)
    for stray in strays[:20]:
        console.print(f"ignored: {stray!r}", markup=False, highlight=False)
    if older:
        names = ", ".join(older[:20])
        console.print(f"left from an earlier run in {folder}, to be deleted: {names}", highlight=False, markup=False)
    if known:
        again = "; what cannot be read is tried each time" if any(row.reason for row in rows) else ""
        console.print(
            f"{known} of {len(rows)} were known from an earlier run (--fresh grades all again){again}", highlight=False
        )
    console.print(f"written: {out / GRADES} and {folder}", highlight=False, markup=False)
    if any(row.faulty for row in rows):
        complain("the kit failed on some submissions; they are marked as fault. Grade them again.")
        raise click.exceptions.Exit(FAULT)


@click.command()
@click.argument("parts", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder for the results.")
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", help="Of the sentences that name mistakes.")
@click.option("--show-counterexamples", is_flag=True, help="Hidden checks show the smallest call that goes wrong, too.")
def merge(parts: tuple[Path, ...], out: Path, language: str, show_counterexamples: bool) -> None:
    """Put the PARTS that were graded with --shard together: their output folders."""
    feedback = Feedback(language, show_counterexamples)
    console = Console(width=None if sys.stdout.isatty() else 120)
    rows: dict[int, Row] = {}
    common: dict[str, str] = {}
    if out.resolve() in [part.resolve() for part in parts]:
        raise click.exceptions.Exit(complain(f"{out} is one of the parts: choose another --out"))
    with _failures():
        (out / RESULTS).mkdir(parents=True, exist_ok=True)
        for part in parts:
            if not (part / journals.FILE).is_file():
                raise click.exceptions.Exit(complain(f"{part} holds no {journals.FILE}: it is not the --out of a run"))
            with Journal(part) as journal:
                theirs = journal.settings()
                others = [name for name, value in theirs.items() if common.setdefault(name, value) != value]
                if others:
                    problem = f"{part} was graded with another {' and another '.join(others)} than the parts before"
                    raise click.exceptions.Exit(complain(f"{problem}: grade all parts alike"))
                for position, result in journal.results():
                    if position in rows and rows[position].submission != result.submission:
                        problem = f"{part} and another part come from different classes: {result.submission}"
                        raise click.exceptions.Exit(complain(problem))
                    write_results(result, out / RESULTS, feedback)
                    rows[position] = row(result)
        in_order = [rows[position] for position in sorted(rows)]
        if not in_order:
            raise click.exceptions.Exit(complain("there is nothing to merge: the parts are empty"))
        missing = in_order and sorted(set(range(max(rows) + 1)) - set(rows))
        write_grades(in_order, out / GRADES)
    _report(in_order, [], out, console, language, 0)
    if missing:
        complain(f"{len(missing)} submissions are in no part: is a shard missing?")
        raise click.exceptions.Exit(FAULT)
