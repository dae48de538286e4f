"""What a check's view of a student keeps, and what it does not."""

import gc
import weakref
from typing import Any

import pytest

from assignment.checks.engine.module import Reply
from assignment.checks.engine.stopped import Stopped
from assignment.checks.engine.student import Student


class Large:
    """Something that was sent."""


def test_a_call_for_several_checks_is_made_once_whether_it_gives_a_value_or_not() -> None:
    calls: list[str] = []

    def transport(name: str, args: tuple[Any, ...]) -> Reply:
        calls.append(name)
        if name == "loss":
            raise Stopped("error", kinds=("ValueError",))
        return Reply(3.0)

    student = Student(transport)
    for _ in range(3):
        assert student.once("a", "sigmoid", 0.5) == 3.0
        with pytest.raises(Stopped):
            student.once("b", "loss", 0.5)
    assert calls == ["sigmoid", "loss"]


def test_a_failure_that_is_kept_does_not_keep_what_was_sent() -> None:
    sent: list[weakref.ref[Large]] = []

    def transport(name: str, args: tuple[Any, ...]) -> Reply:
        large = Large()
        sent.append(weakref.ref(large))
        try:
            raise KeyError
        except KeyError:
            raise Stopped("failed") from None

    student = Student(transport)
    for _ in range(2):
        with pytest.raises(Stopped):
            student.once("a", "sigmoid", 0.5)
    gc.collect()
    assert len(sent) == 1
    assert sent[0]() is None
