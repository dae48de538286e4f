"""Whole classes: one and two jobs, a second run, and the grader's memory."""

import multiprocessing
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median

from autograder import kit, record
from autograder.grading import DEFAULT_SALT, REFERENCE, all_checks, grade
from autograder.journal import Journal
from autograder.kit import Settings
from autograder.sandbox.zygotes import ROOT, Zygote

from .runners import Call, calls_of_grading, replay

ROUNDS = 5
CLASS, UNCHANGED, TINY, BARE = 200, 200, 2_000, 10
EARLY = 100
MEGABYTE = 1024


def table() -> str:
    """Whole classes beside the bare calls of as many submissions, in turns, as Markdown."""
    lines = ["| class | median | |", "| --- | --- | --- |"]
    with tempfile.TemporaryDirectory() as folder, Zygote() as zygote:
        place = Path(folder)
        calls = calls_of_grading(zygote)
        class_ = _class(place / "class", CLASS, _same)
        ways: dict[str, Callable[[], float]] = {
            "bare": lambda: _bare(calls, 1),
            "one": lambda: _grade(class_, place / "out", "--fresh", "--jobs", "1"),
            "bare at once": lambda: _bare(calls, 2),
            "two": lambda: _grade(class_, place / "out", "--fresh", "--jobs", "2"),
        }
        seconds: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(ROUNDS):
            for way, measure in ways.items():
                seconds[way].append(measure())
        bare, one, at_once, two = (median(times) for times in seconds.values())
        lines.append(f"| the calls alone, {BARE} submissions in one process | {bare:.1f} s | |")
        lines.append(
            f"| the same in each of two processes at once | {at_once:.1f} s "
            f"| {2 * bare / at_once:.2f} times as fast: what this machine's two processors give |"
        )
        ideal = bare / BARE * CLASS
        lines.append(
            f"| {CLASS} correct submissions that answer alike, 1 job | {one:.1f} s "
            f"| {one / ideal:.2f} times the calls alone |"
        )
        lines.append(
            f"| {CLASS} correct submissions that answer alike, 2 jobs | {two:.1f} s "
            f"| {two / ideal * 2:.2f} times the calls alone, halved; {one / two:.2f} times as fast as 1 job |"
        )
        known = _known_class(place, UNCHANGED)
        again = median(_grade(place / "known", known) for _ in range(ROUNDS))
        lines.append(f"| {UNCHANGED} unchanged submissions again | {again:.2f} s | nothing is graded |")
        early, late = _memory(_class(place / "tiny", TINY, lambda number: "x = 1\n"), place / "small")
        growth = f"{early} MB after {EARLY}, {late - early:+d} MB from there to the end"
        lines.append(f"| {TINY} tiny submissions, one task | | memory of the grader: {growth} |")
    return "\n".join(lines)


def _bare(calls: list[Call], processes: int) -> float:
    """Seconds in which each process plays back the calls of some submissions."""
    start = time.perf_counter()
    with ProcessPoolExecutor(processes, multiprocessing.get_context("fork")) as pool:
        list(pool.map(_play, [calls] * processes))
    return time.perf_counter() - start


def _play(calls: list[Call]) -> None:
    for _ in range(BARE):
        replay(calls)


def _class(folder: Path, size: int, write: Callable[[int], str]) -> Path:
    folder.mkdir()
    for number in range(1, size + 1):
        (folder / f"student-{number:04}.py").write_text(write(number), encoding="utf-8")
    return folder


def _same(number: int) -> str:
    """The reference, as a file of its own."""
    return f"{REFERENCE.read_text(encoding='utf-8')}# {number}\n"


def _grade(class_: Path, out: Path, *arguments: str) -> float:
    command = [sys.executable, "-B", "-m", "autograder", "grade", str(class_), "--out", str(out), *arguments]
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def _known_class(place: Path, size: int) -> Path:
    """A journal that knows every submission of a class; each has the same result."""
    class_, out = _class(place / "known", size, _same), place / "known-out"
    out.mkdir()
    with Zygote() as zygote:
        result = grade("x", REFERENCE.read_text(encoding="utf-8"), zygote, all_checks(), DEFAULT_SALT)
    with Journal(out) as journal:
        for position, path in enumerate(sorted(class_.iterdir())):
            text = record.dump(result).replace('"submission":"x"', f'"submission":"{path.stem}"')
            key = kit.key(path.read_text(encoding="utf-8"), Settings(DEFAULT_SALT))
            journal.put(path.stem, position, key, text)
    return out


def _memory(class_: Path, out: Path) -> tuple[int, int]:
    """Megabytes that the grader holds after some submissions, and at most until the end."""
    command = [sys.executable, "-B", "-m", "autograder", "grade", str(class_), "--out", str(out), "--task", "update"]
    seen: list[tuple[int, int]] = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:

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
