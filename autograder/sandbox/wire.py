"""Sends frames over the pipes between the grader and a worker: ``u64 number of the request | encoded value``."""

import os
import select
import struct
import time

from assignment.engine.language import _

from .encoding import LENGTHS, MAX_BODY, MAX_HEADER, Malformed

CHUNK = 1 << 16
NUMBER = struct.Struct("<Q")
START = NUMBER.size + LENGTHS.size


class Deadline(Exception):
    """The other side was too slow."""


def write(descriptor: int, number: int, data: bytes, deadline: float | None = None) -> None:
    """Write an encoded value to a pipe; raise Deadline if the other side does not read it in time.

    Parameters
    ----------
    number : int
        Number of the request that is made or answered.
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


def receive(descriptor: int, deadline: float | None = None) -> tuple[int, memoryview]:
    """Read a number and an encoded value from a pipe; raise EOFError if the other side is gone."""
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
                raise Malformed(_("a frame that is too large"))
            end = START + header_length + body_length
    if len(data) > end:  # both sides take turns, so there is only one
        raise Malformed(_("more than one frame at a time"))
    return NUMBER.unpack_from(data)[0], memoryview(data)[NUMBER.size :]


def _wait(descriptor: int, event: int, deadline: float | None, late: bool) -> bool:
    """Wait for the other side; return whether the deadline has passed.

    What has already arrived counts as in time, even if we look late, but only once.
    """
    if deadline is None:
        return False
    left = deadline - time.monotonic()
    poll = select.poll()
    poll.register(descriptor, event)
    if late or not poll.poll(max(left, 0) * 1000):
        raise Deadline
    return left <= 0
