"""Ask everything at once: what checks ask is decided by the salt, not by what they are answered.

So the reference is asked first, once for all, and a submission gets the questions of a task in one message.
Checks that measure time stay out.
"""

import copy
from collections import deque
from functools import cache
from typing import Any

from assignment.checks.engine import module
from assignment.checks.engine.judge import Run, Verdicts, flawless, run_check
from assignment.checks.engine.module import Reply
from assignment.checks.engine.registry import Check
from assignment.checks.engine.stopped import Stopped
from assignment.checks.engine.student import Student
from assignment.checks.engine.tasks import TASKS, Task

from .reference import computed_once, remembering
from .sandbox.sandbox import Questions, Worker, asking

SALTS = 4  # whose questions are kept


class Ahead(Student):
    """A student in a worker who is asked all questions of a task before the first answer is looked at.

    Parameters
    ----------
    worker : Worker
    task : Task
    used : bool
        As for :class:`Student`.
    """

    def __init__(self, worker: Worker, task: Task, used: bool) -> None:
        super().__init__(self._reply, others(task), used)
        self._worker = worker
        self._task = task
        self._answers: deque[tuple[str, Any]] | None = None  # and what was asked

    def judged(self, checks: tuple[Check, ...], salt: str, run: Run) -> Verdicts:
        """The verdicts of some checks up to the first that does not pass; they count only if all have."""
        asked = questions(self._task, checks, salt)
        self.used = True  # even if the worker is fresh: more than the checks would ask one after the other
        verdicts: Verdicts = {}
        try:
            answers = self._worker.ask(asked) if asked.names else []
            self._answers = deque(zip(asked.names, answers, strict=True))
        except Stopped:
            return verdicts
        for check in checks:
            verdict = verdicts[check.id] = run(check)
            if verdict.outcome != "passed":
                break
        left, self._answers = self._answers, None
        return verdicts if self._worker.runs and not left else {}  # what cannot be read has ended it

    def _reply(self, name: str, args: tuple[Any, ...]) -> Reply:
        """What was answered ahead; after that, checks that measure time ask for themselves."""
        if self._answers is None:
            return self._worker(name, args)
        foreseen, answer = self._answers.popleft()
        if foreseen != name:
            raise LookupError("a check asks for something else than of the reference")  # the task is judged again
        return self._worker.understand(name, len(args), answer)


@computed_once(SALTS * len(TASKS))
def questions(task: Task, checks: tuple[Check, ...], salt: str) -> Questions:
    """What checks of a task ask of somebody whose answers are right, in their order."""
    asked: list[tuple[str, tuple[Any, ...]]] = []

    def transport(name: str, args: tuple[Any, ...]) -> Reply:
        asked.append((name, copy.deepcopy(args)))  # the check may change them afterwards
        return module.call(remembering, "", name, args, {})

    student = Student(transport, others(task))
    verdicts = {check.id: run_check(check, student, salt) for check in checks}
    return asking(asked if flawless(checks, verdicts) else [], anew=True)


@cache
def others(task: Task) -> dict[str, Any]:
    """Right versions of the functions of all other tasks, for checks that call them."""
    return {name: getattr(remembering, name) for other in TASKS if other != task for name in other.functions}
