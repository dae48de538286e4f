"""Every slip of ``slips.py`` costs the deduction at most, and what is no slip costs nothing: with all tasks."""

from pathlib import PurePosixPath

import pytest

from assignment.engine.homework import load
from autograder.grading.grade import checks_for, grade
from autograder.grading.result import Result
from autograder.intake.choose import chosen
from autograder.intake.find import ARCHIVES
from autograder.sandbox.client.forkserver import ForkServer

from .slips import NAME, no_slips, slips, slow_slips

pytestmark = pytest.mark.slow

HOMEWORK = load(solutions=True)
SOURCE = HOMEWORK.right.source.read_text(encoding="utf-8")
SLIPS = {what: (name, content) for what, name, content in slips(SOURCE)}
SLOW = {what: (NAME, text.encode()) for what, text in slow_slips(SOURCE)}
NONE = {what: (NAME, content) for what, content in no_slips(SOURCE)}


def graded(server: ForkServer, name: str, content: bytes) -> Result:
    hand_in = chosen({PurePosixPath(name): lambda limit: content[: limit + 1]}, HOMEWORK, ARCHIVES, True)
    checks = checks_for(HOMEWORK)
    return grade(server, "a", hand_in.text, checks, "public", rescue_cost=5, notebook=hand_in.notebook)


@pytest.mark.parametrize("what", {**SLIPS, **SLOW})
def test_a_right_file_with_one_slip_has_all_points_less_at_most_the_deduction(server: ForkServer, what: str) -> None:
    result = graded(server, *{**SLIPS, **SLOW}[what])
    assert result.earned == 110
    assert result.score == (105 if result.rescue and result.rescue.cost else 110)


@pytest.mark.parametrize("what", NONE)
def test_what_is_no_slip_is_not_touched(server: ForkServer, what: str) -> None:
    result = graded(server, *NONE[what])
    assert (result.score, result.rescue) == (110, None)
