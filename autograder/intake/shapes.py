"""Tells whether a folder or an archive is one student's, or holds several students."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, partial
from itertools import islice
from pathlib import PurePosixPath

from assignment.engine.homework import Homework

from .common_names import is_common, of_starter
from .place import NotReadable, Place, Read, Unusable, under

MAX_LEVELS = 6  # of folders around the students
MAX_LOOKS = 300  # into folders in one of a class, which may be hostile
ARCHIVE_BYTES = 8 << 20  # of an archive among others, in which students are looked for
ONLY_ARCHIVE_BYTES = 256 << 20  # of one that may be the class
WORK = (".py", ".ipynb", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".7z", ".rar")  # and the archives that can be opened
VERSION = re.compile(r"\d{1,3}")  # as Submitty and PrairieLearn call the folders of one student


class Shape(Enum):
    """What a folder or an archive is."""

    STUDENT = "one student's"
    STUDENTS = "several students'"
    FOLDERS = "nothing but folders: among students a student's, among sections a section"


@dataclass(frozen=True)
class Box:
    """A folder or an archive.

    Parameters
    ----------
    name, path : str
        Its path is that in the class.
    open : callable
        Returns the place inside; may raise Unusable or NotReadable.
    read : callable, optional
        Reads it, if it is an archive.
    """

    name: str
    path: str
    open: Callable[[], Place]
    read: Read | None = None

    @property
    def whose(self) -> str:
        """The name without an archive's suffix."""
        return PurePosixPath(self.name).stem if self.read else self.name


