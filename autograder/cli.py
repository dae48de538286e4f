"""The command line: ``python -m autograder``."""

import os
import sys
import warnings
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from assignment.checks.engine.tasks import TASKS

from . import class_run
from .grading import DEFAULT_SALT, Result, checks_for
from .outputs import markdown
from .outputs.feedback import Feedback
from .outputs.gradebook import write_grades
from .outputs.gradescope import write_results
from .outputs.terminal import show_class
from .release import build, otter_zip
from .sandbox import doctor
from .submissions import Unusable, find

FAULT, USAGE = 1, 2
SALT = click.option(
    "--salt",
    envvar="AUTOGRADER_SALT",
    default=DEFAULT_SALT,
    help="Your course's secret: decides the hidden instances. Better set as AUTOGRADER_SALT.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Grade the neural-network homework."""


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder for the results.")
@click.option("--jobs", type=click.IntRange(1, 256), default=os.cpu_count() or 1, help="Graded side by side.")
@click.option("--task", type=click.Choice([task.name for task in TASKS]), help="Judge one task only.")
@SALT
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", help="Of the sentences that name mistakes.")
@click.option("--show-counterexamples", is_flag=True, help="Hidden checks show the smallest call that goes wrong, too.")
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
    trusted: bool,
) -> None:
    """Grade PATH: a folder of submissions, a zip of it, or one file.

    Writes OUT/grades.csv and OUT/results/<submission>.json.
    """
    console = Console(width=None if sys.stdout.isatty() else 120)
    try:
        submissions, strays = find(path)
        if out.resolve().is_relative_to(path.resolve()):
            raise Unusable(f"{out} lies inside {path}: its results would count as submissions; choose another --out")
        folder = out / "results"
        folder.mkdir(parents=True, exist_ok=True)
    except (Unusable, OSError) as error:
        raise click.exceptions.Exit(_complain(str(error))) from None
    for finding in [] if trusted else doctor.missing():
        _complain(f"{finding.layer} does not work here ({finding.problem}); needed: {finding.remedy}")
        _complain("`python -m autograder doctor` shows all layers; --i-trust-these-submissions grades without them")
        raise click.exceptions.Exit(USAGE)
    warnings.simplefilter("ignore", RuntimeWarning)  # a student's NaN is judged, not announced
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("grading", total=len(submissions))

        def done(result: Result) -> None:
            write_results(result, folder, Feedback(language, show_counterexamples))
            progress.advance(bar)

        try:
            results = class_run.run(submissions, checks_for(task), salt, jobs, not trusted, done)
        except class_run.Broken as error:
            _complain(str(error))
            raise click.exceptions.Exit(FAULT) from None
    write_grades(results, out / "grades.csv")
    older = sorted({path.stem for path in folder.glob("*.json")} - {result.submission for result in results})
    show_class(results, console, language)
    for stray in strays[:20]:
        console.print(f"ignored: {stray!r}", markup=False, highlight=False)
    if older:
        console.print(f"left from an earlier run in {folder}: {', '.join(older[:20])}", highlight=False, markup=False)
    console.print(f"written: {out / 'grades.csv'} and {folder}", highlight=False, markup=False)
    if any(result.faulty for result in results):
        _complain("the kit failed on some submissions; they are marked as fault. Grade them again.")
        raise click.exceptions.Exit(FAULT)


@main.command("doctor")
def examine() -> None:
    """Try each layer of the sandbox on this machine; exit 2 if a required one is missing."""
    findings = doctor.examine()
    table = Table("layer", "keeps", "works here", "what to do")
    for finding in findings:
        works = Text("yes", "green") if not finding.problem else Text(finding.problem, "red")
        table.add_row(finding.layer, finding.keeps, works, finding.remedy if finding.problem else "")
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    if any(finding.required and finding.problem for finding in findings):
        raise click.exceptions.Exit(USAGE)


@main.command()
@click.argument("grades", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def summary(grades: Path) -> None:
    """Print GRADES, a grades.csv, as a Markdown table."""
    click.echo(markdown.summary(grades), nl=False)


@main.command()
@click.option("--check", is_flag=True, help="Only tell what has drifted; exit 1 if anything has.")
def assignment(check: bool) -> None:
    """Generate the students' files from solutions/ and the checks."""
    try:
        paths = build.drifted() if check else build.write()
    except ValueError as error:
        raise click.exceptions.Exit(_complain(str(error))) from None
    for path in paths:
        click.echo(f"{'drifted' if check else 'written'}: {path}")
    if check and paths:
        raise click.exceptions.Exit(FAULT)


@main.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=Path("dist/assignment.zip"))
def release(out: Path) -> None:
    """Zip the assignment for students."""
    build.release(out)
    click.echo(f"written: {out}")


@main.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=Path("dist/autograder.zip"))
@SALT
def otter(out: Path, salt: str) -> None:
    """Build the zip for `otter run` and Gradescope, with the course's salt in it (needs the extra "otter")."""
    try:
        otter_zip.build(out, salt)
    except otter_zip.OtterMissing as error:
        raise click.exceptions.Exit(_complain(str(error))) from None
    click.echo(f"written: {out}")


def _complain(sentence: str) -> int:
    click.echo(f"autograder: {sentence}", err=True)
    return USAGE
