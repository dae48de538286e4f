"""Judge a file in a process of its own and report it line by line as JSON; ``checks.watch`` reads that."""

import argparse
import ast
import faulthandler
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import report
from .judge import Verdict, judge_tasks
from .local import load, opener
from .module import decode_source
from .registry import Check, public_checks
from .stopped import Stopped
from .tasks import LOAD_SECONDS

SALT = "public"
Event = dict[str, Any]


def main() -> None:
    """Judge the file that the command line names; the student's own output goes nowhere."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=float, required=True)
    parser.add_argument("--task", default="")
    arguments = parser.parse_args()
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    faulthandler.enable(channel)
    # Ends this process even where a thread cannot be interrupted, and tells the line; before load gives up.
    faulthandler.dump_traceback_later(min(arguments.limit, LOAD_SECONDS - 1), exit=True, file=channel)
    for event in events(arguments.file.resolve(), arguments.task):
        faulthandler.dump_traceback_later(arguments.limit, exit=True, file=channel)
        channel.write(json.dumps(event) + "\n")
        channel.flush()
    os._exit(0)  # a thread that hangs would be waited for


def events(path: Path, task: str) -> Iterator[Event]:
    """What is found out about a file: that it can be loaded or why not, then each task, then the end.

    Parameters
    ----------
    path : Path
    task : str
        Judge this task and those it builds on; all tasks if empty.
    """
    try:
        load(path)
    except Stopped as stopped:
        yield {"kind": "broken", "sentence": stopped.describe(), "code": _line(path, stopped.line)}
        return
    checks = selected(task)
    tasks = sorted({check.task for check in checks})
    yield {"kind": "loaded", "functions": functions(path), "tasks": tasks}
    known = 0
    for verdicts in judge_tasks(checks, opener(path), SALT, can_lend=False):
        new = list(verdicts.values())[known:]
        known = len(verdicts)
        yield _task(new)
    yield {"kind": "end"}


def selected(task: str) -> list[Check]:
    """The checks of a task and of what it builds on; all if it is empty."""
    checks = public_checks()
    wanted = {task, *(name for check in checks if check.task == task for name in check.requires)}
    return [check for check in checks if not task or check.task in wanted]


def functions(path: Path) -> dict[str, Event]:
    """For each name defined at the top of a file its line, its text's checksum, and whether it is still a stub."""
    try:
        text = decode_source(path.read_bytes())
        body = ast.parse(text).body
    except (OSError, SyntaxError, ValueError):  # saved once more at this very moment
        return {}
    lines = text.splitlines()
    found = {}
    for node in body:
        code = "\n".join(lines[node.lineno - 1 : node.end_lineno]).encode()
        for name in _names(node):
            found[name] = {"line": node.lineno, "text": zlib.crc32(code), "stub": _is_stub(node)}
    return found


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _is_stub(node: ast.stmt) -> bool:
    """Whether nothing but a docstring and ``raise NotImplementedError`` is written."""
    if not isinstance(node, ast.FunctionDef):
        return False
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    raised = body[0].exc if len(body) == 1 and isinstance(body[0], ast.Raise) else None
    raised = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def _line(path: Path, number: int | None) -> str:
    """A line of the file, to be shown below the sentence that names it."""
    try:
        lines = decode_source(path.read_bytes()).splitlines()
    except (OSError, ValueError):
        return ""
    return lines[number - 1].strip()[:100] if number and number <= len(lines) else ""


def _task(verdicts: list[Verdict]) -> Event:
    checks = [verdict.check for verdict in verdicts]
    return {
        "kind": "task",
        "task": checks[0].task,
        "points": sum(verdict.points for verdict in verdicts),
        "possible": sum(check.points for check in checks),
        "requires": sorted({name for check in checks for name in check.requires}),
        "verdicts": [
            {
                "id": verdict.check.id,
                "title": verdict.check.title,
                "outcome": verdict.outcome,
                "details": report.details(verdict),
                "asked": sorted(verdict.asked),
            }
            for verdict in verdicts
        ],
    }


if __name__ == "__main__":
    main()