@dataclass(frozen=True)
class Shapes:
    """Looks into folders and archives.

    Parameters
    ----------
    homework : Homework
    archives : mapping
        By suffix, functions that open an archive.
    recognised : callable
        ``recognised(place, path, least)`` returns whether a place is a platform's download of so many students.
    """

    homework: Homework
    archives: Mapping[str, Callable[[str, bytes, bool], Place]]
    recognised: Callable[[Place, str, int], bool]

    @cached_property
    def _named(self) -> re.Pattern[str]:
        """A pattern for the right file name with what people and platforms add to it."""
        words = re.findall(r"[^\W_]+", PurePosixPath(self.homework.filename).stem)
        return re.compile(rf"(?P<before>.*?){'[ _-]?'.join(words)}(?![a-z]).*\.(?:py|ipynb)", re.IGNORECASE | re.DOTALL)

    def boxes(self, place: Place, path: str) -> list[Box]:
        """Return the folders and archives in a place."""
        packed = [name for name in place.loose if self.is_archive(name)]
        large = len(packed) == 1 and not place.folders
        unpacked = {name: partial(self._unpacked, place, name, large) for name in packed}
        return [
            *(Box(name, under(path, name), inside) for name, inside in place.folders.items()),
            *(Box(name, under(path, name), inside, place.loose[name]) for name, inside in unpacked.items()),
        ]

    def is_one_student(self, place: Place, boxes: list[Box]) -> bool:
        """Return whether a whole class is one student's folder: it has the right file, and nobody else's work."""
        filename = self.homework.filename
        if (
            filename not in place.loose or len(place.loose) + len(place.folders) == 1
        ):  # alone, it is called after itself
            return False
        works = {name for name in place.loose if self.is_work(name) and not of_starter(name, self.homework)}
        return works <= {filename} and all(self.is_common(box.whose) for box in boxes)

    def is_common(self, name: str) -> bool:
        """Return whether a name says nothing about whose a folder is."""
        return is_common(name, self.homework)

    def is_somebodys(self, name: str) -> bool:
        """Return whether a folder inside another one may be called after a student."""
        return any(map(str.isalnum, name)) and not self.is_common(name) and not VERSION.fullmatch(name)

    def is_archive(self, name: str) -> bool:
        """Return whether a file is an archive that can be opened."""
        return PurePosixPath(name).suffix.lower() in self.archives

    def _unpacked(self, place: Place, name: str, large: bool) -> Place:
        limit = ONLY_ARCHIVE_BYTES if large else ARCHIVE_BYTES
        data = place.loose[name](limit)
        if len(data) > limit:
            raise Unusable(name)
        return self.archives[PurePosixPath(name).suffix.lower()](name, data, large)

    def is_work(self, name: str) -> bool:
        """Return whether a file may be a student's work by its name."""
        return name.lower().endswith(WORK) or self.is_archive(name)

    def holds(self, box: Box, what: Callable[[str], object]) -> bool:
        """Return whether a file with such a name lies somewhere in a box."""
        with suppress(Unusable, NotReadable):
            return any(what(path.name) for path in box.open().below())
        return False

    def is_named(self, name: str) -> bool:
        """Return whether a file has the right name, or one like it."""
        return bool(self._named.fullmatch(name))

    def owner(self, name: str) -> str:
        """Return what stands before the right file name, if it may be somebody's."""
        named = self._named.fullmatch(name)
        before = named["before"].strip("_- ") if named else ""
        return before if self.is_somebodys(before) else ""

    def of(self, box: Box, only: bool) -> Shape:
        """Return what a box is; ``only`` if there is no other one beside it."""
        return self._of(box, only, MAX_LEVELS, iter(range(MAX_LOOKS)))

    def _of(self, box: Box, only: bool, levels: int, looks: Iterator[int]) -> Shape:
        try:
            place = box.open()
        except (Unusable, NotReadable):
            return Shape.STUDENT
        found = [name for name in place.loose if self.is_named(name)]
        owners = {owner for name in found if (owner := self.owner(name))}
        if only and self.recognised(place, box.path, 1):
            return Shape.STUDENTS
        if len(found) > len(owners) or self.homework.filename in place.loose or not levels:
            return Shape.STUDENT
        if next(looks, None) is None:
            return Shape.STUDENT
        if self.recognised(place, box.path, 2):
            return Shape.STUDENTS
        inside = self.boxes(place, box.path)
        theirs = [one for one in inside if self.is_somebodys(one.whose)]
        work = [name for name in place.loose if self.is_work(name)]
        if only and self._is_class(box, place, inside, theirs, levels, looks):
            return Shape.STUDENTS
        evidence = self.is_named if work else self.is_work
        holding = islice((one for one in theirs if self.holds(one, evidence)), 2)
        if len(theirs) + len(owners) > 1 and len(owners) + len([*holding]) > 1:
            return Shape.STUDENTS
        if work:
            return Shape.STUDENT
        deeper = inside if self._may_hold_work(place) else []
        if any(self._of(one, False, levels - 1, looks) == Shape.STUDENTS for one in deeper):
            return Shape.STUDENTS
        return Shape.FOLDERS if theirs or self._leads_to_a_name(inside, levels) else Shape.STUDENT

    def _may_hold_work(self, place: Place) -> bool:
        """Return whether there is work somewhere; also if there are too many files to tell."""
        with suppress(Unusable, NotReadable):
            return any(self.is_work(path.name) for path in place.below())
        return True

    def _is_class(
        self, box: Box, place: Place, inside: list[Box], theirs: list[Box], levels: int, looks: Iterator[int]
    ) -> bool:
        """Return whether the only box is the class: students lie in it, or in the only box in it."""
        work = [name for name in place.loose if self.is_work(name) and not self.is_archive(name)]
        if len(theirs) + len(work) > 1:
            return True
        if len(inside) != 1 or work:
            return False
        outer_only = self.is_common(box.whose) and self.is_somebodys(inside[0].whose)
        return self._of(inside[0], True, levels - 1, looks) == Shape.STUDENTS or outer_only

    def _leads_to_a_name(self, inside: list[Box], levels: int) -> bool:
        """Return whether there are only folders, one in the other, down to one that may be called after a student."""
        while len(inside) == 1 and levels:
            (box,), levels = inside, levels - 1
            if self.is_somebodys(box.whose):
                return True
            with suppress(Unusable, NotReadable):
                place = box.open()
                if any(map(self.is_work, place.loose)):
                    return False
                inside = self.boxes(place, box.path)
                continue
            return False
        return False
