"""Gradescope's export: ``submission_metadata.yml`` beside ``submission_123/``; a group has several submitters."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from assignment.engine.language import _

from ..attempts import NOTHING, Attempt, from_folder, no_file
from ..place import Place, Unusable, under
from ..student import NOBODY, Student
from .source import ITS_OWN, Sight, Source

METADATA, MAX_BYTES = "submission_metadata.yml", 64 << 20
FOLDER = re.compile(r"submission_\d+")


def look(place: Place, path: str, filename: str) -> Sight:
    """Recognise the file that says who has handed in which folder."""
    sight = Sight()
    folders = {name for name in place.folders if FOLDER.fullmatch(name)}
    if METADATA not in place.loose:
        return sight
    known = _metadata(place)
    for name in sorted(folders | {str(name) for name in known if FOLDER.fullmatch(str(name))}):
        first, *partners = _submitters(name, known.get(name)) or [NOBODY]
        sight.add(name, [_attempt(place, path, name, first, tuple(partners))])
    sight.own[METADATA] = ITS_OWN
    return sight


def _attempt(place: Place, path: str, name: str, student: Student, partners: tuple[Student, ...]) -> Attempt:
    origin, label = under(path, name), student.label or name
    if name not in place.folders:
        return no_file(student, origin, NOTHING, label=label, whose=name, partners=partners)
    return from_folder(student, origin, place.folders[name], label=label, whose=name, partners=partners)


def _submitters(name: str, entry: Any) -> list[Student]:
    """Return the submitters of an entry; keys keep their colon."""
    if not isinstance(entry, dict):
        return []
    people = _dicts(entry.get(":submitters"))
    time = _time(entry.get(":created_at"))
    attempt = len({time, *(_time(one.get(":created_at")) for one in _dicts(entry.get(":history")))} - {""})
    same = Student(group=name if len(people) > 1 else "", attempt=attempt, time=time)
    return [
        replace(same, id=_text(one.get(":sid")), name=_text(one.get(":name")), email=_text(one.get(":email")))
        for one in people
    ]


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str | int) else ""


def _time(value: Any) -> str:
    """Return a time that YAML has read; older exports wrap it."""
    value = value.get("utc", value.get("time")) if isinstance(value, dict) else value
    return value.isoformat(" ", "seconds") if isinstance(value, datetime) else _text(value)


def _metadata(place: Place) -> dict[Any, Any]:
    """Return what the file says; raise Unusable if it cannot be read."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """Reads plain data, and objects of Ruby as such."""

    def plain(loader: Any, suffix: str, node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            return loader.construct_mapping(node, deep=True)
        if isinstance(node, yaml.SequenceNode):
            return loader.construct_sequence(node, deep=True)
        return loader.construct_scalar(node)

    Loader.add_multi_constructor("", plain)
    problem = _("{name} cannot be read: export the submissions again", name=METADATA)
    try:
        data = place.loose[METADATA](MAX_BYTES)
        known = yaml.load(data, Loader) if len(data) <= MAX_BYTES else None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise Unusable(problem) from None
    if not isinstance(known, dict):
        raise Unusable(problem)
    return known


SOURCE = Source("gradescope", _("Gradescope export"), look)
