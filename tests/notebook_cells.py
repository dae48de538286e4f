"""Gives the notebook's cells and their outputs to the tests of the notebook."""

import nbformat

from assignment.engine.homework import KIT, load
from autograder.release.notebook import notebook

HOMEWORK = load(solutions=True)
SOURCE = (KIT / "solutions" / "handout" / "notebook.md").read_text(encoding="utf-8")
START = ("place", "setup", "helpers-code")


def fresh() -> nbformat.NotebookNode:
    """The students' notebook."""
    return nbformat.reads(notebook(HOMEWORK, SOURCE), as_version=4)


def cells(book: nbformat.NotebookNode) -> dict[str, nbformat.NotebookNode]:
    return {cell.id: cell for cell in book.cells}


def printed(cell: nbformat.NotebookNode) -> str:
    parts = [output.get("text", "") for output in cell.outputs]
    parts += [output.get("data", {}).get(kind, "") for output in cell.outputs for kind in ("text/plain", "text/html")]
    return "".join(parts)


def pictures(cell: nbformat.NotebookNode) -> int:
    return sum("image/png" in output.get("data", {}) for output in cell.outputs)
