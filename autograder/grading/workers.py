"""The workers that run one submission, one at a time."""

from collections.abc import Callable
from typing import Any

from assignment.engine.homework import Task
from assignment.engine.judge import Openers
from assignment.engine.student import Student

from ..sandbox.client.server import Server
from ..sandbox.client.worker import Worker, shared_by


class Workers:
    """Opens workers for the judge; use it in a ``with`` block.

    Parameters
    ----------
    server : Server
    source : str
        The student's file.
    begins : callable, optional
        Called with each task that is opened.
    """

    def __init__(self, server: Server, source: str, begins: Callable[[Task], None] = lambda task: None) -> None:
        self.homework, self.isolated = server.homework, server.isolated
        self.shared = shared_by(server.homework)
        self._server, self._source, self._begins = server, source, begins
        self._worker = self._new()
        self._used = self._lends = False

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.stop()

    @property
    def openers(self) -> Openers:
        """The ways in which the judge opens the student's functions."""
        return Openers(self._fresh, self._kept, self._lent)

    def load(self) -> None:
        """Have the file executed; raise Stopped if that fails."""
        self._worker.load()

    def printed(self) -> bytes:
        """Return what the file has printed in the current worker."""
        return self._worker.printed()

    def own(self) -> Student:
        """Open the student's own functions without any right version, in the current process if it has none."""
        if self._lends:
            self._replace()
        self._worker.begin_task()
        return Student(self._worker)

    def _fresh(self, task: Task) -> Student:
        if self._used:
            self._replace()
        return self._student(task)

    def _kept(self, task: Task) -> Student:
        self._worker.begin_task()
        return self._student(task)

    def _lent(self, task: Task, names: frozenset[str]) -> Student:
        self._replace(names)
        return self._student(task)

    def _student(self, task: Task) -> Student:
        self._used = True
        self._begins(task)
        return Student(self._worker, self._right_versions(task))

    def _replace(self, lent: frozenset[str] = frozenset()) -> None:
        self._worker.stop()
        self._worker, self._lends = self._new(lent), bool(lent)

    def _new(self, lent: frozenset[str] = frozenset()) -> Worker:
        return Worker(self._server, self._source, lent, self.shared)

    def _right_versions(self, task: Task) -> dict[str, Callable[..., Any]]:
        """Return right versions of the functions of all other tasks, for checks that call them."""
        functions = self.homework.right.functions
        return {name: functions[name] for other in self.homework.tasks if other != task for name in other.functions}
