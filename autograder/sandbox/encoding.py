"""Encodes plain data as bytes, with nothing executable in it, for messages between the grader and a worker.

A value is ``u32 header length | u32 body length | JSON header | raw little-endian buffers``. Both lengths
are limited before anything is allocated, types are compared exactly, and arrays are copied. Most values are
arrays, so a plain string in the header describes one, such as ``<f8 5 4``; a text is ``{"s": ["text"]}``.
"""

import json
import re
import struct
import sys
from collections.abc import Callable, Sequence
from dataclasses import is_dataclass
from math import prod
from typing import Any, ClassVar

import numpy as np

from assignment.engine.language import _
from assignment.engine.records import fields
from assignment.engine.table import Table

MAX_HEADER = 64 * 1024
MAX_BODY = 16 * 1024 * 1024
MAX_DEPTH = 12
MAX_DIMENSIONS = 8
MAX_BITS = 128
MAX_TEXT = 1_000  # characters: NumPy makes an array of texts as wide as its longest
LARGEST_SIZE = 2**31  # whole numbers in a record must be smaller
DTYPES = {
    name: np.dtype(name) for name in ("|b1", "|i1", "<i2", "<i4", "<i8", "|u1", "<u2", "<u4", "<u8", "<f4", "<f8")
}
NAMES = {dtype: name for name, dtype in DTYPES.items()}
TO_JSON = json.JSONEncoder(separators=(",", ":")).encode
FROM_JSON = json.JSONDecoder().decode
LENGTHS = struct.Struct("<II")
_SIZE = re.compile("[0-9]{1,9}")


class Malformed(Exception):
    """A value may not be sent, or bytes do not encode a value that may."""


def encode(value: Any) -> bytes:
    """Return a value as bytes; raise Malformed if a part of it may not be sent, or if it is too large."""
    body = _Body()
    return _joined(_pack(value, body, 0), body.buffers)


def decode(data: bytes | memoryview, records: Sequence[type] = ()) -> Any:
    """Return the value that :func:`encode` wrote; raise Malformed if the bytes do not encode a value that may be sent.

    Parameters
    ----------
    data : bytes
    records : sequence of type
        The homework's dataclasses; the value may hold instances of them.
    """
    middle = LENGTHS.size + LENGTHS.unpack_from(data)[0]
    try:
        packed = FROM_JSON(str(data[LENGTHS.size : middle], "utf-8"))
    except (ValueError, RecursionError):
        raise Malformed(_("the header is not JSON")) from None
    reader = _Reader(data[middle:], records)
    value = reader.unpack(packed, 0)
    if reader.position != len(reader.body):
        raise Malformed(_("the body is longer than its header says"))
    return value


class _Body:
    """Collects the numbers of a value, up to the limit."""

    def __init__(self) -> None:
        self.buffers: list[bytes] = []
        self.size = 0

    def append(self, array: np.ndarray) -> None:
        self.size += array.nbytes
        if self.size > MAX_BODY:  # before they are copied
            raise Malformed(_("the value is too large"))
        self.buffers.append(array.tobytes())


def _joined(packed: Any, buffers: list[bytes]) -> bytes:
    header = TO_JSON(packed).encode()
    size = sum(map(len, buffers))
    if len(header) > MAX_HEADER or size > MAX_BODY:
        raise Malformed(_("the value is too large"))
    return LENGTHS.pack(len(header), size) + header + b"".join(buffers)


def _pack(value: Any, body: _Body, depth: int) -> Any:
    kind = type(value)
    if kind is np.ndarray:
        if value.dtype not in NAMES:
            value = value.astype(value.dtype.newbyteorder("<"))
        body.append(value)
        return _form_of(value.dtype, value.shape)
    if value is None or kind is float or kind is bool:
        return value
    if kind is int:
        if value.bit_length() > MAX_BITS:
            raise Malformed(_("a whole number that is too large"))
        return value
    if kind is str:
        if len(value) > MAX_TEXT:
            raise Malformed(_("a text that is too long"))
        return {"s": [value.encode("utf-8", "replace").decode()]}
    depth += 1
    if depth > MAX_DEPTH:
        raise Malformed(_("nested too deeply"))
    if kind is list:
        return [_pack(item, body, depth) for item in value]
    if kind is tuple:
        return {"t": [_pack(item, body, depth) for item in value]}
    if kind is dict:
        return {"d": [[_pack(k, body, depth), _pack(v, body, depth)] for k, v in value.items()]}
    if kind is Table:
        index = _pack(value.index, body, depth)
        columns = [[name, _pack(column, body, depth)] for name, column in value.columns.items()]
        return {"f": [value.name, index, columns]}
    if isinstance(value, np.generic):  # what a right version returns for a single number
        return _pack(np.asarray(value), body, depth)
    if is_dataclass(kind):
        return {"r": [kind.__name__, *(getattr(value, name) for name in fields(kind))]}
    raise Malformed(f"a value of type {kind.__name__}")


def _form_of(dtype: np.dtype, shape: tuple[int, ...]) -> str:
    """Return the header's text for an array; raise Malformed if its type may not be sent."""
    if dtype not in NAMES:
        raise Malformed(f"an array of type {dtype}")
    return " ".join([NAMES[dtype], *map(str, shape)])


