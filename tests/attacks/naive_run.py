"""The naive runner: runs each attack separately."""

import os
import signal
import sys
import time
import zipfile
from pathlib import Path

from ..corpus import intake, naive
from .evidence import SECONDS, Evidence, swollen
from .hand_ins import HONEST, prepare
from .reports import read_naive
from .scene import TOKEN
from .table import ATTACKS

NAIVE_SECONDS = SECONDS + 1.3
SIDE_BY_SIDE = 6
NAIVE_SIZE = 400_000_000  # bytes that attacks on memory ask for


def run_naive(base: Path) -> dict[str, Evidence]:
    """Run each attack in a separate process, which is killed if it takes too long."""
    scenes, folders = prepare(base, NAIVE_SIZE, lambda name: base / "out" / name / "results.json")
    folders |= {name: base / "in" / name for name in HONEST}
    evidence = {
        name: Evidence(scene.mark, os.environ[TOKEN], bound=NAIVE_SIZE * 3 // 4) for name, scene in scenes.items()
    }
    evidence |= {name: Evidence("-", "-") for name in HONEST}
    for name, build in intake.archives().items():
        with zipfile.ZipFile(base / f"{name}.zip", "w") as archive:
            build(archive, name, scenes[name])
    _run_side_by_side(base, folders, evidence)
    for name, seen in evidence.items():
        read_naive(base, name, seen)
    for name, scene in scenes.items():
        scene.look(evidence[name])
        scene.clear()
    return evidence


def _run_side_by_side(base: Path, folders: dict[str, Path], evidence: dict[str, Evidence]) -> None:
    """Run some processes at a time, and record how each of them ended."""
    waiting, running = list(evidence), dict[int, tuple[str, float]]()
    while waiting or running:
        while waiting and len(running) < SIDE_BY_SIDE:
            name = waiting.pop()
            out = base / "out" / name
            out.mkdir(parents=True)
            running[_start_naive(base, name, folders[name], out)] = name, time.monotonic()
        time.sleep(0.01)
        for pid, (name, start) in list(running.items()):
            seconds = time.monotonic() - start
            patience = 3 if ATTACKS.get(name) is swollen else 1  # allocating memory is slow on a busy machine
            if seconds > NAIVE_SECONDS * patience:
                os.killpg(pid, signal.SIGKILL)
            ended, status, usage = os.wait4(pid, os.WNOHANG)
            if ended:
                del running[pid]
                evidence[name].broke = status != 0
                evidence[name].overrun = seconds - SECONDS
                evidence[name].memory = usage.ru_maxrss * 1024


def _start_naive(base: Path, name: str, folder: Path, out: Path) -> int:
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.setsid()
            log = os.open(out / "terminal", os.O_WRONLY | os.O_CREAT)
            os.dup2(log, 1)
            os.dup2(log, 2)
            if (base / f"{name}.zip").exists():
                naive.unpack(base / f"{name}.zip", base / "in")
            naive.grade(folder.name, folder, out)
            sys.stdout.flush()
            status = 0
        finally:
            os._exit(status)
    return pid
