"""Sakai: folders ``Doe, Jane(jdoe)`` with the files in ``Submission attachment(s)``."""

import re
from contextlib import suppress

from assignment.engine.language import _

from ..attempts import from_folder, no_file
from ..place import NotReadable, Place, Unusable, under
from ..student import Student
from .source import ITS_OWN, Sight, Source

FOLDER = re.compile(r"(?P<name>.+)\((?P<id>[^()]+)\)", re.DOTALL)
ATTACHMENTS, STAMP, STAMP_BYTES = "Submission attachment(s)", "timestamp.txt", 100
DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d*")
OWN = ("grades.csv", "grades.xls", "grades.xlsx")


def look(place: Place, path: str, filename: str) -> Sight:
    """Recognise folders by the folder of the files in them."""
    sight = Sight()
    for name, folder in place.folders.items():
        with suppress(Unusable, NotReadable):
            inside = folder()
            parts = FOLDER.fullmatch(name)
            if not parts or ATTACHMENTS not in inside.folders:
                continue
            student = Student(parts["id"], _first_name_first(parts["name"]), time=_time(inside))
            origin = f"{under(path, name)}/{ATTACHMENTS}"
            attachments = inside.folders[ATTACHMENTS]
            empty = not attachments().below()
            sight.add(name, [no_file(student, origin) if empty else from_folder(student, origin, attachments)])
    if sight.used:
        sight.own.update((name, ITS_OWN) for name in OWN if name in place.loose)
    return sight


def _first_name_first(name: str) -> str:
    last, _comma, first = name.strip().partition(", ")
    return f"{first} {last}".strip()


def _time(inside: Place) -> str:
    with suppress(Unusable, NotReadable, KeyError):
        found = DIGITS.fullmatch(inside.loose[STAMP](STAMP_BYTES).decode("ascii", "ignore").strip())
        return "{}-{}-{} {}:{}:{}".format(*found.groups()) if found else ""
    return ""


SOURCE = Source("sakai", _("Sakai download"), look)
