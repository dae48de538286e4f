"""Points are for understanding: what only looks right earns what it is worth."""

import re

import pytest

from assignment.engine import report
from assignment.engine.homework import Homework
from assignment.engine.registry import PUBLIC_SALT
from autograder.grading.grade import checks_for, grade
from autograder.sandbox.client.forkserver import ForkServer
from tests.corpus.imitation import ALL, Imitation, imitations

IMITATIONS = imitations()
QUICK = {
    "differences_central",
    "complex_step",
    "nan_in_shapes",
    "newtons_method",
}
SOME = [pytest.param(i, id=i.name, marks=() if i.name in QUICK else pytest.mark.slow) for i in IMITATIONS]


@pytest.mark.parametrize("imitation", SOME)
def test_an_imitation_earns_what_it_is_worth(
    imitation: Imitation, server: ForkServer, reference_source: str, stub_source: str
) -> None:
    checks = [c for c in checks_for(server.homework) if c.task in imitation.earns or ALL in imitation.earns]
    source = imitation.submission(reference_source, stub_source)
    result = grade(server, imitation.name, source, tuple(checks), PUBLIC_SALT)
    assert not result.faulty
    assert result.why is None
    for task, (least, most) in imitation.earns.items():
        earned = {key: v.points for key, v in result.verdicts.items() if v.points and task in (ALL, v.check.task)}
        assert least <= sum(earned.values()) <= most, earned


def test_the_ways_to_differ_are_many(homework: Homework) -> None:
    """At least ten of them earn at most 6 of the 25 points for backward."""
    dresses = [i for i in IMITATIONS if i.earns.get("backward", (0, 25))[1] <= 6]
    assert len(dresses) >= 10
    assert {task for i in IMITATIONS for task in i.earns} <= {ALL, *(task.name for task in homework.tasks)}


REASONS = {"en": "loses .* numbers.*compute the gradient by its formulas", "zh": "丢失.*用公式计算梯度"}


def test_a_student_who_returns_differences_reads_why(server: ForkServer, reference_source: str) -> None:
    (central,) = [i for i in IMITATIONS if i.name == "differences_central"]
    source = central.submission(reference_source, "")
    verdicts = grade(server, "student-01", source, checks_for(server.homework, "backward"), PUBLIC_SALT).verdicts
    for name in ("numerical_output", "numerical_hidden", "numerical_hidden_bias"):
        for language, why in (
            ("en", "loses .* numbers.*compute the gradient by its formulas"),
            ("zh", "丢失.*用公式计算梯度"),
        ):
            told = " ".join(report.details(verdicts[f"backward.{name}"], language))
            assert re.search(why, told), told
