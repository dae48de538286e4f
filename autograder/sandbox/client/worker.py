"""Runs a student's module in a separate worker and carries the checks' calls to it."""

import contextlib
import os
import secrets
import signal
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

import numpy as np

from assignment.engine.homework import Homework, Refused
from assignment.engine.language import _
from assignment.engine.module import Reply
from assignment.engine.outcomes import Outcome, Reason, Stopped, Why

from .. import wire
from ..encoding import Malformed, decode, encode
from ..layers.limits import CPU_SECONDS, MAX_THREADS
from . import replies
from .allowance import Allowance, ProcessorTime
from .child import Child, Ending, ServerDied
from .lender import MAX_CALLS, Exhausted, Lender, Raised, WrongCall
from .output import Output
from .patience import Patience
from .server import Server
from .trace import line_in, read_trace, wait_for_trace

LAST_SECONDS = 1.0  # a worker whose pipe has ended must end within that time
OUTPUT_SECONDS = 5.0
FILE = ""  # stands for the file where no function was called
Value = TypeVar("Value")


@dataclass
class Shared:
    """Data that the workers of one submission share.

    Parameters
    ----------
    patience : Patience
        The limits of single calls.
    left : float
        Wall time in seconds for all calls that are still to come.
    code : ndarray of uint8, optional
        The file as the first worker compiled it; used in workers only.
    imports : list of (int, str)
        Line and name of packages that the file imports and may not; no name for a module beside it.
    missing : dict of str to str
        Packages whose imports were left out of the file, by the names that it uses.
    """

    patience: Patience
    left: float
    code: np.ndarray | None = None
    imports: list[tuple[int, str]] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)


def shared_by(homework: Homework) -> Shared:
    """Return what the workers of a new submission share."""
    return Shared(Patience(homework), homework.limits.total_seconds)


