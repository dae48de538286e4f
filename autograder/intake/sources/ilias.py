"""ILIAS: folders ``Doe_Jane_jdoe_12345`` in which each file begins with the time when it was handed in."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath

from assignment.engine.language import _

from ..attempts import Attempt, File, Listed
from ..place import Files, NotReadable, Place, Unusable, under
from ..student import Student
from .source import Sight, Source

FOLDER = re.compile(r"(?P<last>[^_]+)_(?P<first>.+)_(?P<login>[^_]+)_(?P<number>\d+)", re.DOTALL)
FILE = re.compile(r"(?P<time>\d{8}(?:\d{6})?)_(?P<rest>.+)", re.DOTALL)


def look(place: Place, path: str, filename: str) -> Sight:
    """Recognise folders by their names, and by those of the files in them."""
    sight = Sight()
    for name, inside in place.folders.items():
        parts = FOLDER.fullmatch(name)
        with suppress(Unusable, NotReadable):
            files = inside().below() if parts else {}
            if parts and files and all(FILE.fullmatch(path.name) for path in files):
                who = Student(parts["login"], f"{parts['first'].replace('_', ' ')} {parts['last']}")
                sight.add(name, _attempts(who, under(path, name), inside, files))
    return sight


def _attempts(who: Student, origin: str, inside: Callable[[], Place], files: Files) -> list[Attempt]:
    """Return the newest files as one attempt, and each older version of a file as one that does not count."""
    versions: dict[PurePosixPath, list[PurePosixPath]] = {}
    for path in sorted(files, key=lambda path: path.name):
        versions.setdefault(path.with_name(_part(path, "rest")), []).append(path)
    newest = {name: paths[-1] for name, paths in versions.items()}
    older = [(number, path) for paths in versions.values() for number, path in enumerate(paths[:-1], 1)]
    label = PurePosixPath(origin).name

    def attempt(number: int, chosen: dict[PurePosixPath, PurePosixPath], where: str) -> Attempt:
        def listed() -> Listed:
            found = inside().below()
            return {name: File(found[path], f"{origin}/{path}") for name, path in chosen.items() if path in found}

        time = _time(max(_part(path, "time") for path in chosen.values()))
        return Attempt(replace(who, attempt=number, time=time), where, listed, label=label)

    most = max(len(paths) for paths in versions.values())
    return [
        *(attempt(number, {path: path}, f"{origin}/{path}") for number, path in older),
        attempt(most, newest, origin),
    ]


def _part(path: PurePosixPath, part: str) -> str:
    found = FILE.fullmatch(path.name)
    return found[part] if found else ""


def _time(digits: str) -> str:
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    return f"{day} {digits[8:10]}:{digits[10:12]}:{digits[12:]}" if len(digits) > 8 else day


SOURCE = Source("ilias", _("ILIAS download"), look)
