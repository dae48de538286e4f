"""Writes the colours of the class as one CSV table."""

from assignment.engine.clean import cell
from assignment.engine.language import said

from ..grading.result import Result
from .colours import Colour, lights
from .files import own_file, write_table
from .identity import COLUMNS, identity
from .repairs import summary
from .report import Context
from .sentences import note

FILE = "traffic.csv"


class TrafficSheet:
    """Writes ``traffic.csv`` at the end, whole or not at all.

    The columns are ``submission``, one with a colour for each task, a note, the name under which the file was
    handed in, and who did that.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._path = own_file(context.out / FILE)
        self._rows: dict[str, dict[str, str]] = {}

    def add(self, result: Result) -> None:
        """Keep the row of a result."""
        homework, language = self._context.homework, self._context.language
        noted = (said(remark, language) for remark in result.noted)
        texts = (note(result, language), summary(result, homework, language, graded=False), *noted)
        self._rows[result.submission] = {
            "submission": cell(result.submission),
            **{light.task.name: str(light.colour) for light in lights(result, homework)},
            "note": cell("; ".join(filter(None, texts))),
            "handed_in": cell(result.handed_in),
            **identity(result),
        }

    def close(self) -> None:
        """Write the file, sorted by name."""
        rows = [self._rows[name] for name in sorted(self._rows)]
        tasks = [task.name for task in self._context.homework.tasks if any(task.name in row for row in rows)]
        write_table(self._path, ["submission", *tasks, "note", "handed_in", *COLUMNS], rows, missing=str(Colour.GREY))
