"""Grades files with real mistakes, and prints what each loses, what is named, and what should have been.

``python -m tests.fields [FOLDER]``: a folder with ``wrong/``, ``correct/`` and, if it is known, ``wrong.toml``.
"""

import sys
from collections import Counter
from pathlib import Path

from assignment.engine.homework import Homework, load
from assignment.engine.module import decode_source
from assignment.engine.registry import PUBLIC_SALT
from autograder.grading.grade import checks_for, grade
from autograder.grading.result import Result
from autograder.sandbox.client.forkserver import ForkServer

from .corpus.field_files import FIELD, faults

RIGHTLY, PART, SILENT, WRONGLY = "named", "part found", "nothing said", "WRONGLY NAMED"


def lost(result: Result) -> list[str]:
    """Return the tasks that lost points."""
    return list(dict.fromkeys(v.check.task for v in result.verdicts.values() if v.points < v.check.points))


def judged(homework: Homework, result: Result, names: list[str]) -> str:
    """Return whether the mistakes are named rightly, if these are the codes that fit."""
    known = [homework.right.mistakes.of(task.name) for task in homework.tasks]
    parts = frozenset().union(*(mistakes.lost for mistakes in known if mistakes))
    groups = [set(group) for group in result.mistakes]
    if any(group.isdisjoint(names) and group.isdisjoint(parts) for group in groups):
        return WRONGLY
    if any(group & set(names) for group in groups):
        return RIGHTLY
    return PART if groups else SILENT


def main(folder: Path = FIELD) -> int:
    """Print a line for each file and the sums; return 1 if a file loses the wrong points or is named wrongly."""
    homework, expected = load(solutions=True), faults(folder)
    seen: Counter[str] = Counter()
    with ForkServer(homework) as server:
        for path in sorted(folder.glob("*/*.py")):
            fault = expected.get(path.stem, {})
            result = grade(server, path.stem, decode_source(path.read_bytes()), checks_for(homework), PUBLIC_SALT)
            said = " ".join("|".join(group) for group in result.mistakes) or "-"
            words = [f"{result.score:g}", ",".join(lost(result)) or "nothing lost", said]
            if path.parent.name == "correct":
                words.append("right" if not result.mistakes else WRONGLY)
            elif fault:
                tasks = {task.name for task in homework.tasks} if fault["loses"] == ["all"] else set(fault["loses"])
                should = f"SHOULD LOSE {','.join(fault['loses']) or 'nothing'}"
                words.append("" if set(lost(result)) == tasks else should)
                words.append(judged(homework, result, list(fault.get("names", []))))
            seen.update(word for word in words[3:] if word)
            print(f"{path.stem:36} {'  '.join(word for word in words if word)}", flush=True)
    print(*(f"{count:4} {what}" for what, count in sorted(seen.items())), sep="\n")
    return int(any(what == WRONGLY or what.startswith("SHOULD") for what in seen))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
