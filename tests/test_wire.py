"""Messages between the grader and a worker: deadlines, limits on size, and a check of every reply."""

import os
import time
from collections.abc import Iterator
from typing import Any
from unittest.mock import MagicMock, patch

import numpy as np
import pytest

from assignment.checks.network import Network
from assignment.engine.homework import Homework
from assignment.engine.module import Reply
from assignment.engine.outcomes import Outcome, Reason, Stopped
from autograder.sandbox import encoding, wire
from autograder.sandbox.client import replies
from autograder.sandbox.client.allowance import Allowance, ProcessorTime
from autograder.sandbox.client.child import Child
from autograder.sandbox.client.forkserver import ForkServer
from autograder.sandbox.client.worker import Worker
from autograder.sandbox.encoding import Malformed, encode

LINES = 9
FILE = replies.File("loss\n" * (LINES - 1), LINES, {})  # the student's
REFUSAL = {"outcome": "error", "reason": "raised", "kinds": ["ValueError"], "text": "", "line": 1, "function": "loss"}


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """The reading and the writing end of a pipe."""
    reader, writer = os.pipe()
    yield reader, writer
    for descriptor in (reader, writer):
        os.close(descriptor)


def test_a_text_is_the_same_object_as_the_literal_in_the_students_file(server: ForkServer) -> None:
    """A comparison with "is" gives the same result as in the student's own process."""
    own = "def loss(name, network):\n    return [name is 'tanh', network.hidden is 'relu']\n"
    own += "\nclass Network:\n    def __init__(self, **fields):\n        vars(self).update(fields)\n"
    with Worker(server, own) as worker:
        reply = worker("loss", ("".join(["ta", "nh"]), Network((2, 1), "".join(["re", "lu"]))))
    np.testing.assert_array_equal(reply.value, [True, True])


def test_an_array_from_a_lent_function_can_be_changed_and_resized(server: ForkServer) -> None:
    own = "def relu(z):\n    raise ValueError\n\n"
    own += "def loss(z):\n    A = relu(z)\n    A += 1\n    A.resize((3, 4))\n    return A\n"
    with Worker(server, own, ("relu",)) as worker:
        np.testing.assert_array_equal(worker("loss", (np.ones((200, 2)),)).value, np.full((3, 4), 2.0))


def test_the_students_network_is_constructed_once_for_each_call(server: ForkServer) -> None:
    own = "class Network:\n    made = 0\n    def __init__(self, **fields):\n        vars(self).update(fields)\n"
    own += "        Network.made += 1\n\ndef loss(network):\n    return float(Network.made)\n"
    with Worker(server, own) as worker:
        assert [worker("loss", (Network((2, 1)),)).value for _ in range(3)] == [1.0, 2.0, 3.0]


def test_writing_to_a_pipe_that_nobody_reads_ends_at_the_deadline(pipe: tuple[int, int]) -> None:
    writer = pipe[1]
    os.set_blocking(writer, False)
    with pytest.raises(wire.Deadline):
        wire.write(writer, 1, encode(np.zeros(1_000_000)), time.monotonic() + 0.3)


def test_reading_from_a_pipe_that_nobody_writes_to_ends_at_the_deadline(pipe: tuple[int, int]) -> None:
    with pytest.raises(wire.Deadline):
        wire.receive(pipe[0], time.monotonic() + 0.1)


