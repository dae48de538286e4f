"""The wire carries plain data unchanged and refuses everything else."""

import contextlib
import json
import os
import time
import tracemalloc
from typing import Any
from unittest.mock import MagicMock, patch

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from assignment.checks.engine.network import Network
from assignment.checks.engine.plain import plain
from assignment.checks.engine.stopped import Stopped
from autograder.sandbox import encoding, orders, replies, sandbox, wire
from autograder.sandbox.encoding import Malformed
from autograder.sandbox.sandbox import Worker
from autograder.sandbox.zygotes import Child, Zygote

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
    return a == b or (a != a and b != b)


def joined(header: bytes, body: bytes) -> bytes:
    return encoding.LENGTHS.pack(len(header), len(body)) + header + body


def split(data: bytes) -> tuple[bytes, bytes]:
    header, body = encoding.LENGTHS.unpack_from(data)
    start = encoding.LENGTHS.size
    assert len(data) == start + header + body
    return data[start : start + header], data[start + header :]


@given(values)
@settings(max_examples=300, deadline=None)
def test_values_arrive_as_they_were_sent(value: Any) -> None:
    try:
        data = encoding.encode(value)
    except Malformed:
        assert "nested" in str(value) or depth(value) > encoding.MAX_DEPTH
        return
    assert same(encoding.decode(data), value)


def depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, (list, tuple)):
        return 1 + max(map(depth, value), default=0)
    return 0


def test_a_table_arrives_with_its_index() -> None:
    table = pd.DataFrame({"network": [0.5, 1.0], "logistic": [1, 2]}, index=pd.Index([1, 2], name="fold"))
    pd.testing.assert_frame_equal(encoding.decode(encoding.encode(plain(table))).frame(), table)


def test_a_name_is_the_same_object_as_the_students_own(zygote: Zygote) -> None:
    """A comparison by "is" works in his own process, too."""
    own = "def loss(name, network):\n    return [name is 'tanh', network.hidden is 'relu']\n"
    with Worker(zygote, own) as worker:
        reply = worker("loss", ("".join(["ta", "nh"]), Network((2, 1), "".join(["re", "lu"]))))
    np.testing.assert_array_equal(reply.value, [True, True])


def test_a_lent_array_is_the_students_own(zygote: Zygote) -> None:
    """As if he had made it: it can be changed in place and resized."""
    own = "def loss(z):\n    A = relu(z)\n    A += 1\n    A.resize((3, 4))\n    return A\n"
    with Worker(zygote, own, ("relu",)) as worker:
        np.testing.assert_array_equal(worker("loss", (np.ones((200, 2)),)).value, np.full((3, 4), 2.0))


def test_the_students_network_is_made_once_for_a_call(zygote: Zygote) -> None:
    own = "class Network:\n    made = 0\n    def __init__(self, **fields):\n        vars(self).update(fields)\n"
    own += "        Network.made += 1\n\ndef loss(network):\n    return float(Network.made)\n"
    with Worker(zygote, own) as worker:
        assert [worker("loss", (Network((2, 1)),)).value for _ in range(3)] == [1.0, 2.0, 3.0]


