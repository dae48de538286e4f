"""GitHub, as for GitHub Classroom: clones ``homework-jdoe`` of each student's repository, with ``.git`` in them."""

from contextlib import suppress

from assignment.engine.language import _

from ..attempts import from_folder
from ..place import NotReadable, Place, Unusable, under
from ..student import Student
from .source import Sight, Source, beginning

REPOSITORY = ".git"


def look(place: Place, path: str, filename: str) -> Sight:
    """Recognise folders that are repositories; what their names have in common is the assignment."""
    sight, names = Sight(), []
    for name, inside in place.folders.items():
        with suppress(Unusable, NotReadable):
            if REPOSITORY in inside().system:
                names.append(name)
    assignment = beginning(names, "-") if len(names) > 1 else ""
    for name in names:
        student = Student(name.removeprefix(assignment))
        sight.add(name, [from_folder(student, under(path, name), place.folders[name], label=name)])
    return sight


SOURCE = Source("github", _("GitHub clones"), look)
