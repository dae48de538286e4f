"""The zygote's memory is the same in large pages."""

import subprocess
import sys

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
