"""Blackboard: ``Homework 3_s1001_attempt_2026-11-01-10-00-00_work.py``, and a receipt for each attempt."""

import re
from collections import defaultdict
from contextlib import suppress

from assignment.engine.language import _

from ..attempts import from_file, from_folder, no_file
from ..place import NotReadable, Place, Unusable, under
from ..student import Student
from .source import Sight, Source, beginning

ENTRY = re.compile(
    r"(?P<head>.+?)_attempt_(?P<day>\d{4}-\d\d-\d\d)-(?P<clock>\d\d-\d\d-\d\d)(?:_(?P<rest>.+)|\.txt)", re.DOTALL
)
FIRST_LINE = re.compile(r"[^:：]{1,40}[:：]\s*(?P<name>.*?)\s*\((?P<id>[^()]+)\)\s*")
RECEIPT_BYTES = 1000


def look(place: Place, path: str, filename: str) -> Sight:
    """Recognise files by the time of the attempt; a receipt says who it is."""
    sight = Sight()
    found = {name: parts for name in (*place.loose, *place.folders) if (parts := ENTRY.fullmatch(name))}
    by_user: dict[str, dict[str, re.Match[str]]] = defaultdict(dict)
    for name, parts in found.items():
        by_user[parts["head"]][name] = parts
    assignment = beginning(by_user, "_")
    for head, mine in by_user.items():
        times = sorted({_time(parts) for parts in mine.values()})
        who, username = _who(place, head, [name for name, parts in mine.items() if not parts["rest"]])
        for name, parts in mine.items():
            at = _time(parts)
            student = Student(username or head.removeprefix(assignment), who, attempt=times.index(at) + 1, time=at)
            origin, label = under(path, name), student.id
            if not parts["rest"]:
                sight.add(name, [no_file(student, origin, label=label, whose=head)])
            elif name in place.folders:
                sight.add(name, [from_folder(student, origin, place.folders[name], label=label, whose=head)])
            else:
                file = place.loose[name]
                sight.add(name, [from_file(student, origin, file, parts["rest"], label=label, whose=head)])
    return sight


def _time(parts: re.Match[str]) -> str:
    return f"{parts['day']} {parts['clock'].replace('-', ':')}"


def _who(place: Place, head: str, receipts: list[str]) -> tuple[str, str]:
    """Return name and username from a receipt; nothing if it does not say both."""
    for receipt in receipts:
        text = ""
        with suppress(Unusable, NotReadable, KeyError):
            text = place.loose[receipt](RECEIPT_BYTES).decode("utf-8", "ignore").removeprefix("\ufeff")
        found = FIRST_LINE.fullmatch(text.partition("\n")[0])
        if found and head.endswith(f"_{found['id']}"):
            return found["name"], found["id"]
    return "", ""


SOURCE = Source("blackboard", _("Blackboard download"), look)
