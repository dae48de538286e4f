"""Judges a student's file in a separate process, so that it can be ended if it hangs."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue

from .events import Event, decode
from .homework import Homework

HERE = Path(__file__).resolve().parents[1]
START = "import runpy, sys; sys.path.append(sys.argv.pop(1)); runpy.run_module(sys.argv.pop(1), run_name='__main__')"
BEGIN = "begin\n"
POLL = 0.2  # seconds; often enough for one file, without a package that watches files


@dataclass(frozen=True)
class Ended:
    """The process ended; ``text`` is what it printed besides events."""

    text: str


class Run:
    """A run of the checks, in a process that gets ready at once and waits until it is to begin.

    Parameters
    ----------
    homework : Homework
    path : Path
        The student's file.
    task : str
        Only this task and those it builds on; all if empty.
    limit : float
        Seconds that one task may take.
    """

    def __init__(self, homework: Homework, path: Path, task: str, limit: float) -> None:
        module = [str(HERE), f"{__package__}.stream"]  # found last, so that no file beside it hides a package
        command = [sys.executable, "-P", "-c", START, *module, str(path), "--limit", str(limit)]
        self._process = subprocess.Popen(
            [*command, "--task", task, "--homework", str(homework.root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        self._lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put("")

    def begin(self) -> None:
        """Have the file judged as it is now."""
        assert self._process.stdin
        with contextlib.suppress(OSError):  # it has ended already, and events say why
            self._process.stdin.write(BEGIN)
            self._process.stdin.close()

    def events(self) -> Iterator[Event | Ended | None]:
        """Yield what the process reports, and None whenever nothing has come for a while."""
        other: list[str] = []
        while True:
            try:
                line = self._lines.get(timeout=POLL)
            except Empty:
                yield None
                continue
            if not line:
                self._process.wait()
                yield Ended("".join(other))
                return
            try:
                yield decode(line)
            except ValueError:
                other.append(line)

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
