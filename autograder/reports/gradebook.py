"""Writes the class as one CSV table."""

import csv
from pathlib import Path
from typing import Any

from assignment.engine.clean import cell
from assignment.engine.language import said

from ..grading.result import Result
from .files import own_file, write_table
from .identity import COLUMNS, identity
from .repairs import summary
from .report import Context
from .sentences import codes, note
from .tasks import by_task

FILE, DEDUCTION = "grades.csv", "deduction"


class Gradebook:
    """Writes ``grades.csv`` at the end, whole or not at all.

    The columns are ``submission,score,max_score``, one for each task, one for deductions if there are any, the codes
    of named mistakes, a note, the name under which the file was handed in, and who did that. A score that the kit could
    not determine is empty, not 0.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._path = own_file(context.out / FILE)
        self._rows: dict[str, dict[str, Any]] = {}

    def add(self, result: Result) -> None:
        """Keep the row of a result."""
        homework, language = self._context.homework, self._context.language
        noted = (said(remark, language) for remark in (*result.noted, *result.remarks))
        texts = (note(result, language), summary(result, homework, language), *noted)
        self._rows[result.submission] = {
            "submission": cell(result.submission),
            "max_score": result.max_score,
            **({"score": result.score} if result.verdicts else {}),
            **{entry.task.name: entry.points for entry in by_task(result, homework)},
            **({DEDUCTION: result.deduction} if result.deduction else {}),
            "misconceptions": cell(codes(result.mistakes)),
            "note": cell("; ".join(filter(None, texts))),
            "handed_in": cell(result.handed_in),
            **identity(result),
        }

    def close(self) -> None:
        """Write the file, sorted by name."""
        rows = [self._rows[name] for name in sorted(self._rows)]
        tasks = [task.name for task in self._context.homework.tasks if any(task.name in row for row in rows)]
        tasks += [DEDUCTION] if any(DEDUCTION in row for row in rows) else []
        columns = ["submission", "score", "max_score", *tasks, "misconceptions", "note", "handed_in", *COLUMNS]
        written = ({name: _written(value) for name, value in row.items()} for row in rows)
        write_table(self._path, columns, written)


def names_in(out: Path) -> list[str]:
    """Return the submissions in the gradebook of a folder; none if there is none, or not one of ours."""
    try:
        with own_file(out / FILE).open(encoding="utf-8-sig", newline="") as file:
            return [row["submission"] for row in csv.DictReader(file)]
    except (OSError, ValueError, KeyError, csv.Error):
        return []


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"
