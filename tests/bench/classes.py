"""Measures whole classes: one and two jobs, a second run, and the grader's memory."""

import multiprocessing
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from statistics import median

from assignment.engine.homework import KIT, load
from autograder.grading.grade import grade
from autograder.run import fingerprint
from autograder.run.journal import Journal
from autograder.run.settings import Settings
from autograder.sandbox.client.forkserver import ForkServer

from .calls import Call, calls_of_grading, replay

ROUNDS = 5
CLASS, UNCHANGED, TINY, BARE = 200, 200, 2_000, 10
EARLY = 100
MEGABYTE = 1024


def table() -> str:
    """Measure whole classes and the bare calls of as many submissions, in turns; return Markdown."""
    lines = ["| class | median | |", "| --- | --- | --- |"]
    with tempfile.TemporaryDirectory() as folder, ForkServer(load(solutions=True)) as server:
        place = Path(folder)
        calls = calls_of_grading(server)
        class_ = write_class(place / "class", CLASS, copy_of_the_reference)
        ways: dict[str, Callable[[], float]] = {
            "bare": lambda: bare(calls, BARE),
            "one": lambda: grade_class(class_, place / "out", "--fresh", "--jobs", "1"),
            "bare at once": lambda: bare(calls, BARE, 2),
            "two": lambda: grade_class(class_, place / "out", "--fresh", "--jobs", "2"),
        }
        seconds: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(ROUNDS):
            for way, measure in ways.items():
                seconds[way].append(measure())
        alone, one, at_once, two = (median(times) for times in seconds.values())
        lines.append(f"| the calls alone, {BARE} submissions in one process | {alone:.1f} s | |")
        lines.append(
            f"| the same in each of two processes at once | {at_once:.1f} s "
            f"| {2 * alone / at_once:.2f} times as fast: what this machine's two processors give |"
        )
        ideal = alone / BARE * CLASS
        lines.append(f"| {CLASS} correct submissions, 1 job | {one:.1f} s | {one / ideal:.2f} times the calls alone |")
        lines.append(
            f"| {CLASS} correct submissions, 2 jobs | {two:.1f} s "
            f"| {two / ideal * 2:.2f} times the calls alone, halved; {one / two:.2f} times as fast as 1 job |"
        )
        known = _known_class(place, UNCHANGED)
        again = median(grade_class(place / "known", known) for _ in range(ROUNDS))
        lines.append(f"| {UNCHANGED} unchanged submissions again | {again:.2f} s | nothing is graded |")
        early, late = _memory(write_class(place / "tiny", TINY, lambda number: "x = 1\n"), place / "small")
        growth = f"{early} MB after {EARLY}, {late - early:+d} MB from there to the end"
        lines.append(f"| {TINY} tiny submissions, one task | | memory of the grader: {growth} |")
    return "\n".join(lines)


def bare(calls: list[Call], submissions: int, processes: int = 1) -> float:
    """Return the seconds in which each process repeats the calls of that many submissions."""
    start = time.perf_counter()
    with ProcessPoolExecutor(processes, multiprocessing.get_context("fork")) as pool:
        list(pool.map(_play, [calls] * processes, [submissions] * processes))
    return time.perf_counter() - start


def _play(calls: list[Call], submissions: int) -> None:
    for _ in range(submissions):
        replay(calls)


def write_class(folder: Path, size: int, write: Callable[[int], str]) -> Path:
    """Write that many submissions into a new folder."""
    folder.mkdir()
    for number in range(1, size + 1):
        (folder / f"student-{number:04}.py").write_text(write(number), encoding="utf-8")
    return folder


def copy_of_the_reference(number: int) -> str:
    """Return the reference as a file that differs from all others."""
    return f"{load(solutions=True).right.source.read_text(encoding='utf-8')}# {number}\n"


def grade_class(class_: Path, out: Path, *arguments: str) -> float:
    """Return the seconds that the command for a class takes."""
    command = [sys.executable, "-B", "-m", "autograder", "grade", str(class_), "--out", str(out), *arguments]
    start = time.perf_counter()
    subprocess.run(command, cwd=KIT, check=True, capture_output=True)
    return time.perf_counter() - start


def _known_class(place: Path, size: int) -> Path:
    """Make a journal with every submission of a class, each with the same result."""
    class_, out = write_class(place / "known", size, copy_of_the_reference), place / "known-out"
    out.mkdir()
    settings = Settings()
    with ForkServer(settings.homework) as server:
        result = grade(server, "x", copy_of_the_reference(0), settings.checks, settings.salt)
    with Journal(out, settings.homework) as journal:
        for position, path in enumerate(sorted(class_.iterdir())):
            key = fingerprint.of_submission(path.read_text(encoding="utf-8"), settings)
            journal.put(replace(result, submission=path.stem), position, key)
    return out


def _memory(class_: Path, out: Path) -> tuple[int, int]:
    """Return the megabytes that the grader holds after some submissions, and the most until the end."""
    command = [sys.executable, "-B", "-m", "autograder", "grade", str(class_), "--out", str(out), "--task", "update"]
    seen: list[tuple[int, int]] = []
    with subprocess.Popen(command, cwd=KIT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:

        def watch() -> None:
            while process.poll() is None:
                status = Path(f"/proc/{process.pid}/status").read_text()
                done = sum(1 for _ in (out / "results").glob("*.json")) if out.exists() else 0
                if "VmRSS" in status:
                    seen.append((done, int(status.partition("VmRSS:")[2].split()[0]) // MEGABYTE))
                time.sleep(0.5)

        watcher = threading.Thread(target=watch)
        watcher.start()
        process.wait()
        watcher.join()
    early = next(size for done, size in seen if done >= EARLY)
    return early, max(size for done, size in seen if done >= EARLY)
