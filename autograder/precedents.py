"""What was judged before: the questions of a task, and the answers that were flawless.

A check asks the same questions whatever it is answered. So once a task has been judged flawless, its
questions can be put to everybody else all at once, and who answers like somebody flawless, to the last
bit, need not be judged. Checks that measure time stay out.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assignment.checks.engine.judge import Verdict, Verdicts, flawless
from assignment.checks.engine.module import Reply
from assignment.checks.engine.registry import Check
from assignment.checks.engine.stopped import Stopped
from assignment.checks.engine.student import Student

from .sandbox import wire
from .sandbox.replies import read
from .sandbox.sandbox import Question, Worker, asking

NO_VALUE = b'{"d":[["outcome",'  # how an honest worker says it


@dataclass
class Precedent:
    """A flawless judgement of some checks.

    Parameters
    ----------
    questions : list of Question
        What was asked.
    verdicts : dict of check id to Verdict
    flawless : set of bytes
        Digests of answers that were judged so, each of all answers together.
    """

    questions: list[Question]
    verdicts: Verdicts
    flawless: set[bytes] = field(default_factory=set)


Precedents = dict[tuple[tuple[Check, ...], str], Precedent]  # by checks and salt


class Conversation:
    """What is asked of a worker for one task, as the transport of its :class:`Student`.

    Parameters
    ----------
    worker : Worker
    anew : bool
        Whether the first question finds the module as it was when the file had been executed.
    """

    def __init__(self, worker: Worker, anew: bool) -> None:
        self._worker = worker
        self._anew = anew
        self._heard: deque[tuple[Question, bytes]] | None = None  # asked ahead, and not yet asked for
        self.questions: list[Question] = []
        self.digest = hashlib.sha256()
        self.whole = True  # every question has been answered

    def __call__(self, name: str, args: tuple[Any, ...]) -> Reply:
        """Ask one question, or look up what was answered ahead."""
        try:
            answer = self._asked(name, args) if self._heard is None else self._foreseen(name)
            return self._worker.understand(name, len(args), answer)
        finally:
            self.whole = self.whole and self._worker.runs  # what cannot be read ends the worker

    def ahead(self, questions: list[Question]) -> None:
        """Put all questions at once, and keep the answers until a check asks for them."""
        self._heard = deque(zip(questions, self._ask(questions), strict=True))

    def forget(self) -> bool:
        """Ask every question from now on; whether all that was foreseen has been asked."""
        complete, self._heard = not self._heard, None
        return complete

    def _ask(self, questions: list[Question]) -> list[bytes]:
        anew, self._anew = self._anew, False
        answers = self._worker.ask(questions, anew)
        for answer in answers:
            self.digest.update(_digest(answer))
        return answers

    def _asked(self, name: str, args: tuple[Any, ...]) -> bytes:
        question = name, asking(name, args)
        (answer,) = self._ask([question])
        self.questions.append(question)
        return answer

    def _foreseen(self, name: str) -> bytes:
        assert self._heard is not None
        (foreseen, _), answer = self._heard.popleft()
        if foreseen != name:
            raise LookupError("a check asks for something else than for others")  # the task is judged again
        return answer


class Known(Student):
    """A student in a worker, whose answers may have been judged before.

    Parameters
    ----------
    worker : Worker
    lent : dict of str to callable
    used : bool
        As for :class:`Student`.
    precedents : dict of (checks, salt) to Precedent, optional
        Without it, every question waits for the answer to the one before.
    """

    def __init__(
        self, worker: Worker, lent: Mapping[str, Callable[..., Any]], used: bool, precedents: Precedents | None
    ) -> None:
        self._conversation = Conversation(worker, used)
        super().__init__(self._conversation, lent, used)
        self._precedents = precedents

    def judged(self, checks: tuple[Check, ...], salt: str, run: Callable[[Check], Verdict]) -> Verdicts:
        """The verdicts of some checks; those of a used student count only if all have passed."""
        if self._precedents is None:
            return super().judged(checks, salt, run)
        if (checks, salt) in self._precedents:
            return self._ahead(self._precedents[checks, salt], checks, run)
        verdicts = super().judged(checks, salt, run)
        heard = self._conversation
        if heard.questions and heard.whole and flawless(checks, verdicts):
            self._precedents[checks, salt] = Precedent([*heard.questions], verdicts, {heard.digest.digest()})
        return verdicts

    def _ahead(self, precedent: Precedent, checks: tuple[Check, ...], run: Callable[[Check], Verdict]) -> Verdicts:
        """Put all questions at once, then look the answers up, or judge them until one is wrong."""
        self.used = True
        try:
            self._conversation.ahead(precedent.questions)
        except Stopped:
            return {}
        digest = self._conversation.digest.digest()
        known = digest in precedent.flawless
        passed = known or all(run(check).outcome == "passed" for check in checks)
        complete = self._conversation.forget()
        if not known:
            if not (passed and complete and self._conversation.whole):
                return {}
            precedent.flawless.add(digest)
        return precedent.verdicts


def _digest(answer: bytes) -> bytes:
    """What decides of an answer: where it is no value, only the outcome and the kinds of the exception.

    Verdicts of flawless tasks hold no text, and the line is another one in every file.
    """
    if answer.startswith(NO_VALUE, wire.LENGTHS.size):
        try:
            read(answer, "")
        except Stopped as stopped:
            return hashlib.sha256(ascii((stopped.outcome, stopped.kinds)).encode()).digest()
        except wire.WireError:
            pass
    return hashlib.sha256(b"value" + answer).digest()
