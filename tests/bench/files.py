"""Measures the files of a class one by one: wrong ones, unusual right ones, and ones that never end.

Everything runs as a job of ``make grade`` does, on one processor. The reference takes its turn between the files, so
that a file is compared with it as the machine is at that time.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd

from assignment.engine.homework import Homework, load
from autograder.run.processors import one_each, processors
from autograder.sandbox.client.forkserver import ForkServer
from tests.corpus.field_files import field_files
from tests.corpus.hanging import hanging_files

from .calls import alone, calls_of_grading
from .phases import PHASES, phases

ROUNDS = 5
BETWEEN = 5  # files between two turns of the reference
REFERENCE, WRONG, RIGHT, HANGING = "reference", "wrong", "right", "hanging"
MEAN, MOST = 1.6, 2.5  # times the reference's time: the mean of wrong files, and what 95 % of them stay below
SECONDS, EVERYWHERE = 15, 25  # of a file that hangs in one function, in every function
Files = list[tuple[str, str, str]]  # kind, name, text


def table(keep: Path | None = None) -> str:
    """Return medians as Markdown; keep those of each file and their picture in a folder, if one is given."""
    homework = load(solutions=True)
    with ThreadPoolExecutor(1, initializer=one_each(processors()[:1], 1)) as thread:
        measured = thread.submit(measure, homework, all_files(homework), ROUNDS).result()
    lines = summary(measured)
    if keep:
        from .plot import draw  # only here: it needs Matplotlib

        measured.round(3).to_csv(keep / "files.csv")
        draw(measured.query("kind != @HANGING"), keep / "files.svg")
        lines += ["", "![How long each file takes, by phase](files.svg)", "", "Each file: [files.csv](files.csv)."]
    return "\n".join(lines)


def all_files(homework: Homework) -> Files:
    """Return the files of the corpus that are measured."""
    reference = homework.right.source.read_text(encoding="utf-8")
    files = {
        WRONG: field_files("wrong"),
        RIGHT: field_files("correct"),
        HANGING: hanging_files(reference, homework.functions),
    }
    return [(kind, name, source) for kind, some in files.items() for name, source in some.items()]


def measure(homework: Homework, files: Files, rounds: int) -> pd.DataFrame:
    """Return medians for each file: seconds by phase and in all, times the reference, and of its calls alone."""
    reference = (REFERENCE, REFERENCE, homework.right.source.read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = []
    with ForkServer(homework) as server:  # noting the calls warms up
        calls = {name: calls_of_grading(server, text) for kind, name, text in [reference, *files] if kind != HANGING}
        for start in [*range(0, len(files), BETWEEN)] * rounds:
            for kind, name, text in [reference, *files[start : start + BETWEEN]]:
                bare = alone(homework, text, calls[name]) if name in calls else None
                rows.append({"kind": kind, "file": name, **phases(server, text), "alone": bare})
    taken = pd.DataFrame(rows).astype({"alone": float})
    taken["all"] = taken[[*PHASES]].sum(axis=1)
    taken["times"] = taken["all"] / taken["all"].where(taken["kind"] == REFERENCE).ffill()
    return taken.groupby(["kind", "file"], sort=False).median()


def summary(measured: pd.DataFrame) -> list[str]:
    """Return a line for each kind of file, and for each file that hangs."""
    of = {kind: files.droplevel("kind") for kind, files in measured.groupby("kind", sort=False)}
    most = of[WRONG].quantile(0.95)[["all", "times"]]
    lines = [
        f"| median of {ROUNDS} | in all | {' | '.join(PHASES)} | times the reference | its calls alone |",
        "| --- " * (len(PHASES) + 4) + "|",
        _line("the reference", of[REFERENCE].mean()),
        _line(f"{len(of[WRONG])} wrong files, mean", of[WRONG].mean(), f"at most {MEAN} is wanted"),
        _line("95 % of them are below", most.reindex(measured.columns), f"at most {MOST} is wanted"),
        _line(f"{len(of[RIGHT])} unusual right files, mean", of[RIGHT].mean()),
    ]
    for name, file in of[HANGING].iterrows():
        limit = EVERYWHERE if str(name).endswith("every_function") else SECONDS
        lines.append(_line(str(name).replace("_", " "), file, f"at most {limit} s in all is wanted"))
    return lines


def _line(what: str, file: pd.Series, wanted: str = "") -> str:
    seconds = {column: f"{file[column]:.2f} s" if pd.notna(file[column]) else "" for column in file.index}
    times = f"{file['times']:.2f}" + (f"; {wanted}" if wanted else "")
    return f"| {' | '.join([what, *(seconds[column] for column in ('all', *PHASES)), times, seconds['alone']])} |"