def test_announced_lengths_that_are_too_large_are_refused_before_anything_is_read(pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    os.write(writer, wire.NUMBER.pack(1) + encoding.LENGTHS.pack(10, 1 << 31))
    with pytest.raises(Malformed, match="too large"):
        wire.receive(reader, time.monotonic() + 1)


def test_two_messages_at_a_time_are_refused(pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    os.write(writer, 2 * (wire.NUMBER.pack(7) + encode(0.5)))
    with pytest.raises(Malformed, match="more than one"):
        wire.receive(reader, time.monotonic() + 1)


def test_an_answer_that_has_arrived_is_read_even_after_the_deadline(pipe: tuple[int, int]) -> None:
    """It is not the student's fault if the grader itself was slow."""
    reader, writer = pipe
    wire.write(writer, 7, encode([1, 2]))
    number, data = wire.receive(reader, time.monotonic() - 1)
    assert (number, encoding.decode(data)) == (7, [1, 2])


def test_an_answer_in_small_pieces_does_not_extend_the_deadline(pipe: tuple[int, int]) -> None:
    """There is always something to read, but an answer that is complete in time fits into one read."""
    reader, writer = pipe
    wire.write(writer, 7, encode([0.5] * 100))
    with patch.object(wire, "CHUNK", 16), pytest.raises(wire.Deadline):
        wire.receive(reader, time.monotonic() - 1)


def waiting(homework: Homework, requests: int, answers: int, lent: tuple[str, ...] = ()) -> Worker:
    """A worker that waits for the answer to its request number 7."""
    worker = Worker(MagicMock(homework=homework), "", lent)
    worker._child = Child(1, -1, requests, answers, -1, -1)
    worker._pending = 7
    return worker


def test_lent_functions_are_answered_until_the_deadline_of_the_call_and_no_longer(
    homework: Homework, pipe: tuple[int, int]
) -> None:
    """A worker cannot keep the grader busy by always having its next request in the pipe."""
    reader, writer = pipe
    answers, requests = os.pipe()
    wire.write(writer, 7, encode({"lend": "relu", "args": [np.zeros(2)], "kwargs": {}}))
    with pytest.raises(wire.Deadline):
        waiting(homework, requests, reader, ("relu",))._answer(Allowance(ProcessorTime(os.getpid()), 0, 0))
    os.close(requests)
    assert os.read(answers, 1) == b""
    os.close(answers)


def test_an_answer_to_another_request_is_refused(homework: Homework, pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    wire.write(writer, 8, encode([1.0]))
    with pytest.raises(Malformed, match="another question"):
        waiting(homework, -1, reader)._answer(Allowance(ProcessorTime(os.getpid()), 1, 1))


def test_a_reply_is_a_value_and_the_positions_of_changed_arguments(homework: Homework) -> None:
    assert replies.reply(homework, [1.0, 0, 2, 7, -1], "loss", 3, FILE) == Reply(1.0, (0, 2))


@pytest.mark.parametrize(
    "reply", [1.0, (1.0,), (1.0, 2), [], [1.0, ()], [1.0, 0.0], [1.0, True], None, np.ones(2), "x"]
)
def test_a_reply_of_another_form_is_refused(homework: Homework, reply: Any) -> None:
    with pytest.raises(Malformed):
        replies.reply(homework, reply, "loss", 3, FILE)


def test_a_well_formed_refusal_says_why_there_is_no_value(homework: Homework) -> None:
    with pytest.raises(Stopped) as stopped:
        replies.reply(homework, REFUSAL, "loss", 3, FILE)
    assert (stopped.value.outcome, stopped.value.why.reason) == (Outcome.ERROR, Reason.RAISED)
    assert (stopped.value.why.kinds, stopped.value.why.line) == (("ValueError",), 1)


@pytest.mark.parametrize(
    "change",
    [
        *({"text": part} for part in (np.zeros(3), ["x"], None, 3)),
        *({"outcome": part} for part in (np.zeros(2), ["error"], None, "passed", "fault", "blocked", "killed")),
        *({"reason": part} for part in (None, 0, "stumbled", "too long", "waits for")),
        *({"kinds": part} for part in ([], "ValueError", [1], None, [["ValueError"]])),
        {"function": None},
        {"outcome": "todo"},  # an exception is no unwritten function
    ],
)
def test_a_refusal_with_a_field_that_no_worker_sends_is_refused(homework: Homework, change: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        replies.reply(homework, REFUSAL | change, "loss", 3, FILE)


@pytest.mark.parametrize("line", [0, LINES + 1, -1, 1.5, "3", None])
def test_a_line_that_the_file_does_not_have_is_not_reported(homework: Homework, line: Any) -> None:
    with pytest.raises(Stopped) as stopped:
        replies.reply(homework, REFUSAL | {"line": line}, "loss", 3, FILE)
    assert stopped.value.why.line is None


CODE = np.zeros(3, np.uint8)


def test_a_compiled_file_is_its_code_and_the_foreign_imports_that_have_a_line_and_a_name() -> None:
    code, imports = replies.compiled_file([CODE, [(1, "torch"), (2, ""), (3, "os\n::error::")]], FILE)
    assert code is CODE
    assert imports == [(1, "torch"), (2, "")]


@pytest.mark.parametrize("said", [None, 1.0, [1], CODE, "code", [CODE], [np.zeros(3), []], [CODE, (1, "x")]])
def test_compiled_code_is_an_array_of_bytes_and_a_list(said: Any) -> None:
    with pytest.raises(Malformed):
        replies.compiled_file(said, FILE)


@pytest.mark.parametrize(
    "found", [1, (1,), ("x", 1), (1, 2), (True, "x"), (0, "x"), (LINES + 1, "x"), (1, "x" * 99), [1, "x"]]
)
def test_an_import_of_another_form_is_refused(found: Any) -> None:
    with pytest.raises(Malformed):
        replies.compiled_file([CODE, [found]], FILE)


def test_too_many_imports_are_refused() -> None:
    with pytest.raises(Malformed):
        replies.compiled_file([CODE, [(1, "x")] * 6], FILE)
