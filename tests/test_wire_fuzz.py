"""100,000 damaged messages: decoding them returns plain data or raises Malformed, and nothing else."""

import json
import os
import random
import time
import tracemalloc
from typing import Any

import numpy as np
import pytest

from assignment.checks.network import Network
from assignment.engine.table import Table
from autograder.sandbox import encoding, wire
from autograder.sandbox.encoding import Malformed

CASES = 25_000  # for each of four ways
RECORDS = (Network,)
PLAIN = (type(None), bool, int, float, str)
HONEST: tuple[Any, ...] = (
    [[np.arange(6.0).reshape(2, 3), np.zeros(3)]],
    {"outcome": "error", "reason": "raised", "kinds": ["ValueError"], "text": "x", "line": 3, "function": "loss"},
    {"lend": "forward", "args": [Network((2, 3, 1)), [(np.ones((2, 3)), np.ones(3))]], "kwargs": {"X": 1.5}},
    [(3, {1: 0.5, 2: float("nan")}), 0, 2],
    [Table(np.arange(2), "fold", {"network": np.array([0.5, 1.0])})],
)
NASTY: tuple[Any, ...] = (
    *(None, True, -1, 0, 1, 2**31, 2**63, -(2**70), 10**400, 0.5, 1e308),
    *("", "a", "<f8", "|O", "O", ">f8", "<U9", "<m8", "\ud800", "\x00", "__class__"),
    *([], {}, [[]], {"t": []}, {"z": []}, {"d": [[1, 2], [1, 3]]}, {"d": [[[], 1]]}),
    *({"s": []}, {"s": ["x"]}, {"s": "<f8"}, "<f8 2", "|b1 -1 -1", "<f8" + 9 * " 0", "<i8 1 1"),
    *(" ".join(["<f8", *map(str, shape)]) for shape in ([0, 2**24, 2**24], [0, *[2**24] * 6], [*[2**24] * 3, 0])),
    {"r": ["Network", [2, 2], "relu", "softmax", "cross_entropy", 0.0]},
    {"r": ["Network"]},
    {"r": []},
    {"f": [None, "<i8 1", []]},
)


def accepts(header: bytes, body: bytes) -> bool:
    """Return whether these bytes can be decoded; fail if that gives anything but plain data."""
    try:
        value = encoding.decode(encoding.LENGTHS.pack(len(header), len(body)) + header + body, RECORDS)
    except Malformed:
        return False
    assert plain(value)
    return True


def plain(value: Any) -> bool:
    if type(value) in PLAIN:
        return True
    if type(value) in (list, tuple):
        return all(map(plain, value))
    if type(value) is dict:
        return all(type(key) in PLAIN and plain(item) for key, item in value.items())
    if type(value) is np.ndarray:
        return value.dtype.kind in "biuf" and value.flags.owndata and value.flags.writeable
    if type(value) is Network:
        return all(type(n) is int for n in value.units)
    if type(value) is not Table or type(value.name) not in (str, type(None)):
        return False
    columns = [value.index, *value.columns.values()]
    return all(plain(column) and column.shape == value.index.shape for column in columns)


def invented(rng: random.Random, depth: int = 0) -> Any:
    """Return a random structure with the tags of the format in it."""
    if depth > 4 or rng.random() < 0.4:
        return rng.choice(NASTY)
    if rng.random() < 0.5:
        return [invented(rng, depth + 1) for _ in range(rng.randrange(4))]
    return {rng.choice("tsdrfx"): [invented(rng, depth + 1) for _ in range(rng.randrange(6))]}


@pytest.mark.slow
def test_random_bytes_are_refused() -> None:
    rng = random.Random(1)
    accepted = sum(accepts(rng.randbytes(rng.randrange(40)), rng.randbytes(rng.randrange(40))) for _ in range(CASES))
    assert accepted < CASES / 100


@pytest.mark.slow
def test_honest_messages_with_changed_bytes_give_plain_data_or_are_refused() -> None:
    rng = random.Random(2)
    frames = [encoding.encode(value) for value in HONEST]
    accepted = 0
    for _ in range(CASES):
        frame = bytearray(rng.choice(frames))
        for _ in range(rng.randrange(1, 4)):
            frame[rng.randrange(8, len(frame))] = rng.randrange(256)
        length = encoding.LENGTHS.unpack(frame[:8])[0]
        accepted += accepts(bytes(frame[8 : 8 + length]), bytes(frame[8 + length :]))
    assert accepted > CASES / 100  # a change in a number is still a number


@pytest.mark.slow
def test_invented_structures_give_plain_data_or_are_refused_without_taking_much_memory() -> None:
    rng = random.Random(3)
    tracemalloc.start()
    accepted = 0
    for _ in range(CASES):
        header = json.dumps(invented(rng)).encode()
        body = rng.randbytes(rng.choice((0, 1, 8, 16, 64)))
        accepted += accepts(header, body)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert accepted > CASES / 100
    assert peak < 100e6


@pytest.mark.slow
def test_whatever_arrives_on_a_pipe_is_refused_or_read_to_its_end_within_the_deadline() -> None:
    rng = random.Random(4)
    frames = [wire.NUMBER.pack(7) + encoding.encode(value) for value in HONEST]
    for _ in range(CASES):
        data = rng.choice(frames) if rng.random() < 0.5 else rng.randbytes(rng.randrange(60))
        data = data[: rng.randrange(len(data) + 1)]
        reader, writer = os.pipe()
        os.write(writer, data)
        os.close(writer)
        try:
            with pytest.raises((EOFError, Malformed)):
                while True:
                    encoding.decode(wire.receive(reader, time.monotonic() + 5)[1], RECORDS)
        finally:
            os.close(reader)
