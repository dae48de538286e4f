"""What a worker says, taken apart with distrust: every type is compared, every text is cut."""

import re
import tempfile
from typing import Any

import numpy as np

from assignment.checks.engine.module import Reply
from assignment.checks.engine.stopped import Stopped, known, sentence_for

from .encoding import Malformed

OUTCOMES = ("todo", "error", "memory", "failed")
HOME = re.compile(re.escape(tempfile.gettempdir()) + r"/homework-\w+/?")


def reply(said: Any, name: str, count: int, lines: int) -> Reply:
    """The value of a call with that many arguments, to a file with that many lines.

    Raises
    ------
    Stopped
        If the worker says that there is none.
    Malformed
        If it says anything else.
    """
    said = heard(said, name, lines)
    _well_formed(type(said) is list and bool(said))
    value, *changed = said
    if not changed:
        return Reply(value)
    _well_formed(all(type(i) is int for i in changed))
    return Reply(value, tuple(i for i in changed if 0 <= i < count))


def heard(said: Any, what: str, lines: int = 0) -> Any:
    """What a worker says, whatever it is; Stopped if it says that there is no value."""
    if type(said) is dict:
        raise _stopped(said, what, lines)
    return said


def octets(said: Any) -> np.ndarray:
    """What a worker says, if it is an array of bytes."""
    _well_formed(type(said) is np.ndarray and said.dtype == np.uint8)
    return said


def items(said: Any, count: int) -> list[Any]:
    """What a worker says, if it is a list of that many items."""
    _well_formed(type(said) is list and len(said) == count)
    return said


def _stopped(answer: dict[str, Any], called: str, lines: int) -> Stopped:
    """What a worker says about a call that gave no value; every field is checked."""
    outcome, kinds, text, line, function = (
        answer.get(key, "") for key in ("outcome", "kinds", "text", "line", "function")
    )
    _well_formed(type(kinds) is list and all(type(part) is str for part in (outcome, *kinds, text, function)))
    _well_formed(outcome in OUTCOMES)
    text, function = text[:300], function[:300]
    text = HOME.sub("", text)  # it has another name each time
    sentence = sentence_for(outcome, function, called)
    names = tuple(known(kind) for kind in kinds[:10])
    line = line if type(line) is int and 1 <= line <= lines else None
    return Stopped(outcome, sentence, names, text, line, function[:60])


def _well_formed(fits: bool) -> None:
    if not fits:
        raise Malformed("a malformed reply")
