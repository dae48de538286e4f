"""The command that runs the public checks again whenever the file is saved."""

import contextlib
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from queue import SimpleQueue

import click

from .command import Command, here
from .events import Broken, Definition, Event, Loaded, TaskResult
from .homework import KIT, Homework
from .homework import load as load_homework
from .language import _, chosen, said
from .report import no_task
from .watch_rows import Round, Row, State, current, first_open, is_current, state
from .watch_run import POLL, Ended, Run
from .watch_view import View

LIMIT = 200.0  # seconds; the time limit of every single call is shorter


class Watch:
    """Runs the checks and shows the results.

    Parameters
    ----------
    homework : Homework
    path : Path
        The student's file.
    task : str
        The task to show; if empty, the one that the student works on.
    limit : float
        Seconds that one task may take.
    """

    def __init__(self, homework: Homework, path: Path, task: str, limit: float) -> None:
        self.homework, self.path, self.task, self.limit = homework, path, task, limit
        self.view = View(path.name, task)
        self.definitions: Mapping[str, Definition] = {}  # from the last file that could be run
        self.changed: set[str] = set()  # functions, since the current task was last chosen
        self.before = ""  # the task that was current in the last round
        self.more: tuple[str, ...] = ()  # the second level of the hint that is shown
        self._saved: tuple[int, int] | None = None
        self._next = self._ready()

    def forever(self) -> None:
        """Run the checks, wait for the next save, and repeat."""
        entered = lines_entered()
        while True:
            if self.round():
                self.view.watching(bool(self.more))
                self._next = self._ready()
            while stamp(self.path) in (self._saved, None):
                if not entered.empty():
                    entered.get()
                    self.view.more(self.more)
                time.sleep(POLL)
            self.view.clear()

    def _ready(self) -> Run:
        """Start the process for the next save: most of its time is for imports."""
        return Run(self.homework, self.path, self.task, self.limit)

    def round(self) -> Round | None:
        """Run the checks once and show the outcome; return None if the file was saved before the end."""
        self._saved = stamp(self.path)
        self.view.begin()
        run, found = self._next, Round()
        run.begin()
        self.view.waiting(_("the file"))
        try:
            for event in run.events():
                if stamp(self.path) != self._saved:
                    self.view.saved_again()
                    self._next = self._ready()
                    return None
                if event is not None and self._take(found, event):
                    break
        finally:
            run.stop()
        row = None if found.broken else self._current(found)
        check = first_open(row) if row else None
        self.more = check.more if check else ()
        self.view.end(found, row, self.definitions)
        return found

    def _take(self, found: Round, event: Event | Ended) -> bool:
        """Keep one event of the run; return True if it is the last."""
        match event:
            case Loaded(definitions, names):
                self._notice(definitions)
                found.rows = [Row(task) for task in self.homework.tasks if task.name in names]
                self.view.waiting(found.rows[0].task.name)
            case TaskResult():
                self._take_task(found, event)
            case Broken(lines):
                found.broken = lines
            case Ended(text):
                found.broken = (self._end(found, text),)
        return not isinstance(event, (Loaded, TaskResult))

    def _take_task(self, found: Round, result: TaskResult) -> None:
        """Complete the row of a task and show it."""
        row = next(row for row in found.rows if row.task.name == result.task)
        row.points, row.possible = result.points, result.possible
        row.requires, row.checks = result.requires, result.checks
        row.state = state(row.task, row.checks, self.definitions)
        self.view.row(row)
        if self._is_shown_at_once(found, row):
            found.shown = self.view.check(row)
        self.view.waiting(_waits_for(found))

    def _is_shown_at_once(self, found: Round, row: Row) -> bool:
        """Return whether to show the check of a task before the tasks after it are judged."""
        if found.shown or self.task:
            return not found.shown and row.task.name == self.task
        return is_current(row, found.rows, self.changed, self.before)

    def _notice(self, definitions: Mapping[str, Definition]) -> None:
        """Note which functions differ from the last file that could be run."""
        old, self.definitions = self.definitions, definitions
        if old:
            same = {name for name in old.keys() & definitions if old[name].checksum == definitions[name].checksum}
            self.changed |= definitions.keys() - same

    def _end(self, found: Round, text: str) -> str:
        """Return a sentence for a run that stopped early; ``text`` may be a traceback of faulthandler."""
        line = re.search(rf'File "[^"]*{re.escape(self.path.name)}", line (\d+)', text)
        place = _(" (line {line})", line=line[1]) if line else ""
        task = _waits_for(found)
        if "Timeout (" in text and not found.rows:
            return _(
                "loading the file does not end{place}: does it run an experiment outside of all functions?", place=place
            )
        if "Timeout (" in text:
            limit = f"{self.limit:g}"
            return _("{task} was stopped after {limit} s{place}: infinite loop?", task=task, limit=limit, place=place)
        if text and not found.rows and not line:
            return _("the checks could not start: {error}", error=text.strip().splitlines()[-1])
        if found.rows:
            return _("your code ended Python{place}, in {task}", place=place, task=task)
        return _("your code ended Python{place}, while the file was loaded", place=place)

    def _current(self, found: Round) -> Row | None:
        """Return the task to show in full; None if all are done."""
        if self.task:
            return next(row for row in found.rows if row.task.name == self.task)
        row = current(found.rows, self.changed, self.before)
        self.before = row.task.name if row else ""
        self.changed = set()
        return row


