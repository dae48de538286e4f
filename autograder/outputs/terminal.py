"""The class on the terminal."""

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assignment.checks.engine.report import points

from ..grading import NOT_ISOLATED, Result
from ..misconceptions.catalogue import catalogue
from ..names import clean
from .tasks import TaskSum, by_task

COLOURS = {"passed": "green", "todo": "yellow", "blocked": "yellow", "failed": "red"}
MAX_ROWS = 2_000
COMMONEST = 3


def show_class(results: list[Result], console: Console, language: str) -> None:
    """A table with names, scores, and every task that is short of its points."""
    table = Table("submission", "score", "tasks short of full points", header_style="bold")
    table.columns[1].justify = "right"
    for result in results[:MAX_ROWS]:
        table.add_row(Text(clean(result.submission, 40)), points(result.score), _short(result))
    console.print(table)
    if len(results) > MAX_ROWS:
        console.print(f"... and {len(results) - MAX_ROWS} more: all are in grades.csv")
    _show_summary(results, console)
    _show_mistakes(results, console, language)
    if not all(result.isolated for result in results):
        console.print(f"{NOT_ISOLATED}: these submissions could read files, use the network and forge their grades")


def _short(result: Result) -> Text:
    if result.reason:
        return Text(clean(result.reason, 200), style="red")
    if all(verdict.outcome == "todo" for verdict in result.verdicts.values()):
        return Text("nothing written yet", style="yellow")
    parts = [_part(entry) for entry in by_task(result) if entry.points < entry.possible]
    return Text(", ").join(parts) if parts else Text("none", style="green")


def _part(entry: TaskSum) -> Text:
    colour = COLOURS.get(entry.outcome, "bold red")
    bonus = " (bonus)" if entry.task.bonus else ""
    return Text(
        f"{entry.task.name} {points(entry.points)}/{points(entry.possible)} {entry.outcome}{bonus}", style=colour
    )


def _count(results: list[Result]) -> str:
    return f"{len(results)} submission{'s' if len(results) > 1 else ''}"


def _show_summary(results: list[Result], console: Console) -> None:
    scores = sorted(result.score for result in results)
    middle = (scores[(len(scores) - 1) // 2] + scores[len(scores) // 2]) / 2
    console.print(f"{_count(results)}, median {points(middle)} of {results[0].max_score} points (bonus on top)")
    lost = Counter(v.check.id for r in results if not r.reason for v in r.verdicts.values() if v.outcome == "failed")
    common = ", ".join(f"{check} ({count})" for check, count in lost.most_common(COMMONEST) if count > 1)
    if common:
        console.print(f"failed most often: {common}", highlight=False)


def _show_mistakes(results: list[Result], console: Console, language: str) -> None:
    """The mistakes that most students made, one a line."""
    counts = Counter(code for code, *_ in (mistake for result in results for mistake in result.mistakes))
    for number, (code, count) in enumerate(counts.most_common(COMMONEST)):
        head = "commonest mistakes:" if number == 0 else ""
        console.print(f"{head:<20}{count:>4} x {code:<4} {catalogue()[code].title[language]}", highlight=False)
