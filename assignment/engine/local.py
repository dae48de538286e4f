"""Runs the student's file in this process, on their own computer; each call has a deadline."""

import _thread
import ctypes
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from . import module, source_line
from .homework import Homework, Task
from .judge import Openers
from .module import Reply
from .outcomes import Outcome, Reason, Stopped, Why
from .student import Student

_replaced: list[object] = []  # kept, because closing these streams would close the terminal's
STACK_BYTES = 64 << 20  # allows as deep a recursion as in the main thread


class Local:
    """Calls functions of a loaded module in a thread of their own.

    Parameters
    ----------
    homework : Homework
    student : module or namespace
    filename : str
        The file name in tracebacks.
    """

    def __init__(self, homework: Homework, student: Any, filename: str) -> None:
        self.homework = homework
        self.student = student
        self.filename = filename

    def __call__(self, name: str, args: tuple[Any, ...]) -> Reply:
        """Call a function; raise Stopped if it returns no value in time."""
        result: list[Reply | BaseException] = []

        def work() -> None:
            try:
                result.append(module.call(self.homework, self.student, self.filename, name, args))
            except Stopped as stopped:
                result.append(source_line.with_line(stopped, self.filename))
            except BaseException as error:
                result.append(error)

        seconds = self.homework.seconds_for(name)
        threading.stack_size(STACK_BYTES)
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        thread.join(seconds)
        if not result:
            line = self._line(thread)
            _interrupt(thread)
            stopped = Stopped(Outcome.TIMEOUT, Why(Reason.TOO_LONG, name, line=line, limit=seconds))
            raise source_line.with_line(stopped, self.filename)
        if isinstance(result[0], BaseException):
            raise result[0]
        return result[0]

    def _line(self, thread: threading.Thread) -> int | None:
        frame = sys._current_frames().get(thread.ident or 0)
        frames = traceback.extract_stack(frame) if frame else []
        lines = [f.lineno for f in frames if f.filename == self.filename]
        return lines[0] if lines else None


def _interrupt(thread: threading.Thread) -> None:
    """Raise SystemExit in a thread that is still running, so that it stops using the processor."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(SystemExit))


def openers(
    homework: Homework,
    path: Path,
    right: Callable[[Task], Mapping[str, Any]] | None = None,
    lend: Callable[[Any, frozenset[str]], None] | None = None,
) -> Openers:
    """Return openers that load a file anew for every task.

    Parameters
    ----------
    homework : Homework
    path : Path
    right : callable, optional
        Returns right versions of the functions that a task does not judge, for the checks to call.
    lend : callable, optional
        Puts right versions of some functions into the student's module.
    """

    def open_student(task: Task, lent: frozenset[str] = frozenset()) -> Student:
        try:
            student = load(homework, path)
        except Stopped as stopped:
            return Student(broken(stopped))
        if lent and lend:
            lend(student, lent)
        return Student(Local(homework, student, str(path)), right(task) if right else {})

    return Openers(open_student, lent=open_student if lend else None)


def source_openers(homework: Homework, source: str | bytes) -> Openers:
    """Return the same for the text of a file; nothing can be lent."""
    filename = str(Path(homework.filename).resolve())

    def open_student(task: Task) -> Student:
        try:
            return Student(Local(homework, load_source(homework, source, filename), filename))
        except Stopped as stopped:
            return Student(broken(stopped))

    return Openers(open_student)


def namespace_openers(homework: Homework, student: Any, filename: str) -> Openers:
    """Return the same for code that has been executed already, as in a notebook."""
    return Openers(lambda task: Student(Local(homework, student, filename)))


def broken(stopped: Stopped) -> Any:
    """Return a transport for a file that cannot be run: every call raises the reason."""

    def transport(name: str, args: tuple[Any, ...]) -> Reply:
        raise stopped

    return transport


def load(homework: Homework, path: Path) -> Any:
    """Return the student's module; raise Stopped if the file cannot be read or run."""
    try:
        return load_source(homework, path.read_bytes(), str(path))
    except FileNotFoundError:
        raise Stopped(Outcome.ERROR, Why(Reason.NO_FILE, path.name)) from None
    except OSError as error:
        raise Stopped(Outcome.ERROR, Why(Reason.CANNOT_READ, path.name, text=error.strerror or "")) from None


def text_of(source: Path | str | bytes) -> str:
    """Return the text of a student's file; empty while it cannot be read."""
    try:
        content = source.read_bytes() if isinstance(source, Path) else source
        return content if isinstance(content, str) else module.decode_source(content)
    except (OSError, ValueError):
        return ""


def load_source(homework: Homework, source: str | bytes, filename: str) -> Any:
    """Return a module made from a file's text; raise Stopped if it cannot be read or run."""
    try:
        text = source if isinstance(source, str) else module.decode_source(source)
    except ValueError as error:
        raise Stopped(Outcome.ERROR, Why(Reason.CANNOT_READ, Path(filename).name, text=str(error))) from None
    streams = sys.stdout, sys.stderr
    source_line.keep(filename, text)
    try:
        with _in_time(homework.limits.load_seconds):
            return module.load(homework, text, filename)
    except Stopped as stopped:
        source_line.with_line(stopped, filename)
        raise
    finally:
        if (sys.stdout, sys.stderr) != streams:
            _replaced.append((sys.stdout, sys.stderr))
            sys.stdout, sys.stderr = streams


def _wake_main_thread() -> None:
    """Interrupt the main thread as Ctrl-C does, even while it sleeps."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        _thread.interrupt_main()


@contextmanager
def _in_time(seconds: float) -> Iterator[None]:
    """Interrupt what runs for too long in the main thread; raise Stopped with its line."""
    ended, late = threading.Event(), threading.Event()

    def interrupt() -> None:
        if not ended.is_set():
            late.set()
            _wake_main_thread()

    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    if threading.current_thread() is threading.main_thread():
        timer.start()
    try:
        yield
    except Stopped as stopped:
        if not late.is_set():
            raise
        raise Stopped(Outcome.TIMEOUT, Why(Reason.TOO_LONG, line=stopped.why.line, limit=seconds)) from None
    finally:
        ended.set()
        timer.cancel()
