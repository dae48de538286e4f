"""Chooses how workers are started on this system."""

import sys

from assignment.engine.homework import Homework

from .forkserver import ForkServer
from .fresh_python import FreshPython

Server = ForkServer | FreshPython


def make_server(homework: Homework, isolated: bool) -> Server:
    """Return a server, to be used in a ``with`` block."""
    return ForkServer(homework, isolated) if sys.platform == "linux" else FreshPython(homework)
