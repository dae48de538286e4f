"""Puts together what each student handed in: several files of one attempt, and the latest of several attempts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from assignment.engine.language import _

from .place import Place, Read, under
from .student import Student

NOTHING = _("nothing was handed in")
TEXT_ONLY = _("handed in a text only, and no file")


class File(NamedTuple):
    """A file of a hand-in: how to read it, and where it lies in the class."""

    read: Read
    origin: str


Listed = dict[PurePosixPath, File]  # by the path under which the student knows the file


@dataclass(frozen=True)
class Attempt:
    """What a student handed in at one time, or a part of it.

    Parameters
    ----------
    student : Student
    origin : str
        The folder or the file in the class.
    files : callable
        Lists the files; may raise Unusable or NotReadable.
    place : callable, optional
        Returns the folder, if it is one.
    label : str, optional
        What the row is called; by default, what the student is.
    whose : str, optional
        Parts with equal ones belong to one student; by default, the label.
    partners : tuple of Student
        Who gets the same grade.
    problem : str
        Why there is no file; empty if there may be one.
    """

    student: Student
    origin: str
    files: Callable[[], Listed]
    place: Callable[[], Place] | None = None
    label: str = ""
    whose: str = ""
    partners: tuple[Student, ...] = ()
    problem: str = ""

    @property
    def owner(self) -> str:
        """Equal for all that one student handed in."""
        return self.whose or self.label or self.student.label


@dataclass(frozen=True)
class HandIn:
    """What counts of a student's attempts.

    Parameters
    ----------
    parts : tuple of Attempt
        All of the latest attempt.
    older : tuple of tuple of Attempt
        All of each earlier attempt.
    """

    parts: tuple[Attempt, ...]
    older: tuple[tuple[Attempt, ...], ...] = ()

    @property
    def student(self) -> Student:
        """The student; late if one of the files was."""
        return replace(self.parts[0].student, late=any(part.student.late for part in self.parts))

    @property
    def origin(self) -> str:
        """The folder or the first file in the class."""
        return self.parts[0].origin

    @property
    def problem(self) -> str:
        """Why there is no file; empty if there may be one."""
        return "" if any(not part.problem for part in self.parts) else self.parts[0].problem

    def files(self) -> Listed:
        """List the files of all parts."""
        return {path: file for part in self.parts if not part.problem for path, file in part.files().items()}


class Row(NamedTuple):
    """A row of the gradebook: what it is called, whose it is, and what was handed in.

    Parameters
    ----------
    label : str
    student : Student
    hand_in : HandIn
    notes : tuple of str
        What the instructor should know of this row.
    """

    label: str
    student: Student
    hand_in: HandIn
    notes: tuple[str, ...] = ()


def from_folder(student: Student, origin: str, place: Callable[[], Place], **more: Any) -> Attempt:
    """Return a folder as an attempt; ``more`` are fields of it."""

    def files() -> Listed:
        return {path: File(read, under(origin, str(path))) for path, read in place().below().items()}

    return Attempt(student, origin, files, place, **more)


def from_file(student: Student, origin: str, read: Read, name: str = "", **more: Any) -> Attempt:
    """Return a file, which the student knows by a name, as an attempt; ``more`` are fields of it."""
    path = PurePosixPath(name or PurePosixPath(origin).name)
    return Attempt(student, origin, lambda: {path: File(read, origin)}, **more)


def no_file(student: Student, origin: str, problem: str = TEXT_ONLY, **more: Any) -> Attempt:
    """Return an attempt without a file; ``more`` are fields of it."""
    return Attempt(student, origin, dict, problem=problem, **more)


def hand_ins(attempts: Iterable[Attempt]) -> list[HandIn]:
    """Return what counts for each student: the latest attempt, of those with a file if there are any."""
    by_student: dict[str, dict[tuple[int, str], list[Attempt]]] = {}
    for attempt in attempts:
        student = attempt.student
        mine = by_student.setdefault(attempt.owner, {})
        mine.setdefault((student.attempt, student.time), []).append(attempt)
    return [_latest(mine) for mine in by_student.values()]


def _latest(mine: dict[tuple[int, str], list[Attempt]]) -> HandIn:
    order = sorted(mine, key=lambda when: (any(not part.problem for part in mine[when]), when))
    *before, last = order
    return HandIn(tuple(mine[last]), tuple(tuple(mine[when]) for when in before))
