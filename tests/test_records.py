"""A homework's records are sent to a worker and back as the other side's class; no other class is."""

import sys
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from assignment.engine import module
from assignment.engine.plain import NotPlain, plain
from assignment.engine.records import CONVERTERS, classes_of, fields, rebuild
from assignment.homework import HOMEWORK
from autograder.sandbox.encoding import Malformed, decode, encode


@dataclass(frozen=True)
class Every:
    """One field of each type that a record may have."""

    flag: bool
    count: int
    rate: float
    name: str
    sizes: tuple[int, ...]


@dataclass
class Theirs:
    """A student's version: it is not frozen, and its fields have another order."""

    sizes: Any
    name: Any
    rate: Any
    count: Any
    flag: Any


@dataclass(frozen=True)
class WithList:
    """A field that no record may have."""

    items: list[int]


@dataclass(frozen=True)
class WithArray:
    """A field that no record may have."""

    values: np.ndarray


EVERY = Every(True, 3, 0.5, "tanh", (4, 3, 2))


def test_each_allowed_type_stands_in_a_field() -> None:
    assert set(fields(Every).values()) == set(CONVERTERS)
    assert list(fields(Every)) == [field.name for field in dataclass_fields(Every)]


def test_a_record_of_every_type_survives_the_pipe() -> None:
    for value in (EVERY, [EVERY], {"a": (EVERY, None)}):
        assert decode(encode(value), (Every,)) == value


def test_a_text_in_a_record_is_the_same_object_as_the_literal_in_a_students_file() -> None:
    decoded = decode(encode(Every(True, 3, 0.5, "".join(["ta", "nh"]), ())), (Every,))
    assert decoded.name is sys.intern("tanh")


@pytest.mark.parametrize("record", [WithList, WithArray])
def test_a_record_with_a_field_of_another_type_is_refused(record: type) -> None:
    with pytest.raises(TypeError, match=rf"{record.__name__}\.\w+: a record holds"):
        replace(HOMEWORK, records=(record,))


@pytest.mark.parametrize(
    "changed",
    [
        {"flag": 1},
        {"count": True},
        {"count": 1 << 200},
        {"rate": 1},
        {"name": 3},
        {"sizes": (1, 2.5)},
        {"sizes": (1 << 40,)},
        {"sizes": "12"},
    ],
)
def test_a_value_of_another_type_in_a_field_does_not_cross(changed: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        decode(encode(Every(**{**vars(EVERY), **changed})), (Every,))


def test_a_record_that_the_homework_does_not_have_does_not_cross() -> None:
    with pytest.raises(Malformed, match="unknown record"):
        decode(encode(EVERY), ())


def test_a_student_is_given_a_record_of_their_own_class_and_returns_the_graders() -> None:
    classes = {Every: Theirs}
    given = module.own(EVERY, classes)
    assert type(given) is Theirs
    assert vars(given) == vars(EVERY)
    given.rate = np.float64(0.25)
    given.sizes = [np.int64(2), 1]
    back = plain([given], classes)[0]
    assert back == Every(True, 3, 0.25, "tanh", (2, 1))
    assert [type(getattr(back, name)) for name in ("rate", "sizes")] == [float, tuple]


def test_a_class_that_is_not_a_record_is_not_plain_data() -> None:
    with pytest.raises(NotPlain, match="Theirs"):
        plain(Theirs(1, 2, 3, 4, 5), {})


def test_the_students_class_is_the_one_with_the_records_name_and_may_be_missing() -> None:
    theirs = SimpleNamespace(Every=Theirs)
    assert classes_of(theirs, (Every,)) == {Every: Theirs}
    for other in (SimpleNamespace(), SimpleNamespace(Every="no class")):
        assert classes_of(other, (Every,)) == {}


def test_a_record_is_rebuilt_from_any_object_that_has_its_fields() -> None:
    values = {"flag": 1, "count": 3.0, "rate": 1, "name": "relu", "sizes": np.array([2, 1])}
    assert rebuild(Every, SimpleNamespace(**values)) == Every(True, 3, 1.0, "relu", (2, 1))
    with pytest.raises(AttributeError):
        rebuild(Every, SimpleNamespace(flag=True))
