"""Sets the kernel's limits on memory, processor time, files and the stack."""

import resource
import sys
import threading
from pathlib import Path

from assignment.engine.homework import Homework

from .layer import Ineffective, Layer

CPU_SECONDS = 900
OPEN_FILES = 64
MAX_THREADS = 64
STACK_BYTES = 64 << 20
THREAD_STACK_BYTES = 4 << 20


def address_space(homework: Homework, home: Path | None = None) -> int:
    """Return how many bytes a worker may map: those of Python and the packages, plus the submission's limit."""
    if sys.platform != "linux":
        return 0
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    return mapped + homework.limits.memory_bytes


def enter(bytes_at_most: int) -> None:
    """Limit this process for ever: no files, no core dumps, no more memory than that (0 for no memory limit)."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, CPU_SECONDS)  # ends in SIGKILL; deadlines in wall time come first
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_STACK, STACK_BYTES)
    threading.stack_size(THREAD_STACK_BYTES)  # otherwise threads inherit the stack limit of the grader's shell
    if bytes_at_most:
        _limit(resource.RLIMIT_AS, bytes_at_most)


def probe(homework: Homework) -> None:
    """Raise unless files and memory are limited."""
    enter(address_space(homework))
    if resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0:
        raise Ineffective("the file size is not limited")
    try:
        bytearray(2 * homework.limits.memory_bytes)
    except MemoryError:
        return
    raise Ineffective("the memory is not limited")


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))


LAYER = Layer("limits", "memory, processor time, file size", enter, probe, address_space, always=True)
