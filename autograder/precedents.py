"""What was judged before: a task whose answers are the same to the last bit has the same verdicts.

Every check is a function of the course's salt and of what it is answered, in the order in which it asks
(checks that measure time are not, and stay out). So a task that was judged flawless need not be judged
again for another submission that answers alike: its calls are made, its answers are looked up.
"""

import contextlib
import hashlib
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assignment.checks.engine.judge import Verdicts
from assignment.checks.engine.module import Reply
from assignment.checks.engine.registry import Check
from assignment.checks.engine.stopped import Stopped
from assignment.checks.engine.student import Student

from .sandbox import wire
from .sandbox.sandbox import Worker, asking

MOST = 20_000  # calls and answers that are kept: those of some eighty submissions that differ in every answer
NO_VALUE = b'{"d":[["outcome",'
Request = tuple[str, bytes]


@dataclass
class Node:
    """A point in the judgement of a task.

    Parameters
    ----------
    request : (str, bytes), optional
        The call that comes next.
    answers : dict of bytes to Node
        Where its answers lead, by their digests.
    verdicts : dict of check id to Verdict, optional
        At the end: what all answers together are worth.
    """

    request: Request | None = None
    answers: dict[bytes, "Node"] = field(default_factory=dict)
    verdicts: Verdicts | None = None


class Precedents:
    """The flawless judgements of this process."""

    def __init__(self, most: int = MOST) -> None:
        self._roots: dict[tuple[tuple[Check, ...], str, bool], Node] = {}
        self._requests: dict[Request, Request] = {}  # each is kept once, however many answers it has had
        self._left = most

    def root(self, checks: tuple[Check, ...], salt: str, anew: bool) -> Node:
        """Where the judgement of these checks begins, in a process that another task has used or in a fresh one."""
        return self._roots.setdefault((checks, salt, anew), Node())

    def keep(self, root: Node, told: list[tuple[Request, bytes]], verdicts: Verdicts) -> None:
        """Remember a flawless judgement, as long as there is room."""
        node = root
        for request, answer in told:
            node.request = self._requests.setdefault(request, request)
            digest = _digest(answer)
            if digest not in node.answers:
                if self._left <= 0:
                    return
                self._left -= 1
                node.answers[digest] = Node()
            node = node.answers[digest]
        node.verdicts = verdicts


class Known(Student):
    """A student in a worker, whose answers may have been judged before.

    Parameters
    ----------
    worker : Worker
    lent : dict of str to callable
    used : bool
        As for :class:`Student`.
    precedents : Precedents
    """

    def __init__(
        self, worker: Worker, lent: Mapping[str, Callable[..., Any]], used: bool, precedents: Precedents
    ) -> None:
        super().__init__(self._call, lent, used)
        self._worker = worker
        self._anew = used  # said with the first call
        self._precedents = precedents
        self._heard: deque[tuple[Request, bytes | Stopped]] = deque()  # asked ahead, and not yet asked for
        self._told: list[tuple[Request, bytes]] = []
        self._whole = True  # every call has been answered

    def judged(self, checks: tuple[Check, ...], salt: str, judge: Callable[[], Verdicts]) -> Verdicts:
        """The verdicts of those who answered alike; where nobody has, a judgement that begins with what was heard."""
        root = self._precedents.root(checks, salt, self._anew)
        known = self._follow(root)
        if known is not None:
            self._heard.clear()
            self._anew = False
            return known
        verdicts = judge()
        if self._whole and all(verdict.outcome == "passed" for verdict in verdicts.values()):
            self._precedents.keep(root, self._told, verdicts)
        return verdicts

    def _follow(self, node: Node | None) -> Verdicts | None:
        """Make the calls that a check would make, as long as the answers are known."""
        while node is not None and node.request is not None:
            answer = self._asked(node.request)
            self._heard.append((node.request, answer))
            node = None if isinstance(answer, Stopped) else node.answers.get(_digest(answer))
        return node.verdicts if node is not None else None

    def _asked(self, request: Request) -> bytes | Stopped:
        try:
            return self._worker.ask(*request)
        except Stopped as stopped:
            return stopped

    def _call(self, name: str, args: tuple[Any, ...]) -> Reply:
        request = name, asking(name, args, anew=self._anew)
        self._anew = False
        foreseen, answer = self._heard.popleft() if self._heard else (request, self._asked(request))
        if foreseen != request:  # a fault of ours: begin anew with what is really asked
            self._whole = False
            self._heard.clear()
            self._worker.stop()
            answer = self._asked(request)
        if isinstance(answer, Stopped):
            self._whole = False
            raise answer
        self._told.append((request, answer))
        try:
            return self._worker.understand(name, len(args), answer)
        finally:
            self._whole = self._whole and self._worker.runs  # what cannot be read ends the worker


def _digest(answer: bytes) -> bytes:
    """What decides of an answer: where there is no value, only the outcome and the kinds of the exception.

    Verdicts of flawless tasks hold no text, and the line is another one in every file.
    """
    if answer.startswith(NO_VALUE, wire.LENGTHS.size):
        with contextlib.suppress(wire.WireError, AttributeError):
            said = wire.decode(answer)
            answer = repr((said.get("outcome"), said.get("kinds"))).encode()
    return hashlib.sha256(answer).digest()
