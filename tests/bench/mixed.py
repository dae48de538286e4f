"""Measures a class as classes are: wrong files, right ones and unusual styles, without and with some that hang."""

import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from assignment.engine.homework import load
from assignment.engine.module import decode_source
from autograder.sandbox.client.forkserver import ForkServer
from tests.corpus.field_files import FIELD
from tests.corpus.hanging import hanging_files

from .calls import calls_of_grading
from .classes import BARE, bare, grade_class, write_class

ROUNDS, STYLES = 5, 30
FASTER = 1.8  # times as fast as one job: at least, for two
LONGER = 1.7  # times the class without the files that hang: at most, for the class with them


def table() -> str:
    """Measure both classes, in turns with the calls of right files alone; return medians as Markdown."""
    homework = load(solutions=True)
    with tempfile.TemporaryDirectory() as folder, ForkServer(homework) as server:
        place, calls = Path(folder), calls_of_grading(server)
        files = texts()
        hanging = [*hanging_files(homework.right.source.read_text(encoding="utf-8"), homework.functions).values()]
        without, together = mixed(place / "without", files), mixed(place / "with", files + hanging)
        ways: list[Callable[[], float]] = [
            lambda: bare(calls, BARE),
            lambda: bare(calls, BARE, 2),
            lambda: grade_class(without, place / "out", "--fresh", "--jobs", "1"),
            lambda: grade_class(without, place / "out", "--fresh", "--jobs", "2"),
            lambda: grade_class(together, place / "out", "--fresh", "--jobs", "2"),
        ]
        rounds = []
        for number in range(1, ROUNDS + 1):
            rounds.append([measure() for measure in ways])
            print(f"mixed, round {number}:", *(f"{s:.1f} s" for s in rounds[-1]), file=sys.stderr, flush=True)
    alone, at_once, one, two, longer = ([*times] for times in zip(*rounds, strict=True))
    lines = [f"| mixed class | median of {ROUNDS} | |", "| --- | --- | --- |"]
    given = 2 * _times(alone, at_once)
    lines.append(f"| the calls of {BARE} right files alone, in one process | {median(alone):.1f} s | |")
    lines.append(
        f"| the same in each of two processes at once | {median(at_once):.1f} s "
        f"| {given:.2f} times as fast: what this machine's two processors give |"
    )
    lines.append(f"| {len(files)} files, 1 job | {median(one):.1f} s | {median(one) / len(files):.2f} s a file |")
    gain = f"{_times(one, two):.2f} times as fast as 1 job; at least {FASTER} is wanted"
    lines.append(f"| {len(files)} files, 2 jobs | {median(two):.1f} s | {gain} |")
    cost = f"{_times(longer, two):.2f} times the class without them; at most {LONGER} is wanted"
    lines.append(f"| and {len(hanging)} that hang, 2 jobs | {median(longer):.1f} s | {cost} |")
    return "\n".join(lines)


def texts() -> list[str]:
    """Return the files of the class that end: the wrong and the unusual ones, and some of the right styles."""
    styles = sorted((FIELD.parent / "correct").glob("*.py"))[:STYLES]
    return [decode_source(path.read_bytes()) for path in [*sorted(FIELD.glob("*/*.py")), *styles]]


def mixed(folder: Path, files: list[str]) -> Path:
    """Write a class of these files, in an order that is random and always the same."""
    order = random.Random(0).sample(files, len(files))
    return write_class(folder, len(order), lambda number: order[number - 1])


def _times(whole: list[float], part: list[float]) -> float:
    """Return how many times as long the first took, as the median of the rounds."""
    return median(a / b for a, b in zip(whole, part, strict=True))
