"""The zygote's memory is the same in large pages, and without gaps."""

import ctypes
import mmap
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

from autograder.sandbox import pages
from autograder.sandbox.zygotes import ROOT

PROGRAM = """
import mmap
import re
from pathlib import Path
from autograder.sandbox import pages

written = bytes(range(256)) * 4096 * 8  # 8 MiB
place = mmap.mmap(-1, len(written), flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
place.write(written)
count = pages.enlarge()
same = place[:] == written
kilobytes = int(re.search("AnonHugePages: *([0-9]+)", Path("/proc/self/smaps_rollup").read_text())[1])
print(same, count, kilobytes, max(pages._places()) % pages.LARGE)
"""


def test_nothing_in_memory_is_changed_and_what_is_counted_is_there() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True)
    same, count, kilobytes, offset = done.stdout.split()
    assert same == "True"
    assert int(kilobytes) * 1024 >= int(count) * (2 << 20)  # both are 0 where the kernel has no such pages
    assert offset == "0"


def test_every_large_page_that_belongs_to_no_file_is_asked_for_and_only_those_had_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(bytes(8 << 20))
    with (
        file.open("r+b") as opened,
        mmap.mmap(opened.fileno(), 0, flags=mmap.MAP_PRIVATE) as other,
        mmap.mmap(-1, 8 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as place,
    ):
        views = [ctypes.c_char.from_buffer(memory) for memory in (place, other)]
        start, foreign = map(ctypes.addressof, views)
        with patch.object(pages, "libc") as libc:
            libc.madvise.side_effect = lambda address, size, advice: -(address.value % (4 << 20) != 0)
            count = pages.enlarge()
        del views
    asked = [(address.value, size.value, advice) for (address, size, advice), _ in libc.madvise.call_args_list]
    first = -(-start // pages.LARGE) * pages.LARGE
    whole = {first + i * pages.LARGE for i in range(4) if first + (i + 1) * pages.LARGE <= start + (8 << 20)}
    assert whole <= {address for address, _, _ in asked}
    assert not [address for address, _, _ in asked if foreign <= address < foreign + (8 << 20)]
    assert {(size, advice) for _, size, advice in asked} == {(2 << 20, 25)}
    assert count == sum(address % (4 << 20) == 0 for address, _, _ in asked)


GAPS = """
import ctypes
from autograder.sandbox import pages
from autograder.sandbox.kernel import libc

libc.free.argtypes = (ctypes.c_void_p,)
sizes = [24, 100, 500, 1000, 3000, 20_000] * 100
blocks = [libc.malloc(size) for size in sizes]
for block in blocks[::2]:
    libc.free(block)
end = libc.sbrk(0)
before = sum(libc.malloc(size) < end for size in sizes[:100])
taken = pages.fill_gaps()
after = sum(libc.malloc(size) < end for size in sizes)
again = pages.fill_gaps()
print(before, taken, after, again)
"""


def test_what_comes_after_the_gaps_were_filled_lies_behind_them() -> None:
    done = subprocess.run([sys.executable, "-c", GAPS], cwd=ROOT, capture_output=True, text=True, check=True)
    before, taken, after, again = map(int, done.stdout.split())
    assert before > 50
    assert taken > 200_000  # of the 350,000 that were given back, and the ends of other gaps
    assert after < 20  # Python's own memory comes and goes meanwhile
    assert again < 300_000  # the heap's last piece, which is no gap


def test_where_every_address_looks_like_a_gap_it_ends() -> None:
    with patch.object(pages, "libc") as libc:
        libc.sbrk.return_value, libc.malloc.return_value = 2, 1
        assert pages.MOST <= pages.fill_gaps() < pages.MOST + (1 << 16) + len(pages.PIECES)
    with patch.object(pages, "libc") as libc:
        libc.sbrk.return_value, libc.malloc.return_value = 2, None  # no memory left
        assert pages.fill_gaps() == 0