def _array_of(form: str) -> tuple[np.dtype, tuple[int, ...], int]:
    """Return type, shape and size in bytes of an array; raise Malformed if the header's text describes none."""
    name, *sizes = form.split(" ")
    if name not in DTYPES or len(sizes) > MAX_DIMENSIONS or not all(map(_SIZE.fullmatch, sizes)):
        raise Malformed(_("an array of a type, rank or shape that is not allowed"))
    shape = tuple(map(int, sizes))
    if prod(n or 1 for n in shape) > MAX_BODY:
        raise Malformed(_("an array of an impossible shape"))
    return DTYPES[name], shape, prod(shape) * DTYPES[name].itemsize


class _Reader:
    """Reads the buffers of a body in the order of the header."""

    def __init__(self, body: bytes | memoryview, records: Sequence[type]) -> None:
        self.body = body
        self.records = {record.__name__: record for record in records}
        self.position = 0

    def unpack(self, packed: Any, depth: int) -> Any:
        """Return the value that a piece of JSON describes."""
        return self._items([packed], depth - 1)[0]

    def _items(self, content: list[Any], depth: int) -> list[Any]:
        """Return the values of a list: arrays are handled here, because most are arrays and each call costs time."""
        if depth >= MAX_DEPTH:
            raise Malformed(_("nested too deeply"))
        depth += 1
        items: list[Any] = []
        for packed in content:
            kind = type(packed)
            if kind is str:
                items.append(self._array(packed))
            elif kind is list:
                items.append(self._items(packed, depth))
            elif kind is dict:
                items.append(self._tagged(packed, depth))
            elif kind is int and packed.bit_length() > MAX_BITS:
                raise Malformed(_("a whole number that is too large"))
            else:
                items.append(packed)
        return items

    def _tagged(self, packed: dict[str, Any], depth: int) -> Any:
        if len(packed) != 1:
            raise Malformed(_("an unknown structure"))
        [(tag, content)] = packed.items()
        if tag not in _Reader.TAGS or type(content) is not list:
            raise Malformed(_("an unknown structure"))
        return _Reader.TAGS[tag](self, content, depth)

    def _tuple(self, content: list[Any], depth: int) -> tuple[Any, ...]:
        return tuple(self._items(content, depth))

    def _array(self, form: str) -> np.ndarray:
        dtype, shape, size = _array_of(form)
        start, self.position = self.position, self.position + size
        if self.position > len(self.body):
            raise Malformed(_("the body is shorter than its header says"))
        return np.ndarray(shape, dtype, self.body, start).copy()

    def _text(self, content: list[Any], depth: int) -> str:
        if [*map(type, content)] != [str]:
            raise Malformed(_("a malformed text"))
        text: str = content[0]
        if len(text) > MAX_TEXT:
            raise Malformed(_("a text that is too long"))
        return text

    def _dict(self, content: list[Any], depth: int) -> dict[Any, Any]:
        result = {}
        for item in content:
            if type(item) is not list or len(item) != 2:
                raise Malformed(_("a malformed dict"))
            key = self.unpack(item[0], depth)
            if type(key) not in (bool, int, float, str, type(None)):
                raise Malformed(_("a dict key that is neither a number nor a string"))
            result[key] = self.unpack(item[1], depth)
        return result

    def _record(self, content: list[Any], depth: int) -> Any:
        record = self.records.get(content[0]) if content and type(content[0]) is str else None
        kinds = fields(record) if record else {}
        if record is None or len(content) != 1 + len(kinds):
            raise Malformed(_("an unknown record"))
        return record(*(_field(kind, value) for kind, value in zip(kinds.values(), content[1:], strict=True)))

    def _table(self, content: list[Any], depth: int) -> Table:
        if len(content) != 3 or type(content[2]) is not list or not isinstance(content[0], (str, type(None))):
            raise Malformed(_("a malformed table"))
        index = self.unpack(content[1], depth)
        columns: dict[str, Any] = {}
        for item in content[2]:
            if type(item) is not list or len(item) != 2 or type(item[0]) is not str:
                raise Malformed(_("a malformed column"))
            columns[item[0]] = self.unpack(item[1], depth)
        arrays = [index, *columns.values()]
        if not all(type(a) is np.ndarray and a.ndim == 1 and len(a) == len(index) for a in arrays):
            raise Malformed(_("columns of unequal length"))
        return Table(index, content[0], columns)

    TAGS: ClassVar[dict[str, Callable[..., Any]]] = {"t": _tuple, "s": _text, "d": _dict, "r": _record, "f": _table}


def _field(kind: Any, value: Any) -> Any:
    """Return a record's field; raise Malformed if it has another type."""
    if kind == tuple[int, ...]:
        if type(value) is list and all(type(n) is int and abs(n) < LARGEST_SIZE for n in value):
            return tuple(value)
    elif type(value) is kind and not (kind is int and value.bit_length() > MAX_BITS):
        return sys.intern(value) if kind is str else value  # students may compare texts with "is"
    raise Malformed(_("a field of another type"))
