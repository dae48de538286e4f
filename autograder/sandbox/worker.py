"""Inside a worker: load the student's file, answer calls. Holds no check and no right answer."""

import contextlib
import marshal
import random
import sys
import threading
import types
from pathlib import Path
from typing import Any

import numpy as np

from assignment.checks.engine import module
from assignment.checks.engine.plain import NotPlain, plain
from assignment.checks.engine.stopped import Stopped

from . import encoding, orders, wire
from .jail import PACKAGES
from .state import state

FILENAME = "neural_network.py"


def serve(requests: int, replies: int) -> None:
    """Answer calls until the grader closes the pipe.

    Parameters
    ----------
    requests, replies : int
        File descriptors. The first message is the job: the file's text and the names that are lent.
    """
    number, data = wire.receive(requests)
    job = orders.unpacked(data)
    try:
        sys.meta_path.insert(0, _Absent())
        code = _code(job)
        new = None if "code" in job else np.frombuffer(marshal.dumps(code), np.uint8)  # before his own code runs
        student = _load(code)
    except Stopped as stopped:
        wire.send(replies, number, _stopped(stopped))
        return
    untouched = state(student)
    wire.send(replies, number, new)
    desk = _Desk(requests, replies, getattr(student, "Network", None))
    for name in job["lent"]:
        module.lend(student, name, desk.lent(name))
    while True:
        try:
            desk.current, data = wire.receive(requests)
        except EOFError:
            return
        request = orders.unpacked(data)
        answers = encoding.Values()
        try:
            if request["anew"]:
                _seed()
                if untouched is None or state(student) != untouched:
                    student = _load(code)
                    untouched = state(student)
            for name, args in request["calls"]:
                _answer(student, name, args, answers)
            reply = answers.encoded()
        except (Stopped, encoding.Malformed) as reason:  # executed again, the file fails; all together are too much
            reply = encoding.encode([_refusal(reason)] * len(request["calls"]))
        wire.write(replies, desk.current, reply)


def _load(code: types.CodeType) -> types.ModuleType:
    """The student's file, executed in an empty module."""
    _seed()
    try:
        return module.load(code, FILENAME, str(Path.cwd() / FILENAME))
    finally:
        with contextlib.suppress(Exception):  # it may be gone or replaced
            sys.stdout.flush()


def _seed() -> None:
    """The same random numbers for each task; a fork draws Python's anew."""
    random.seed(0)
    np.random.seed(0)


def _code(job: dict[str, Any]) -> types.CodeType:
    """The file's code: compiled here, or by another worker of the same submission."""
    if "code" in job:
        return marshal.loads(job["code"].tobytes())
    return module.compiled(job["source"].tobytes().decode(), FILENAME)


def _answer(student: Any, name: str, args: tuple[Any, ...], answers: encoding.Values) -> None:
    """Add what a call gave back, or why it gave nothing."""
    try:
        reply = module.call(student, FILENAME, name, args, {})
        answers.append([reply.value, *reply.changed])
    except (Stopped, encoding.Malformed) as reason:
        answers.append(_refusal(reason, name))


def _refusal(reason: Stopped | encoding.Malformed, name: str = "") -> dict[str, Any]:
    return _stopped(reason if isinstance(reason, Stopped) else Stopped("failed", text=str(reason), function=name))


def _stopped(stopped: Stopped) -> dict[str, Any]:
    return {
        "outcome": stopped.outcome,
        "kinds": list(stopped.kinds),
        "text": stopped.text,
        "line": stopped.line,
        "function": stopped.function,
    }


class _Absent:
    """Makes every package that a submission may not use look as if it were not installed."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        """Raise ModuleNotFoundError for a foreign package; otherwise leave the search to the others."""
        top = name.partition(".")[0]
        if top not in sys.stdlib_module_names and top not in PACKAGES:
            raise ModuleNotFoundError(f"No module named {top!r}", name=top)


class _Desk:
    """Where lent functions are asked for: the grader answers over the pipe."""

    def __init__(self, requests: int, replies: int, network_class: Any) -> None:
        self.requests = requests
        self.replies = replies
        self.network_class = network_class if isinstance(network_class, type) else None
        self.current = 0
        self.turn = threading.Lock()  # his threads may ask at the same time

    def lent(self, name: str) -> Any:
        def function(*args: Any, **kwargs: Any) -> Any:
            try:
                given = [plain(arg, self.network_class) for arg in args]
                named = {key: plain(value, self.network_class) for key, value in kwargs.items()}
                wish = encoding.encode({"lend": name, "args": given, "kwargs": named})
            except (NotPlain, encoding.Malformed) as error:
                raise TypeError(f"{name} was given {error}") from None
            with self.turn:
                wire.write(self.replies, self.current, wish)
                answer = orders.unpacked(wire.receive(self.requests)[1])
            if "refused" in answer:
                raise ValueError(f"{name}: {answer['refused']}")
            return module.own(answer["value"])  # a large array's numbers still belong to the pickle

        function.__name__ = name
        return function
