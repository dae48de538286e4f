"""Brightspace: folders ``12345-67890 - Jane Doe - Sep 24, 2024 926 PM``, one for each attempt."""

import re
from collections import defaultdict
from contextlib import suppress
from datetime import datetime

from assignment.engine.language import _

from ..attempts import from_folder
from ..place import Place, under
from ..student import Student
from .source import ITS_OWN, Sight, Source

FOLDER = re.compile(
    r"(?P<id>\d+)-\d+ - (?P<name>.+?) - (?P<date>.+ \d{4}),? (?P<clock>\d{3,4})(?P<half> [AP]M)?", re.DOTALL
)
DATES = ("%b %d, %Y", "%B %d, %Y", "%d %b, %Y", "%d %B, %Y", "%d %b %Y", "%d %B %Y")
INDEX = "index.html"


def look(place: Place, path: str, filename: str) -> Sight:
    """Recognise folders by numbers, name and time."""
    sight = Sight()
    mine: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for name in place.folders:
        if parts := FOLDER.fullmatch(name):
            mine[parts["id"], parts["name"]].append((_time(parts), name))
    for (number, who), folders in mine.items():
        for attempt, (time, name) in enumerate(sorted(folders), 1):
            student = Student(number, who, attempt=attempt, time=time)
            sight.add(name, [from_folder(student, under(path, name), place.folders[name])])
    if sight.used and INDEX in place.loose:
        sight.own[INDEX] = ITS_OWN
    return sight


def _time(parts: re.Match[str]) -> str:
    """Return the time in a form that can be compared; as it is if it is in no known form."""
    said = f"{parts['date']} {parts['clock'].zfill(4)}{parts['half'] or ''}"
    for date in DATES:
        with suppress(ValueError):
            return str(datetime.strptime(said, f"{date} {'%I%M %p' if parts['half'] else '%H%M'}"))
    return said


SOURCE = Source("brightspace", _("Brightspace download"), look)
