"""Why a call of a student's function gave no value."""

import builtins
from dataclasses import dataclass

from .tasks import MEMORY_BYTES, task_of


@dataclass
class Stopped(Exception):
    """A call that ended without a value.

    Parameters
    ----------
    outcome : str
        ``todo``, ``error``, ``timeout``, ``memory``, ``killed``, ``failed`` or ``fault``.
    sentence : str
        What happened, in our words.
    kinds : tuple of str
        The exception's class and its bases; empty if there was no exception.
    text : str
        Details in the words of the student's code; never shown for a hidden check.
    line : int or None
        Line of the student's file.
    function : str
        The student's function in which it happened, as far as known.
    """

    outcome: str
    sentence: str = ""
    kinds: tuple[str, ...] = ()
    text: str = ""
    line: int | None = None
    function: str = ""

    def describe(self, hidden: bool = False) -> str:
        """One sentence; for a hidden check without anything that the student's code could choose."""
        fact = self.sentence
        if self.kinds:
            place = f" in line {self.line}" if self.line else ""
            inside = f" ({self.function})" if self.function and not hidden else ""
            fact = f"your code raised {self.kinds[0]}{place}{inside}"
        if self.outcome == "memory":
            fact += f" (a submission may use {MEMORY_BYTES >> 30} GiB)"
        return f"{fact}: {self.text}" if self.text and not hidden else fact


def sentence_for(outcome: str, function: str, called: str) -> str:
    """Our words for an outcome without an exception."""
    if outcome == "todo":
        return f"{function if task_of(function) else 'this'} is not written yet"
    if outcome == "failed":
        return f"{called} returned something unusable"
    return f"your file has no function {called}" if task_of(called) else "Python cannot read the file"


def known(kind: str) -> str:
    """The name of an exception class if it is one of Python's or NumPy's own, else a neutral word.

    A class name that the student chose could carry a hidden input out.
    """
    own = getattr(builtins, kind, None)
    builtin = isinstance(own, type) and issubclass(own, BaseException)
    return kind if builtin or kind in ("AxisError", "LinAlgError") else "an exception of its own"
