"""Shows the class on the terminal."""

from collections import Counter
from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from assignment.engine.clean import log
from assignment.engine.language import _, said
from assignment.engine.outcomes import Outcome
from assignment.engine.report import padded, points

from ..grading.result import NOT_ISOLATED, Result
from ..mistakes.catalogue import title
from ..mistakes.finding import Group
from .gradebook import FILE
from .report import Context
from .row import Row, row
from .sentences import BONUS
from .tasks import TaskSum

COLOURS = {Outcome.PASSED: "green", Outcome.TODO: "yellow", Outcome.BLOCKED: "yellow", Outcome.FAILED: "red"}
MAX_ROWS = 2_000
COMMONEST = 3
MORE = _("... and {number} more: all are in {file}")
UNWRITTEN, NONE = _("nothing written yet"), _("none")
NOBODY = _("this part of the class holds no submission")
UNSAFE = _("{mark}: these submissions could read files, use the network and forge their grades", mark=NOT_ISOLATED)


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
        language = self._context.language
        if not rows:
            console.print(said(NOBODY, language))
            return
        titles = _("submission"), _("score"), _("tasks short of full points")
        table = Table(*(said(title, language) for title in titles), header_style="bold")
        table.columns[1].justify = "right"
        for entry in rows[:MAX_ROWS]:
            score = points(entry.score) if entry.tasks else "-"  # if the kit could judge nothing
            table.add_row(Text(log(entry.submission, 40)), score, _short(entry, language))
        console.print(table)
        if len(rows) > MAX_ROWS:
            console.print(said(_(MORE, number=len(rows) - MAX_ROWS, file=FILE), language))
        _show_summary(rows, self._context)
        show_mistakes((mistake for row in rows for mistake in row.mistakes), self._context)
        if not all(entry.isolated for entry in rows):
            console.print(said(UNSAFE, language))


def _short(row: Row, language: str) -> Text:
    if row.problem:
        return Text(log(row.problem, 200), style="red")
    if row.unwritten:
        return Text(said(UNWRITTEN, language), style="yellow")
    parts = [_part(entry, language) for entry in row.tasks if entry.points < entry.possible]
    if row.deduction:
        off = _("repaired -{points}", points=points(row.deduction))
        parts.append(Text(said(off, language), style="yellow"))
    return Text(said(_(", "), language)).join(parts) if parts else Text(said(NONE, language), style="green")


def _part(entry: TaskSum, language: str) -> Text:
    score = f"{points(entry.points)}/{points(entry.possible)}"
    bonus = said(BONUS, language) if entry.task.bonus else ""
    text = f"{entry.task.name} {score} {said(entry.outcome, language)}{bonus}"
    return Text(text, style=COLOURS.get(entry.outcome, "bold red"))


def number_of(submissions: int) -> str:
    """Return a number of submissions in words."""
    if submissions > 1:
        return _("{number} submissions", number=submissions)
    return _("{number} submission", number=submissions)


def _show_summary(rows: list[Row], context: Context) -> None:
    scores = sorted(row.score for row in rows if row.tasks) or [0.0]
    middle = (scores[(len(scores) - 1) // 2] + scores[len(scores) // 2]) / 2
    most = max(row.max_score for row in rows)
    extra = most == context.homework.core_points and any(task.bonus for task in context.homework.tasks)
    unread = sum(bool(row.problem) and not row.faulty for row in rows)
    text = _(
        "{submissions}{without}, median {median} of {most} points{bonus}",
        submissions=number_of(len(rows)),
        without=_(" ({number} could not be run)", number=unread) if unread else "",
        median=points(middle),
        most=points(most),
        bonus=_(" (bonus on top)") if extra else "",
    )
    context.console.print(said(text, context.language))
    lost = Counter(check for row in rows for check in row.failed)
    common = ", ".join(f"{check} ({count})" for check, count in lost.most_common(COMMONEST) if count > 1)
    if common:
        context.console.print(said(_("failed most often: {checks}", checks=common), context.language), highlight=False)


def show_mistakes(mistakes: Iterable[Group], context: Context) -> None:
    """Show the mistakes that most students made, one on each line."""
    counts = Counter(code for code, *_others in mistakes)
    for number, (code, count) in enumerate(counts.most_common(COMMONEST)):
        what = title(context.homework, code, context.language)
        head = said(_("commonest mistakes:"), context.language) if number == 0 else ""
        context.console.print(f"{padded(head, 20)}{count:>4} x {code:<4} {what}", highlight=False)
