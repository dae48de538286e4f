"""All commands, including a small one that is defined here: ``doctor``."""

import click
from rich.table import Table
from rich.text import Text

from assignment.engine.homework import Homework, load

from ..sandbox.layers import doctor
from .build import assignment, otter, release
from .common import HOMEWORK, USAGE, terminal
from .grade import grade
from .merge import merge
from .summary import summary


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


for command in (grade, merge, summary, assignment, release, otter):
    main.add_command(command)


@main.command("doctor")
@HOMEWORK
def examine(homework: Homework) -> None:
    """Try each layer of the sandbox on this machine; exit 2 if a required one is missing."""
    trials = doctor.examine(homework)
    table = Table("layer", "keeps", "works here", "what to do")
    for trial in trials:
        works = Text("yes", "green") if not trial.problem else Text(trial.problem, "red")
        remedy = trial.layer.remedy if trial.problem else ""
        table.add_row(trial.layer.name, trial.layer.keeps, works, remedy)
    terminal().print(table)
    if any(trial.layer.required and trial.problem for trial in trials):
        raise click.exceptions.Exit(USAGE)
