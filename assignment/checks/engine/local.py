"""The student's file in this very process, for his own computer; each call has a deadline."""

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

from . import module
from .judge import Opener
from .module import Reply
from .stopped import Stopped
from .student import Student
from .tasks import LOAD_SECONDS, Task, seconds_for

_replaced: list[object] = []
STACK_BYTES = 64 << 20  # as deep a recursion as in the main thread


class Local:
    """Calls functions of a loaded module in a thread of their own.

    Parameters
    ----------
    student : module or namespace
    filename : str
        As it appears in tracebacks.
    """

    def __init__(self, student: Any, filename: str) -> None:
        self.student = student
        self.filename = filename

    def __call__(self, name: str, args: tuple[Any, ...]) -> Reply:
        """Call a function; Stopped if it gives no value within its time."""
        result: list[Reply | BaseException] = []

        def work() -> None:
            try:
                result.append(module.call(self.student, self.filename, name, args, {}))
            except BaseException as error:
                result.append(error)

        seconds = seconds_for(name)
        threading.stack_size(STACK_BYTES)
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        thread.join(seconds)
        if not result:
            place = self._place(thread)
            _interrupt(thread)
            raise Stopped("timeout", f"{name} was stopped after {seconds:.0f} s{place}: does a loop never end?")
        if isinstance(result[0], BaseException):
            raise result[0]
        return result[0]

    def _place(self, thread: threading.Thread) -> str:
        frame = sys._current_frames().get(thread.ident or 0)
        frames = traceback.extract_stack(frame) if frame else []
        lines = [f.lineno for f in frames if f.filename == self.filename]
        return f" in line {lines[0]}" if lines else ""


def _interrupt(thread: threading.Thread) -> None:
    """Raise SystemExit in a thread that runs on, so that it stops using the processor."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(SystemExit))


def opener(
    path: Path,
    others: Callable[[Task], Mapping[str, Any]] = lambda task: {},
    lend: Callable[[Any, Task], None] = lambda student, task: None,
) -> Opener:
    """An opener that loads a file afresh for every task.

    Parameters
    ----------
    path : Path
    others : callable, optional
        Right versions of what a task does not judge, for the checks to call.
    lend : callable, optional
        Puts right versions of what a task builds on into the student's module.
    """

    def open_student(task: Task, lent: bool) -> Student:
        try:
            student = load(path)
        except Stopped as stopped:
            return Student(broken(stopped))
        if lent:
            lend(student, task)
        return Student(Local(student, str(path)), others(task))

    return open_student


def load(path: Path) -> Any:
    """The student's module; Stopped with a sentence if the file cannot be read or run."""
    try:
        return load_source(path.read_bytes(), str(path))
    except OSError as error:
        raise Stopped("error", f"{path.name} cannot be opened: {error.strerror}") from None


def load_source(source: str | bytes, filename: str) -> Any:
    """A module from a file's text; Stopped with a sentence if it cannot be read or run."""
    try:
        text = source if isinstance(source, str) else module.decode_source(source)
    except ValueError as error:
        raise Stopped("error", f"{Path(filename).name} cannot be read: {error}") from None
    streams = sys.stdout, sys.stderr
    try:
        with _in_time():
            return module.load(text, filename)
    finally:
        if (sys.stdout, sys.stderr) != streams:
            _replaced.append((sys.stdout, sys.stderr))  # closing them would close the terminal's own
            sys.stdout, sys.stderr = streams


def _wake_main_thread() -> None:
    """As Ctrl-C does, also where it sleeps."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        _thread.interrupt_main()


@contextmanager
def _in_time() -> Iterator[None]:
    """Interrupt what runs for too long in the main thread; Stopped with its line."""
    ended, late = threading.Event(), threading.Event()

    def interrupt() -> None:
        if not ended.is_set():
            late.set()
            _wake_main_thread()

    timer = threading.Timer(LOAD_SECONDS, interrupt)
    timer.daemon = True
    if threading.current_thread() is threading.main_thread():
        timer.start()
    try:
        yield
    except Stopped as stopped:
        if not late.is_set():
            raise
        place = f" in line {stopped.line}" if stopped.line else ""
        what = f"your file was stopped after {LOAD_SECONDS:.0f} s{place}: does a loop never end?"
        raise Stopped("timeout", what, line=stopped.line) from None
    finally:
        ended.set()
        timer.cancel()


def source_opener(source: str | bytes) -> Opener:
    """An opener for the text of a file; nothing can be lent."""
    filename = str(Path("neural_network.py").resolve())

    def open_student(task: Task, lent: bool) -> Student:
        try:
            return Student(Local(load_source(source, filename), filename))
        except Stopped as stopped:
            return Student(broken(stopped))

    return open_student


def namespace_opener(student: Any, filename: str) -> Opener:
    """An opener for code that has been executed already, as in a notebook."""
    return lambda task, lent: Student(Local(student, filename))


def broken(stopped: Stopped) -> Any:
    """A transport for a file that cannot be run: every call says why."""

    def transport(name: str, args: tuple[Any, ...]) -> Reply:
        raise stopped

    return transport
