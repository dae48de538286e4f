"""No check stumbles over an answer: it is right, wrong, or stopped, whatever stands in it."""

import copy
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from assignment.engine.expect import Wrong
from assignment.engine.homework import Homework
from assignment.engine.module import Reply
from assignment.engine.outcomes import Outcome, Reason, Stopped, Why
from assignment.engine.registry import PUBLIC_SALT, Check
from assignment.engine.student import Student
from autograder.grading.grade import checks_for
from solutions import neural_network as reference

NOTHING = [None, "", [], (), {}, set(), [None], [[]], [[], []], ([], []), pd.DataFrame(), np.zeros(0), np.zeros((0, 3))]
NUMBERS = [7, -1, 1.5, True, 10**30, -(2**70), float("nan"), float("inf"), 1j, np.float32(2), np.array(3.0), [1, 2]]
LETTERS = ["x", "nan", b"x", ("a", "b"), np.array("a"), {"a": [1]}, {4: "x"}, [np.zeros(2), "x"]]
SHAPES = [np.zeros((1, 1)), np.zeros((3, 1)), np.zeros((2, 2, 2)), [[1, 2], [3]], [(1, 2), (3, 4)]]
KINDS = [np.array([None, 1]), np.array([1 + 2j]), np.zeros(2, bool), np.ma.masked_all(3), pd.Series([1.0, 2.0])]
DICTS = [{1: 2}, {0: None}, {4: [1, 2]}, {4.5: 1.0}]
ODD = [*NOTHING, *NUMBERS, *LETTERS, *SHAPES, *KINDS, *DICTS]
RIGHT = object()  # in place of an odd value
DEEPEST, WIDEST, STRIDE = 3, 3, 11
SLOW = ("cross_validate", "hidden_units", "sgd", "train")  # compare alone would take minutes


def places(answer: Any, deep: int = DEEPEST) -> Iterator[tuple[Any, ...]]:
    """Where an answer may be wrong: as a whole, and in its first items."""
    yield ()
    items = answer.items() if isinstance(answer, dict) else enumerate(answer if type(answer) in (list, tuple) else ())
    for key, part in [*items][: WIDEST if deep else 0]:
        yield from ((key, *rest) for rest in places(part, deep - 1))


def with_odd(answer: Any, place: tuple[Any, ...], odd: Any) -> Any:
    if not place:
        return copy.deepcopy(odd)
    changed = dict(answer) if isinstance(answer, dict) else list(answer)
    changed[place[0]] = with_odd(changed[place[0]], place[1:], odd)
    return tuple(changed) if isinstance(answer, tuple) else changed


class Answers:
    """Answers calls as the reference does, but one function's with an odd part."""

    def __init__(self, function: str, place: tuple[Any, ...] = (), odd: Any = RIGHT) -> None:
        self.function, self.place, self.odd = function, place, odd
        self.seen: list[Any] = []

    def __call__(self, name: str, args: tuple[Any, ...]) -> Reply:
        try:
            answer = getattr(reference, name)(*copy.deepcopy(args))
        except Exception as error:  # of the reference, given an odd answer of another function, or as it should be
            raise Stopped(Outcome.ERROR, Why(Reason.RAISED, name, (type(error).__name__,))) from None
        if name != self.function or self.odd is RIGHT:
            self.seen += [answer] if name == self.function else []
            return Reply(answer)
        try:
            return Reply(with_odd(answer, self.place, self.odd))
        except (IndexError, KeyError):  # a later answer is shorter
            return Reply(copy.deepcopy(self.odd))

    def stumbles(self, check: Check) -> str:
        try:
            check.function(Student(self), check.generator(PUBLIC_SALT))
        except (Wrong, Stopped):
            return ""
        except Exception as error:
            return f"{check.id}: {error!r} for {self.odd!r} at {self.place} of {self.function}"
        return ""


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("stride", [STRIDE, pytest.param(1, marks=pytest.mark.slow)], ids=["some", "all"])
def test_no_check_stumbles_over_a_right_answer_with_one_odd_part(homework: Homework, stride: int) -> None:
    """Of the slow tasks, whose checks look at answers in the same ways, only some run."""
    complaints = []
    tasks = {task.name: task for task in homework.tasks}
    for number, check in enumerate(checks_for(homework)):
        slow = check.slow or check.task in SLOW
        if check.task == "compare" or (slow and stride > 1):
            continue
        for function in tasks[check.task].functions:
            right = Answers(function)
            complaints += [right.stumbles(check)]
            for place in places(right.seen[0]) if right.seen else ():
                odd = ODD[number % stride :: stride * (5 if slow else 1)]
                complaints += [Answers(function, place, value).stumbles(check) for value in odd]
    assert not [complaint for complaint in complaints if complaint]
