"""The class as one CSV table."""

from pathlib import Path

import pandas as pd

from assignment.checks.engine.tasks import TASKS

from ..names import cell
from .feedback import codes
from .row import Row


def write_grades(results: list[Row], path: Path) -> None:
    """Write, whole or not at all: ``submission,score,max_score``, a column a task, codes of named mistakes, a note."""
    rows = []
    for result in results:
        points = {entry.task.name: entry.points for entry in result.tasks}
        rows.append(
            {"submission": cell(result.submission), "score": result.score, "max_score": result.max_score}
            | points
            | {"misconceptions": cell(codes(result.mistakes))}
            | {"note": cell("; ".join(filter(None, (result.note, *result.remarks))))}
        )
    tasks = [task.name for task in TASKS if any(task.name in row for row in rows)]
    table = pd.DataFrame(rows, columns=["submission", "score", "max_score", *tasks, "misconceptions", "note"])
    draft = path.with_suffix(".tmp")
    table.fillna(0).to_csv(draft, index=False, float_format="%g", encoding="utf-8")
    draft.replace(path)
