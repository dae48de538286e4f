"""Executes the student's file in a worker and answers calls; it contains no check and no right answer."""

import contextlib
import marshal
import random
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np

from assignment.engine import module
from assignment.engine.homework import Homework
from assignment.engine.outcomes import Outcome, Reason, Stopped, Why
from assignment.engine.records import classes_of

from .. import wire
from ..encoding import MAX_TEXT, Malformed, decode, encode
from ..layers.landlock import importable
from . import imports, repairs
from .child import fresh_streams
from .lent_functions import LentFunctions


def serve(homework: Homework, requests: int, replies: int) -> None:
    """Answer calls until the grader closes the pipe.

    Parameters
    ----------
    homework : Homework
        Without solutions.
    requests, replies : int
        File descriptors. The first message is the job: the file's text, or its code from an earlier worker, and the
        names of lent functions; or the file's text and why it cannot be loaded.
    """
    number, data = wire.receive(requests)
    job = decode(data)
    if "failure" in job:
        wire.write(replies, number, encode(repairs.answer(homework, job["source"].tobytes().decode(), job["failure"])))
        return
    try:
        sys.meta_path.insert(0, _NotInstalled(homework))
        if job["code"] is None:
            code = module.compiled(homework, job["source"].tobytes().decode(), homework.filename)
            read = [np.frombuffer(marshal.dumps(code), np.uint8), imports.foreign(homework, code)]
            wire.write(replies, number, encode(read))
            number, _ = wire.receive(requests)  # nothing of the file was executed up to here
        else:
            code = marshal.loads(job["code"].tobytes())
        student = _execute(homework, code)  # from here on, the student's code may have changed anything in this process
    except Stopped as stopped:
        wire.write(replies, number, encode(_refusal(stopped)))
        return
    wire.write(replies, number, encode(None))
    lent = LentFunctions(homework, requests, replies, classes_of(student, homework.records))
    for name in job["lent"]:
        module.lend(student, name, lent.function(name))
    while True:
        try:
            lent.number, data = wire.receive(requests)
        except EOFError:
            return
        anew, name, args = decode(data, homework.records)
        try:
            if anew:
                fresh_streams()  # the file may have replaced them
                student = _execute(homework, code)
            reply = module.call(homework, student, homework.filename, name, args)
            said = encode([reply.value, *reply.changed])
        except Stopped as stopped:
            said = encode(_refusal(stopped))
        except Malformed as error:
            said = encode(_refusal(Stopped(Outcome.FAILED, Why(Reason.UNUSABLE, name, text=str(error)))))
        wire.write(replies, lent.number, said)


def _execute(homework: Homework, code: types.CodeType) -> types.ModuleType:
    """Execute the student's file in an empty module, with the same random numbers each time."""
    random.seed(0)
    np.random.seed(0)
    try:
        return module.load(homework, code, homework.filename, str(Path.cwd() / homework.filename))
    finally:
        with contextlib.suppress(Exception):  # the stream may be closed or replaced
            sys.stdout.flush()


def _refusal(stopped: Stopped) -> dict[str, Any]:
    why = stopped.why
    return {
        "outcome": str(stopped.outcome),
        "reason": str(why.reason),
        "kinds": [kind[:MAX_TEXT] for kind in why.kinds],
        "text": why.text[:MAX_TEXT],
        "line": why.line,
        "statement": stopped.statement,
        "function": why.function[:MAX_TEXT],
    }


class _NotInstalled:
    """Hides packages that a submission may not use, as if they were not installed."""

    def __init__(self, homework: Homework) -> None:
        self._known = frozenset((*sys.stdlib_module_names, *importable(homework)))

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        """Raise ModuleNotFoundError for a foreign package; leave all others to the usual search."""
        top = name.partition(".")[0]
        if top not in self._known:
            raise ModuleNotFoundError(f"No module named {top!r}", name=top)
