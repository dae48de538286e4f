"""Has a file repaired in a worker that never executes it."""

import time
from dataclasses import asdict
from typing import Any

import numpy as np

from autograder.rescue.repair import CHARACTERS, LINES, MOST, Failure, Kind, Repair, Repaired

from ..encoding import Malformed
from .allowance import Allowance
from .worker import FILE, Worker

KINDS = frozenset(Kind)


class Repairer(Worker):
    """A worker that repairs the file instead of executing it; use it once, in a ``with`` block."""

    def repair(self, failure: Failure) -> Repaired:
        """Return a text with the same number of lines, and what was repaired; raise Stopped if that fails."""
        return self._guard(FILE, self.homework.limits.load_seconds, self._repair, failure)

    def _repair(self, failure: Failure, deadline: float) -> Repaired:
        said = {**asdict(failure), "trouble": str(failure.trouble), "kinds": [*failure.kinds]}
        self._start({"source": self._as_bytes(), "failure": said})
        assert self._processor is not None
        seconds = deadline - time.monotonic()
        return _checked(self._answer(Allowance(self._processor, seconds, seconds)), self._source)


def _checked(said: Any, source: str) -> Repaired:
    """Return what a worker answered; raise Malformed if it is no repaired file."""
    if type(said) is not list or [*map(type, said)] != [np.ndarray, list] or said[0].dtype != np.uint8:
        raise Malformed("no repaired file")
    try:
        text = said[0].tobytes().decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise Malformed("no repaired file") from None
    lines = source.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    if text.count("\n") != lines or len(said[1]) > MOST:
        raise Malformed("a repaired file with other lines")
    return text, [_repair(one, lines + 1) for one in said[1]]


def _repair(said: Any, last: int) -> Repair:
    if type(said) is not tuple or [*map(type, said)] != [str, list, str, str]:
        raise Malformed("no repair")
    kind, lines, text, detail = said
    numbers = all(type(line) is int and 1 <= line <= last for line in lines)
    if kind not in KINDS or not numbers or not 0 < len(lines) <= LINES + 1 or max(len(text), len(detail)) > CHARACTERS:
        raise Malformed("no repair")
    return Repair(Kind(kind), tuple(lines), text, detail)
