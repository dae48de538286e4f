"""The command line: ``python -m autograder``."""

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .cli_grade import FAULT, SALT, USAGE, complain, grade, merge
from .outputs import markdown
from .release import build, otter_zip
from .sandbox import doctor


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Grade the neural-network homework."""


main.add_command(grade)
main.add_command(merge)


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
        raise click.exceptions.Exit(complain(str(error))) from None
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
        raise click.exceptions.Exit(complain(str(error))) from None
    click.echo(f"written: {out}")
