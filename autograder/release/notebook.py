"""The students' notebook, made of the cells in ``homework.py``."""

import json
import re
from pathlib import Path

from assignment.checks.engine.tasks import TASKS

SOURCE = Path(__file__).with_name("homework.py")
OPENING = re.compile(r"^# %% ([a-z0-9-]+)( \[markdown\])?$", re.MULTILINE)
CHINESE = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"


def homework() -> str:
    """The notebook as JSON, the same on every run.

    Raises
    ------
    ValueError
        If a cell's name occurs twice, or the tasks' cells are not those of the registry in its order.
    """
    pieces = OPENING.split(SOURCE.read_text(encoding="utf-8"))[1:]
    cells = list(zip(pieces[0::3], pieces[1::3], pieces[2::3], strict=True))
    names = [name for name, _, _ in cells]
    if len(set(names)) < len(names):
        raise ValueError(f"{SOURCE.name}: a cell's name occurs twice")
    checks = [body.strip() for name, _, body in cells if name.endswith("-check")]
    if checks != [f'grader.check("{task.name}")' for task in TASKS]:
        raise ValueError(f"{SOURCE.name}: the cells that check are not those of the tasks, in their order")
    notebook = {
        "cells": [_cell(name, bool(text), body.strip("\n")) for name, text, body in cells],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _cell(name: str, text: bool, body: str) -> dict[str, object]:
    cell: dict[str, object] = {"cell_type": "markdown" if text else "code", "id": name, "metadata": {}}
    if text:
        body = _heading(name) + re.sub(r"^# ?", "", body, flags=re.MULTILINE)
        body = re.sub(f"(?<={CHINESE})\n(?={CHINESE})", "", body)
    else:
        cell |= {"execution_count": None, "outputs": []}
    return cell | {"source": body.splitlines(keepends=True)}


def _heading(name: str) -> str:
    """Title, points and functions of a task, above its own text."""
    task = next((task for task in TASKS if name == f"{task.name}-text".replace("_", "-")), None)
    if task is None:
        return ""
    functions = ", ".join(f"`{function}`" for function in task.functions)
    return f"## {task.name} ({'bonus, ' if task.bonus else ''}{task.points} points)\n\n{task.goal}: {functions}\n\n"
