"""Makes a homework's notebook from its jupytext source."""

import re

import jupytext
import nbformat

from assignment.engine.homework import Homework, Task

CHINESE = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook(homework: Homework, source: str) -> str:
    """Return the notebook as JSON, the same for the same source.

    Parameters
    ----------
    homework : Homework
    source : str
        Jupytext Markdown. Each cell has a ``name``, which becomes its id. ``TASK-text`` gets a heading from the
        tasks; ``TASK-check`` holds the call that checks the task.

    Raises
    ------
    ValueError
        If a cell has no name or the name of another cell, if a task's text or check is missing, or if the checks are
        not those of the tasks in order.
    """
    book = jupytext.reads(source, fmt="md")
    names = [str(cell.metadata.get("name", "")) for cell in book.cells]
    if not all(names):
        raise ValueError(f"the notebook's cell after {names[names.index('') - 1]!r} has no name")
    if len(set(names)) < len(names):
        raise ValueError("two cells of the notebook have the same name")
    wanted = [f"{task.name}-{part}".replace("_", "-") for task in homework.tasks for part in ("text", "check")]
    if missing := [name for name in wanted if name not in names]:
        raise ValueError(f"these cells are missing: {', '.join(missing)}")
    checks = [cell.source for name, cell in zip(names, book.cells, strict=True) if name.endswith("-check")]
    if checks != [f'grader.check("{task.name}")' for task in homework.tasks]:
        raise ValueError("the notebook must check every task once, in the order of the tasks")
    headings = {f"{task.name}-text".replace("_", "-"): _heading(task) for task in homework.tasks}
    made = nbformat.v4.new_notebook(metadata=METADATA)
    for name, cell in zip(names, book.cells, strict=True):
        if cell.cell_type == "markdown":
            text = re.sub(f"(?<={CHINESE})\n(?={CHINESE})", "", cell.source)  # Chinese has no spaces between lines
            made.cells.append(nbformat.v4.new_markdown_cell(headings.get(name, "") + text, id=name))
        else:
            made.cells.append(nbformat.v4.new_code_cell(cell.source, id=name))
    return nbformat.writes(made, indent=1) + "\n"


def _heading(task: Task) -> str:
    """Return the heading of a task, with its points and functions, to stand above its text."""
    functions = ", ".join(f"`{function}`" for function in task.functions)
    bonus = "bonus, " if task.bonus else ""
    return f"## {task.name} ({bonus}{task.points} points)\n\n{task.goal['en']}: {functions}\n\n"
