"""Lent functions in a worker: the grader computes their answers and sends them over the pipe."""

import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from assignment.engine import module
from assignment.engine.homework import Homework
from assignment.engine.plain import NotPlain, plain
from assignment.engine.records import Classes

from .. import wire
from ..encoding import Malformed, decode, encode


class LentFunctions:
    """Makes functions that replace the student's own.

    Parameters
    ----------
    homework : Homework
    requests, replies : int
        File descriptors of the pipes to the grader.
    classes : dict of type to type
        The student's version of each record.

    Attributes
    ----------
    number : int
        Number of the request that is being answered.
    """

    def __init__(self, homework: Homework, requests: int, replies: int, classes: Classes) -> None:
        self.homework = homework
        self.requests, self.replies = requests, replies
        self.classes = classes
        self.number = 0
        self._turn = threading.Lock()  # a student's threads may call at the same time

    def function(self, name: str) -> Callable[..., Any]:
        """Return a function that asks the grader."""

        def lent(*args: Any, **kwargs: Any) -> Any:
            try:
                given = [plain(arg, self.classes) for arg in args]
                named = {key: plain(value, self.classes) for key, value in kwargs.items()}
                request = encode({"lend": name, "args": given, "kwargs": named})
            except (NotPlain, Malformed) as error:
                raise TypeError(f"{name} was given {error}") from None
            with self._turn:
                wire.write(self.replies, self.number, request)
                answer = decode(wire.receive(self.requests)[1], self.homework.records)
            if "refused" in answer and answer["call"]:
                raise TypeError(answer["refused"])
            if "refused" in answer:
                raise ValueError(f"{name}: {answer['refused']}")
            value = module.own(answer["value"], self.classes)
            return value[()] if isinstance(value, np.ndarray) and value.ndim == 0 else value  # a single number

        lent.__name__ = name
        return lent
