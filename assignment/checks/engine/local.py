"""The student's file in this very process, for his own computer; each call has a deadline."""

import sys
import threading
import traceback
from pathlib import Path
from typing import Any

from . import module
from .judge import Opener
from .module import Reply
from .stopped import Stopped
from .student import Student
from .tasks import Task, seconds_for


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
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        thread.join(seconds)
        if not result:
            raise Stopped(
                "timeout", f"{name} was stopped after {seconds:.0f} s{self._place(thread)}: does a loop never end?"
            )
        if isinstance(result[0], BaseException):
            raise result[0]
        return result[0]

    def _place(self, thread: threading.Thread) -> str:
        frame = sys._current_frames().get(thread.ident or 0)
        frames = traceback.extract_stack(frame) if frame else []
        lines = [f.lineno for f in frames if f.filename == self.filename]
        return f" in line {lines[-1]}" if lines else ""


def opener(path: Path) -> Opener:
    """An opener that loads a file afresh for every task; nothing can be lent."""

    def open_student(task: Task, lent: bool) -> Student:
        try:
            return Student(Local(module.load(module.decode_source(path.read_bytes()), str(path)), str(path)))
        except (OSError, ValueError) as error:
            stopped = Stopped("error", f"{path.name} cannot be read: {error}")
        except Stopped as error:
            stopped = error
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
