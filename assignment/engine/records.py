"""Records: a homework's own dataclasses, in the grader's and in the student's version."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Classes = Mapping[type, type]  # the grader's class to the student's


def _text(value: Any) -> str:
    return sys.intern(str(value))  # the same object everywhere: a student may compare with "is"


def _whole_numbers(value: Any) -> tuple[int, ...]:
    return tuple(int(number) for number in value)


CONVERTERS: dict[Any, Callable[[Any], Any]] = {
    bool: bool,
    int: int,
    float: float,
    str: _text,
    tuple[int, ...]: _whole_numbers,
}


def fields(record: type) -> dict[str, Any]:
    """Return name and type of each field."""
    return record.__annotations__


def check_fields(record: type) -> None:
    """Raise TypeError if a field has a type that no record may have."""
    unknown = [name for name, kind in fields(record).items() if kind not in CONVERTERS]
    if unknown:
        raise TypeError(f"{record.__name__}.{unknown[0]}: a record holds numbers, texts and tuples of whole numbers")


def classes_of(module: Any, records: Sequence[type]) -> Classes:
    """Return the student's version of each record that they have."""
    found = {record: getattr(module, record.__name__, None) for record in records}
    return {record: theirs for record, theirs in found.items() if isinstance(theirs, type)}


def rebuild(record: type, value: Any) -> Any:
    """Return the grader's record, with the values of any object that has its fields."""
    return record(**{name: CONVERTERS[kind](getattr(value, name)) for name, kind in fields(record).items()})
