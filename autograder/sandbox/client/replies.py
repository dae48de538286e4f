"""Checks what a worker sends: every type is compared, and every text is cut to a length."""

import re
import tempfile
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from assignment.engine.homework import Homework
from assignment.engine.language import _
from assignment.engine.module import TOP_LEVEL, Reply, known_kind, not_allowed
from assignment.engine.outcomes import Outcome, Reason, Stopped, Why

from ..encoding import Malformed
from . import messages
from .child import PREFIX

OUTCOMES = {
    Outcome.TODO: {Reason.NOT_WRITTEN},
    Outcome.ERROR: {Reason.RAISED, Reason.NO_FUNCTION, Reason.SYNTAX},
    Outcome.MEMORY: {Reason.RAISED},
    Outcome.FAILED: {Reason.UNUSABLE},
}
DENIED, NOT_ALLOWED = "[Errno 13] Permission denied:", "grading does not allow opening this file:"
NOT_DEFINED = re.compile(r"name '(\w+)' is not defined")
REFUSED = ("ModuleNotFoundError", "ImportError", "Exception")
HOME = re.compile(re.escape(tempfile.gettempdir()) + rf"/{PREFIX}\w+/?")
TEXT, NAME, KINDS, IMPORTS = 300, 60, 10, 5  # at most; of a text and a name, the characters


class File(NamedTuple):
    """A student's file: its text, the number of its lines, and packages whose imports were left out, by used names."""

    source: str
    lines: int
    missing: Mapping[str, str]


def reply(homework: Homework, said: Any, name: str, count: int, file: File) -> Reply:
    """Return the value of a call with ``count`` arguments.

    Raises
    ------
    Stopped
        If the worker says that there is no value.
    Malformed
        If the reply has any other form.
    """
    said = value_or_stopped(homework, said, name, file)
    _well_formed(type(said) is list and bool(said))
    value, *changed = said
    if not changed:
        return Reply(value)
    _well_formed(all(type(i) is int for i in changed))
    return Reply(value, tuple(i for i in changed if 0 <= i < count))


def value_or_stopped(homework: Homework, said: Any, name: str, file: File) -> Any:
    """Return what a worker sent; raise Stopped if it says that there is no value."""
    if type(said) is dict:
        raise _stopped(homework, said, name, file)
    return said


def compiled_file(said: Any, file: File) -> tuple[np.ndarray, list[tuple[int, str]]]:
    """Return a file's code and the line and name of foreign imports in it; raise Malformed if it is anything else."""
    _well_formed(type(said) is list and [*map(type, said)] == [np.ndarray, list])
    code, imports = said
    _well_formed(code.dtype == np.uint8 and len(imports) <= IMPORTS)
    for found in imports:
        _well_formed(type(found) is tuple and [*map(type, found)] == [int, str])
        _well_formed(1 <= found[0] <= file.lines and len(found[1]) <= NAME)
    return code, [(line, name) for line, name in imports if not name or name.isidentifier()]


def _stopped(homework: Homework, said: dict[str, Any], called: str, file: File) -> Stopped:
    """Return the reason for a call without a value, with every field checked."""
    texts: list[Any] = [said.get(key) for key in ("outcome", "reason", "text", "function")]
    kinds: Any = said.get("kinds")
    line, statement = (_line(said.get(key), file) for key in ("line", "statement"))
    _well_formed(type(kinds) is list and all(type(part) is str for part in (*kinds, *texts)))
    outcome, reason, text, function = texts
    _well_formed(outcome in OUTCOMES and reason in OUTCOMES[outcome])
    if reason == Reason.NOT_WRITTEN:
        function = function if function in homework.functions else ""
    elif reason != Reason.RAISED:
        function, kinds = called, []
    elif function != TOP_LEVEL and function not in file.source:
        function = ""
    text = HOME.sub("", text[:TEXT])  # the folder has a different name each time
    text = messages.known(text, file.source, homework.imports).replace(DENIED, NOT_ALLOWED)
    names = tuple(known_kind(kind) for kind in kinds[:KINDS])
    unknown = NOT_DEFINED.match(text) if "NameError" in names else None
    if unknown and unknown[1] in file.missing:
        package = file.missing[unknown[1]].partition(".")[0]
        text, names = not_allowed(homework, package) + text[unknown.end() :], REFUSED
    limit = homework.limits.memory_bytes if outcome == Outcome.MEMORY else 0
    if reason == Reason.RAISED and not names:
        raise Malformed(_("an exception without a class"))
    return Stopped(Outcome(outcome), Why(Reason(reason), function[:NAME], names, text, line, limit), statement)


def _line(said: Any, file: File) -> int | None:
    return said if type(said) is int and 1 <= said <= file.lines else None


def _well_formed(fits: bool) -> None:
    if not fits:
        raise Malformed(_("a malformed reply"))
