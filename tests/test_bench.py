"""The instruments of the benchmark still fit what they measure; its figures are nobody's test."""

from autograder import grading
from autograder.grading import REFERENCE
from autograder.sandbox.zygotes import Zygote
from tests.bench.runners import calls_of_grading, replay
from tests.bench.sandbox import stopwatched, times


def test_the_calls_alone_are_all_calls_of_a_grading(zygote: Zygote) -> None:
    calls = calls_of_grading(zygote)
    asked = sum(len(precedent.questions) for precedent in grading.precedents.values())
    assert asked < len(calls) < asked + 10  # some measure time, and are no precedents
    replay(calls)


def test_the_time_of_the_students_functions_is_a_part_of_all(zygote: Zygote) -> None:
    source = stopwatched(REFERENCE.read_text(encoding="utf-8"))
    for precedents in ({}, grading.precedents):
        wall, inside, own = times(zygote, source, precedents)
        assert 0 < inside < wall
        assert own == wall - inside
