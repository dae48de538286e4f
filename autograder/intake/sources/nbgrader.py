"""nbgrader: ``submitted/<student>/<assignment>/``, with a time beside the files."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from assignment.engine.language import _

from ..attempts import NOTHING, from_folder, no_file
from ..place import NotReadable, Place, Unusable, under
from ..student import Student
from .source import Sight, Source

OUTER, STAMP, STAMP_BYTES = "submitted", "timestamp.txt", 100


def look(place: Place, path: str, filename: str) -> Sight:
    """Recognise students' folders that hold nothing but assignments: by the outer folder, or by the times."""
    students = {name: found for name, inside in place.folders.items() if (found := _assignments(inside)) is not None}
    assignments = Counter(name for found in students.values() for name in found)
    stamped = any(time for found in students.values() for _place, time in found.values())
    sight = Sight()
    if not assignments or not (stamped or path.rpartition("/")[2] == OUTER):
        return sight
    if len(assignments) > 1:
        several = ", ".join(sorted(assignments))
        sight.doubt = _(
            "there are several assignments, {several}: name one, as in --names '(?P<id>[^/]+)/{first}/'",
            several=several,
            first=min(assignments),
        )
    (assignment, _count), *_others = assignments.most_common(1)
    for name, found in students.items():
        origin = under(path, name)
        if assignment in found:
            inside, time = found[assignment]
            sight.add(name, [from_folder(Student(name, time=time), f"{origin}/{assignment}", inside)])
        else:
            sight.add(name, [no_file(Student(name), origin, NOTHING)])
    return sight


def _assignments(inside: Callable[[], Place]) -> dict[str, tuple[Callable[[], Place], str]] | None:
    """Return a student's assignments with their times; None if there are files beside them."""
    with suppress(Unusable, NotReadable):
        student = inside()
        if not student.loose:
            return {name: (folder, _time(folder)) for name, folder in student.folders.items()}
    return None


def _time(folder: Callable[[], Place]) -> str:
    with suppress(Unusable, NotReadable, KeyError):
        return folder().loose[STAMP](STAMP_BYTES).decode("ascii", "ignore").strip()[:STAMP_BYTES]
    return ""


SOURCE = Source("nbgrader", _("nbgrader's submitted folder"), look)
