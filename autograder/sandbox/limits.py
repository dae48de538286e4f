"""What the kernel is told before student code runs."""

import resource
import sys
import threading
from functools import cache
from pathlib import Path

from assignment.checks.engine.tasks import MEMORY_BYTES

CPU_SECONDS = 900
OPEN_FILES = 64
MAX_THREADS = 64
STACK_BYTES = 64 << 20
THREAD_STACK_BYTES = 4 << 20


def limit_resources() -> None:
    """Set the rlimits of this process: memory beyond what is mapped now, no files, no core dumps."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, CPU_SECONDS)  # SIGKILL: the wall deadlines come first
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_STACK, STACK_BYTES)
    threading.stack_size(THREAD_STACK_BYTES)  # otherwise what the grader's own shell had for its stack
    if sys.platform == "linux":
        _limit(resource.RLIMIT_AS, mapped() + MEMORY_BYTES)


@cache
def mapped() -> int:
    """Bytes of address space in use: Python, NumPy and pandas do not count as the student's."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))
