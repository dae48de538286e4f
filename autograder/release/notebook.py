"""The students' notebook: for each task a cell that checks it."""

import json

from assignment.checks.engine.tasks import TASKS

INTRODUCTION = """# A three-layer network by hand

Write your functions in `neural_network.py` with any editor, save, and run a cell below: it checks
the saved file. Nothing has to be restarted or reloaded."""
SETUP = """import otter

grader = otter.Notebook()"""


def homework() -> str:
    """The notebook as JSON, the same on every run."""
    cells = [_cell("markdown", "introduction", INTRODUCTION), _cell("code", "setup", SETUP)]
    for task in TASKS:
        functions = ", ".join(f"`{name}`" for name in task.functions)
        title = f"{task.name} ({'bonus, ' if task.bonus else ''}{task.points} points)"
        cells.append(_cell("markdown", f"{task.name}-text", f"## {title}\n\n{task.goal}: {functions}"))
        cells.append(_cell("code", f"{task.name}-check".replace("_", "-"), f'grader.check("{task.name}")'))
    notebook = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, indent=1) + "\n"


def _cell(kind: str, identifier: str, source: str) -> dict[str, object]:
    cell: dict[str, object] = {"cell_type": kind, "id": identifier.replace("_", "-"), "metadata": {}}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell | {"source": source.splitlines(keepends=True)}
