"""A class run goes on whatever happens to one of its submissions."""

from collections.abc import Callable
from typing import Any

import pytest

from autograder.grading.result import Result
from autograder.intake.find import HandIn, Submission
from autograder.intake.place import NotReadable, Unusable
from autograder.run import class_run
from autograder.run.executors import Grader
from autograder.run.settings import Settings


class ForgetfulJournal:
    """Cannot store its first result."""

    def __init__(self) -> None:
        self.stored: list[tuple[Result, str]] = []
        self.failed = False

    def put(self, result: Result, position: int, key: str) -> None:
        if not self.failed:
            self.failed = True
            raise ValueError("no such number in JSON")
        self.stored.append((result, key))

    def keep_only(self, names: Any) -> None:
        self.names = list(names)


def unreadable() -> HandIn:
    raise Unusable("nothing was handed in")


def no_grader() -> Grader:
    raise AssertionError("nothing is to be graded")


def test_a_result_that_cannot_be_stored_is_a_fault_of_its_own_row_and_ends_no_class() -> None:
    submissions = [Submission(name, name, unreadable) for name in ("student-01", "student-02")]
    journal, seen = ForgetfulJournal(), []
    grader = Grader(lambda job: no_grader(), lambda future: no_grader(), 2)  # type: ignore[arg-type, return-value]
    class_run.run(
        class_run.shard(submissions),
        Settings(),
        journal,  # type: ignore[arg-type]
        grader,
        lambda result, new: seen.append(result),
    )
    assert [result.submission for result in seen] == journal.names == ["student-01", "student-02"]
    assert [result.faulty for result in seen] == [True, False]
    assert "no such number" in seen[0].problem
    assert [(result, key) for result, key in journal.stored] == [(seen[0], ""), (seen[1], "")]


def graded(reads: list[Callable[[], HandIn]], done: class_run.Done) -> ForgetfulJournal:
    """Run a class of hand-ins that are read by these functions; nothing of it is to be executed."""
    submissions = [Submission(f"student-0{i}", "original name", read) for i, read in enumerate(reads, 1)]
    journal = ForgetfulJournal()
    journal.failed = True
    grader = Grader(lambda job: no_grader(), lambda future: no_grader(), 2)  # type: ignore[arg-type, return-value]
    class_run.run(class_run.shard(submissions), Settings(), journal, grader, done)  # type: ignore[arg-type]
    return journal


@pytest.mark.parametrize(
    "error", [ValueError("odd"), MemoryError(), RecursionError(), OSError(5, "Input/output error")]
)
def test_whatever_happens_while_one_hand_in_is_read_is_a_fault_of_its_own_row(error: Exception) -> None:
    def fail() -> HandIn:
        raise error

    seen: list[Result] = []
    journal = graded([fail, unreadable], lambda result, new: seen.append(result))
    assert [(result.submission, result.faulty) for result in seen] == [("student-01", True), ("student-02", False)]
    assert (seen[0].handed_in, seen[0].problem) == ("original name", f"{type(error).__name__}: {error}")
    assert journal.stored == [(seen[0], ""), (seen[1], "")]


def test_what_the_grader_may_not_read_is_a_fault_that_says_what_to_do() -> None:
    def locked() -> HandIn:
        raise NotReadable("the account that grades may not read a.py")

    seen: list[Result] = []
    journal = graded([locked], lambda result, new: seen.append(result))
    assert seen[0].problem == "the account that grades may not read a.py"
    assert seen[0].faulty and not seen[0].verdicts
    assert journal.stored == [(seen[0], "")]


def test_a_result_that_cannot_be_reported_is_a_fault_of_its_own_row() -> None:
    seen: list[Result] = []

    def report(result: Result, new: bool) -> None:
        if not result.problem and result.submission == "student-01":
            raise KeyError("a code that the catalogue does not have")
        seen.append(result)

    graded([unreadable, unreadable], report)
    assert [result.faulty for result in seen] == [True, False]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_an_interruption_and_a_full_disk_end_the_run(error: BaseException) -> None:
    def report(result: Result, new: bool) -> None:
        raise error

    with pytest.raises(type(error)):
        graded([unreadable], report)