def _waits_for(found: Round) -> str:
    """Return the task that is judged now; empty if there is none."""
    return next((row.task.name for row in found.rows if not row.checks), "")


def lines_entered() -> SimpleQueue[str]:
    """Return a queue into which a thread puts what is entered at the terminal; nothing without one."""
    entered: SimpleQueue[str] = SimpleQueue()

    def read() -> None:
        with contextlib.suppress(OSError, ValueError):
            for line in sys.stdin:
                entered.put(line)

    if sys.stdin and sys.stdin.isatty():
        if hasattr(signal, "SIGTTIN"):
            signal.signal(signal.SIGTTIN, signal.SIG_IGN)  # otherwise reading stops a watch in the background
        threading.Thread(target=read, daemon=True).start()
    return entered


def stamp(path: Path) -> tuple[int, int] | None:
    """Return time and size, which change with every save; None while there is no such file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


class HomeworkFolder(click.ParamType):
    """A folder on the command line, loaded as a homework."""

    name = "directory"

    def convert(self, value: Path | Homework, param: click.Parameter | None, context: click.Context | None) -> Homework:
        """Load it; a usage error if there is none."""
        try:
            return value if isinstance(value, Homework) else load_homework(Path(value))
        except ValueError as error:
            self.fail(error.args[0], param, context)


def _known_task(context: click.Context, param: click.Parameter, value: str | None) -> str:
    """Return the task's name; say which tasks there are if there is none of that name."""
    names = [task.name for task in context.params["homework"].tasks]
    if value and value not in names:
        click.echo(said(no_task(value, names), chosen()), err=True)
        context.exit(2)
    return value or ""


HELP = _(
    "Check FILE now and after every save; by default, the file to hand in, beside assignment/homework.py. "
    "Ctrl-C ends it."
)


@click.command(cls=Command, help=here(HELP), options_metavar=here(_("[OPTIONS]")))
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar=here(_("[FILE]")))
@click.option("--task", callback=_known_task, metavar=here(_("TASK")), help=here(_("Look at this task only.")))
@click.option("--once", is_flag=True, help=here(_("Check once and end; exit 1 unless all tasks are done.")))
@click.option(
    "--limit",
    type=click.FloatRange(min=0.1),
    default=LIMIT,
    metavar=here(_("SECONDS")),
    help=here(_("Seconds that one task may take, at least 0.1.")),
)
@click.option(
    "--homework",
    type=HomeworkFolder(),
    default=KIT,
    is_eager=True,
    metavar=here(_("FOLDER")),
    help=here(_("Holds assignment/homework.py.")),
)
@click.help_option(help=here(_("Show this text and end.")))
@click.pass_context
def main(context: click.Context, file: Path | None, task: str, once: bool, limit: float, homework: Homework) -> None:
    """Run the command."""
    if os.environ.get("NO_COLOR"):
        context.color = False
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace", line_buffering=True)
    watch = Watch(homework, file or homework.folder / homework.filename, task, limit)
    try:
        if not once:
            watch.forever()
        found = None
        while found is None:
            found = watch.round()
    except KeyboardInterrupt:
        click.echo()
        return
    if found.broken or any(row.state != State.DONE for row in found.rows if task in ("", row.task.name)):
        context.exit(1)
