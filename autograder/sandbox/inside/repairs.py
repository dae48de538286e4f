"""Repairs a file in a worker that never executes it."""

from typing import Any

import numpy as np

from assignment.engine.homework import Homework
from assignment.engine.module import allowed_modules
from autograder.rescue.driver import repaired
from autograder.rescue.repair import Failure, Trouble, together


def answer(homework: Homework, source: str, failure: dict[str, Any]) -> list[Any]:
    """Return the repaired text, and the kind, lines, text and exception of each repair.

    Parameters
    ----------
    homework : Homework
    source : str
    failure : dict of str to object
        The fields of a :class:`Failure`.
    """
    known = Failure(Trouble(failure["trouble"]), failure["line"], tuple(failure["kinds"]), failure["notebook"])
    names = {*homework.functions, *homework.given, *(record.__name__ for record in homework.records)}
    try:
        text, repairs = repaired(source, known, names, allowed_modules(homework))
    except (RecursionError, MemoryError):  # nested too deeply
        text, repairs = source, []
    said = [(str(one.kind), list(one.lines), one.text, one.detail) for one in together(repairs)]
    return [np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8), said]
