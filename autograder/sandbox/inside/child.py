"""Turns a forked process into a worker."""

import faulthandler
import fcntl
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Any

from assignment.engine.homework import Homework

DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
REQUESTS, REPLIES, TRACE = 3, 4, 5
FIRST_FREE, LAST_DESCRIPTOR = 6, 4096
Serve = Callable[[Homework, int, int], None]  # answers requests, by the descriptors for these and for replies
Entries = Sequence[tuple[Callable[[Any], None], Any]]  # for each layer, its function ``enter`` and what it has prepared


def become_worker(
    homework: Homework, serve: Serve, descriptors: list[int], entries: Entries, dies_with_parent: bool = True
) -> None:
    """Make this process a worker; never returns.

    It dies with the thread that started it, unless that thread may end earlier.
    """
    from autograder.sandbox.layers import kernel

    status = 1
    try:
        os.setsid()
        if dies_with_parent:
            kernel.prctl("parent's death", DEATH_SIGNAL, signal.SIGKILL)
        _arrange(descriptors)
        fresh_streams()
        faulthandler.enable(TRACE, all_threads=False)
        faulthandler.register(signal.SIGUSR1, TRACE, all_threads=False)
        for enter, prepared in entries:
            enter(prepared)
        os.closerange(FIRST_FREE, LAST_DESCRIPTOR)
        serve(homework, REQUESTS, REPLIES)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _arrange(descriptors: list[int]) -> None:
    """Connect the descriptors: input empty, output to the grader, requests on 3, replies on 4, tracebacks on 5."""
    requests, replies, output, trace = descriptors
    null = os.open(os.devnull, os.O_RDONLY)
    high = [fcntl.fcntl(d, fcntl.F_DUPFD, FIRST_FREE) for d in (null, output, output, requests, replies, trace)]
    for place, descriptor in enumerate(high):
        os.dup2(descriptor, place, inheritable=False)


def fresh_streams() -> None:
    """Make new standard streams: the old ones remember what their descriptors were, and these are pipes now."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        mode = "w" if number else "r"
        stream = open(number, mode, encoding="utf-8", errors="replace", closefd=False)
        for place in (name, f"__{name}__"):  # the second keeps the stream alive if a student replaces the first
            setattr(sys, place, stream)
