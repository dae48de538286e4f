"""The kit's runner: runs the real command on the whole class."""

import os
import sys
import zipfile
from pathlib import Path

import click

from assignment.engine.homework import KIT
from autograder.cli.main import main

from ..corpus import intake
from .evidence import Evidence
from .hand_ins import HONEST, prepare
from .instruments import quick_homework, watch_memory, watch_time
from .processes import children
from .reports import gradebooks, read, read_kit
from .scene import TOKEN

JOBS = 3
SLIPS = """

def train_minibatch():
    raise NotImplementedError  # only files with something of the homework are repaired

get_ipython()
%matplotlib inline
"""
SIZE = 1_200_000_000  # bytes that attacks on memory ask for; the kit never allocates them


def run_kit(base: Path, slips: str = "") -> dict[str, Evidence]:
    """Grade the whole class with the real command, with shorter limits and without the slow tasks."""
    scenes, _ = prepare(base, SIZE, lambda name: base / "out" / "in" / "results" / f"{name}.json", slips)
    with zipfile.ZipFile(base / "class.zip", "w") as archive:
        for name, build in intake.archives().items():
            build(archive, name, scenes[name])
    before = _listing(base / "in"), _names(KIT / "autograder"), _names(KIT / "assignment")
    overruns, peaks, homework = watch_time(), watch_memory(), quick_homework(base / "homework")
    codes = [_grade(base / place, homework, jobs) for place, jobs in (("in", JOBS), ("class.zip", 1), ("heavy", 1))]
    after = _listing(base / "in"), _names(KIT / "autograder"), _names(KIT / "assignment")
    terminal = read(base / "terminal")
    evidence = {}
    rows = gradebooks(base)
    for name, scene in (scenes | dict.fromkeys(HONEST)).items():
        seen = evidence[name] = Evidence(scene.mark if scene else name, os.environ[TOKEN], bound=SIZE * 3 // 4)
        seen.overrun, seen.memory = overruns.get(name, 0.0), peaks.get(name, 0)
        read_kit(base, rows, name, seen, terminal)
        if scene:
            scene.look(seen)
    for scene in scenes.values():
        scene.clear()
    results = list((base / "out").glob("*/results/*.json"))
    evidence["class"] = whole = Evidence("-", "-", broke=any(codes), shown=terminal)
    whole.memory, whole.bound = max(peaks.values()), SIZE * 3 // 4
    whole.changed = ["files"] * (before != after) + ["rows"] * (sorted(rows) != sorted(p.stem for p in results))
    whole.left = [str(path) for path in (base / "tmp").iterdir()] + [f"process {pid}" for pid in children()]
    whole.changed += ["rows missing"] * (len(rows) < _handed_in(base))
    whole.size = max(path.stat().st_size for path in results)
    return evidence


def run_rescued(base: Path) -> dict[str, Evidence]:
    """Do the same with attacks that cannot be loaded before they are repaired, once as text and once as they run."""
    return run_kit(base, SLIPS)


def _grade(path: Path, homework: Path, jobs: int) -> int:
    """Run ``python -m autograder grade`` in this process; the results go to ``out`` beside the class."""
    try:
        command = ["grade", str(path), "--out", str(path.parent / "out" / path.stem), "--jobs", str(jobs)]
        return main([*command, "--homework", str(homework)], standalone_mode=False) or 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    finally:
        sys.stdout.flush()


def _listing(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return every entry with size, mode and time of its last change, without recursion: the folder has traps."""
    listing, waiting = {}, [str(folder)]
    while waiting:
        for entry in os.scandir(waiting.pop()):
            status = entry.stat(follow_symlinks=False)
            listing[entry.path] = (status.st_size, status.st_mode, status.st_mtime_ns)
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
    return listing


def _names(folder: Path) -> set[str]:
    """Return the names only, because the kit itself may be edited meanwhile."""
    return {path for path in _listing(folder) if "__pycache__" not in path}


def _handed_in(base: Path) -> int:
    """Return how many real folders there are; the zip has one for each archive attack."""
    entries = [entry for folder in ("in", "heavy") for entry in os.scandir(base / folder)]
    return len(intake.archives()) + sum(entry.is_dir(follow_symlinks=False) for entry in entries)
