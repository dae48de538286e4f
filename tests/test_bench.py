"""The instruments of the benchmark still fit what they measure; its figures are nobody's test."""

from assignment.checks.engine.tasks import TASKS
from autograder.grading import REFERENCE
from autograder.sandbox.zygotes import Zygote
from tests.bench.runners import calls_of_grading, replay
from tests.bench.sandbox import stopwatched, times
from tests.test_ahead import all_of


def test_the_calls_alone_are_all_calls_of_a_grading(zygote: Zygote) -> None:
    calls = calls_of_grading(zygote)
    asked = sum(len(all_of(task).names) for task in TASKS)
    assert asked < len(calls) < asked + 10  # some measure time, and are asked alone
    replay(calls)


def test_the_time_of_the_students_functions_is_a_part_of_all(zygote: Zygote) -> None:
    source = stopwatched(REFERENCE.read_text(encoding="utf-8"))
    wall, inside, own = times(zygote, source)
    assert 0 < inside < wall
    assert own == wall - inside
