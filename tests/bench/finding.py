"""Measures how long it takes to find the hand-ins of a large class, and how much memory, each in a fresh process."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from assignment.engine.homework import KIT

from ..class_files import zipped
from ..packers import FILENAME, Files

STUDENTS = 3_000
SCRIPT = """if True:
    import json, re, sys, time
    from pathlib import Path
    from assignment.engine.homework import load
    from autograder.intake.find import find
    homework, start = load(), time.monotonic()
    found = find(Path(sys.argv[1]), homework)
    seconds = time.monotonic() - start
    most = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) >> 10  # since it was started
    print(json.dumps([len(found.submissions), seconds, most]))
"""
TEXT = "def update(params, grads, learning_rate):\n    return params\n" * 50


def table() -> str:
    """Return seconds and memory as Markdown."""
    lines = [f"| finding {STUDENTS} hand-ins in a zip file | time | memory of the process |", "| --- | --- | --- |"]
    with tempfile.TemporaryDirectory() as folder:
        for title, files in _classes().items():
            path = Path(folder) / "class.zip"
            path.write_bytes(zipped(files))
            number, seconds, memory = measured(path)
            assert number == STUDENTS, (title, number)
            lines.append(f"| {title} | {seconds:.2f} s | {memory} MB |")
    return "\n".join(lines)


def measured(path: Path) -> tuple[int, float, int]:
    """Return the number of hand-ins, the seconds, and the megabytes of a process that finds them."""
    done = subprocess.run([sys.executable, "-c", SCRIPT, path], cwd=KIT, capture_output=True, text=True, check=True)
    number, seconds, memory = json.loads(done.stdout)
    return number, seconds, memory


def _classes() -> dict[str, Files]:
    who = range(10_000, 10_000 + STUDENTS)
    canvas: Files = {f"student{one}_{one}_9{one}_{FILENAME}": TEXT for one in who}
    packed = zipped({f"work/{FILENAME}": TEXT})
    return {
        "Canvas, two files each": {**canvas, **{f"student{one}_{one}_8{one}_report.pdf": "%PDF" for one in who}},
        "folders": {f"student-{one}/work/{FILENAME}": TEXT for one in who},
        "a zip file of each student": {f"20{one}-student.zip": packed for one in who},
    }
