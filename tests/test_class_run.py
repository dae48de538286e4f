"""A class run goes on whatever happens to one of its submissions."""

from typing import Any

from autograder.grading.result import Result
from autograder.intake.find import HandIn, Submission
from autograder.intake.place import Unusable
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
