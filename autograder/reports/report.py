"""The interface of a report, and the context that it is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from rich.console import Console

from assignment.engine.homework import Homework

from ..grading.result import Result


def _no_source(submission: str) -> str:
    return ""


@dataclass(frozen=True)
class Context:
    """What the reports of a run share.

    Parameters
    ----------
    out : Path
        Folder for files; it exists.
    homework : Homework
    language : {"en", "zh"}
        Language of the sentences.
    show_counterexamples : bool
        Whether hidden checks, too, show the smallest wrong call.
    traffic_light : bool
        Whether students get colours before the deadline, in place of points.
    console : Console
        Writes to standard output.
    source : callable
        Returns the text of a submission by its name; empty if it is not there any more.
    """

    out: Path
    homework: Homework
    language: str = "en"
    show_counterexamples: bool = False
    traffic_light: bool = False
    console: Console = field(default_factory=Console)
    source: Callable[[str], str] = _no_source


class Report(Protocol):
    """Files, or lines on the terminal, about all results of a run; made from a :class:`Context`."""

    def add(self, result: Result) -> None:
        """Take the next result; they come in any order."""

    def close(self) -> None:
        """Finish, after the last result."""
