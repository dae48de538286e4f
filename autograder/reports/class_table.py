"""Shows the class on the terminal."""

from collections import Counter
from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from assignment.engine.clean import log
from assignment.engine.outcomes import Outcome
from assignment.engine.report import points

from ..grading.result import NOT_ISOLATED, Result
from ..mistakes.catalogue import title
from ..mistakes.finding import Group
from .report import Context
from .row import Row, row
from .tasks import TaskSum

COLOURS = {Outcome.PASSED: "green", Outcome.TODO: "yellow", Outcome.BLOCKED: "yellow", Outcome.FAILED: "red"}
MAX_ROWS = 2_000
COMMONEST = 3
NOBODY = "this part of the class holds no submission"
UNSAFE = f"{NOT_ISOLATED}: these submissions could read files, use the network and forge their grades"


class ClassTable:
    """Shows names, scores and every task without full points; then the checks and mistakes that cost most students."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._rows: dict[str, Row] = {}

    def add(self, result: Result) -> None:
        """Keep the row of a result."""
        self._rows[result.submission] = row(result, self._context)

    def close(self) -> None:
        """Show the table, sorted by name."""
        rows, console = [self._rows[name] for name in sorted(self._rows)], self._context.console
        if not rows:
            console.print(NOBODY)
            return
        table = Table("submission", "score", "tasks short of full points", header_style="bold")
        table.columns[1].justify = "right"
        for entry in rows[:MAX_ROWS]:
            table.add_row(Text(log(entry.submission, 40)), points(entry.score), _short(entry))
        console.print(table)
        if len(rows) > MAX_ROWS:
            console.print(f"... and {len(rows) - MAX_ROWS} more: all are in grades.csv")
        _show_summary(rows, self._context)
        show_mistakes((mistake for row in rows for mistake in row.mistakes), self._context)
        if not all(entry.isolated for entry in rows):
            console.print(UNSAFE)


def _short(row: Row) -> Text:
    if row.problem:
        return Text(log(row.problem, 200), style="red")
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


def number_of(submissions: int) -> str:
    """Return a number of submissions in words."""
    return f"{submissions} submission{'s' if submissions > 1 else ''}"


def _show_summary(rows: list[Row], context: Context) -> None:
    scores = sorted(row.score for row in rows)
    middle = (scores[(len(scores) - 1) // 2] + scores[len(scores) // 2]) / 2
    most = max(row.max_score for row in rows)
    extra = most == context.homework.core_points and any(task.bonus for task in context.homework.tasks)
    bonus = " (bonus on top)" if extra else ""
    unread = sum(bool(row.problem) and not row.faulty for row in rows)
    without = f" ({unread} could not be run)" if unread else ""
    context.console.print(f"{number_of(len(rows))}{without}, median {points(middle)} of {points(most)} points{bonus}")
    lost = Counter(check for row in rows for check in row.failed)
    common = ", ".join(f"{check} ({count})" for check, count in lost.most_common(COMMONEST) if count > 1)
    if common:
        context.console.print(f"failed most often: {common}", highlight=False)


def show_mistakes(mistakes: Iterable[Group], context: Context) -> None:
    """Show the mistakes that most students made, one on each line."""
    counts = Counter(code for code, *_ in mistakes)
    for number, (code, count) in enumerate(counts.most_common(COMMONEST)):
        what = title(context.homework, code, context.language)
        head = "commonest mistakes:" if number == 0 else ""
        context.console.print(f"{head:<20}{count:>4} x {code:<4} {what}", highlight=False)
