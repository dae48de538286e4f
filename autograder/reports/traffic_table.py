"""Shows the colours of the class on the terminal."""

from collections import Counter
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from assignment.engine.clean import log

from ..grading.result import Result
from ..mistakes.finding import Group
from .class_table import MAX_ROWS, NOBODY, UNSAFE, number_of, show_mistakes
from .colours import SIGNS, Colour, Light, lights
from .report import Context
from .sentences import problem

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
        said = problem(result, self._context.language)
        shown = tuple(lights(result, self._context.homework))
        self._rows[result.submission] = _Row(shown, said, tuple(result.mistakes), result.isolated)

    def close(self) -> None:
        """Show the tables, sorted by name and in the order of the tasks."""
        rows, console = [self._rows[name] for name in sorted(self._rows)], self._context.console
        if not rows:
            console.print(NOBODY)
            return
        table = Table("submission", "tasks that are not green", header_style="bold")
        for name in sorted(self._rows)[:MAX_ROWS]:
            table.add_row(Text(log(name, 40)), _short(self._rows[name]))
        console.print(table)
        if len(rows) > MAX_ROWS:
            console.print(f"... and {len(rows) - MAX_ROWS} more: all are in traffic.csv")
        console.print(_by_task(rows, self._context))
        console.print(number_of(len(rows)))
        show_mistakes((mistake for row in rows for mistake in row.mistakes), self._context)
        if not all(row.isolated for row in rows):
            console.print(UNSAFE)


def _short(row: _Row) -> Text:
    if row.problem:
        return Text(log(row.problem, 200), style="red")
    if {light.colour for light in row.lights} == {Colour.WHITE}:
        return Text("nothing written yet")
    parts = [_part(colour, row.lights) for colour in WORST_FIRST if any(one.colour == colour for one in row.lights)]
    return Text("; ").join(parts) if parts else Text("none", style="green")


def _part(colour: Colour, lights: tuple[Light, ...]) -> Text:
    tasks = (light.task for light in lights if light.colour == colour)
    names = ", ".join(f"{task.name} (bonus)" if task.bonus else task.name for task in tasks)
    return Text(f"{SIGNS[colour]} {colour}: {names}", style=STYLES[colour])


def _by_task(rows: list[_Row], context: Context) -> Table:
    """Return how many submissions have which colour in each task."""
    table = Table("task", header_style="bold")
    for colour in Colour:
        table.add_column(Text(f"{SIGNS[colour]} {colour}", style=STYLES[colour]), justify="right")
    counts = Counter((light.task.name, light.colour) for row in rows for light in row.lights)
    judged = {name for name, _ in counts}
    for task in context.homework.tasks:
        if task.name in judged:
            table.add_row(task.name, *(str(counts[task.name, colour]) for colour in Colour))
    return table
