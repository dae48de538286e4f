"""Judges a file in a separate process, which the watch starts, and reports each event to it."""

import argparse
import ast
import contextlib
import faulthandler
import importlib
import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from . import report
from .events import Broken, CheckResult, Definition, Event, Finished, Loaded, TaskResult, encode
from .home import explained
from .homework import KIT, Homework
from .homework import load as load_homework
from .judge import judge_tasks
from .language import chosen, said
from .local import load, openers, text_of
from .outcomes import Stopped
from .registry import PUBLIC_SALT, Check, public_checks, with_required
from .verdicts import Judged


def main() -> None:
    """Get ready, wait for a line, and judge the file that the command line names; what its code prints is discarded."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=float, required=True)
    parser.add_argument("--task", default="")
    parser.add_argument("--homework", type=Path, default=KIT)
    arguments = parser.parse_args()
    homework = load_homework(arguments.homework)
    for name in homework.imports:  # what the file will import, too
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    if not sys.stdin.readline():  # the watch has ended meanwhile
        return
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    faulthandler.enable(channel)
    # This ends the process and prints the line even if a thread cannot be interrupted, and before load gives up.
    loading = min(arguments.limit, 0.9 * homework.limits.load_seconds)
    faulthandler.dump_traceback_later(loading, exit=True, file=channel)
    for event in events(homework, arguments.file.resolve(), arguments.task):
        faulthandler.dump_traceback_later(arguments.limit, exit=True, file=channel)
        channel.write(encode(event))
        channel.flush()
    os._exit(0)  # a normal exit would wait for a thread that hangs


def events(homework: Homework, path: Path, task: str) -> Iterator[Event]:
    """Report whether a file can be executed, then each task, then the end.

    Parameters
    ----------
    homework : Homework
    path : Path
    task : str
        Judge this task and those it builds on; all tasks if empty.
    """
    try:
        load(homework, path)
    except Stopped as stopped:
        yield Broken(tuple(report.broken(stopped, chosen())))
        return
    checks = selected(homework, task)
    yield Loaded(definitions(path), tuple(sorted({check.task for check in checks})))
    own, source = openers(homework, path), text_of(path)
    for judged in judge_tasks(homework, checks, own, PUBLIC_SALT):
        yield _task_result(explained(homework, judged, own, source))
    yield Finished()


def selected(homework: Homework, task: str) -> list[Check]:
    """Return the checks of a task and of what it builds on; all checks if it is empty."""
    return with_required(homework, [check for check in public_checks(homework) if task in ("", check.task)])


def definitions(path: Path) -> dict[str, Definition]:
    """Return the names that are defined at the top of a file."""
    try:
        text = text_of(path)
        body = ast.parse(text).body
    except (SyntaxError, ValueError):  # the file is just being saved again
        return {}
    lines = text.splitlines()
    found = {}
    for node in body:
        code = "\n".join(lines[node.lineno - 1 : node.end_lineno]).encode()
        for name in _names(node):
            found[name] = Definition(node.lineno, zlib.crc32(code), _is_stub(node))
    return found


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _is_stub(node: ast.stmt) -> bool:
    """Return whether a function holds only a docstring and ``raise NotImplementedError``."""
    if not isinstance(node, ast.FunctionDef):
        return False
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    raised = body[0].exc if len(body) == 1 and isinstance(body[0], ast.Raise) else None
    raised = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def _task_result(judged: Judged) -> TaskResult:
    verdicts = [*judged.verdicts.values()]
    return TaskResult(
        task=judged.task.name,
        points=sum(verdict.points for verdict in verdicts),
        possible=sum(verdict.check.points for verdict in verdicts),
        requires=tuple(sorted({name for verdict in verdicts for name in verdict.check.requires})),
        checks=tuple(
            CheckResult(
                verdict.check.id,
                said(verdict.check.title, chosen()),
                verdict.outcome,
                tuple(report.details(verdict, chosen())),
                tuple(sorted(verdict.called)),
                tuple(said(text, chosen()) for text in judged.more.get(verdict.check.id, ())),
            )
            for verdict in verdicts
        ),
    )


if __name__ == "__main__":
    main()
