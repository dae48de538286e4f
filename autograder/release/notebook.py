"""Makes a homework's notebook from its jupytext source, in English or with the texts of a translation."""

import hashlib
import re
from collections.abc import Collection
from itertools import zip_longest

import jupytext
import nbformat

from assignment.engine.homework import Homework, Task

from .stubs import translated

SIGN, LETTER = "\u3000-\u303f\uff00-\uffef", "\u4e00-\u9fff"
BREAK = re.compile(f"(?<=[{SIGN}{LETTER}])\n(?=[{SIGN}{LETTER}])|(?<=[{SIGN}])\n(?=\\w)")  # Chinese has no spaces there
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
LANGUAGE = 'LANGUAGE = "{}"'  # the line of the code that differs
HEADINGS = {
    "en": ("{name} ({points} points)", "{name} (bonus, {points} points)", "{goal}: {functions}", ", "),
    "zh": ("{name}（{points} 分）", "{name}（附加，{points} 分）", "{goal}：{functions}", "、"),
}


def notebook(homework: Homework, source: str, language: str = "en", translation: str = "") -> str:
    """Return the notebook as JSON, the same for the same sources.

    Parameters
    ----------
    homework : Homework
    source : str
        Jupytext Markdown. Each cell has a ``name``, which becomes its id. ``TASK-text`` gets a heading from the
        tasks; ``TASK-check`` holds the call that checks the task.
    language : str
    translation : str
        For another language than English: the cells of text once more, with the same names in the same order. The code
        is that of `source`; its docstrings and comments are translated by the catalogues.

    Raises
    ------
    ValueError
        If a cell has no name or the name of another cell, if a task's text or check is missing, if the checks are
        not those of the tasks in order, or if the translation has other cells than the source.
    """
    cells = _cells(source)
    wanted = [f"{task.name}-{part}".replace("_", "-") for task in homework.tasks for part in ("text", "check")]
    if missing := [name for name in wanted if name not in cells]:
        raise ValueError(f"these cells are missing: {', '.join(missing)}")
    checks = [cell.source for name, cell in cells.items() if name.endswith("-check")]
    if checks != [f'grader.check("{task.name}")' for task in homework.tasks]:
        raise ValueError("the notebook must check every task once, in the order of the tasks")
    texts = {name: cell.source for name, cell in cells.items() if cell.cell_type == "markdown"}
    if language != "en":
        texts = _translated_texts(list(texts), translation)
    headings = {f"{task.name}-text".replace("_", "-"): _heading(task, language) for task in homework.tasks}
    made = nbformat.v4.new_notebook(metadata=METADATA)
    for name, cell in cells.items():
        if name in texts:
            text = BREAK.sub("", texts[name])
            made.cells.append(nbformat.v4.new_markdown_cell(headings.get(name, "") + text, id=name))
        else:
            text = cell.source.replace(LANGUAGE.format("en"), LANGUAGE.format(language))
            text = text if language == "en" else translated(text, language).rstrip("\n")
            made.cells.append(nbformat.v4.new_code_cell(text, id=name))
    return nbformat.writes(made, indent=1) + "\n"


def code(source: str) -> list[str]:
    """Return the cells of code of a notebook's source."""
    return [cell.source for cell in jupytext.reads(source, fmt="md").cells if cell.cell_type == "code"]


def stale(source: str, translation: str) -> list[str]:
    """Return the names of the translated cells whose English text has changed since somebody looked at them."""
    english = _cells(source)
    return [
        name
        for name, cell in _cells(translation).items()
        if name in english and cell.metadata.get("english") != _digest(english[name].source)
    ]


def looked_at(source: str, translation: str, names: Collection[str]) -> str:
    """Return the translation, in which these cells now carry the digest of the English text."""
    for name in names:
        mark = f'<!-- #region name="{name}" english="{_digest(_cells(source)[name].source)}" -->'
        translation = re.sub(f'<!-- #region name="{name}".*-->', mark, translation)
    return translation


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _cells(source: str) -> dict[str, nbformat.NotebookNode]:
    """Return the cells by their names."""
    cells = jupytext.reads(source, fmt="md").cells
    names = [str(cell.metadata.get("name", "")) for cell in cells]
    if not all(names):
        raise ValueError(f"the notebook's cell after {names[names.index('') - 1]!r} has no name")
    if len(set(names)) < len(names):
        raise ValueError("two cells of the notebook have the same name")
    return dict(zip(names, cells, strict=True))


def _translated_texts(names: list[str], translation: str) -> dict[str, str]:
    cells = _cells(translation)
    for own, name in zip_longest(cells, names):
        if own != name:
            raise ValueError(f"the translation must have the same cells of text: {own!r} stands for {name!r}")
    return {name: cell.source for name, cell in cells.items()}


def _heading(task: Task, language: str) -> str:
    """Return the heading of a task, with its points and functions, to stand above its text."""
    core, bonus, goal, comma = HEADINGS[language]
    heading = (bonus if task.bonus else core).format(name=task.name, points=task.points)
    functions = comma.join(f"`{function}`" for function in task.functions)
    return f"## {heading}\n\n{goal.format(goal=task.goal[language], functions=functions)}\n\n"
