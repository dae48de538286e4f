"""Any other source, whose names the instructor describes by a regular expression with named groups."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from assignment.engine.language import _

from ..attempts import NOTHING, from_file, no_file
from ..place import NotReadable, Place, Read, Unusable, under
from ..student import NOBODY, Student
from .source import Sight, Source

TITLE = _("names of the given form")
GROUPS = ("id", "name", "email", "section", "group", "late", "attempt", "time", "file")
MAX_FOLDERS = 8  # one in the other
OTHER = _("not of the form that --names gives")


def compiled(pattern: str) -> re.Pattern[str]:
    """Return the expression; raise ValueError with a sentence if it cannot be used."""
    try:
        form = re.compile(pattern)
    except re.error as error:
        problem = _("{pattern} is not a regular expression: {error}", pattern=pattern, error=str(error))
        raise ValueError(problem) from None
    groups = {*form.groupindex}
    if not groups & {"id", "name"} or groups - {*GROUPS}:
        names = ", ".join(GROUPS)
        raise ValueError(_("--names needs a group (?P<id>...) or (?P<name>...); it knows {names}", names=names))
    return form


def source(form: re.Pattern[str]) -> Source:
    """Return what recognises names of a form."""
    return Source("names", TITLE, partial(_look, form))


def _look(form: re.Pattern[str], place: Place, path: str, filename: str) -> Sight:
    """Recognise files, and empty folders, by their paths in the class; outer folders are left out."""
    sight = Sight()
    if len(place.folders) == 1 and not place.loose:
        return sight
    others: dict[str, list[str]] = {}
    for entry, read in _walk(place, "", 0):
        first = PurePosixPath(entry).parts[0]
        origin = under(path, entry)
        found = form.search(origin)
        student = _student(found) if found else NOBODY
        owner = student.id or student.name
        if not found or not owner:
            others.setdefault(first, []).append(entry)
        elif read:
            name = found.groupdict().get("file") or entry
            sight.add(first, [from_file(student, origin, read, name, whose=owner)])
        else:
            sight.add(first, [no_file(student, origin, NOTHING, whose=owner)])
    sight.own.update((entry, OTHER) for first in sight.used for entry in others.get(first, []))
    return sight


def _student(found: re.Match[str]) -> Student:
    """Return what the groups say."""
    said = {name: (value or "").strip() for name, value in found.groupdict().items() if name != "file"}
    attempt = said.pop("attempt", "")
    number = int(attempt[:9]) if attempt.isdecimal() else 0
    return Student(**{**said, "late": bool(said.get("late"))}, attempt=number)  # type: ignore[arg-type]


def _walk(place: Place, path: str, depth: int) -> Iterator[tuple[str, Read | None]]:
    """Yield all files with their paths, and empty folders with a slash at the end."""
    yield from ((under(path, name), read) for name, read in place.loose.items())
    for name, inside in place.folders.items():
        here = under(path, name)
        try:
            within = inside()
        except (Unusable, NotReadable) as problem:
            yield f"{here}/", _raising(problem)
            continue
        if not within.loose and not within.folders:
            yield f"{here}/", None
        elif depth < MAX_FOLDERS:
            yield from _walk(within, here, depth + 1)
        else:
            yield f"{here}/", None


def _raising(problem: Exception) -> Read:
    def read(limit: int) -> bytes:
        raise problem

    return read
