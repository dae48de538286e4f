"""What could be seen after an attack, and what it means that one succeeds.

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
    """What could be seen after one attack against one runner.

    Parameters
    ----------
    mark, token : str
        A word that only this attack has, and the secret that only the grader may know.
    score : float
    broke : bool
        True if the runner gave no grade of its own making.
    overrun : float
        By how many seconds a call took longer than it may.
    memory, bound : int
        Peak bytes of the grader's own process, and how many are too many; the naive one runs the submission in it.
    size : int
        Bytes of this submission's reports and of the terminal's text.
    unpacked : int
        Bytes that lie on the disk because of the submission.
    shown, lines, hidden, cells, pages : str
        The reports: all of them together, without the results files, their hidden checks only, the gradebook, what a
        browser shows.
    changed, left, heard : list of str
        What became of the victims, what was left behind, what reached a socket.
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
    """Points for code that computes nothing right."""
    return seen.score > 0


def broke(seen: Evidence) -> bool:
    """The grader failed."""
    return seen.broke


def stumbled(seen: Evidence) -> bool:
    """The grader failed, or gave points because it did."""
    return seen.broke or seen.score > 0


def stalled(seen: Evidence) -> bool:
    """A call took longer than its limit and a second."""
    return seen.overrun > 1


def swollen(seen: Evidence) -> bool:
    """The grader's own memory grew out of bounds."""
    return seen.memory > seen.bound


def flooded(seen: Evidence) -> bool:
    """The reports or the disk grew out of bounds."""
    return seen.size > REPORT_BYTES or seen.unpacked > 20 * REPORT_BYTES


def told(seen: Evidence) -> bool:
    """The attack's code got past the obstacle: it printed its word."""
    return seen.mark in seen.shown


def leaked(seen: Evidence) -> bool:
    """The secret is in a report."""
    return seen.token in seen.shown


def changed(seen: Evidence) -> bool:
    """A victim is not as it was."""
    return bool(seen.changed)


def left(seen: Evidence) -> bool:
    """A process, a file or a segment of memory outlived the grading."""
    return bool(seen.left)


def heard(seen: Evidence) -> bool:
    """Something arrived at a socket."""
    return bool(seen.heard)


def shows(pattern: str, where: str = "shown") -> Predicate:
    """A regular expression, with MARK for the attack's own word, is found in the reports."""
    return lambda seen: re.search(pattern.replace("MARK", seen.mark), getattr(seen, where), re.MULTILINE) is not None


def unencodable(seen: Evidence) -> bool:
    """A lone surrogate got into the reports, or broke them."""
    return seen.broke or shows(r"[\ud800-\udfff]MARK")(seen)
