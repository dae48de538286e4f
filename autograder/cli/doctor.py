"""``doctor``: try the sandbox."""

import click
from rich.table import Table
from rich.text import Text

from assignment.engine.homework import Homework

from ..sandbox.layers import doctor as layers
from .common import HOMEWORK, USAGE
from .reporter import terminal


@click.command()
@HOMEWORK
def doctor(homework: Homework) -> None:
    """Try each layer of the sandbox on this machine; exit 2 if a required one is missing."""
    trials = layers.examine(homework)
    table = Table("layer", "keeps", "works here", "what to do")
    for trial in trials:
        works = Text("yes", "green") if not trial.problem else Text(trial.problem, "red")
        remedy = trial.layer.remedy if trial.problem else ""
        table.add_row(trial.layer.name, trial.layer.keeps, works, remedy)
    terminal().print(table)
    if any(trial.layer.required and trial.problem for trial in trials):
        raise click.exceptions.Exit(USAGE)
