"""Finds the submissions in a folder, a zip file or a single file, and how to read each of them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from assignment.engine.homework import Homework
from assignment.engine.language import _, joined

from .attempts import HandIn as HandedIn
from .attempts import Listed, Row, hand_ins
from .choose import ARCHIVE_BYTES, Archives, HandIn, chosen
from .folders_and_zips import FOLDER, ZIP
from .names import unique_names
from .one_file import ONE_FILE
from .place import MAX_DEPTH, Files, Place, Unusable
from .recognising import FOLDERS, Recogniser
from .shapes import Shapes
from .sorting import SECTIONS, VERSIONS, Sorted, Sorter
from .sources import SOURCES
from .sources.source import Source
from .student import NOBODY, Student
from .tars import SUFFIXES, tar_within

if TYPE_CHECKING:
    from .roster import Roster

KINDS = (FOLDER, ONE_FILE, ZIP)  # tried in this order


def _files_of(suffix: str, name: str, data: bytes) -> Files:
    return WITHIN[suffix](name, data, False).below()


WITHIN = {kind.suffix: kind.within for kind in KINDS if kind.within}
ARCHIVES: Archives = {suffix: partial(_files_of, suffix) for suffix in WITHIN} | dict.fromkeys(SUFFIXES, tar_within)
WITHOUT_PLATFORM = (FOLDERS, SECTIONS, VERSIONS)
FROM = (*(source.name for source in SOURCES), *WITHOUT_PLATFORM)
SHOWN = 3
FAR_DOWN = 40  # folders, one in the other; below that, nothing is looked for


@dataclass(frozen=True)
class Submission:
    """One student's hand-in.

    Parameters
    ----------
    name : str
        Safe and unique in this run.
    handed_in : str
        The original name of the folder or the file.
    read : callable
        Returns a HandIn, or raises Unusable or NotReadable.
    student : Student
    notes : tuple of str
        What the instructor should know of the hand-in.
    """

    name: str
    handed_in: str
    read: Callable[[], HandIn]
    student: Student = NOBODY
    notes: tuple[str, ...] = ()


class Found(NamedTuple):
    """What lies in a class.

    Parameters
    ----------
    submissions : list of Submission
        In the order of their names.
    strays : dict of str to str
        By path, why something is nobody's hand-in.
    summary : str
        Where it is from, and how many there are.
    remarks : tuple of str
        What the instructor should know about the class.
    """

    submissions: list[Submission]
    strays: dict[str, str]
    summary: str
    remarks: tuple[str, ...] = ()


def find(
    path: Path,
    homework: Homework,
    given: str = "",
    names: re.Pattern[str] | None = None,
    roster: "Roster | None" = None,
) -> Found:
    """Return the submissions in a folder, a zip file or a single file.

    Parameters
    ----------
    path : Path
    homework : Homework
        Gives the name of the file and how large it may be.
    given : str, optional
        One of FROM, if the instructor says what it is.
    names : re.Pattern, optional
        The form of paths, with groups as in :mod:`by_pattern`.
    roster : Roster, optional
        Who should have handed in.

    Raises
    ------
    Unusable
        If there is nothing to grade, or if it is not sure what there is.
    NotReadable
        If the class cannot be read.
    """
    found = sort(path, homework, given, names)
    handed_in = hand_ins(found.attempts)
    if not handed_in:
        raise Unusable(
            _(
                "{path} holds no submission: expected a folder with {filename} for each student, or single .py files",
                path=path,
                filename=homework.filename,
            )
        )
    rows = [*_rows(handed_in)]
    remarks: tuple[str, ...] = ()
    if roster:
        from .comparing import compared  # most classes have no roster

        rows, remarks = compared(rows, roster)
    choose = partial(chosen, homework=homework, archives=ARCHIVES, opens=True)
    submissions = [*_submissions(rows, choose)]
    return Found(submissions, dict(sorted(found.strays.items())), _summary(found, handed_in), remarks)


def sort(path: Path, homework: Homework, given: str = "", names: re.Pattern[str] | None = None) -> Sorted:
    """Sort what lies in a class; the parameters and exceptions are those of :func:`find`."""
    kind = next((kind for kind in KINDS if kind.accepts(path)), None)
    if kind is None:
        what = {"path": path, "filename": homework.filename}
        raise Unusable(_("{path} does not exist: give a folder, a zip file or a {filename}", **what))
    place = kind.look(path)
    platforms = [source for source in SOURCES if given in ("", SECTIONS, source.name)]
    sources = platforms if names is None else [_by_pattern(names)]
    recogniser = Recogniser(sources, homework.filename, given=names is not None or given not in ("", *WITHOUT_PLATFORM))
    sorter = Sorter(Shapes(homework, WITHIN, recogniser.is_download), recogniser, _name(path), given)
    sorter.sort(place)
    if recogniser.given and sources[0].title not in sorter.found.titles:
        what = {"path": path, "title": sources[0].title}
        raise Unusable(_("nothing in {path} is named as in this: {title}", **what))
    return sorter.found


def _by_pattern(names: re.Pattern[str]) -> Source:
    from .sources.by_pattern import source  # most classes need none

    return source(names)


def _name(path: Path) -> str:
    return path.resolve().name if path.is_dir() else path.stem


def _rows(handed_in: list[HandedIn]) -> Iterator[Row]:
    """Yield a row for each student and each partner."""
    for one in handed_in:
        first = one.parts[0]
        yield Row(first.label or one.student.label or one.origin, one.student, one)
        for partner in first.partners:
            yield Row(partner.label or one.origin, partner, one)


def _submissions(rows: list[Row], choose: Callable[..., HandIn]) -> Iterator[Submission]:
    """Yield a submission for each row, in the order of their names."""
    times = Counter(row.label for row in rows)
    raw: dict[str, Row] = {}
    for row in rows:
        name = row.label if times[row.label] == 1 else row.hand_in.origin
        while name in raw:
            name += "_"
        raw[name] = row
    names = unique_names(sorted(raw))
    for name in sorted(raw):
        row = raw[name]
        read = partial(_read, row.hand_in, choose)
        yield Submission(names[name], row.hand_in.origin, read, row.student, (*row.notes, *_notes(row.hand_in)))


def _notes(one: HandedIn) -> tuple[str, ...]:
    older = [part.origin for parts in one.older for part in parts if not part.problem]
    if not older:
        return ()
    more = _(" and {number} more", number=len(older) - SHOWN) if len(older) > SHOWN else ""
    return (_("the latest attempt counts, not {older}{more}", older=", ".join(older[:SHOWN]), more=more),)


def _read(one: HandedIn, choose: Callable[..., HandIn]) -> HandIn:
    """Return the file that counts, with its path in the class."""
    if one.problem:
        raise Unusable(one.problem)
    files = one.files()
    try:
        found = choose({path: file.read for path, file in files.items()})
    except Unusable:
        if any(map(_lies_deeper, _places(one, files))):
            deep = _("the files are hidden deeper than {levels} folders: hand in the file alone", levels=MAX_DEPTH)
            raise Unusable(deep) from None
        raise
    path = PurePosixPath(found.path)
    outer = next((outer for outer in (path, *path.parents) if outer in files), None)
    within = str(path.relative_to(outer)) if outer and outer != path else ""
    return found._replace(path="/".join(filter(None, (files[outer].origin, within))) if outer else found.path)


def _places(one: HandedIn, files: Listed) -> Iterator[Place]:
    """Yield the folders of a hand-in, and what its archives hold."""
    yield from (part.place() for part in one.parts if part.place)
    for path, file in files.items():
        if within := WITHIN.get(path.suffix.lower()):
            with suppress(Unusable):
                yield within(path.name, file.read(ARCHIVE_BYTES), False)


def _lies_deeper(place: Place, depth: int = 0) -> bool:
    """Return whether there is a file below the folders that are looked into."""
    if depth > MAX_DEPTH and place.loose:
        return True
    inside = place.folders.values() if depth < FAR_DOWN else ()
    return any(_lies_deeper(folder(), depth + 1) for folder in inside)


def _summary(found: Sorted, handed_in: list[HandedIn]) -> str:
    students = sum(1 + len(one.parts[0].partners) for one in handed_in)
    attempts = sum(len(one.older) + 1 for one in handed_in)
    late = sum(one.student.late for one in handed_in)
    numbers = [_("{number} students", number=students) if students > 1 else _("{number} student", number=students)]
    numbers += [_("{number} attempts", number=attempts)] * (attempts > len(handed_in))
    numbers += [_("{number} late", number=late)] * (late > 0)
    return _("{titles}: {numbers}", titles=joined(", ", found.titles), numbers=joined(", ", numbers))
