"""Converts a result to text and back, for the journal and for other machines; what comes back is checked."""

import json
import math
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from assignment.engine.homework import Homework
from assignment.engine.language import OTHERS, Text
from assignment.engine.registry import Check, all_checks
from assignment.engine.verdicts import Verdict

from ..grading.result import Rescue, Result, max_score
from ..mistakes.credit import credit
from ..rescue import MOST_COST
from ..rescue.repair import CHARACTERS
from ..rescue.repair import MOST as MOST_REPAIRS

MOST = 2 << 20  # characters; a result has some ten thousand
CODE = 20  # characters of a mistake's code
OWN = {"max_score", "verdicts", "output"}  # what of a result is not stored as it is
LATER = {"rescue": None, "picture": None, "seconds": 0.0}  # what records of older journals do not hold
Reader = Callable[[Any], Any]  # returns JSON data as a value of a type


class Unreadable(Exception):
    """The record was not written by this version of the kit."""


def dump(result: Result) -> str:
    """Return a result as one line of JSON."""
    record = {field.name: _written(getattr(result, field.name)) for field in fields(result) if field.name not in OWN}
    record["output"] = result.output.decode("latin-1")
    record["verdicts"] = [
        [verdict.check.id, *(_written(getattr(verdict, name)) for name in _verdict_readers())]
        for verdict in result.verdicts.values()
    ]
    return json.dumps(record, ensure_ascii=True, separators=(",", ":"))


def load(homework: Homework, text: str) -> Result:
    """Return the result in a record; points follow from the outcomes and the homework's checks.

    Raises
    ------
    Unreadable
        If it is anything but what :func:`dump` returns for a result of this homework.
    """
    checks = {check.id: check for check in all_checks(homework)}
    try:
        _require(len(text) <= MOST)
        record = json.loads(text, parse_constant=_refuse)
        _require(type(record) is dict)
        record = LATER | record
        _require(record.keys() == {*_result_readers(), "output", "verdicts"})
        verdicts = [_verdict(checks, entry) for entry in record["verdicts"]]
        values = {name: read(record[name]) for name, read in _result_readers().items()}
        output = record["output"].encode("latin-1")
        _require(_is_rescue(values["rescue"]))
        _require(values["picture"] is None or values["picture"].plausible)
        _require(values["seconds"] >= 0)
        paid = [credit(homework, one.task, one.slots, verdicts) for one in values["credits"]]
        _require([*values["credits"]] == paid and len({one.task for one in paid if one}) == len(paid))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
        raise Unreadable from None
    possible = max_score(homework, tuple(verdict.check for verdict in verdicts))
    by_id = {verdict.check.id: verdict for verdict in verdicts}
    result = Result(max_score=possible, verdicts=by_id, output=output, **values)
    codes = [code for group in result.mistakes for code in group]
    plain = all(code.isascii() and code.isalnum() and len(code) <= CODE for code in codes)
    if len(by_id) < len(verdicts) or not plain or not all(result.mistakes):
        raise Unreadable
    return result


def _is_rescue(rescue: Rescue | None) -> bool:
    """Whether this may be the rescue of a file; None is that of a file that needed none."""
    if rescue is None:
        return True
    short = all(max(len(one.text), len(one.detail)) <= CHARACTERS for one in rescue.repairs)
    return short and 0 <= rescue.cost <= MOST_COST and 0 < len(rescue.repairs) <= MOST_REPAIRS


def _verdict(checks: dict[str, Check], entry: Any) -> Verdict:
    readers = _verdict_readers()
    _require(type(entry) is list and len(entry) == len(readers) + 1)
    values = {name: read(value) for (name, read), value in zip(readers.items(), entry[1:], strict=True)}
    return Verdict(check=checks[entry[0]], **values)


@cache
def _verdict_readers() -> dict[str, Reader]:
    return {name: _reader(kind) for name, kind in get_type_hints(Verdict).items() if name != "check"}


@cache
def _result_readers() -> dict[str, Reader]:
    return {name: _reader(kind) for name, kind in get_type_hints(Result).items() if name not in OWN}


def _written(value: Any) -> Any:
    """Return a field as JSON can hold it."""
    if isinstance(value, Text):
        return [str(value), value.others]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, (tuple, list)):
        return [_written(item) for item in value]
    if isinstance(value, dict):
        return {name: _written(item) for name, item in value.items()}
    if is_dataclass(value):
        return {field.name: _written(getattr(value, field.name)) for field in fields(value)}
    return value


def _reader(kind: Any) -> Reader:
    """Return the reader for a type: it raises ValueError unless the data has exactly this type."""
    if is_dataclass(kind):
        readers = {name: _reader(inner) for name, inner in get_type_hints(kind).items()}
        return lambda value: _record(kind, readers, value)
    origin = get_origin(kind) or kind
    inside = [_reader(inner) for inner in get_args(kind) if inner not in (Ellipsis, type(None))]
    if origin is UnionType:  # with None
        return lambda value: None if value is None else inside[0](value)
    if origin in (tuple, list, frozenset):
        return lambda value: origin([inside[0](item) for item in _exactly(list, value)])
    if origin is dict:
        return lambda value: {name: inside[1](item) for name, item in _exactly(dict, value).items()}
    if origin is float:
        return _finite
    if origin is str:
        return _text
    if issubclass(origin, StrEnum):
        return lambda value: origin(_exactly(str, value))
    return lambda value: _exactly(origin, value)


def _record(kind: Any, readers: dict[str, Reader], value: Any) -> Any:
    _require(type(value) is dict and value.keys() == readers.keys())
    return kind(**{name: read(value[name]) for name, read in readers.items()})


def _text(value: Any) -> str:
    """Return a text, or one with its translations."""
    if type(value) is str:
        return value
    english, others = _exactly(list, value)
    _require(_exactly(dict, others).keys() == {*OTHERS})
    return Text(_exactly(str, english), {name: _exactly(str, text) for name, text in others.items()})


def _exactly(kind: Any, value: Any) -> Any:
    _require(type(value) is kind)
    return value


def _finite(value: Any) -> float:
    _require(type(value) in (int, float) and math.isfinite(value))
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _require(fits: bool) -> None:
    if not fits:
        raise ValueError
