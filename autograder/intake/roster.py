"""The list of a course: who should have handed in."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from assignment.engine.language import _

from .names import fold
from .place import Unusable
from .student import Student
from .table_file import rows_of

HEADERS = {  # what columns are called; the first id is the one that is shown
    "id": (
        "id|student id|studentid|student number|student no|sid|sis user id|sis login id|orgdefinedid|user id|userid"
        "|username|user name|login|id number|identifier|matriculation number|matrikelnummer|matrikel"
        "|学号|學號|学生学号|工号"
    ),
    "name": "name|student|student name|full name|fullname|display name|姓名|学生姓名|學生姓名|名字",
    "first": "first name|firstname|given name|forename|vorname",
    "last": "last name|lastname|surname|family name|nachname",
    "email": "email|e-mail|email address|mail|e-mail-adresse|邮箱|電子郵件|电子邮箱|电子邮件",
    "section": "section|sections|class|tutorial|班级|班級|行政班|教学班",
    "group": "group|team|group name|小组|小組|组|組",
}
COLUMNS = {header: kind for kind, headers in HEADERS.items() for header in headers.split("|")}
HEAD_ROWS = 10  # in which the header is looked for: titles may stand above it
NO_STUDENTS = ("points possible", "student, test")  # rows of Canvas's gradebook
WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Entry:
    """A student of the course, with everything by which a platform may know them."""

    student: Student
    ids: frozenset[str]
    names: frozenset[str]


@dataclass
class Roster:
    """The students of a course, to be found by what a hand-in says.

    Parameters
    ----------
    entries : list of Entry
    """

    entries: list[Entry]
    _found: dict[str, dict[str, list[Entry]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._found = {kind: defaultdict(list) for kind in ("id", "name", "group")}
        for entry in self.entries:
            keys = {"id": entry.ids, "name": entry.names, "group": {fold(entry.student.group)} - {""}}
            for kind, values in keys.items():
                for value in values:
                    self._found[kind][value].append(entry)

    def of(self, student: Student, label: str) -> list[Entry]:
        """Return whose a hand-in is: by id, e-mail, name or what its folder is called; or the members of a group."""
        login = student.email.partition("@")[0]
        for kind, values in (
            ("id", [student.id, student.email, login, label]),
            ("name", ["".join(_words(student.name))]),
            ("id", _words(label)),
            ("name", ["".join(_words(label))]),
        ):
            found = {id(one): one for value in values if value for one in self._found[kind].get(_key(value), [])}
            if len(found) == 1:
                return [*found.values()]
        for group in filter(None, (student.group, student.name, label)):
            if members := self._found["group"].get(fold(group)):
                return members
        return []


def _key(text: str) -> str:
    return fold(text.strip().lstrip("#"))


def _words(text: str) -> list[str]:
    return [fold(word) for word in WORDS.findall(text)]


def known_as(entry: Student, student: Student) -> Student:
    """Return a student with what the roster says of them."""
    said = {name: value for name in ("id", "name", "email", "section", "group") if (value := getattr(entry, name))}
    return replace(student, **said)


def read(path: Path) -> Roster:
    """Return the roster in a file; raise Unusable if it cannot be read."""
    rows = rows_of(path)
    for number, row in enumerate(rows[:HEAD_ROWS]):
        columns = [COLUMNS.get(" ".join(cell.casefold().replace("_", " ").split()), "") for cell in row]
        if {"id", "name", "last", "email"} & {*columns}:
            entries = [*_entries(columns, rows[number + 1 :])]
            if entries:
                return Roster(entries)
            raise Unusable(_("{path} holds no students", path=path))
    needed = _("{path} has no column for students: call one id, name or email (学号, 姓名, 邮箱)", path=path)
    raise Unusable(needed)


def _entries(columns: list[str], rows: Iterable[list[str]]) -> Iterator[Entry]:
    for row in rows:
        cells: dict[str, list[str]] = defaultdict(list)
        for kind, cell in zip(columns, row, strict=False):
            if cell.strip():
                cells[kind].append(cell.strip())
        name = " ".join(cells["name"] or [*cells["first"], *cells["last"]])
        if fold(name) in NO_STUDENTS or not (name or cells["id"] or cells["email"]):
            continue
        logins = (address.partition("@")[0] for address in cells["email"])
        ids = frozenset(_key(value) for value in (*cells["id"], *cells["email"], *logins))
        words = _words(name)
        names = {"".join((*words[place:], *words[:place])) for place in range(len(words))}  # either name first
        number, email, section, group = ("".join(cells[kind][:1]) for kind in ("id", "email", "section", "group"))
        yield Entry(Student(number.lstrip("#"), name, email, section, group), ids, frozenset(names))
