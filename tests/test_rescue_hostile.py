"""A file that tries to be repaired into something better earns no more than the same file without its slip."""

import pytest

from assignment.engine.homework import load
from autograder.grading.grade import checks_for, grade
from autograder.grading.result import Result
from autograder.sandbox.client.forkserver import ForkServer

from .repaired import pairs

pytestmark = pytest.mark.slow

HOMEWORK = load(solutions=True)
PAIRS = dict(pairs(HOMEWORK.right.source.read_text(encoding="utf-8")))
TASKS = ("update", "loss")


def graded(server: ForkServer, source: str) -> Result:
    checks = tuple(check for task in TASKS for check in checks_for(HOMEWORK, task))
    return grade(server, "a", source, checks, "public", rescue_cost=0)


def test_there_are_more_than_thirty() -> None:
    assert len(PAIRS) > 30


@pytest.mark.parametrize("hope", PAIRS)
def test_it_gains_no_point(server: ForkServer, hope: str) -> None:
    with_slip, without = (graded(server, source) for source in PAIRS[hope])
    assert with_slip.rescue or with_slip.why, "it was loaded as it stands"
    assert without.rescue is None, "the slip is still there"
    assert with_slip.score <= without.score
