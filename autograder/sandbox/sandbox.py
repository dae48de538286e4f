"""A student's module in a worker of its own, as a transport for the checks."""

import contextlib
import os
import re
import secrets
import select
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from assignment.checks.engine.module import Reply
from assignment.checks.engine.stopped import Stopped
from assignment.checks.engine.tasks import LOAD_SECONDS, MEMORY_BYTES, TOTAL_SECONDS, UNIT_SECONDS, seconds_for
from autograder.reference import Remembering

from . import replies, wire
from .encoding import Malformed, decode
from .lending import MAX_CALLS, Exhausted, Lender, Refused
from .limits import CPU_SECONDS, MAX_THREADS
from .one_shot import Spawner
from .orders import packed
from .zygotes import Child, Ending, ZygoteDied

KEPT = 40  # trainings lent to one submission: those of a comparison on five folds
LAST_SECONDS = 1.0  # between the end of a worker's pipe and its own
OUTPUT_BYTES = 64 * 1024
TRACE_BYTES, TRACE_SECONDS, PIECE_SECONDS = 64 * 1024, 0.5, 0.02
PLACE = re.compile(rb'File "neural_network\.py", line (\d{1,6})')
Value = TypeVar("Value")


@dataclass(frozen=True)
class Questions:
    """Calls to be made one after the other, encoded once for all workers.

    Parameters
    ----------
    names : tuple of str
        The functions.
    request : bytes
        The calls as they are sent.
    """

    names: tuple[str, ...]
    request: bytes


@dataclass
class Shared:
    """What the workers of one submission have in common.

    Parameters
    ----------
    left : float
        Wall time in seconds for all calls that are still to come.
    spare : float
        What of it may be given back for tasks that are judged again.
    code : ndarray of uint8, optional
        The file as the first worker compiled it; never looked into outside a worker.
    trainings : Remembering
        Those that were lent.
    """

    left: float = TOTAL_SECONDS
    spare: float = TOTAL_SECONDS
    code: np.ndarray | None = None
    trainings: Remembering = field(default_factory=lambda: Remembering(KEPT))

    def give_back(self, left: float) -> None:
        """Let there be as much time as there was."""
        back = min(left - self.left, self.spare)
        self.left, self.spare = self.left + back, self.spare - back


