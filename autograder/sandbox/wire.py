"""What travels between the grader and a worker: frames of plain data, nothing executable.

A frame is ``u64 number of the request | value``, a value ``u32 header length | u32 body length | JSON
header | raw little-endian buffers``. Both lengths are capped before anything is allocated, types are
compared exactly, and arrays are copied. Equal values are equal bytes.
"""

import json
import os
import select
import struct
import sys
import time
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from assignment.checks.engine.network import FIELDS, Network

MAX_HEADER = 64 * 1024
MAX_BODY = 16 * 1024 * 1024
MAX_DEPTH = 10
MAX_DIMENSIONS = 8
MAX_TABLES = 20
MAX_BITS = 128
CHUNK = 1 << 16
NATIVE = {
    np.dtype(name).newbyteorder("<").str: np.dtype(name)
    for name in ("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8")
}
DTYPES = {name: np.dtype(name) for name in NATIVE}
NAMES = {dtype: name for name, dtype in DTYPES.items()}
COMPACT = json.JSONEncoder(separators=(",", ":")).encode
NUMBER, LENGTHS = struct.Struct("<Q"), struct.Struct("<II")
START = NUMBER.size + LENGTHS.size


class WireError(Exception):
    """A frame that breaks the rules, in either direction."""


class Deadline(Exception):
    """The other side was too slow."""


def encode(value: Any) -> bytes:
    """A value as bytes.

    Raises
    ------
    WireError
        If a part of the value has no place on the wire, or if it is too large.
    """
    buffers: list[bytes] = []
    header = COMPACT(_pack(value, buffers, 0)).encode()
    size = sum(map(len, buffers))
    if len(header) > MAX_HEADER or size > MAX_BODY:
        raise WireError(f"the value is too large: {len(header)} bytes of structure, {size} bytes of numbers")
    return LENGTHS.pack(len(header), size) + header + b"".join(buffers)


def decode(data: bytes) -> Any:
    """What :func:`encode` wrote; WireError for anything that it would not have written."""
    middle = LENGTHS.size + LENGTHS.unpack_from(data)[0]
    body = data[middle:]
    try:
        packed = json.loads(data[LENGTHS.size : middle].decode())
    except (ValueError, RecursionError):
        raise WireError("the header is not JSON") from None
    reader = _Reader(body)
    value = reader.unpack(packed, 0)
    if reader.position != len(body):
        raise WireError("the body is longer than its header says")
    return value


def split(data: bytes, count: int | None = None) -> list[bytes]:
    """Encoded values that stand one after the other; WireError unless they fill the data and are as many as that."""
    values: list[bytes] = []
    start = 0
    while len(values) != count and start + LENGTHS.size <= len(data):
        header_length, body_length = LENGTHS.unpack_from(data, start)
        if header_length > MAX_HEADER:
            raise WireError("a value that is too large")
        end = start + LENGTHS.size + header_length + body_length
        values.append(data[start:end])
        start = end
    if start != len(data) or count not in (None, len(values)):
        raise WireError("values that do not fill their space, or another number of them")
    return values


