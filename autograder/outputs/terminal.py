"""The class on the terminal."""

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assignment.checks.engine.report import points
from assignment.checks.engine.tasks import CORE_POINTS

from ..grading import NOT_ISOLATED
from ..misconceptions.catalogue import catalogue
from ..names import clean
from .row import Row
from .tasks import TaskSum

COLOURS = {"passed": "green", "todo": "yellow", "blocked": "yellow", "failed": "red"}
MAX_ROWS = 2_000
COMMONEST = 3


def show_class(rows: list[Row], console: Console, language: str) -> None:
    """A table with names, scores, and every task that is short of its points."""
    if not rows:
        console.print("this part of the class holds no submission")
        return
    table = Table("submission", "score", "tasks short of full points", header_style="bold")
    table.columns[1].justify = "right"
    for row in rows[:MAX_ROWS]:
        table.add_row(Text(clean(row.submission, 40)), points(row.score), _short(row))
    console.print(table)
    if len(rows) > MAX_ROWS:
        console.print(f"... and {len(rows) - MAX_ROWS} more: all are in grades.csv")
    _show_summary(rows, console)
    _show_mistakes(rows, console, language)
    if not all(row.isolated for row in rows):
        console.print(f"{NOT_ISOLATED}: these submissions could read files, use the network and forge their grades")


def _short(row: Row) -> Text:
    if row.reason:
        return Text(clean(row.reason, 200), style="red")
    if row.unwritten:
        return Text("nothing written yet", style="yellow")
    parts = [_part(entry) for entry in row.tasks if entry.points < entry.possible]
    return Text(", ").join(parts) if parts else Text("none", style="green")


def _part(entry: TaskSum) -> Text:
    colour = COLOURS.get(entry.outcome, "bold red")
    bonus = " (bonus)" if entry.task.bonus else ""
    return Text(
        f"{entry.task.name} {points(entry.points)}/{points(entry.possible)} {entry.outcome}{bonus}", style=colour
    )


def _count(rows: list[Row]) -> str:
    return f"{len(rows)} submission{'s' if len(rows) > 1 else ''}"


def _show_summary(rows: list[Row], console: Console) -> None:
    scores = sorted(row.score for row in rows)
    middle = (scores[(len(scores) - 1) // 2] + scores[len(scores) // 2]) / 2
    most = max(row.max_score for row in rows)
    bonus = " (bonus on top)" if most == CORE_POINTS else ""
    unread = sum(bool(row.reason) and not row.faulty for row in rows)
    without = f" ({unread} could not be run)" if unread else ""
    console.print(f"{_count(rows)}{without}, median {points(middle)} of {points(most)} points{bonus}")
    lost = Counter(check for row in rows for check in row.failed)
    common = ", ".join(f"{check} ({count})" for check, count in lost.most_common(COMMONEST) if count > 1)
    if common:
        console.print(f"failed most often: {common}", highlight=False)


def _show_mistakes(rows: list[Row], console: Console, language: str) -> None:
    """The mistakes that most students made, one a line."""
    counts = Counter(code for code, *_ in (mistake for row in rows for mistake in row.mistakes))
    for number, (code, count) in enumerate(counts.most_common(COMMONEST)):
        head = "commonest mistakes:" if number == 0 else ""
        console.print(f"{head:<20}{count:>4} x {code:<4} {catalogue()[code].title[language]}", highlight=False)