class Worker:
    """Runs one file for one task; started again after it died.

    Parameters
    ----------
    zygote : Zygote or OneShot
    source : str
        The student's file.
    lent : tuple of str
        Functions of the module that are replaced by right versions.
    shared : Shared, optional
        By default, the worker is the only one of its submission.
    """

    def __init__(self, zygote: Spawner, source: str, lent: tuple[str, ...] = (), shared: Shared | None = None) -> None:
        self._zygote = zygote
        self._source = source
        self._lines = len(source.splitlines()) + 1  # Python may name the line after the last one
        self._lent = lent
        self._shared = shared or Shared()
        self._child: Child | None = None
        self._loaded = False
        self._pending = 0
        self._trace = b""
        self._output = b""
        self._reading = threading.Lock()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def __call__(self, name: str, args: tuple[Any, ...]) -> Reply:
        """Call a function; Stopped if it gives no value within its time."""
        return self.understand(name, len(args), self.ask(asking([(name, args)]))[0])

    def ask(self, questions: Questions) -> list[Any]:
        """What the worker answers; Stopped if it does not answer all in the time that the slowest may take alone."""
        slowest = max(questions.names, key=seconds_for)
        return self._guard(slowest, seconds_for(slowest), self._ask, questions)

    def understand(self, name: str, count: int, answer: Any) -> Reply:
        """What the answer to a call with that many arguments says; Stopped if it is no value."""
        try:
            return replies.reply(answer, name, count, self._lines)
        except Malformed as error:
            raise self._unusable(name, error) from None

    def load(self) -> None:
        """Have the file executed; Stopped if that fails."""
        self._guard("your file", LOAD_SECONDS, self._load)

    @property
    def runs(self) -> bool:
        """Whether the file is loaded and nothing has stopped it since."""
        return self._loaded

    def printed(self) -> bytes:
        """What the student's code has written so far, without the end of very much."""
        if self._child is not None:
            self._take_output(self._child.output)
        return self._output

    def stop(self) -> Ending | None:
        """Kill the worker, whatever it is doing; how it ended, unless there was none.

        Raises
        ------
        ZygoteDied
            If nobody can tell how it ended.
        """
        child, self._child, self._loaded = self._child, None, False
        if child is None:
            return None
        try:
            return self._zygote.reap(child)
        finally:
            self._trace += _read_all(child.trace)
            for descriptor in (child.requests, child.replies, child.trace):
                os.close(descriptor)
            self._drain.join(UNIT_SECONDS)
            if not self._drain.is_alive():  # without isolation, a process that escaped may still hold the other end
                os.close(child.output)

    def _place(self) -> str:
        """The line of the student's file in which the worker was when it was stopped or crashed."""
        found = [int(line) for line in PLACE.findall(self._trace)]  # innermost first; the loop is in the outermost
        return f" in line {found[-1]}" if found and 1 <= found[-1] <= self._lines else ""

    def _guard(self, what: str, seconds: float, work: Callable[..., Value], *args: Any) -> Value:
        """Turn everything that may go wrong with a worker into Stopped."""
        if self._shared.left <= 0:
            raise Stopped("timeout", f"{what} was not called: the calls before took {TOTAL_SECONDS / 60:.0f} min")
        if not self._loaded and what != "your file":
            self.load()
        seconds = min(seconds, self._shared.left)
        start = time.monotonic()
        try:
            return work(*args, start + seconds)
        except wire.Deadline:
            self._ask_for_trace()
            self.stop()
            where = self._place()
            raise Stopped(
                "timeout", f"{what} was stopped after {seconds:.0f} s{where}: does a loop never end?"
            ) from None
        except Exhausted:
            self.stop()
            raise Stopped(
                "timeout", f"{what} called other functions {MAX_CALLS} times: does a loop never end?"
            ) from None
        except (EOFError, BrokenPipeError):
            raise self._lost(what) from None
        except Malformed as error:
            raise self._unusable(what, error) from None
        finally:
            self._shared.left -= time.monotonic() - start

    def _unusable(self, what: str, error: Malformed) -> Stopped:
        self.stop()
        return Stopped("failed", f"{what} returned something unusable", text=str(error))

    def _lost(self, what: str) -> Stopped:
        """What it means that the worker hung up; ZygoteDied if it was killed and not for what it did."""
        assert self._child is not None
        hung_up = not self._zygote.ends(self._child, LAST_SECONDS)
        ending = self.stop()
        assert ending is not None
        if hung_up:
            return Stopped("killed", f"{what} closed the connection to the grader")
        if ending.crowded:
            return Stopped("killed", f"{what} started more than {MAX_THREADS} threads")
        if ending.code != -signal.SIGKILL:
            return Stopped("killed", f"{what} {_how(ending.code).format(self._place())}")
        if ending.cpu > CPU_SECONDS - 1:
            return Stopped("timeout", f"{what} was stopped after {CPU_SECONDS} s of processor time")
        if ending.peak > MEMORY_BYTES // 2:
            return Stopped("memory", f"{what} was killed by the system for its memory")
        raise ZygoteDied("a worker was killed from outside")

    def _ask_for_trace(self) -> None:
        """Have the worker say where it is; it does so even inside an endless loop."""
        if self._child:
            self._zygote.signal(self._child, signal.SIGUSR1)
            poll = select.poll()
            poll.register(self._child.trace, select.POLLIN)
            end = time.monotonic() + TRACE_SECONDS
            patience = TRACE_SECONDS  # it is written in pieces: read until there are no more
            while time.monotonic() < end and poll.poll(patience * 1000):
                piece = _read_all(self._child.trace)
                if not piece:
                    break
                self._trace = (self._trace + piece)[:TRACE_BYTES]
                patience = PIECE_SECONDS

    def _start(self) -> None:
        """Fork the worker and send it the file, without waiting for either."""
        self._trace, self._loaded = b"", False
        self._child = self._zygote.fork()
        self._drain = threading.Thread(target=self._read_output, args=(self._child.output,), daemon=True)
        self._drain.start()
        job = {"code": self._shared.code}
        if self._shared.code is None:
            job = {"source": np.frombuffer(self._source.encode("utf-8", "surrogatepass"), np.uint8)}
        with contextlib.suppress(wire.Deadline, BrokenPipeError):  # who waits for the answer will see what happened
            self._send(packed({**job, "lent": list(self._lent)}), time.monotonic() + LOAD_SECONDS)

    def _load(self, deadline: float) -> None:
        self._start()
        try:
            code = replies.heard(self._answer(deadline), "the file", self._lines)
        except Stopped:
            self.stop()
            raise
        if self._shared.code is None:
            self._shared.code = replies.octets(code)
        self._loaded = True

    def _ask(self, questions: Questions, deadline: float) -> list[Any]:
        self._send(questions.request, deadline)
        return replies.items(self._answer(deadline), len(questions.names))

    def _send(self, request: bytes, deadline: float) -> None:
        """Send a request under a number that nobody can guess."""
        assert self._child is not None
        self._pending = int.from_bytes(secrets.token_bytes(8))
        wire.write(self._child.requests, self._pending, request, deadline)

    def _answer(self, deadline: float) -> Any:
        """Serve what the worker borrows meanwhile, return its answer to the last request."""
        assert self._child is not None
        lender = Lender(self._lent, self._shared.trainings) if self._lent else None
        while True:
            number, answer = wire.receive(self._child.replies, deadline)
            if number != self._pending:
                raise Malformed("an answer to another question")
            said = decode(answer)
            if lender is None or type(said) is not dict or "lend" not in said:
                return said
            if time.monotonic() > deadline:
                raise wire.Deadline
            wire.write(self._child.requests, number, packed(_lend(lender, said)), deadline)

    def _read_output(self, descriptor: int) -> None:
        """Drain what the student prints, or he would wait for us."""
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        while poll.poll() and self._take_output(descriptor):
            pass

    def _take_output(self, descriptor: int) -> bool:
        """Read what is there and keep the beginning; False at the end."""
        with self._reading:
            try:
                chunk = os.read(descriptor, OUTPUT_BYTES)
            except BlockingIOError:  # somebody else has read it
                return True
            self._output += chunk[: OUTPUT_BYTES - len(self._output)]
            return bool(chunk)


def asking(calls: list[tuple[str, tuple[Any, ...]]], anew: bool = False) -> Questions:
    """Calls, each with its arguments.

    Parameters
    ----------
    anew : bool, optional
        Whether the module shall be made as it was when the file had been executed.

    Raises
    ------
    ValueError
        If a check of ours asks for something that cannot be asked.
    """
    try:
        return Questions(tuple(name for name, _ in calls), packed({"anew": anew, "calls": calls}))
    except Malformed as error:
        raise ValueError(str(error)) from None


def _lend(lender: Lender, request: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"value": lender.answer(request["lend"], request.get("args"), request.get("kwargs"))}
    except Refused as refused:
        return {"refused": str(refused)}


def _read_all(descriptor: int) -> bytes:
    """What lies in a pipe whose writer is dead."""
    with contextlib.suppress(BlockingIOError):
        return os.read(descriptor, TRACE_BYTES)
    return b""


def _how(code: int) -> str:
    """How a worker ended, with a gap for the place."""
    if code >= 0:
        return "ended the process{}: do not call exit"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"crashed Python{{}} ({name})"
