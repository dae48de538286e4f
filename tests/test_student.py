"""What a check's view of a student keeps, and what it does not."""

import gc
import weakref
from typing import Any

import pytest

from assignment.engine.homework import Homework
from assignment.engine.module import Reply
from assignment.engine.outcomes import Outcome, Reason, Stopped, Why
from assignment.engine.student import Student


class Large:
    """Something that was sent."""


def raised(function: str) -> Stopped:
    return Stopped(Outcome.ERROR, Why(Reason.RAISED, function, ("ValueError",)))


def too_long(function: str) -> Stopped:
    return Stopped(Outcome.TIMEOUT, Why(Reason.TOO_LONG, function, limit=5.0))


def test_a_call_that_several_checks_share_is_made_once_whether_or_not_it_returns(homework: Homework) -> None:
    calls: list[str] = []

    def transport(name: str, args: tuple[Any, ...]) -> Reply:
        calls.append(name)
        if name == "loss":
            raise raised(name)
        return Reply(3.0)

    student = Student(transport)
    for _ in range(3):
        assert student.once("a", "sigmoid", 0.5) == 3.0
        with pytest.raises(Stopped):
            student.once("b", "loss", 0.5)
    assert calls == ["sigmoid", "loss"]


def test_a_failure_that_is_remembered_does_not_keep_the_arguments_in_memory(homework: Homework) -> None:
    sent: list[weakref.ref[Large]] = []

    def transport(name: str, args: tuple[Any, ...]) -> Reply:
        large = Large()
        sent.append(weakref.ref(large))
        try:
            raise KeyError
        except KeyError:
            raise raised(name) from None

    student = Student(transport)
    for _ in range(2):
        with pytest.raises(Stopped):
            student.once("a", "sigmoid", 0.5)
    gc.collect()
    assert len(sent) == 1
    assert sent[0]() is None


def test_a_function_that_ran_out_of_time_is_not_called_again(homework: Homework) -> None:
    calls: list[str] = []

    def transport(name: str, args: tuple[Any, ...]) -> Reply:
        calls.append(name)
        if name == "relu":
            return Reply(1.0)
        raise too_long(name)

    student = Student(transport)
    reasons = []
    for _ in range(4):
        with pytest.raises(Stopped) as stopped:
            student.sigmoid(0.5)
        reasons.append(stopped.value.why.reason)
    assert reasons == [Reason.TOO_LONG] + [Reason.NOT_TRIED_AGAIN] * 3
    assert calls == ["sigmoid"]
    assert student.relu(0.5) == 1.0
    assert student.timed_out == {"sigmoid"}


def test_a_right_version_answers_in_place_of_the_students_unless_their_own_is_asked_for(homework: Homework) -> None:
    student = Student(lambda name, args: Reply("theirs"), {"forward": lambda *args: "right"})
    assert student.forward(1) == "right"
    assert student.own("forward", 1) == "theirs"
    assert student.loss(1) == "theirs"


def test_the_names_of_the_students_own_functions_are_recorded_as_they_are_called(homework: Homework) -> None:
    student = Student(lambda name, args: Reply(1.0), {"forward": lambda *args: 1.0})
    called = student.record_calls()
    student.loss(1)
    student.forward(1)
    assert called == {"loss"}
    student.once("a", "update", 1)
    later = student.record_calls()
    student.once("a", "update", 1)  # remembered, but this check looks at it as well
    assert (called, later) == ({"loss", "update"}, {"update"})


def test_arguments_that_a_call_changed_are_remembered_by_function(homework: Homework) -> None:
    replies = iter([Reply(1.0, (0,)), Reply(1.0), Reply(1.0, (2, 0)), Reply(1.0)])
    student = Student(lambda name, args: next(replies))
    student.loss()
    student.loss()
    student.loss()
    student.relu()
    assert student.changed == {"loss": {0, 2}}


def test_a_function_without_a_return_statement_is_told_so(homework: Homework) -> None:
    student = Student(lambda name, args: Reply(None))
    with pytest.raises(Stopped) as stopped:
        student.relu(0.5)
    assert (stopped.value.outcome, stopped.value.why) == (Outcome.FAILED, Why(Reason.RETURNED_NONE, "relu"))