def _pack(value: Any, buffers: list[bytes], depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise WireError("nested too deeply")
    kind = type(value)
    if kind is np.ndarray:
        name = NAMES.get(value.dtype)
        if name is None:
            value = value.astype(value.dtype.newbyteorder("<"))
            name = NAMES.get(value.dtype)
        if name is None:
            raise WireError(f"an array of type {value.dtype}")
        buffers.append(value.tobytes())
        return {"a": [name, value.shape]}
    if kind is list:
        return [_pack(item, buffers, depth + 1) for item in value]
    if kind is tuple:
        return {"t": [_pack(item, buffers, depth + 1) for item in value]}
    if value is None or kind is float or kind is bool:
        return value
    if kind is int:
        if value.bit_length() > MAX_BITS:
            raise WireError("a whole number that is too large")
        return value
    if kind is str:
        return value.encode("utf-8", "replace").decode()
    if kind is dict:
        return {"d": [[_pack(k, buffers, depth + 1), _pack(v, buffers, depth + 1)] for k, v in value.items()]}
    if kind is Network:
        return {"n": [_pack(getattr(value, field), buffers, depth + 1) for field in FIELDS]}
    if kind is pd.DataFrame:
        index = _pack(value.index.to_numpy(), buffers, depth + 1)
        columns = [[str(name), _pack(value[name].to_numpy(), buffers, depth + 1)] for name in value.columns]
        return {"f": [value.index.name, index, columns]}
    raise WireError(f"a value of type {kind.__name__}")


class _Reader:
    """Takes buffers from a body in the order in which the header names them."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.position = 0
        self.tables = 0

    def unpack(self, packed: Any, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise WireError("nested too deeply")
        kind = type(packed)
        if kind is dict:
            tag, content = next(iter(packed.items()), ("", None))
            method = _Reader.TAGS.get(tag)
            if method is None or type(content) is not list or len(packed) != 1:
                raise WireError("an unknown structure")
            return method(self, content, depth)
        if kind is list:
            return [self.unpack(item, depth + 1) for item in packed]
        if kind is str:
            return sys.intern(packed)  # a comparison by "is" works in the student's own process, too
        if kind is int and packed.bit_length() > MAX_BITS:
            raise WireError("a whole number that is too large")
        return packed

    def _a(self, content: list[Any], depth: int) -> np.ndarray:
        if len(content) != 2 or type(content[1]) is not list:
            raise WireError("a malformed array")
        name, shape = content
        dtype = DTYPES.get(name) if type(name) is str else None
        if dtype is None or len(shape) > MAX_DIMENSIONS:
            raise WireError("an array of a type or rank that is not allowed")
        count = extent = 1
        for n in shape:
            if type(n) is not int or n < 0:
                raise WireError("an array of an impossible shape")
            count, extent = count * n, extent * (n or 1)
        if extent > MAX_BODY:
            raise WireError("an array of an impossible shape")
        end = self.position + count * dtype.itemsize
        if end > len(self.body):
            raise WireError("the body is shorter than its header says")
        array = np.ndarray(shape, dtype, self.body, self.position).astype(NATIVE[name])
        self.position = end
        return array

    def _t(self, content: list[Any], depth: int) -> tuple[Any, ...]:
        return tuple([self.unpack(item, depth + 1) for item in content])

    def _d(self, content: list[Any], depth: int) -> dict[Any, Any]:
        result = {}
        for item in content:
            if type(item) is not list or len(item) != 2:
                raise WireError("a malformed dict")
            key = self.unpack(item[0], depth + 1)
            if type(key) not in (bool, int, float, str, type(None)):
                raise WireError("a dict key that is neither a number nor a string")
            result[key] = self.unpack(item[1], depth + 1)
        return result

    def _n(self, content: list[Any], depth: int) -> Network:
        fields = [self.unpack(item, depth + 1) for item in content]
        if [type(field) for field in fields] != [tuple, str, str, str, float]:
            raise WireError("a malformed network")
        if not all(type(n) is int and 0 < n < 2**31 for n in fields[0]):
            raise WireError("a network with impossible units")
        return Network(*fields)

    def _f(self, content: list[Any], depth: int) -> pd.DataFrame:
        if len(content) != 3 or type(content[2]) is not list or not isinstance(content[0], (str, type(None))):
            raise WireError("a malformed table")
        self.tables += 1
        if self.tables > MAX_TABLES:
            raise WireError("more tables than anybody needs")
        index = self.unpack(content[1], depth + 1)
        columns = {}
        for item in content[2]:
            if type(item) is not list or len(item) != 2 or type(item[0]) is not str:
                raise WireError("a malformed column")
            columns[item[0]] = self.unpack(item[1], depth + 1)
        arrays = [index, *columns.values()]
        if not all(type(a) is np.ndarray and a.ndim == 1 and len(a) == len(index) for a in arrays):
            raise WireError("columns of unequal length")
        return pd.DataFrame(columns, index=pd.Index(index, name=content[0]))

    TAGS: ClassVar[dict[str, Callable[..., Any]]] = {"a": _a, "t": _t, "d": _d, "n": _n, "f": _f}


def send(descriptor: int, number: int, value: Any) -> None:
    """Write a value to a pipe."""
    write(descriptor, number, encode(value))


def write(descriptor: int, number: int, data: bytes, deadline: float | None = None) -> None:
    """Write an encoded value to a pipe; Deadline if the other side does not read it in time.

    Parameters
    ----------
    number : int
        Of the request that is made or answered.
    deadline : float, optional
        On :func:`time.monotonic`'s clock; the descriptor must then be non-blocking.
    """
    frame = memoryview(NUMBER.pack(number) + data)
    late = False
    while frame:
        try:
            frame = frame[os.write(descriptor, frame) :]
        except BlockingIOError:
            late = _wait(descriptor, select.POLLOUT, deadline, late)


def receive(descriptor: int, deadline: float | None = None) -> tuple[int, bytes]:
    """Read a number and an encoded value from a pipe; EOFError when the other side is gone."""
    data = bytearray()
    end = START
    late = False
    while len(data) < end:
        late = _wait(descriptor, select.POLLIN, deadline, late)
        try:
            chunk = os.read(descriptor, CHUNK)
        except BlockingIOError:
            continue
        if not chunk:
            raise EOFError
        short = len(data) < START
        data += chunk
        if short and len(data) >= START:
            header_length, body_length = LENGTHS.unpack_from(data, NUMBER.size)
            if header_length > MAX_HEADER or body_length > MAX_BODY:
                raise WireError("a frame that is too large")
            end = START + header_length + body_length
    if len(data) > end:  # both sides take turns
        raise WireError("more than one frame at a time")
    return NUMBER.unpack_from(data)[0], bytes(data[NUMBER.size :])


def _wait(descriptor: int, event: int, deadline: float | None, late: bool) -> bool:
    """Wait for the other side; whether the deadline has passed.

    What is there already has come in time, however late we look; but only once.
    """
    if deadline is None:
        return False
    left = deadline - time.monotonic()
    poll = select.poll()
    poll.register(descriptor, event)
    if late or not poll.poll(max(left, 0) * 1000):
        raise Deadline
    return left <= 0
