"""Writes the watch's output on the terminal."""

import sys
import time
from collections.abc import Mapping, Sequence

import click  # knows the colours of Windows terminals

from .clean import terminal
from .events import Definition
from .language import _, chosen, said
from .report import PUBLIC, of_points, padded, rest, wrapped
from .watch_rows import Round, Row, State, first_open, next_step

LOOK = {State.DONE: (":)", "green"), State.FAILING: (":(", "red"), State.UNKNOWN: (":(", "red")}
OTHER_LOOK = (":|", "yellow")
WIDTH = 48
LINE = 88
LONGEST = 10_000  # characters of a text


class View:
    """Shows the rounds of the watch.

    Parameters
    ----------
    filename : str
    task : str
        The only task to show; empty for all.
    """

    def __init__(self, filename: str, task: str) -> None:
        self.filename, self.task = filename, task
        self._live = sys.stdout.isatty()

    def begin(self) -> None:
        """Write the heading of a round."""
        echo(f"{self.filename}  {time.strftime('%H:%M:%S')}", bold=True)

    def waiting(self, name: str) -> None:
        """Show on a terminal what is running; the next line replaces it."""
        if self._live:
            click.echo(f"\r...  {padded(said(name, chosen()), 40)}\r", nl=False)

    def saved_again(self) -> None:
        """Say that the file was saved before the round ended."""
        echo(_("saved again"), dim=True)

    def watching(self, more: bool) -> None:
        """Say that nothing happens until the next save; and that there is more to read, if so."""
        enter = _("Enter tells more about the hint, ") if more else ""
        what = _("watching {file}: save it to check it again, {enter}Ctrl-C ends", file=self.filename, enter=enter)
        echo(what, dim=True)

    def more(self, texts: Sequence[str]) -> None:
        """Show the second level of a hint."""
        for text in texts:
            echo("\n".join(wrapped(said(text, chosen()), LINE)) + "\n")

    def clear(self) -> None:
        """Clear the terminal for the next round."""
        if self._live:
            click.clear()

    def row(self, row: Row) -> None:
        """Show points and state of a task."""
        face, colour = LOOK.get(row.state, OTHER_LOOK)
        score = f"{row.points:g}/{row.possible:g}" if row.checks else ""
        state = _("{state} (bonus)", state=row.state) if row.task.bonus else row.state
        line = f"{face}  {score:>9}  {row.task.name:<16}{said(state, chosen())}"
        echo(padded(line, WIDTH) if self._live else line, colour)

    def end(self, found: Round, row: Row | None, definitions: Mapping[str, Definition]) -> None:
        """End a round: show points, the first open check of the current task, and the next step."""
        if self._live:
            click.echo(f"{'':<{WIDTH}}\r", nl=False)
        if found.broken:
            for number, text in enumerate(found.broken):
                echo(f"    {text}" if number else text, None if number else "red")
            echo(_("next: repair this, then save"), bold=True)
            return
        reached, possible = sum(row.points for row in found.rows), sum(row.possible for row in found.rows)
        echo(of_points(_("these tasks") if self.task else PUBLIC, reached, possible))
        echo("")
        every = sum(row.task.points for row in found.rows)
        shown = found.shown or bool(row and self.check(row))
        if self.task and not shown:
            step = _("{task} is done; leave --task out to see the others", task=self.task)
        else:
            step = next_step(found.rows, row, definitions) or _(
                "all public checks pass; look at the rules in README.md once more and hand in {file} ({rest})",
                file=self.filename,
                rest=rest(possible, every),
            )
        echo(_("next: {step}", step=step), bold=True)

    def check(self, row: Row) -> bool:
        """Show a task's first open check with all its details, the first of them in colour; False if there is none."""
        check = first_open(row)
        if not check:
            return False
        echo(f"{check.id}  {check.title}", bold=True)
        for number, line in enumerate(check.details):
            echo("    " + line.replace("\n", "\n    "), None if number else "red")
        return True


def echo(text: str, colour: str | None = None, bold: bool = False, dim: bool = False) -> None:
    """Print a line in the student's language and in colour; click omits the colours if there is no terminal."""
    click.secho(terminal(said(text, chosen()), LONGEST), fg=colour, bold=bold or None, dim=dim or None)
