"""Shows the colours of the class on the terminal."""

from collections import Counter
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from assignment.engine.clean import log
from assignment.engine.language import _, said

from ..grading.result import Result
from ..mistakes.finding import Group
from .class_table import MAX_ROWS, MORE, NOBODY, NONE, UNSAFE, UNWRITTEN, number_of, show_mistakes
from .colours import SIGNS, Colour, Light, lights
from .report import Context
from .sentences import problem
from .traffic_sheet import FILE

STYLES = {Colour.GREEN: "green", Colour.YELLOW: "yellow", Colour.RED: "red", Colour.WHITE: "", Colour.GREY: "dim"}
WORST_FIRST = (Colour.GREY, Colour.RED, Colour.YELLOW, Colour.WHITE)


@dataclass(frozen=True, slots=True)
class _Row:
    lights: tuple[Light, ...]
    problem: str
    mistakes: tuple[Group, ...]
    isolated: bool


class TrafficTable:
    """Shows names and every task that is not green; then the colours of each task, and the commonest mistakes."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._rows: dict[str, _Row] = {}

    def add(self, result: Result) -> None:
        """Keep the row of a result."""
        why = problem(result, self._context.language)
        shown = tuple(lights(result, self._context.homework))
        self._rows[result.submission] = _Row(shown, why, tuple(result.mistakes), result.isolated)

    def close(self) -> None:
        """Show the tables, sorted by name and in the order of the tasks."""
        rows, console = [self._rows[name] for name in sorted(self._rows)], self._context.console
        language = self._context.language
        if not rows:
            console.print(said(NOBODY, language))
            return
        titles = _("submission"), _("tasks that are not green")
        table = Table(*(said(title, language) for title in titles), header_style="bold")
        for name in sorted(self._rows)[:MAX_ROWS]:
            table.add_row(Text(log(name, 40)), _short(self._rows[name], language))
        console.print(table)
        if len(rows) > MAX_ROWS:
            console.print(said(_(MORE, number=len(rows) - MAX_ROWS, file=FILE), language))
        console.print(_by_task(rows, self._context))
        console.print(said(number_of(len(rows)), language))
        show_mistakes((mistake for row in rows for mistake in row.mistakes), self._context)
        if not all(row.isolated for row in rows):
            console.print(said(UNSAFE, language))


def _short(row: _Row, language: str) -> Text:
    if row.problem:
        return Text(log(row.problem, 200), style="red")
    if {light.colour for light in row.lights} == {Colour.WHITE}:
        return Text(said(UNWRITTEN, language))
    shown = [colour for colour in WORST_FIRST if any(one.colour == colour for one in row.lights)]
    parts = [_part(colour, row.lights, language) for colour in shown]
    return Text(said(_("; "), language)).join(parts) if parts else Text(said(NONE, language), style="green")


def _part(colour: Colour, lights: tuple[Light, ...], language: str) -> Text:
    tasks = (light.task for light in lights if light.colour == colour)
    named = (_("{task} (bonus)", task=task.name) if task.bonus else task.name for task in tasks)
    names = ", ".join(said(name, language) for name in named)  # lines break at spaces only
    text = _("{sign} {colour}: {tasks}", sign=SIGNS[colour], colour=colour, tasks=names)
    return Text(said(text, language), style=STYLES[colour])


def _by_task(rows: list[_Row], context: Context) -> Table:
    """Return how many submissions have which colour in each task."""
    table = Table(said(_("task"), context.language), header_style="bold")
    for colour in Colour:
        heading = f"{SIGNS[colour]} {said(colour, context.language)}"
        table.add_column(Text(heading, style=STYLES[colour]), justify="right")
    counts = Counter((light.task.name, light.colour) for row in rows for light in row.lights)
    judged = {name for name, _colour in counts}
    for task in context.homework.tasks:
        if task.name in judged:
            table.add_row(task.name, *(str(counts[task.name, colour]) for colour in Colour))
    return table
