"""Measures how many times as long a small class of correct files takes as its bare calls."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from assignment.engine.homework import load
from autograder.run.processors import one_each, processors
from autograder.sandbox.client.forkserver import ForkServer

from .calls import calls_of_grading
from .classes import bare, copy_of_the_reference, grade_class, write_class

ROUNDS, CLASS = 5, 40
MOST = 1.12  # times the calls alone


def table() -> str:
    """Return medians and their ratio, as Markdown; on one processor, as a job of ``make grade`` has it."""
    with ThreadPoolExecutor(1, initializer=one_each(processors()[:1], 1)) as thread:
        return thread.submit(_table).result()


def _table() -> str:
    """Measure in turns; each round makes half of the bare calls before the class."""
    alone, graded = [], []
    with tempfile.TemporaryDirectory() as folder, ForkServer(load(solutions=True)) as server:
        calls = calls_of_grading(server)
        class_ = write_class(Path(folder) / "class", CLASS, copy_of_the_reference)
        for _ in range(ROUNDS):
            before = bare(calls, CLASS // 2)
            graded.append(grade_class(class_, Path(folder) / "out", "--fresh", "--jobs", "1"))
            alone.append(before + bare(calls, CLASS // 2))
    ratio = median(whole / part for whole, part in zip(graded, alone, strict=True))
    lines = [f"| {CLASS} correct submissions | median of {ROUNDS} | times the calls alone |", "| --- | --- | --- |"]
    lines.append(f"| the calls alone, in one process | {median(alone):.1f} s | 1.0 |")
    lines.append(f"| `make grade` with 1 job | {median(graded):.1f} s | {ratio:.3f}; at most {MOST} is wanted |")
    return "\n".join(lines)
