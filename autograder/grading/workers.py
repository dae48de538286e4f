"""The workers that run one submission, one at a time."""

from collections.abc import Callable
from typing import Any

from assignment.engine.homework import Task
from assignment.engine.judge import Openers
from assignment.engine.language import _
from assignment.engine.outcomes import Stopped
from assignment.engine.student import Student

from ..rescue.repair import Failure, Repair, missing
from ..sandbox.client.repairer import Repairer
from ..sandbox.client.server import Server
from ..sandbox.client.worker import Worker, shared_by


class Workers:
    """Opens workers for the judge; use it in a ``with`` block.

    Parameters
    ----------
    server : Server
    source : str
        The student's file; the attribute is the text that is used, which may have been repaired.
    begins : callable, optional
        Called with each task that is opened.

    Attributes
    ----------
    complaints : list of str
        What went wrong with a repair.
    """

    def __init__(self, server: Server, source: str, begins: Callable[[Task], None] = lambda task: None) -> None:
        self.homework, self.isolated = server.homework, server.isolated
        self.shared = shared_by(server.homework)
        self.source = source
        self._server, self._begins = server, begins
        self._worker = self._new()
        self._used = self._lends = False
        self.complaints: list[str] = []

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

    def repair(self, failure: Failure) -> tuple[Repair, ...]:
        """Use a repaired file from now on, and return what was repaired; nothing if no repair is known."""
        self._worker.stop()
        try:
            with Repairer(self._server, self.source, (), self.shared) as repairer:
                self.source, repairs = repairer.repair(failure)
        except Stopped as stopped:
            self.complaints.append(_("the file could not be repaired: {outcome}", outcome=stopped.outcome))
            return ()
        self.shared.code, self.shared.imports = None, []
        self.shared.missing |= missing(repairs)
        self._worker = self._new()
        return tuple(repairs)

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
        return Worker(self._server, self.source, lent, self.shared)

    def _right_versions(self, task: Task) -> dict[str, Callable[..., Any]]:
        """Return right versions of the functions of all other tasks, for checks that call them."""
        functions = self.homework.right.functions
        return {name: functions[name] for other in self.homework.tasks if other != task for name in other.functions}
