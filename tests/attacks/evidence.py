"""The evidence after an attack, and the predicates that tell whether it succeeded.

The same predicate judges an attack against the naive runner, where it must hold, and against the kit, where it must
not.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

REPORT_BYTES = 1_000_000
SECONDS = 1.5  # what a call may take


@dataclass
class Evidence:
    """The evidence after one attack against one runner.

    Parameters
    ----------
    mark, token : str
        A word that only this attack uses, and the secret that only the grader may know.
    score : float
    broke : bool
        True if the runner itself gave no grade.
    overrun : float
        How many seconds a call took beyond its limit.
    memory, bound : int
        Peak bytes of the grader's process, in which the naive runner runs the submission, and how many are too many.
    size : int
        Bytes of this submission's reports and of the terminal's text.
    unpacked : int
        Bytes on the disk because of the submission.
    shown, lines, hidden, cells, pages : str
        The reports: all of them together, without the results files, their hidden checks only, the gradebook, what a
        browser shows.
    changed, left, heard : list of str
        Victims that changed, things that were left behind, and what reached a socket.
    """

    mark: str
    token: str
    score: float = 0.0
    broke: bool = False
    overrun: float = 0.0
    memory: int = 0
    bound: int = 0
    size: int = 0
    unpacked: int = 0
    shown: str = ""
    lines: str = ""
    hidden: str = ""
    cells: str = ""
    pages: str = ""
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)


Predicate = Callable[[Evidence], bool]


def earned(seen: Evidence) -> bool:
    """The attack got points for code that computes nothing right."""
    return seen.score > 0


def broke(seen: Evidence) -> bool:
    """The grader failed."""
    return seen.broke


def stumbled(seen: Evidence) -> bool:
    """The grader failed, or gave points because it did."""
    return seen.broke or seen.score > 0


def stalled(seen: Evidence) -> bool:
    """A call took more than a second longer than its limit."""
    return seen.overrun > 1


def swollen(seen: Evidence) -> bool:
    """The grader's memory grew beyond its bound."""
    return seen.memory > seen.bound


def flooded(seen: Evidence) -> bool:
    """The reports or the used disk space grew beyond their bounds."""
    return seen.size > REPORT_BYTES or seen.unpacked > 20 * REPORT_BYTES


def told(seen: Evidence) -> bool:
    """The attack's code passed the obstacle: it printed its word."""
    return seen.mark in seen.shown


def leaked(seen: Evidence) -> bool:
    """The secret is in a report."""
    return seen.token in seen.shown


def changed(seen: Evidence) -> bool:
    """A victim was changed."""
    return bool(seen.changed)


def left(seen: Evidence) -> bool:
    """A process, a file or a segment of memory was left after grading."""
    return bool(seen.left)


def heard(seen: Evidence) -> bool:
    """Something arrived at a socket."""
    return bool(seen.heard)


def shows(pattern: str, where: str = "shown") -> Predicate:
    """Return a predicate: a regular expression, with MARK for the attack's word, is found in the reports."""
    return lambda seen: re.search(pattern.replace("MARK", seen.mark), getattr(seen, where), re.MULTILINE) is not None


def unencodable(seen: Evidence) -> bool:
    """A lone surrogate got into the reports, or broke them."""
    return seen.broke or shows(r"[\ud800-\udfff]MARK")(seen)
