"""Damages zip files and students' files at random: each must end in a row of its own, soon.

``python -m tests.fuzz_intake zips|sources COUNT [SEED]`` prints the slowest ones and every exception. A file is made
again by its seed and number: ``python -m tests.fuzz_intake show zips|sources NUMBER [SEED]`` writes it to the output.
"""

import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from assignment.engine.homework import KIT, load
from autograder.grading.grade import checks_for, grade
from autograder.intake.choose import chosen
from autograder.intake.find import ARCHIVES, find
from autograder.intake.place import Unusable
from autograder.sandbox.client.forkserver import ForkServer

from .damaged_files import damaged_sources, damaged_zips

SALT = "fuzz"
SOURCE_TASKS = ("gates", "activations", "initialize", "forward", "loss", "backward", "update")
LOAD_SECONDS = 2.0  # instead of the homework's: only loops need longer, and they are not what is tried here


@dataclass
class Outcomes:
    """What became of the files.

    Parameters
    ----------
    rows : Counter
        How often each kind of row was seen.
    slowest : list of (float, float, int)
        Seconds, seconds of this process, and number of a file, the slowest first.
    raised : list of str
        What should not have happened, with the number of the file.
    """

    rows: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, float, int]] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)


def run(files: Iterator[bytes], judge: Callable[[bytes], Iterator[str]]) -> Outcomes:
    """Judge every file; ``judge`` yields a word for each of its rows."""
    seen = Outcomes()
    for number, data in enumerate(files):
        start, used = time.monotonic(), time.process_time()
        try:
            seen.rows.update(judge(data))
        except Exception as error:
            seen.raised.append(f"{number}: {type(error).__name__}: {error}"[:200])
        seen.slowest.append((time.monotonic() - start, time.process_time() - used, number))
        seen.slowest = sorted(seen.slowest, reverse=True)[:5]
    return seen


def zips(count: int, seed: int) -> Outcomes:
    """Read damaged zip files, each as a class and as what one student handed in."""
    homework = load(KIT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "class.zip"

        def judge(data: bytes) -> Iterator[str]:
            path.write_bytes(data)
            try:
                submissions = find(path, homework)[0]
            except Unusable:
                yield "no class"
            else:
                yield from (_read(submission.read) for submission in submissions)
            handed_in = {PurePosixPath("work.zip"): lambda limit: data}
            yield f"alone {_read(lambda: chosen(handed_in, homework, ARCHIVES, True))}"

        return run(damaged_zips(count, seed, homework.filename), judge)


def sources(count: int, seed: int, rescue_cost: int | None = 5) -> Outcomes:
    """Grade damaged files, one task of each; those that cannot be loaded are repaired, unless that costs None."""
    homework = load(KIT, solutions=True)
    homework = replace(homework, limits=replace(homework.limits, load_seconds=LOAD_SECONDS))
    rng = random.Random(seed)
    with ForkServer(homework) as server:

        def judge(data: bytes) -> Iterator[str]:
            task = rng.choice(SOURCE_TASKS)
            try:
                text = chosen({PurePosixPath(homework.filename): lambda limit: data}, homework, ARCHIVES, True).text
            except Unusable:
                yield "not read"
                return
            result = grade(server, "fuzz", text, checks_for(homework, task), SALT, rescue_cost=rescue_cost)
            if result.faulty:
                raise AssertionError(f"a fault in {task}: {result.problem or 'a check'}")
            yield "not loaded" if result.why else "repaired" if result.rescue else "judged"

        return run(damaged_sources(count, seed, homework), judge)


def _read(read: Callable[[], object]) -> str:
    try:
        read()
    except Unusable as unusable:
        return "damaged" if "damaged" in str(unusable) else "unusable"
    return "read"


def main() -> None:
    """Read the arguments; print what was seen, and end with 1 if anything was raised."""
    words = sys.argv[1:]
    show = words[0] == "show" and bool(words.pop(0))
    kind, count, seed = words[0], int(words[1]), int(words[2]) if len(words) > 2 else 1
    if show:
        homework = load(KIT, solutions=True)
        more = count + 1
        files = damaged_zips(more, seed, homework.filename) if kind == "zips" else damaged_sources(more, seed, homework)
        *_, last = files
        sys.stdout.buffer.write(last)
        return
    seen = {"zips": zips, "sources": sources}[kind](count, seed)
    print(dict(seen.rows.most_common()))
    for wall, used, number in seen.slowest:
        print(f"number {number}: {wall:.2f} s, {used:.2f} s of them in this process")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB at most")
    print(*seen.raised or ["nothing was raised"], sep="\n")
    sys.exit(bool(seen.raised))


if __name__ == "__main__":
    main()
