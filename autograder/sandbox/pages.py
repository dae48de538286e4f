"""Memory laid out so that a fork and what a child writes cost little."""

import ctypes
from collections.abc import Iterator
from pathlib import Path

from .kernel import libc

LARGE = 2 << 20
COLLAPSE = 25  # MADV_COLLAPSE of Linux 6.1
NO_FILE = "0"
PIECES = (*(1 << power for power in range(16, 10, -1)), *range(1032, 0, -16))  # bytes, for malloc's kinds of gaps
MOST = 64 << 20  # bytes: where the heap lies above all other memory, no address tells a gap


def enlarge() -> int:
    """Gather this process's own memory in large pages; how many there are now, none where the kernel cannot.

    A fork copies one entry for two megabytes of it instead of 512.
    """
    results = [libc.madvise(ctypes.c_void_p(place), ctypes.c_size_t(LARGE), COLLAPSE) for place in _places()]
    return results.count(0)


def fill_gaps() -> int:
    """Take what is free between this process's blocks of memory; how many bytes.

    A child's new blocks then lie together behind them. In the gaps, each would cost him the copy of a page.
    """
    end = libc.sbrk(0)
    taken = 0
    for size in PIECES:  # large ones first: what is left of a gap is smaller
        while taken < MOST and 0 < (libc.malloc(size) or 0) < end:
            taken += size
    return taken


def _places() -> Iterator[int]:
    """Where a large page would lie wholly in memory that belongs to no file."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        span, permissions, _, _, inode, *_ = line.split()
        if permissions == "rw-p" and inode == NO_FILE:
            start, end = (int(address, 16) for address in span.split("-"))
            yield from range(-(-start // LARGE) * LARGE, end - LARGE + 1, LARGE)
