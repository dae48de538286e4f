"""The columns that say who a student is."""

from assignment.engine.clean import cell

from ..grading.result import Result

COLUMNS = ("id", "name", "section", "late", "attempt", "time")


def identity(result: Result) -> dict[str, str]:
    """Return the cells of a row that say who handed in, and when."""
    student = result.student
    return {
        **{name: cell(getattr(student, name)) for name in ("id", "name", "section", "time")},
        "late": "yes" if student.late else "",
        "attempt": str(student.attempt or ""),
    }
