"""The instruments of the benchmark fit what they measure; its figures are not tested."""

import subprocess
import sys
from pathlib import Path

import pytest

from assignment.engine.homework import load
from autograder.sandbox.client.forkserver import ForkServer
from tests.bench import __main__ as bench
from tests.bench import classes, cold, files, finding, mixed, naming
from tests.bench.calls import calls_of_grading, replay
from tests.bench.phases import LENT, LOAD, NAMES, OWN, phases
from tests.bench.plot import draw
from tests.bench.sandbox import stopwatched, times
from tests.corpus.field_files import field_files
from tests.corpus.written import written

from .class_files import zipped
from .conftest import Command


@pytest.mark.slow
def test_the_bare_calls_are_all_calls_that_grading_makes(server: ForkServer) -> None:
    calls = calls_of_grading(server)
    assert {name for name, _ in calls} >= set(server.homework.functions)
    assert 150 < len(calls) < 300
    replay(calls)


@pytest.mark.slow
def test_the_time_in_the_students_functions_is_a_part_of_the_whole(server: ForkServer, reference_source: str) -> None:
    wall, inside, own = times(server, stopwatched(server.homework, reference_source))
    assert 0 < inside < wall
    assert own == wall - inside


def test_the_search_for_a_mistake_is_timed(server: ForkServer, reference_source: str) -> None:
    case = next(case for case in written("mistakes") if case.tasks == ("update",))
    assert naming._seconds(case, reference_source, server) > 0


@pytest.mark.slow
def test_a_class_whose_results_are_all_known_is_not_graded_again(tmp_path: Path, autograder: Command) -> None:
    out = classes._known_class(tmp_path, 3)
    done = autograder("grade", tmp_path / "known", "--out", out)
    assert "3 of 3 were known" in done.stdout
    assert (out / "grades.csv").read_text(encoding="utf-8").count(",110,") == 3


@pytest.mark.slow
def test_a_wrong_file_takes_time_in_every_phase(server: ForkServer) -> None:
    taken = phases(server, field_files("wrong")["upd_weights_only"])
    assert all(taken[phase] > 0 for phase in (LOAD, OWN, LENT, NAMES))


def test_the_search_for_hand_ins_is_measured(tmp_path: Path) -> None:
    (tmp_path / "class.zip").write_bytes(zipped({"student-01/neural_network.py": "", "student-02/work.txt": ""}))
    number, seconds, memory = finding.measured(tmp_path / "class.zip")
    assert (number, seconds > 0, 0 < memory < 200) == (2, True, True)


def test_a_file_that_cannot_be_executed_is_only_loaded(server: ForkServer) -> None:
    assert [phase for phase, seconds in phases(server, "1 / 0\n").items() if seconds] == [LOAD]


def test_files_are_measured_beside_the_reference_and_drawn(tmp_path: Path) -> None:
    line = load(Path(__file__).parent / "line", solutions=True)
    some = [(files.WRONG, "w", "x = 1\n"), (files.RIGHT, "r", "1 / 0\n"), (files.HANGING, "h", "x = 2\n")]
    measured = files.measure(line, some, rounds=1)
    assert list(measured.index.get_level_values("file")) == ["reference", "w", "r", "h"]
    assert measured["times"].iloc[0] == 1
    assert measured["alone"].isna().tolist() == [False, False, False, True]  # its calls alone would never end
    lines = files.summary(measured)
    assert len(lines) == 7
    assert len({line.count("|") for line in lines}) == 1
    for name in ("one.svg", "other.svg"):
        draw(measured.query("kind != 'hanging'"), tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "other.svg").read_bytes()


def test_the_mixed_class_has_a_hundred_files_in_an_order_that_stays(tmp_path: Path) -> None:
    texts = mixed.texts()
    assert len(texts) == len(set(texts)) == 100
    one, other = (mixed.mixed(tmp_path / name, texts) for name in ("one", "other"))
    found, again = ([path.read_bytes().decode() for path in sorted(folder.iterdir())] for folder in (one, other))
    assert found == again
    assert sorted(found) == sorted(texts) != found


def test_the_processor_time_of_a_command_is_counted() -> None:
    line = [sys.executable, "-c", "import time\nwhile time.process_time() < 0.2: pass"]
    assert cold.taken(lambda: subprocess.run(line, check=True))[1] >= 0.2


def test_each_command_is_compared_with_the_calls_alone() -> None:
    *_, last = cold.summary({cold.ALONE: (1.0, 2.0), cold.WARM: (1.5, 5.0)}).splitlines()
    assert "| 1.50 s | 1.50 | 5.00 s | 2.50 |" in last


@pytest.fixture
def two_tables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A page, and a benchmark that has two tables."""
    monkeypatch.setattr(bench, "TABLES", {"one": lambda: "| 1 |", "two": lambda: "| 2 |"})
    monkeypatch.setattr(bench, "PAGE", tmp_path / "page.md")
    bench.PAGE.write_text(f"before\n{bench.MARKS[0]}old\n{bench.MARKS[1]}after\n", encoding="utf-8")
    return bench.PAGE


def test_a_named_table_is_only_printed(two_tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main("two") is None
    assert capsys.readouterr().out.strip() == "| 2 |"
    assert "old" in two_tables.read_text(encoding="utf-8")
    assert "'three'" in (bench.main("three") or "")


def test_all_tables_are_written_between_the_marks(two_tables: Path) -> None:
    bench.main()
    written_page = two_tables.read_text(encoding="utf-8")
    assert written_page == f"before\n{bench.MARKS[0]}\n| 1 |\n\n| 2 |\n\n{bench.MARKS[1]}after\n"
