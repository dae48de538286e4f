"""Moodle: folders ``Jane Doe_1234567_assignsubmission_file_/``, or files that begin so."""

import re

from assignment.engine.language import _

from ..attempts import from_file, from_folder, no_file
from ..place import Place, under
from ..student import Student
from .source import Sight, Source

ENTRY = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?P<plugin>[a-z]+)(?:_(?P<rest>.*))?", re.DOTALL)


def look(place: Place, path: str, filename: str) -> Sight:
    """Recognise folders and files by what Moodle calls the parts of a submission."""
    sight = Sight()
    found = {name: parts for name in (*place.folders, *place.loose) if (parts := ENTRY.fullmatch(name))}
    blind = len({parts["name"] for parts in found.values()}) == 1 < len({parts["id"] for parts in found.values()})
    for name, parts in found.items():
        student = Student(parts["id"], "" if blind else parts["name"])
        origin, label = under(path, name), f"{parts['name']}_{parts['id']}"
        if parts["plugin"] != "file":
            attempt = no_file(student, origin, label=label)
        elif name in place.folders:
            attempt = from_folder(student, origin, place.folders[name], label=label)
        else:
            attempt = from_file(student, origin, place.loose[name], parts["rest"] or "", label=label)
        sight.add(name, [attempt])
    return sight


SOURCE = Source("moodle", _("Moodle download"), look)
