"""Chooses how workers are started on this system."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from assignment.engine.homework import Homework

from .forkserver import ForkServer
from .fresh_python import FreshPython

Server = ForkServer | FreshPython


def make_server(homework: Homework, isolated: bool) -> Server:
    """Return a server, to be used in a ``with`` block."""
    return ForkServer(homework, isolated) if sys.platform == "linux" else FreshPython(homework)


@contextmanager
def started(homework: Homework, isolated: bool, number: int) -> Iterator[list[Server]]:
    """Start servers before they are needed: they import their packages while the grader imports its own.

    Those that are still in the list at the end were used by nobody, and are ended.
    """
    waiting: list[Server] = []
    try:
        with suppress(OSError):  # who needs a server will start one, and meet the same
            for _ in range(number):
                waiting.append(make_server(homework, isolated).__enter__())
        yield waiting
    finally:
        for server in waiting:
            server.__exit__(None, None, None)
