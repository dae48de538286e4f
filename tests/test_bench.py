"""The instruments of the benchmark fit what they measure; its figures are not tested."""

from pathlib import Path

from autograder.sandbox.client.forkserver import ForkServer
from tests.bench import classes, naming
from tests.bench.runners import calls_of_grading, replay
from tests.bench.sandbox import stopwatched, times
from tests.corpus.written import written

from .conftest import Command


def test_the_bare_calls_are_all_calls_that_grading_makes(server: ForkServer) -> None:
    calls = calls_of_grading(server)
    assert {name for name, _ in calls} >= set(server.homework.functions)
    assert 150 < len(calls) < 300
    replay(calls)


def test_the_time_in_the_students_functions_is_a_part_of_the_whole(server: ForkServer, reference_source: str) -> None:
    wall, inside, own = times(server, stopwatched(server.homework, reference_source))
    assert 0.5 * wall < inside < wall
    assert own == wall - inside


def test_the_search_for_a_mistake_is_timed(server: ForkServer, reference_source: str) -> None:
    case = next(case for case in written("mistakes") if case.tasks == ("update",))
    assert naming._seconds(case, reference_source, server) > 0


def test_a_class_whose_results_are_all_known_is_not_graded_again(tmp_path: Path, autograder: Command) -> None:
    out = classes._known_class(tmp_path, 3)
    done = autograder("grade", tmp_path / "known", "--out", out)
    assert "3 of 3 were known" in done.stdout
    assert (out / "grades.csv").read_text(encoding="utf-8").count(",110,") == 3