class Worker:
    """Runs one file; it is started again after it died.

    Parameters
    ----------
    server : Server
    source : str
        The student's file.
    lent : collection of str
        Functions of the module that are replaced by right versions.
    shared : Shared, optional
        By default, the worker is the only one of its submission.
    """

    def __init__(self, server: Server, source: str, lent: Collection[str] = (), shared: Shared | None = None) -> None:
        self.homework: Homework = server.homework
        self._server = server
        self._source = source
        self._lent = lent
        self._shared = shared or shared_by(self.homework)
        lines = len(source.splitlines()) + 1  # Python may report the line after the last one
        self._file = replies.File(source, lines, self._shared.missing)
        self._child: Child | None = None
        self._processor: ProcessorTime | None = None
        self._loaded = self._anew = False
        self._pending = 0
        self._trace = b""
        self._refused: tuple[str, str] | None = None  # a lent function, and why it was not answered
        self._output: Output | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def __call__(self, name: str, args: tuple[Any, ...]) -> Reply:
        """Call a function; raise Stopped if it returns no value in time."""
        patience = self._shared.patience
        try:
            return self._guard(name, patience.limit(name, args), self._ask, name, args)
        except Stopped as stopped:
            if stopped.outcome == Outcome.TIMEOUT:
                patience.lose(name, args)
            raise

    def load(self) -> None:
        """Have the file executed; raise Stopped if that fails."""
        self._guard(FILE, self.homework.limits.load_seconds, self._load)

    def begin_task(self) -> None:
        """Have the file executed again, in the same process, before the next call."""
        self._anew = True

    def printed(self) -> bytes:
        """Return what the student's code has printed so far, cut to a length."""
        if self._output is None:
            return b""
        if self._child is not None:
            self._output.take()
        return self._output.kept

    def stop(self) -> Ending | None:
        """Kill the worker, whatever it is doing, and return how it ended; None if there was no worker.

        Raises
        ------
        ServerDied
            If the process that starts the workers is gone, too.
        """
        child, self._child, self._loaded = self._child, None, False
        if child is None:
            return None
        try:
            return self._server.reap(child)
        finally:
            self._trace += read_trace(child.trace)
            for descriptor in (child.requests, child.replies, child.trace):
                os.close(descriptor)
            assert self._output is not None and self._processor is not None
            self._processor.close()
            self._output.close(OUTPUT_SECONDS)

    def _guard(self, name: str, seconds: float, work: Callable[..., Value], *args: Any) -> Value:
        """Do some work, and turn everything that may go wrong with a worker into Stopped."""
        if self._shared.left <= 0:
            limit = self.homework.limits.total_seconds
            raise Stopped(Outcome.TIMEOUT, Why(Reason.NO_TIME_LEFT, name, limit=limit))
        if not self._loaded and name != FILE:
            self.load()
        seconds = min(seconds, self._shared.left)
        start = time.monotonic()
        try:
            return work(*args, start + seconds)
        except wire.Deadline:
            if self._child:
                self._server.signal(self._child, signal.SIGUSR1)
                self._trace = wait_for_trace(self._child.trace)
            self.stop()
            why = Why(Reason.TOO_LONG, name, line=self._line(), limit=seconds)
            raise Stopped(Outcome.TIMEOUT, why, why.line) from None
        except Exhausted:
            self.stop()
            raise Stopped(Outcome.TIMEOUT, Why(Reason.TOO_MANY_CALLS, name, limit=MAX_CALLS)) from None
        except (EOFError, BrokenPipeError):
            raise self._lost(name) from None
        except Malformed as error:
            self.stop()
            raise Stopped(Outcome.FAILED, Why(Reason.UNUSABLE, name, text=str(error))) from None
        finally:
            self._shared.left -= time.monotonic() - start

    def _line(self) -> int | None:
        return line_in(self._trace, self.homework.filename, self._file.lines)

    def _lost(self, name: str) -> Stopped:
        """What it means that the worker hung up; ServerDied if it was killed and not for what it did."""
        assert self._child is not None
        hung_up = not self._server.ends(self._child, LAST_SECONDS)
        ending = self.stop()
        assert ending is not None
        if hung_up:
            return Stopped(Outcome.KILLED, Why(Reason.HUNG_UP, name))
        if ending.crowded:
            return Stopped(Outcome.KILLED, Why(Reason.TOO_MANY_THREADS, name, limit=MAX_THREADS))
        if ending.code >= 0:
            return Stopped(Outcome.KILLED, Why(Reason.EXITED, name, line=self._line()))
        if ending.code != -signal.SIGKILL:
            return Stopped(Outcome.KILLED, Why(Reason.CRASHED, name, (_signal(-ending.code),), line=self._line()))
        if ending.cpu > CPU_SECONDS - 1:
            return Stopped(Outcome.TIMEOUT, Why(Reason.CPU_TIME, name, limit=CPU_SECONDS))
        if ending.peak > self.homework.limits.memory_bytes // 2:
            limit = self.homework.limits.memory_bytes
            return Stopped(Outcome.MEMORY, Why(Reason.TOO_MUCH_MEMORY, name, limit=limit))
        raise ServerDied(_("a worker was killed from outside"))

    def _start(self, job: dict[str, Any]) -> None:
        """Fork the worker and send it its job, without waiting for either."""
        self._trace, self._loaded, self._anew = b"", False, False
        self._child = self._server.fork()
        self._processor = ProcessorTime(self._child.pid)
        self._output = Output(self._child.output)
        with contextlib.suppress(wire.Deadline, BrokenPipeError):  # who waits for the answer will see what happened
            self._send(encode(job), time.monotonic() + self.homework.limits.load_seconds)

    def _as_bytes(self) -> np.ndarray:
        return np.frombuffer(self._source.encode("utf-8", "surrogatepass"), np.uint8)

    def _load(self, deadline: float) -> None:
        code = self._shared.code
        self._start({"code": code, "source": self._as_bytes() if code is None else None, "lent": sorted(self._lent)})
        assert self._processor is not None
        seconds = deadline - time.monotonic()
        allowance = Allowance(self._processor, seconds, seconds)
        try:
            if self._shared.code is None:
                read = self._loading(allowance)
                self._shared.code, self._shared.imports = replies.compiled_file(read, self._file)
                self._send(encode(None), deadline)  # only now, the file is executed
            self._loading(allowance)
        except Stopped:
            self.stop()
            raise
        self._loaded = True

    def _loading(self, allowance: Allowance) -> Any:
        """Return the next answer of a worker that loads the file; raise Stopped if it failed."""
        return replies.value_or_stopped(self.homework, self._answer(allowance), FILE, self._file)

    def _ask(self, name: str, args: tuple[Any, ...], deadline: float) -> Reply:
        assert self._processor is not None
        most = min(self.homework.seconds_for(name), self._shared.left)
        allowance = Allowance(self._processor, deadline - time.monotonic(), most)
        self._send(_request(self._anew, name, args), deadline)
        self._anew = False
        self._refused = None
        said = self._answer(allowance)
        if not self._lent:
            self._shared.patience.learn(name, args, allowance.used())
        try:
            return replies.reply(self.homework, said, name, len(args), self._file)
        except Stopped as stopped:
            if self._refused is None or stopped.why.reason != Reason.RAISED:
                raise
            lent, text = self._refused  # what the student's code raised may follow from our own refusal
            raise Stopped(stopped.outcome, Why(Reason.NOT_LENT, lent, text=text, line=stopped.why.line)) from None

    def _send(self, request: bytes, deadline: float) -> None:
        """Send a request with a random number that cannot be guessed."""
        assert self._child is not None
        self._pending = int.from_bytes(secrets.token_bytes(8))
        wire.write(self._child.requests, self._pending, request, deadline)

    def _answer(self, allowance: Allowance) -> Any:
        """Answer the worker's calls of lent functions, then return its answer to the last request."""
        assert self._child is not None
        lender = Lender(self.homework, self._lent) if self._lent else None
        while True:
            deadline = allowance.deadline(self._child.replies)
            number, answer = wire.receive(self._child.replies, deadline)
            if number != self._pending:
                raise Malformed(_("an answer to another question"))
            said = decode(answer, self.homework.records)
            if lender is None or type(said) is not dict or "lend" not in said:
                return said
            if time.monotonic() > deadline:
                raise wire.Deadline
            wire.write(self._child.requests, number, self._lend(lender, said), time.monotonic() + LAST_SECONDS)
            allowance.lend()

    def _lend(self, lender: Lender, request: dict[str, Any]) -> bytes:
        """Answer a request for a lent function; an answer that cannot be sent is refused like any other."""
        try:
            return encode({"value": lender.answer(request["lend"], request.get("args"), request.get("kwargs"))})
        except (Refused, Malformed) as refused:
            if not isinstance(refused, (WrongCall, Raised)) and request["lend"] in lender.names:
                self._refused = request["lend"], str(refused)
            return encode({"refused": str(refused), "call": isinstance(refused, WrongCall)})


def _request(anew: bool, name: str, args: tuple[Any, ...]) -> bytes:
    """Return a call as bytes; raise ValueError if a check of ours passes arguments that cannot be sent."""
    try:
        return encode([anew, name, args])
    except Malformed as error:
        raise ValueError(str(error)) from None


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return _("signal {number}", number=number)