def test_what_the_grader_says_arrives_as_it_is_and_is_not_too_large() -> None:
    said = {"calls": [("loss", (Network((2, 3)), [(np.ones((2, 3)), np.zeros(3))], 1.5, None))]}
    arrived = orders.unpacked(orders.packed(said))
    assert same(arrived["calls"][0][1][1:], said["calls"][0][1][1:])
    assert arrived["calls"][0][1][0] == Network((2, 3))
    with pytest.raises(Malformed, match="too large"):
        orders.packed(np.zeros(encoding.MAX_BODY // 8))


@pytest.mark.parametrize("value", [object(), {1, 2}, b"x", 1j, np.array([object()]), np.array([1j]), np.float64(1)])
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(Malformed):
        encoding.encode(value)


def test_what_is_too_large_is_refused_before_it_is_copied() -> None:
    """An array may stand in a list many times: it is small for whoever returns it."""
    many = [np.zeros(100_000)] * 300
    some = encoding.Values()
    tracemalloc.start()
    for refuse in (encoding.encode, some.append):
        with pytest.raises(Malformed, match="too large"):
            refuse(many)
    assert tracemalloc.get_traced_memory()[1] < 3 * encoding.MAX_BODY
    tracemalloc.stop()


def test_large_and_deep_values_are_refused() -> None:
    for value in (np.zeros(encoding.MAX_BODY // 8 + 1), ["x" * 100] * 1000):
        with pytest.raises(Malformed, match="too large"):
            encoding.encode(value)
    nested: list[Any] = []
    for _ in range(20):
        nested = [nested]
    with pytest.raises(Malformed, match="deep"):
        encoding.encode(nested)


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
        {"n": [1, 2]},
        {"n": [[1], "sigmoid", "softmax", "cross_entropy", 1]},
        {"n": [[1], "sigmoid", "softmax", 0.0]},
        {"n": [[1], "sigmoid", "softmax", ["x"], 0.0]},
        {"n": [{"t": [1]}, "sigmoid", "softmax", "cross_entropy", 0.0]},
        {"n": [[0], "sigmoid", "softmax", "cross_entropy", 0.0]},
        {"n": [[True], "sigmoid", "softmax", "cross_entropy", 0.0]},
        {"n": [[1.0], "sigmoid", "softmax", "cross_entropy", 0.0]},
        {"f": [None, 1, []]},
        {"f": [None, "<f8 1", [["x", "<f8 0"]]]},
    ],
)
def test_a_forged_header_is_refused(header: object) -> None:
    with pytest.raises(Malformed):
        encoding.decode(joined(json.dumps(header).encode(), b"\0" * 8))


def test_a_body_with_more_or_less_than_announced_is_refused() -> None:
    header, body = split(encoding.encode(np.ones(3)))
    for wrong in (body[:-1], body + b"\0"):
        with pytest.raises(Malformed):
            encoding.decode(joined(header, wrong))


@given(st.binary(max_size=200), st.binary(max_size=50))
@settings(max_examples=500, deadline=None)
def test_random_bytes_never_escape(header: bytes, body: bytes) -> None:
    with contextlib.suppress(Malformed):
        encoding.decode(joined(header, body))


@given(values, st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_frames_never_escape(value: Any, data: st.DataObject) -> None:
    try:
        header, body = split(encoding.encode(value))
    except Malformed:
        return
    damaged = bytearray(header)
    for _ in range(data.draw(st.integers(1, 3))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Malformed):
        encoding.decode(joined(bytes(damaged), body))


def test_a_reader_that_never_reads_meets_the_deadline() -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    start = time.monotonic()
    with pytest.raises(wire.Deadline):
        wire.write(writer, 1, encoding.encode(np.zeros(1_000_000)), start + 0.3)
    with pytest.raises(wire.Deadline):
        wire.receive(os.pipe()[0], time.monotonic() + 0.1)
    os.close(reader)
    os.close(writer)


def test_lengths_beyond_the_caps_are_refused_before_anything_is_read() -> None:
    reader, writer = os.pipe()
    os.write(writer, wire.NUMBER.pack(1) + encoding.LENGTHS.pack(10, 1 << 31))
    with pytest.raises(Malformed, match="too large"):
        wire.receive(reader, time.monotonic() + 1)
    os.close(writer)
    os.close(reader)


def test_an_answer_that_is_there_is_read_however_late_we_look() -> None:
    """A grader that was kept from looking must not blame the student."""
    reader, writer = os.pipe()
    wire.send(writer, 7, [1, 2])
    number, data = wire.receive(reader, time.monotonic() - 1)
    assert (number, encoding.decode(data)) == (7, [1, 2])
    os.close(writer)
    os.close(reader)


def test_who_drips_his_answer_does_not_get_longer_than_the_deadline() -> None:
    """There is always something to read, but what is complete when we look late fits into one look."""
    reader, writer = os.pipe()
    wire.send(writer, 7, [0.5] * 100)
    with patch.object(wire, "CHUNK", 16), pytest.raises(wire.Deadline):
        wire.receive(reader, time.monotonic() - 1)
    os.close(writer)
    os.close(reader)


def test_wishes_end_with_the_time_of_the_call() -> None:
    """A worker that always has its next wish in the pipe is no longer served than others."""
    reader, writer = os.pipe()
    answers, requests = os.pipe()
    wire.send(writer, 7, {"lend": "relu", "args": [np.zeros(2)], "kwargs": {}})
    worker = sandbox.Worker(MagicMock(), "", ("relu",))
    worker._child = Child(1, -1, requests, reader, -1, -1)
    worker._pending = 7
    with pytest.raises(wire.Deadline):
        worker._answer(time.monotonic() - 1)
    os.close(requests)
    assert os.read(answers, 1) == b""
    for descriptor in (reader, writer, answers):
        os.close(descriptor)


def test_time_is_given_back_once() -> None:
    shared = sandbox.Shared(left=100.0, spare=50.0)
    for taken, left in ((30.0, 100.0), (40.0, 80.0), (10.0, 70.0)):
        before, shared.left = shared.left, shared.left - taken
        shared.give_back(before)
        assert shared.left == left


@given(st.lists(values, max_size=4))
@settings(max_examples=50, deadline=None)
def test_a_list_that_is_encoded_item_by_item_is_the_list(items: list[Any]) -> None:
    one_by_one, sendable = encoding.Values(), []
    for item in items:
        with contextlib.suppress(Malformed):
            one_by_one.append(item)
            sendable.append(item)
    assert one_by_one.encoded() == encoding.encode(sendable)


def test_what_may_not_be_sent_leaves_nothing_behind_in_a_list() -> None:
    some = encoding.Values()
    some.append(np.ones(2))
    with pytest.raises(Malformed):
        some.append([np.zeros(5), object()])
    some.append("x")
    assert same(encoding.decode(some.encoded()), [np.ones(2), "x"])


@pytest.mark.parametrize("said", [[1.0], [1.0, 2.0, 3.0], (1.0, 2.0), {0: 1.0, 1: 2.0}, np.ones(2), None])
def test_another_number_of_answers_is_refused(said: Any) -> None:
    assert replies.items([1.0, 2.0], 2) == [1.0, 2.0]
    with pytest.raises(Malformed):
        replies.items(said, 2)


@pytest.mark.parametrize(
    "reply", [1.0, (1.0,), (1.0, 2), [], [1.0, ()], [1.0, 0.0], [1.0, True], {"value": 1.0, "changed": ()}]
)
def test_a_reply_that_is_no_value_and_places_is_refused(reply: Any) -> None:
    with pytest.raises(Stopped, match="unusable"):
        sandbox.Worker(MagicMock(), "").understand("loss", 3, reply)


@pytest.mark.parametrize("part", [np.zeros(3), ["x"], None, 3])
def test_the_text_of_an_exception_is_text(part: object) -> None:
    answer = {"outcome": "error", "kinds": ["ValueError"], "text": part, "line": 1, "function": "loss"}
    with pytest.raises(Malformed):
        replies.heard(answer, "loss")


@pytest.mark.parametrize("outcome", [np.zeros(2), ["error"], None, "passed", "fault"])
def test_an_outcome_that_a_worker_may_not_claim_is_refused(outcome: object) -> None:
    answer = {"outcome": outcome, "kinds": [], "text": "", "line": 1, "function": "loss"}
    with pytest.raises(Malformed):
        replies.heard(answer, "loss")
