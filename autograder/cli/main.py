"""All commands, including two small ones that are defined here: ``doctor`` and ``summary``."""

from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from assignment.engine.homework import Homework, load

from ..reports import markdown
from ..sandbox.layers import doctor
from .build import assignment, otter, release
from .common import HOMEWORK, USAGE, terminal
from .grade import grade
from .merge import merge


class Commands(click.Group):
    """Commands whose help names the homework that is graded by default."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the group's text, then the homework's title."""
        super().format_help_text(ctx, formatter)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(f"The kit's own homework: {load().title}.")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Grade a homework."""


for command in (grade, merge, assignment, release, otter):
    main.add_command(command)


@main.command("doctor")
@HOMEWORK
def examine(homework: Homework) -> None:
    """Try each layer of the sandbox on this machine; exit 2 if a required one is missing."""
    findings = doctor.examine(homework)
    table = Table("layer", "keeps", "works here", "what to do")
    for finding in findings:
        works = Text("yes", "green") if not finding.problem else Text(finding.problem, "red")
        remedy = finding.layer.remedy if finding.problem else ""
        table.add_row(finding.layer.name, finding.layer.keeps, works, remedy)
    terminal().print(table)
    if any(finding.layer.required and finding.problem for finding in findings):
        raise click.exceptions.Exit(USAGE)


@main.command()
@click.argument("grades", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def summary(grades: Path) -> None:
    """Print GRADES, a grades.csv, as a Markdown table."""
    click.echo(markdown.summary(grades), nl=False)
