"""The class as one CSV table."""

from pathlib import Path

import pandas as pd

from assignment.checks.engine.tasks import TASKS

from ..names import cell
from .feedback import codes
from .row import Row


def write_grades(results: list[Row], path: Path) -> None:
    """Write, whole or not at all.

    The columns are ``submission,score,max_score``, one for each task, the codes of named mistakes, a note, and the
    name under which the file was handed in. What the kit could not judge is empty, not 0.
    """
    rows = []
    for result in results:
        points = {entry.task.name: entry.points for entry in result.tasks}
        rows.append(
            {"submission": cell(result.submission), "max_score": result.max_score}
            | ({"score": result.score} if result.tasks else {})
            | points
            | {"misconceptions": cell(codes(result.mistakes))}
            | {"note": cell("; ".join(filter(None, (result.note, *result.remarks))))}
            | {"handed_in": cell(result.handed_in)}
        )
    tasks = [task.name for task in TASKS if any(task.name in row for row in rows)]
    table = pd.DataFrame(
        rows, columns=["submission", "score", "max_score", *tasks, "misconceptions", "note", "handed_in"]
    )
    draft = path.with_suffix(".tmp")
    table.to_csv(draft, index=False, float_format="%g", encoding="utf-8")
    draft.replace(path)
