"""Codes for how a check or a call ended, and why. The sentences are in :mod:`words`."""

from dataclasses import dataclass, replace
from enum import StrEnum

from .language import _


class Outcome(StrEnum):
    """How a check ended."""

    PASSED = _("passed")
    FAILED = _("failed")
    TODO = _("todo")
    BLOCKED = _("blocked")
    ERROR = _("error")
    TIMEOUT = _("timeout")
    MEMORY = _("memory")
    KILLED = _("killed")
    FAULT = _("fault")

    @property
    def earns_points(self) -> bool:
        """True if the check passed, or if the kit failed, which must not cost a student points."""
        return self in (Outcome.PASSED, Outcome.FAULT)


# the naming of mistakes asks a function that ended like this nothing more
NOT_DIAGNOSED = frozenset({Outcome.TIMEOUT, Outcome.MEMORY, Outcome.KILLED})
WORTH_ASKING = frozenset({Outcome.FAILED, Outcome.ERROR})  # for these, a known mistake is looked for


class Reason(StrEnum):
    """Why there was no value, or no points."""

    NOT_WRITTEN = "not written"
    NO_FUNCTION = "no function"
    SYNTAX = "syntax"
    NO_FILE = "no file"
    CANNOT_READ = "cannot read"
    HAND_IN = "hand-in"
    RAISED = "raised"
    RETURNED_NONE = "returned none"
    NOT_LENT = "not lent"
    UNUSABLE = "unusable"
    TOO_LONG = "too long"
    NOT_TRIED_AGAIN = "not tried again"
    NO_TIME_LEFT = "no time left"
    CPU_TIME = "cpu time"
    TOO_MANY_CALLS = "too many calls"
    TOO_MUCH_MEMORY = "too much memory"
    TOO_MANY_THREADS = "too many threads"
    HUNG_UP = "hung up"
    EXITED = "exited"
    CRASHED = "crashed"
    WAITS_FOR = "waits for"
    ONLY_BESIDE = "only beside"
    STUMBLED = "stumbled"
    UNREADABLE_FORM = "unreadable form"
    WRITE_FIRST = "write first"
    REPAIR_FIRST = "repair first"
    HIDDEN = "hidden"
    AS_ABOVE = "as above"


@dataclass(frozen=True)
class Line:
    """A line of the student's file as they wrote it, to be shown on their own computer.

    Parameters
    ----------
    number : int
    text : str
    column : int or None
        The character at which Python stumbled, from 1.
    shapes : tuple of str
        Of the arrays that it computes with, such as ``X (7, 4)``.
    open_text : bool
        Whether a mark of three quotes has no partner somewhere in the file.
    """

    number: int
    text: str
    column: int | None = None
    shapes: tuple[str, ...] = ()
    open_text: bool = False


@dataclass(frozen=True)
class Why:
    """A reason, with the details for its sentence.

    Parameters
    ----------
    reason : Reason
    function : str
        The student's function, or the task or check in the sentence; empty for the whole file.
    kinds : tuple of str
        The exception's class and its bases; empty if there was no exception.
    text : str
        Details from the student's code or from Python; never kept for a hidden check.
    line : int or None
        Line of the student's file.
    limit : float
        The limit that was exceeded: seconds, bytes, or a count.
    code : Line or None
        That line, where it may be shown.
    """

    reason: Reason
    function: str = ""
    kinds: tuple[str, ...] = ()
    text: str = ""
    line: int | None = None
    limit: float = 0.0
    code: Line | None = None

    def redacted(self) -> "Why":
        """Return a copy without what the student's code could choose: it may have seen a hidden input."""
        function = "" if self.reason in (Reason.RAISED, Reason.NOT_LENT) else self.function
        return replace(self, text="", kinds=(), line=None, code=None, function=function)


@dataclass
class Stopped(Exception):
    """A call of a student's function that ended without a value.

    Parameters
    ----------
    outcome : Outcome
    why : Why
    statement : int or None
        The line of the statement at the top level of the file that did not come to its end.
    """

    outcome: Outcome
    why: Why
    statement: int | None = None
