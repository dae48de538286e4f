"""Sorts everything that lies in a class: what each student handed in, and what is nobody's."""

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from assignment.engine.language import _

from .attempts import Attempt, from_file, from_folder
from .place import MAX_DEPTH, NotReadable, Place, Unusable, under
from .recognising import FOLDERS, Recogniser
from .shapes import VERSION, Box, Shape, Shapes
from .sources.source import Sight
from .student import Student

SECTIONS, VERSIONS = "sections", "versions"  # for --from, as FOLDERS
TITLE = _("folders and files")
TABLES = (".csv", ".tsv", ".xls", ".xlsx", ".ods")
ID = re.compile(r"[^\W_]*\d{4}[^\W_]*")
NO_WORK = _("a folder without a student's file")
TABLE = _("the only table beside the hand-ins")


@dataclass
class Sorted:
    """What lies in a class.

    Parameters
    ----------
    attempts : list of Attempt
    strays : dict of str to str
        By path, why something is nobody's hand-in.
    titles : list of str
        The sources that were recognised.
    """

    attempts: list[Attempt] = field(default_factory=list)
    strays: dict[str, str] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)


class Sorter:
    """Sorts a class; raises Unusable with a question where it is not sure.

    Parameters
    ----------
    shapes : Shapes
    recogniser : Recogniser
    name : str
        Of the class, for the only student in it.
    given : str, optional
        FOLDERS, SECTIONS or VERSIONS if the instructor says so.
    """

    def __init__(self, shapes: Shapes, recogniser: Recogniser, name: str, given: str = "") -> None:
        self._shapes, self._recogniser, self._name, self._given = shapes, recogniser, name, given
        self.found = Sorted()

    def sort(self, place: Place, path: str = "", section: str = "") -> None:
        """Sort what lies in a place."""
        source = self._recogniser.source(place, path)
        if source:
            self.add(source[0].title, source[1], place, path, section)
        else:
            self._sort_entries(place, path, section)

    def add(self, title: str, sight: Sight, place: Place, path: str = "", section: str = "") -> None:
        """Take what a source recognises in a place, and sort the rest."""
        self._note(title)
        self.found.attempts += [_in_section(attempt, section) for attempt in sight.attempts]
        self.found.strays.update((under(path, name), why) for name, why in sight.own.items())
        known = sight.used | sight.own.keys()
        folders = {name: inside for name, inside in place.folders.items() if name not in known}
        loose = {name: read for name, read in place.loose.items() if name not in known}
        rest = replace(place, folders=folders, loose=loose)
        for box in self._shapes.boxes(rest, path):
            self._one(box, section, beside=True)
        self._loose(rest, path, section)

    def _note(self, title: str) -> None:
        if title not in self.found.titles:
            self.found.titles.append(title)

    def _sort_entries(self, place: Place, path: str, section: str) -> None:
        """Sort folders, archives and files that no platform has named."""
        boxes = self._shapes.boxes(place, path)
        if not path and self._shapes.is_one_student(place, boxes):
            self._note(TITLE)
            self.found.attempts.append(from_folder(_student(self._name, ""), "", lambda: place, label=self._name))
            return
        loose = [name for name in place.loose if self._shapes.is_work(name) and not self._shapes.is_archive(name)]
        only = len(boxes) == 1 and not loose
        opens = (only or self._given != FOLDERS) and path.count("/") < MAX_DEPTH
        shaped = [(box, self._shapes.of(box, only)) for box in boxes]
        groups = [box for box, shape in shaped if shape == Shape.STUDENTS and opens]
        folders = [box for box, shape in shaped if shape == Shape.FOLDERS]
        students = [box for box, shape in shaped if shape == Shape.STUDENT and not self._is_stray(box, False)]
        others = [*(box.path for box in students), *(under(path, name) for name in loose)]
        if len(folders) > len(groups):  # then it is one student who has called folders after others
            others += [box.path for box in folders]
        if groups and others and self._given != SECTIONS:
            raise _mixed(groups[0].path, others[0])
        for box in boxes:
            if box in groups or (groups and box in folders):
                self.sort(box.open(), box.path, section if only else under(section, box.whose))
            elif only and not place.loose and len(self._versions(box)) > 1 and self._given != VERSIONS:
                self._ask_for_versions(box, section)
            else:
                self._one(box, section, only)
        self._loose(place, path, section)

    def _ask_for_versions(self, box: Box, section: str) -> None:
        """Take folders with short numbers for students if the instructor says so; else raise Unusable."""
        if self._given != FOLDERS:
            raise Unusable(
                _(
                    "{path} holds nothing but numbered folders: --from {folders} takes them for students, "
                    "--from {versions} for versions of one hand-in",
                    path=box.path,
                    folders=FOLDERS,
                    versions=VERSIONS,
                )
            )
        for version in self._versions(box):
            self._one(version, section)

    def _one(self, box: Box, section: str, only: bool = False, beside: bool = False) -> None:
        """Take a folder or an archive as one student's."""
        if not only and self._is_stray(box, beside):
            self.found.strays[box.path] = NO_WORK
            return
        self._note(TITLE)
        student, names = (
            _student(box.whose, section),
            {"label": box.whose, "whose": box.path if box.read else f"{box.path}/"},
        )
        versions = self._versions(box)
        if box.read:
            self.found.attempts.append(from_file(student, box.path, box.read, **names))
        elif not versions:
            self.found.attempts.append(from_folder(student, box.path, box.open, **names))
        for version in versions:
            attempt = replace(student, attempt=int(version.name))
            self.found.attempts.append(from_folder(attempt, version.path, version.open, **names))
        for name, read in box.open().loose.items() if versions else ():
            attempt = replace(student, attempt=max(int(version.name) for version in versions))
            self.found.attempts.append(from_file(attempt, under(box.path, name), read, **names))

    def _is_stray(self, box: Box, beside: bool) -> bool:
        """Return whether a box is nobody's: its name is nobody's or it lies beside a platform's, and it has no work."""
        common = self._shapes.is_common(box.whose)
        if box.read or not (common or beside):
            return False
        with suppress(Unusable, NotReadable):
            box.open()
            return not self._shapes.holds(box, self._shapes.is_named if common and beside else self._shapes.is_work)
        return False

    def _versions(self, box: Box) -> list[Box]:
        """Return the folders of a student's versions, if there is nothing else."""
        with suppress(Unusable, NotReadable):
            place = box.open() if not box.read else None
            if place and place.folders and not any(map(self._shapes.is_work, place.loose)):
                inside = self._shapes.boxes(place, box.path)
                return inside if all(VERSION.fullmatch(one.name) for one in inside) else []
        return []

    def _loose(self, place: Place, path: str, section: str) -> None:
        """Take each file that is no archive as one student's."""
        files = [name for name in place.loose if not self._shapes.is_archive(name)]
        tables = [name for name in files if name.lower().endswith(TABLES)]
        for name in files:
            origin, whose = under(path, name), PurePosixPath(name).stem
            if tables == [name] and len(place.loose) + len(place.folders) + len(self.found.attempts) > 1:
                self.found.strays[origin] = TABLE
            else:
                self._note(TITLE)
                student, more = _student(self._shapes.owner(name) or whose, section), {"label": whose, "whose": origin}
                self.found.attempts.append(from_file(student, origin, place.loose[name], **more))
        self.found.strays.update((under(path, name), why) for name, why in place.strays.items())


def _in_section(attempt: Attempt, section: str) -> Attempt:
    if not section:
        return attempt
    partners = tuple(replace(partner, section=section) for partner in attempt.partners)
    student, whose = replace(attempt.student, section=section), f"{section}/{attempt.owner}"
    return replace(attempt, student=student, partners=partners, label=attempt.label or student.label, whose=whose)


def _student(whose: str, section: str) -> Student:
    """Return a student after a name, in which one part may be a number such as ``2021001``."""
    numbers = ID.findall(whose)
    if len(numbers) != 1:
        return Student(name=whose, section=section)
    return Student(numbers[0], " ".join(re.findall(r"[^\W_]+", whose.replace(numbers[0], " "))), section=section)


def _mixed(group: str, student: str) -> Unusable:
    return Unusable(
        _(
            "{group} looks like the folder of several students, and {student} beside it like one student's: "
            "--from {sections} opens the first, --from {folders} takes each for one student's",
            group=group,
            student=student,
            sections=SECTIONS,
            folders=FOLDERS,
        )
    )
