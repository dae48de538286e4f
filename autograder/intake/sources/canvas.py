"""Canvas: ``doejane_LATE_112233_9000001_work-1.py``, all in one folder."""

import re
from collections import defaultdict

from assignment.engine.language import _

from ..attempts import Attempt, from_file, from_folder, no_file
from ..place import Place, under
from ..student import Student
from .source import Sight, Source

NAMED = re.compile(r"(?P<name>.+?)(?P<late>_LATE)?_(?P<id>\d+)_(?P<file>\d+)_(?P<rest>.+)", re.DOTALL)
ANONYMOUS = re.compile(r"(?P<late>LATE_)?(?P<name>anon)_(?P<id>[^_]+)_(?P<file>\d+)_(?P<rest>.+)", re.DOTALL)
TEXT = re.compile(r"(?P<name>.+?)(?P<late>_LATE)?_(?P<id>\d+)_(?P<rest>(?:text|link)\.html)", re.DOTALL)
NO_FILES = ("text.html", "link.html")


def look(place: Place, path: str, filename: str) -> Sight:
    """Recognise files by the numbers of a user and of an attachment."""
    sight = Sight()
    found = {name: parts for name in (*place.loose, *place.folders) if (parts := _parts(name))}
    by_user: dict[str, dict[str, re.Match[str]]] = defaultdict(dict)
    for name, parts in found.items():
        by_user[parts["id"]][name] = parts
    for mine in by_user.values():
        numbers = _numbers(mine, filename)
        latest = max(numbers.values(), default=0)
        for name, parts in mine.items():
            given = "" if parts["name"] == "anon" else parts["name"]
            student = Student(parts["id"], given, late=bool(parts["late"]), attempt=numbers.get(name, latest))
            sight.add(name, [_attempt(student, place, path, name, parts["rest"])])
    attachments = [parts["file"] for parts in found.values() if "file" in parts.groupdict()]
    several_names = any(len({parts["name"] for parts in mine.values()}) > 1 for mine in by_user.values())
    if several_names or len({*attachments}) < len(attachments):
        sight.doubt = _("a number stands beside several names or files")
    return sight


def _parts(name: str) -> re.Match[str] | None:
    return ANONYMOUS.fullmatch(name) or NAMED.fullmatch(name) or TEXT.fullmatch(name)


def _numbers(mine: dict[str, re.Match[str]], filename: str) -> dict[str, int]:
    """Return the numbers of the attempts whose file has its right name, to which Canvas adds ``-1`` and so on."""
    stem, dot, suffix = filename.rpartition(".")
    form = re.compile(rf"{re.escape(stem)}(?:-(\d{{1,4}}))?{re.escape(dot + suffix)}")
    copies = {name: copy for name, parts in mine.items() if (copy := form.fullmatch(parts["rest"]))}
    numbers: dict[str, int] = {}
    for name in sorted(copies, key=lambda name: (int(copies[name][1] or 0), int(mine[name]["file"]))):
        numbers[name] = max(int(copies[name][1] or 0), *numbers.values(), 0) + 1
    return numbers


def _attempt(student: Student, place: Place, path: str, name: str, rest: str) -> Attempt:
    origin, label = under(path, name), student.label if student.name else f"anon_{student.id}"
    if rest in NO_FILES:
        return no_file(student, origin, label=label)
    if name in place.folders:
        return from_folder(student, origin, place.folders[name], label=label)
    return from_file(student, origin, place.loose[name], rest, label=label)


SOURCE = Source("canvas", _("Canvas download"), look)
