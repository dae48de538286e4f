"""The public checks once more whenever the file is saved: ``python -m checks.watch``."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import click  # comes with otter-grader; knows the colours of Windows terminals

from .engine.tasks import TASKS, Task

OWN = Path(__file__).resolve().parents[1] / "neural_network.py"
POLL = 0.5  # seconds; one file needs no more, and requirements.txt brings no file watcher
LIMIT = 200.0  # seconds; the time limit of every single call is shorter
DONE, FAILING, BEGUN, BLOCKED, TODO, UNKNOWN = "done", "failing", "begun", "blocked", "to do", "not reached"
LOOK = {DONE: (":)", "green"), FAILING: (":(", "red"), UNKNOWN: (":(", "red")}
OTHER_LOOK = (":|", "yellow")
SOFT = ("todo", "blocked")
RIGHT = ("passed", "fault")
Event = dict[str, Any]


@dataclass
class Row:
    """What is known about one task.

    Parameters
    ----------
    task : Task
    state : str
        done, failing, begun, blocked, to do, or not reached.
    points, possible : float
    requires : list of str
        Names of the tasks that its checks build on.
    verdicts : list of dict
        In the order of the checks.
    """

    task: Task
    state: str = UNKNOWN
    points: float = 0.0
    possible: float = 0.0
    requires: list[str] = field(default_factory=list)
    verdicts: list[Event] = field(default_factory=list)


@dataclass
class Round:
    """What one run over the file has brought.

    Parameters
    ----------
    rows : list of Row
        The tasks that are judged, in order; empty until the file is loaded.
    broken : str
        Why the file could not be run, or what ended the run.
    code : str
        The line that ``broken`` is about.
    """

    rows: list[Row] = field(default_factory=list)
    broken: str = ""
    code: str = ""


class Run:
    """A run of the checks in a process of its own: what hangs there can be ended.

    Parameters
    ----------
    path : Path
        The student's file.
    task : str
        Only this task and those it builds on; all if empty.
    limit : float
        Seconds that one task may take.
    """

    def __init__(self, path: Path, task: str, limit: float) -> None:
        command = [sys.executable, "-m", f"{__package__}.engine.stream", str(path), "--limit", str(limit)]
        self._process = subprocess.Popen(
            [*command, "--task", task],
            stdin=subprocess.DEVNULL,
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

    def events(self) -> Iterator[Event | None]:
        """What the process reports; None whenever nothing has come for a while."""
        other: list[str] = []
        while True:
            try:
                line = self._lines.get(timeout=POLL)
            except Empty:
                yield None
                continue
            if not line:
                yield {"kind": "ended", "code": self._process.wait(), "text": "".join(other)}
                return
            try:
                yield json.loads(line)
            except ValueError:
                other.append(line)

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()


class Watch:
    """Runs the checks and shows what they say.

    Parameters
    ----------
    path : Path
        The student's file.
    task : str
        The task to look at; empty if that is to be found out.
    limit : float
        Seconds that one task may take.
    """

    def __init__(self, path: Path, task: str, limit: float) -> None:
        self.path, self.task, self.limit = path, task, limit
        self.functions: dict[str, Event] = {}
        self.changed: set[str] = set()
        self.worked_on = ""
        self._saved: tuple[int, int] | None = None
        self._live = sys.stdout.isatty()

    def forever(self) -> None:
        """Run, wait for the next save, run again."""
        while True:
            if self.round():
                echo(f"watching {self.path.name}: save it to check it again, Ctrl-C ends", dim=True)
            while stamp(self.path) in (self._saved, None):
                time.sleep(POLL)
            if self._live:
                click.clear()

    def round(self) -> Round | None:
        """Run the checks once and show the outcome; None if the file was saved before the end."""
        self._saved = stamp(self.path)
        echo(f"{self.path.name}  {time.strftime('%H:%M:%S')}", bold=True)
        run = Run(self.path, self.task, self.limit)
        found = Round()
        self._waiting("the file")
        try:
            for event in run.events():
                if stamp(self.path) != self._saved:
                    echo("saved again", dim=True)
                    return None
                if event is not None and self._take(found, event):
                    break
        finally:
            run.stop()
        self._show(found)
        return found

    def _take(self, found: Round, event: Event) -> bool:
        """Keep one report of the run; True if it is the last."""
        if event["kind"] == "loaded":
            self._notice(event["functions"])
            found.rows = [Row(task) for task in TASKS if task.name in event["tasks"]]
            self._waiting(found.rows[0].task.name)
        elif event["kind"] == "task":
            row = next(row for row in found.rows if row.task.name == event["task"])
            row.points, row.possible = event["points"], event["possible"]
            row.requires, row.verdicts = event["requires"], event["verdicts"]
            row.state = state(row, self.functions)
            self._row(row)
            self._waiting(next((later.task.name for later in found.rows if not later.verdicts), ""))
        elif event["kind"] == "broken":
            found.broken, found.code = event["sentence"], event["code"]
        elif event["kind"] == "ended":
            found.broken = self._end(found, event)
        return event["kind"] not in ("loaded", "task")

    def _notice(self, functions: dict[str, Event]) -> None:
        """Which functions differ from the last file that could be run."""
        old, self.functions = self.functions, functions
        if old:
            self.changed |= {name for name in functions if functions[name]["text"] != old.get(name, {}).get("text")}

    def _end(self, found: Round, event: Event) -> str:
        """A sentence for a run that ended before its end."""
        text, place = event["text"], re.escape(self.path.name)
        line = re.search(rf'File "[^"]*{place}", line (\d+)', text)
        where = f" (line {line[1]})" if line else ""
        at = next((row.task.name for row in found.rows if not row.verdicts), "the file itself")
        if "Timeout (" in text and not found.rows:
            return f"the file itself does not end{where}: does it run an experiment outside of all functions?"
        if "Timeout (" in text:
            return f"{at} was stopped after {self.limit:g} s{where}: does a loop never end?"
        if text and not found.rows and not line:
            return f"the checks could not start: {text.strip().splitlines()[-1]}"
        return f"Python itself was ended by your code{where}, at {at}"

    def _waiting(self, name: str) -> None:
        """On a terminal a word about what is running; the next line takes its place."""
        if self._live:
            click.echo(f"\r...  {name:<40}\r", nl=False)

    def _row(self, row: Row) -> None:
        face, colour = LOOK.get(row.state, OTHER_LOOK)
        score = f"{row.points:g}/{row.possible:g}" if row.verdicts else ""
        bonus = " (bonus)" if row.task.bonus else ""
        line = f"{face}  {score:>7}  {row.task.name:<16}{row.state}{bonus}"
        echo(f"{line:<48}" if self._live else line, fg=colour)

    def _show(self, found: Round) -> None:
        """The end of the view: points, the first failing check, what to do next."""
        if self._live:
            click.echo(f"{'':<48}\r", nl=False)
        if found.broken:
            echo(found.broken, fg="red")
            if found.code:
                echo(f"    {found.code}")
            echo("next: repair this, then save", bold=True)
            return
        title = "these tasks" if self.task else "public checks"
        reached, possible = sum(row.points for row in found.rows), sum(row.possible for row in found.rows)
        echo(f"{title}: {reached:g} of {possible:g} points\n")
        row = self._current(found.rows)
        verdict = first_open(row) if row else None
        if verdict:
            echo(f"{verdict['id']}  {verdict['title']}", bold=True)
            for line in verdict["details"]:
                echo("    " + line.replace("\n", "\n    "), fg="red" if line == verdict["details"][0] else None)
        echo(f"next: {self._next(found.rows, row, verdict)}", bold=True)

    def _current(self, rows: list[Row]) -> Row | None:
        """The task being worked on; None if all are done."""
        if self.task:
            return next(row for row in rows if row.task.name == self.task)
        saved = [row for row in rows if self.changed & {*row.task.functions} and row.state != TODO]
        before = [row for row in rows if row.task.name == self.worked_on and row.state != DONE]
        touched = [row for row in rows if row.state not in (DONE, TODO)]
        order = [*(row for row in saved if row.state != DONE), *saved, *before, *touched]
        order += [row for row in rows if row.state != DONE]
        row = order[0] if order else None
        self.worked_on = row.task.name if row else ""
        self.changed = set()
        return row

    def _next(self, rows: list[Row], row: Row | None, verdict: Event | None) -> str:
        """What to do now."""
        if row and verdict:
            return self._repair(rows, row, verdict)
        rest = [other for other in rows if other.state != DONE]
        if self.task:
            return f"{self.task} is done; leave --task out to see the others"
        if not rest:
            return f"all public checks pass; look at the rules in README.md once more and hand in {self.path.name}"
        task = rest[0].task
        return f"{'bonus: ' if task.bonus else ''}{self._repair(rows, rest[0], first_open(rest[0]) or {})}"

    def _repair(self, rows: list[Row], row: Row, verdict: Event) -> str:
        earlier = [other for other in rows if other.task.name in row.requires and other.state != DONE]
        stubs = [name for name in row.task.functions if self.functions.get(name, {}).get("stub")]
        if verdict["outcome"] == "todo" or row.state == TODO:
            name = (stubs or row.task.functions)[0]
            return f"write {self._place(name)}, then save"
        if verdict["outcome"] == "blocked" and earlier:
            verb = "write" if earlier[0].state == TODO else "repair"
            return f"{verb} {earlier[0].task.name} first, {row.task.name} builds on it"
        names = [name for name in row.task.functions if name in verdict["asked"]] or [*row.task.functions]
        said = [name for name in names if re.search(rf"\b{name}\b", " ".join(verdict["details"]))]
        return f"repair {self._place((said or names)[0])}, then save"

    def _place(self, name: str) -> str:
        return f"{name} (line {self.functions[name]['line']})" if name in self.functions else name


def state(row: Row, functions: dict[str, Event]) -> str:
    """In one word how far a task is."""
    outcomes = {verdict["outcome"] for verdict in row.verdicts}
    if all(functions.get(name, {}).get("stub") for name in row.task.functions):
        return TODO
    if outcomes <= {*RIGHT}:
        return DONE
    if outcomes - {*RIGHT, *SOFT}:
        return FAILING
    return BEGUN if "todo" in outcomes else BLOCKED


def first_open(row: Row) -> Event | None:
    """The first check that failed, or else that found nothing, or else that is blocked."""
    wrong = [verdict for verdict in row.verdicts if verdict["outcome"] not in RIGHT]
    return min(wrong, key=lambda verdict: {"todo": 1, "blocked": 2}.get(verdict["outcome"], 0), default=None)


def stamp(path: Path) -> tuple[int, int] | None:
    """What changes with every save; None while there is no such file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def echo(text: str, **style: Any) -> None:
    """A line in colour; click leaves the colours out where there is no terminal."""
    clean = "".join(letter if letter.isprintable() or letter == "\n" else "?" for letter in text)
    click.secho(clean, **style)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), default=OWN)
@click.option("--task", type=click.Choice([task.name for task in TASKS]), help="Look at this task only.")
@click.option("--once", is_flag=True, help="Check once and end; exit 1 unless all of it is done.")
@click.option("--limit", type=click.FloatRange(min=0.1), default=LIMIT, help="Seconds that one task may take.")
@click.pass_context
def main(context: click.Context, file: Path, task: str | None, once: bool, limit: float) -> None:
    """Check FILE (default: neural_network.py of this folder) now and after every save."""
    if os.environ.get("NO_COLOR"):
        context.color = False
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace", line_buffering=True)
    watch = Watch(file, task or "", limit)
    try:
        if not once:
            watch.forever()
        found = None
        while found is None:
            found = watch.round()
    except KeyboardInterrupt:
        click.echo()
        return
    if found.broken or any(row.state != DONE for row in found.rows if not task or row.task.name == task):
        context.exit(1)


if __name__ == "__main__":
    main(prog_name=f"python -m {__package__}.watch")
