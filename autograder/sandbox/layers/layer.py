"""The form of a sandbox layer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assignment.engine.homework import Homework


class Ineffective(Exception):
    """A layer was applied without an error but does not deny what it should."""


def nothing(*_: Any) -> None:
    """Do nothing; for steps that a layer does not need."""


@dataclass(frozen=True)
class Layer:
    """One layer of the sandbox.

    Parameters
    ----------
    name : str
    keeps : str
        What it prevents or limits, in a few words.
    enter : callable
        Called in each worker before any student code, with what ``prepare`` returned; cannot be undone.
    probe : callable
        Called in a child process by ``doctor``; raises if the layer does not work here.
    prepare : callable
        Called once in the fork server, after its imports, with the homework and the workers' folder.
    early : callable
        Called once in the fork server before its imports, while it has only one thread.
    remedy : str
        What an instructor can do if the layer does not work.
    required : bool
        Whether grading refuses to run without it.
    always : bool
        Whether it is also applied to trusted submissions.
    """

    name: str
    keeps: str
    enter: Callable[[Any], None]
    probe: Callable[[Homework], None]
    prepare: Callable[[Homework, Path], Any] = nothing
    early: Callable[[], None] = nothing
    remedy: str = ""
    required: bool = True
    always: bool = False


def must_fail(attempt: Callable[[], object], what: str) -> None:
    """Raise Ineffective unless the attempt is denied."""
    try:
        attempt()
    except PermissionError:
        return
    raise Ineffective(what)
