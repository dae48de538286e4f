"""Plain data is encoded and decoded unchanged; everything else is refused."""

import contextlib
import json
import tracemalloc
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from assignment.checks.network import Network
from assignment.engine.plain import plain
from autograder.sandbox import encoding
from autograder.sandbox.encoding import Malformed

RECORDS = (Network,)
scalars = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=20)
dtypes = st.sampled_from([np.dtype(name) for name in sorted(encoding.DTYPES)])
arrays = dtypes.flatmap(
    lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
)
networks = st.builds(
    Network,
    st.lists(st.integers(1, 99), min_size=2, max_size=4).map(tuple),
    st.sampled_from(["sigmoid", "tanh"]),
    st.just("softmax"),
    st.just("cross_entropy"),
    st.floats(0, 1),
)
values = st.recursive(
    scalars | arrays | networks,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=5) | st.integers(-99, 99), inner, max_size=3)
    ),
    max_leaves=8,
)


def same(a: Any, b: Any) -> bool:
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes()
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    return bool(a == b) or (a != a and b != b)


def depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, (list, tuple)):
        return 1 + max(map(depth, value), default=0)
    return 0


def joined(header: bytes, body: bytes) -> bytes:
    return encoding.LENGTHS.pack(len(header), len(body)) + header + body


def split(data: bytes) -> tuple[bytes, bytes]:
    header, body = encoding.LENGTHS.unpack_from(data)
    start = encoding.LENGTHS.size
    assert len(data) == start + header + body
    return data[start : start + header], data[start + header :]


@given(values)
@settings(max_examples=300, deadline=None)
def test_decoding_gives_back_the_value_that_was_encoded(value: Any) -> None:
    try:
        data = encoding.encode(value)
    except Malformed:
        assert depth(value) > encoding.MAX_DEPTH
        return
    assert same(encoding.decode(data, RECORDS), value)


def test_a_table_keeps_its_index_and_columns() -> None:
    table = pd.DataFrame({"network": [0.5, 1.0], "logistic": [1, 2]}, index=pd.Index([1, 2], name="fold"))
    pd.testing.assert_frame_equal(encoding.decode(encoding.encode(plain(table))).frame(), table)


@pytest.mark.parametrize("value", [object(), {1, 2}, b"x", 1j, np.array([object()]), np.array([1j]), np.complex128(1)])
def test_values_of_other_types_are_refused(value: object) -> None:
    with pytest.raises(Malformed):
        encoding.encode(value)


def test_a_value_that_is_too_large_is_refused_before_it_is_copied() -> None:
    """A list may hold one array many times: such a list takes little memory in the worker."""
    many = [np.zeros(100_000)] * 300
    tracemalloc.start()
    with pytest.raises(Malformed, match="too large"):
        encoding.encode(many)
    assert tracemalloc.get_traced_memory()[1] < 3 * encoding.MAX_BODY
    tracemalloc.stop()


def test_large_and_deeply_nested_values_are_refused() -> None:
    for value in (np.zeros(encoding.MAX_BODY // 8 + 1), ["x" * 100] * 1000):
        with pytest.raises(Malformed, match="too large"):
            encoding.encode(value)
    nested: list[Any] = []
    for _ in range(20):
        nested = [nested]
    with pytest.raises(Malformed, match="deep"):
        encoding.encode(nested)


def record(*fields: object) -> dict[str, object]:
    return {"r": [*fields]}


@pytest.mark.parametrize(
    "header",
    [
        *(f"<f8 {shape}" for shape in (1 << 40, -1, 2.0, True, "", "+1", "1_0", "\u0661", " 1", "1 ", "1\n")),
        *("|O 1", "f8 1", "", " ", "<f8  1", "text", "None"),
        " ".join(["<f8", *["1"] * 9]),
        " ".join(["<f8", "0", *[str(1 << 24)] * 7]),
        *({"s": content} for content in ("text", [], ["a", "b"], [1], [["a"]], None)),
        {"x": [1]},
        {"s": ["x"], "t": []},
        {"d": [[[1], 2]]},
        {"d": [1]},
        record(),
        record(1, 2),
        record("Table", [1], "sigmoid", "softmax", "cross_entropy", 0.0),
        record("Network"),
        record("Network", [1], "sigmoid", "softmax", "cross_entropy", 1),
        record("Network", [1], "sigmoid", "softmax", 0.0),
        record("Network", [1], "sigmoid", "softmax", ["x"], 0.0),
        record("Network", [1], "sigmoid", "softmax", {"s": ["x"]}, 0.0),
        record("Network", {"t": [1]}, "sigmoid", "softmax", "cross_entropy", 0.0),
        record("Network", [True], "sigmoid", "softmax", "cross_entropy", 0.0),
        record("Network", [1.0], "sigmoid", "softmax", "cross_entropy", 0.0),
        record("Network", [2**31], "sigmoid", "softmax", "cross_entropy", 0.0),
        record("Network", 1, "sigmoid", "softmax", "cross_entropy", 0.0),
        {"f": [None, 1, []]},
        {"f": [None, "<f8 1", [["x", "<f8 0"]]]},
    ],
)
def test_a_forged_header_is_refused(header: object) -> None:
    with pytest.raises(Malformed):
        encoding.decode(joined(json.dumps(header).encode(), b"\0" * 8), RECORDS)


def test_a_record_is_refused_if_the_homework_has_no_record_of_that_name() -> None:
    data = encoding.encode(Network((2, 1)))
    assert encoding.decode(data, RECORDS) == Network((2, 1))
    with pytest.raises(Malformed, match="unknown record"):
        encoding.decode(data)


def test_a_body_with_more_or_fewer_bytes_than_announced_is_refused() -> None:
    header, body = split(encoding.encode(np.ones(3)))
    for wrong in (body[:-1], body + b"\0"):
        with pytest.raises(Malformed):
            encoding.decode(joined(header, wrong))


@given(st.binary(max_size=200), st.binary(max_size=50))
@settings(max_examples=500, deadline=None)
def test_random_bytes_raise_no_other_exception_than_malformed(header: bytes, body: bytes) -> None:
    with contextlib.suppress(Malformed):
        encoding.decode(joined(header, body), RECORDS)


@given(values, st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_values_raise_no_other_exception_than_malformed(value: Any, data: st.DataObject) -> None:
    try:
        header, body = split(encoding.encode(value))
    except Malformed:
        return
    damaged = bytearray(header)
    for _ in range(data.draw(st.integers(1, 3))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Malformed):
        encoding.decode(joined(bytes(damaged), body), RECORDS)


@pytest.mark.parametrize("number", [np.float64(0.5), np.int64(3), np.bool_(True)])
def test_a_single_number_of_numpy_passes_as_an_array_without_axes(number: np.generic) -> None:
    value = encoding.decode(encoding.encode([number]))[0]
    assert value.shape == ()
    assert value.dtype == number.dtype
    assert value == number


def test_long_texts_are_refused_in_both_directions() -> None:
    text = "x" * encoding.MAX_TEXT
    assert encoding.decode(encoding.encode(text)) == text
    with pytest.raises(Malformed):
        encoding.encode(text + "x")
    header = json.dumps({"s": [text + "x"]}).encode()
    with pytest.raises(Malformed):
        encoding.decode(encoding.LENGTHS.pack(len(header), 0) + header)
