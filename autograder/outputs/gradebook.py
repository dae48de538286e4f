"""The class as one CSV table."""

from pathlib import Path

import pandas as pd

from assignment.checks.engine.tasks import TASKS

from ..grading import NOT_ISOLATED, Result
from ..names import cell
from .tasks import by_task


def _note(result: Result) -> str:
    return result.reason if result.isolated else f"{NOT_ISOLATED} {result.reason}"


def write_grades(results: list[Result], path: Path) -> None:
    """Write ``submission,score,max_score``, a column a task, and a note."""
    rows = []
    for result in results:
        points = {entry.task.name: entry.points for entry in by_task(result)}
        rows.append(
            {"submission": cell(result.submission), "score": result.score, "max_score": result.max_score}
            | points
            | {"note": cell(_note(result))}
        )
    tasks = [task.name for task in TASKS if any(task.name in row for row in rows)]
    table = pd.DataFrame(rows, columns=["submission", "score", "max_score", *tasks, "note"])
    table.fillna(0).to_csv(path, index=False, float_format="%g", encoding="utf-8")
