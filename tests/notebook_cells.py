"""Gives the notebook's cells and their outputs to the tests of the notebook."""

from functools import cache

import nbformat

from assignment.engine.homework import KIT, load
from autograder.release.notebook import notebook

HOMEWORK = load(solutions=True)
SOURCE = (KIT / "solutions" / "handout" / "notebook.md").read_text(encoding="utf-8")
CHINESE = (KIT / "solutions" / "handout" / "notebook.zh-CN.md").read_text(encoding="utf-8")
START = ("place", "texts", "setup", "helpers-code")
WITHOUT_PICTURE = ("experiment-forward", "experiment-minibatch")
DESCRIPTIONS = ("Picture: ", "图：")


def fresh(language: str = "en") -> nbformat.NotebookNode:
    """The students' notebook."""
    return nbformat.reads(_made(language), as_version=4)


@cache
def _made(language: str) -> str:
    return notebook(HOMEWORK, SOURCE, language, CHINESE if language == "zh" else "")


def cells(book: nbformat.NotebookNode) -> dict[str, nbformat.NotebookNode]:
    return {cell.id: cell for cell in book.cells}


def printed(cell: nbformat.NotebookNode) -> str:
    parts = [output.get("text", "") for output in cell.outputs]
    parts += [output.get("data", {}).get(kind, "") for output in cell.outputs for kind in ("text/plain", "text/html")]
    return "".join(parts)


def lines(cell: nbformat.NotebookNode) -> list[str]:
    """What a cell has printed, without the descriptions of pictures."""
    text = "".join(output.get("text", "") for output in cell.outputs)
    return [line for line in text.splitlines() if not line.startswith(DESCRIPTIONS)]


def described(cell: nbformat.NotebookNode) -> str:
    """The sentence below a picture."""
    text = "".join(output.get("text", "") for output in cell.outputs)
    (sentence,) = [line for line in text.splitlines() if line.startswith(DESCRIPTIONS)]
    return sentence


def pictures(cell: nbformat.NotebookNode) -> int:
    return sum("image/png" in output.get("data", {}) for output in cell.outputs)


def complete(book: nbformat.NotebookNode) -> None:
    """Check that each cell has the outputs that it should have, and no others."""
    for cell in book.cells:
        if cell.cell_type != "code":
            continue
        assert all(output.output_type != "error" and output.get("name") != "stderr" for output in cell.outputs), cell.id
        if cell.id in START:
            assert not cell.outputs, cell.id
        elif cell.id.endswith("-check"):
            assert "passed!" in printed(cell), cell.id
        elif cell.id in WITHOUT_PICTURE:
            assert printed(cell), cell.id
        else:
            assert pictures(cell) == 1, cell.id
            assert len(described(cell)) > 30, cell.id
        assert "todo" not in printed(cell), cell.id
