"""``otter run`` with our zip: the sandbox judges, Otter runs nothing that was handed in, and the result says so."""

import json
import os
import pickle
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from otter.test_files import ExceptionTestFile

from assignment.engine.homework import KIT, load
from autograder.release import otter_zip
from autograder.run.otter import Plugin

from .class_files import zipped

LINE = load(KIT / "tests" / "line", solutions=True)
RIGHT = LINE.right.source.read_text(encoding="utf-8")
STUB = (LINE.folder / LINE.filename).read_text(encoding="utf-8")
WRONG = RIGHT + "\n\ndef predict_line(line, x):\n    return line.slope * x\n"
HOSTILE = (
    STUB
    + """
try:
    open({ran!r}, "x").close()
    from otter.test_files import test_case
    test_case.call_func = lambda self, environment: None
except (ImportError, OSError):
    pass
"""
)
GRADESCOPE = """
import sys
sys.path[:] = [{source!r}, *(place for place in sys.path[1:] if place != {kit!r})]
from otter.run.run_autograder import main
main(".")
"""
WITHOUT_A_LAYER = """
def missing(homework):
    from .all_layers import LAYERS
    return [Trial(LAYERS[-1], "it is not installed")]
"""
Run = Callable[[Path, Path, Path], list[str]]
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "JUPYTER_PLATFORM_DIRS": "1"}


class Runs:
    """An object that makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self.path), "x")


@pytest.fixture(scope="module")
def autograder_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("zip") / "autograder.zip"
    otter_zip.build(LINE, target, "a salt for tests, number 2718281828")
    return target


@pytest.fixture
def place(autograder_zip: Path, tmp_path: Path) -> Path:
    """The folder in which Otter and Gradescope put the zip and a submission."""
    with zipfile.ZipFile(autograder_zip) as archive:
        archive.extractall(tmp_path / "source")
    for name in ("submission", "results"):
        (tmp_path / name).mkdir()
    shutil.copytree(tmp_path / "source" / "tests", tmp_path / "submission" / "tests")
    return tmp_path


def plugin(place: Path, name: str) -> Plugin:
    """Return the plugin as Otter makes it."""
    settings = json.loads((place / "source" / "otter_config.json").read_text(encoding="utf-8"))
    ((_, config),) = settings["plugins"][0].items()
    return Plugin(str(place / "submission" / name), {}, config)


def verdicts(place: Path, name: str = "line.py") -> dict[str, str]:
    """Let the plugin grade a file; return what Otter finds in its place."""
    plugin(place, name).before_grading(None)
    found: dict[str, object] = {}
    exec((place / "submission" / name).read_text(encoding="ascii"), found)
    said = found["verdicts"]
    assert isinstance(said, dict)
    return said


def test_otter_finds_the_verdicts_in_place_of_the_file_and_is_told_first_what_they_are_for(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (place / "submission" / "line.py").write_text(WRONG, encoding="utf-8")
    said = verdicts(place)
    assert {check for check, text in said.items() if text} == {"values.level", "values.both"}
    assert said["values.level"].startswith("values.level: predict_line returns the intercept everywhere")
    assert capfd.readouterr().out == f"{otter_zip.LABEL}\n"


@pytest.mark.slow
def test_the_verdicts_are_in_the_language_of_the_zip(place: Path) -> None:
    path = place / "source" / "otter_config.json"
    english = path.read_text(encoding="utf-8")
    path.write_text(english.replace('"language": "en"', '"language": "zh"'), encoding="utf-8")
    (place / "submission" / "line.py").write_text(WRONG, encoding="utf-8")
    assert "\n  未通过：" in verdicts(place)["values.level"]


def test_nothing_else_that_was_handed_in_stays_where_otter_imports_from(place: Path) -> None:
    submission = place / "submission"
    (submission / "otter").mkdir()
    (submission / "loop").symlink_to(submission)
    for name in ("line.py", "otter/__init__.py", "json.so", ".OTTER_LOG", "__init__.py"):
        (submission / name).write_text("raise SystemExit(1)\n", encoding="utf-8")
    verdicts(place)
    assert sorted(entry.name for entry in submission.iterdir()) == ["line.py", "tests"]
    assert (submission / "line.py").read_text(encoding="ascii").startswith("verdicts = ")


def test_for_a_notebook_the_reason_is_told_and_otter_gets_a_notebook_with_the_verdicts(place: Path) -> None:
    (place / "submission" / "line.ipynb").write_text('{"cells": [], "nbformat": 4}', encoding="utf-8")
    plugin(place, "line.ipynb").before_grading(None)
    (cell,) = nbformat.read(place / "submission" / "line.ipynb", as_version=4).cells
    found: dict[str, dict[str, str]] = {}
    exec(cell.source, found)
    assert all(found["verdicts"].values())
    assert "line.ipynb is a notebook without code cells" in found["verdicts"]["values.origin"]


def test_a_file_that_must_be_repaired_costs_what_the_zip_says_at_the_first_tasks(place: Path) -> None:
    (place / "submission" / "line.py").write_text(f"get_ipython()\n{RIGHT}", encoding="utf-8")
    run = plugin(place, "line.py")
    run.before_grading(None)
    scores: dict[str, float] = {}
    said: list[str] = []
    run.after_grading(
        SimpleNamespace(test_files=["values", "fit"], update_score=scores.__setitem__, set_output=said.append)
    )
    possible = {task.name: task.points for task in LINE.tasks}
    assert sum(scores.values()) == pytest.approx(0.95 * sum(possible.values()))
    assert scores["fit"] == possible["fit"]
    assert "line 1: get_ipython() was left out" in said[0]


def test_a_link_to_the_reference_is_not_followed(place: Path) -> None:
    (place / "submission" / "line.py").symlink_to(place / "source" / "homework" / "solutions" / "line.py")
    assert all(verdicts(place).values())
    assert (place / "source" / "homework" / "solutions" / "line.py").read_text(encoding="utf-8") == RIGHT


def test_where_a_layer_is_missing_nothing_is_graded_and_otter_ends(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (place / "submission" / "line.py").write_text(RIGHT, encoding="utf-8")
    with (place / "source" / "autograder" / "sandbox" / "layers" / "doctor.py").open("a", encoding="utf-8") as stream:
        stream.write(WITHOUT_A_LAYER)
    with pytest.raises(SystemExit) as ended:
        plugin(place, "line.py").before_grading(None)
    assert ended.value.code == 2
    said = capfd.readouterr().err
    assert "it is not installed" in said
    assert said.endswith("autograder: Otter ends here, because nothing was graded\n")


def test_the_scores_are_those_of_the_grader_whatever_otter_has_found(place: Path) -> None:
    (place / "submission" / "line.py").write_text(WRONG, encoding="utf-8")
    scores: dict[str, float] = {"values": 4, "fit": 0}
    results = SimpleNamespace(test_files=["values", "fit"], update_score=scores.__setitem__, set_output=print)
    grading = plugin(place, "line.py")
    grading.before_grading(None)
    grading.after_grading(results)
    assert scores == {"values": 1, "fit": 6}


def otter_run(place: Path, submission: Path, autograder_zip: Path) -> list[str]:
    """Run Otter on a machine that has the kit; return what it printed."""
    command = [sys.executable, "-m", "otter", "run", "--no-logo", "-a", str(autograder_zip), str(submission)]
    command += ["-o", str(place / "results")]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, env=ENVIRONMENT, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def gradescope(place: Path, submission: Path, autograder_zip: Path) -> list[str]:
    """Run Otter as Gradescope does, where nobody has installed the kit."""
    with zipfile.ZipFile(submission) as archive:
        archive.extractall(place / "submission")
    (place / "submission_metadata.json").write_text("{}", encoding="utf-8")
    command = [sys.executable, "-c", GRADESCOPE.format(source=str(place / "source"), kit=str(KIT))]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, env=ENVIRONMENT, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def scores(place: Path) -> dict[str, float]:
    tests = json.loads((place / "results" / "results.json").read_text(encoding="utf-8"))["tests"]
    return {test["name"]: test["score"] for test in tests if "score" in test}


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A hand-in whose stub makes every test pass, and whose log runs code in Otter's own process."""
    source = HOSTILE.format(ran=str(tmp_path / "file_has_run"))
    path = tmp_path / "hostile.zip"
    path.write_bytes(zipped({"line.py": source, ".OTTER_LOG": pickle.dumps(Runs(tmp_path / "log_has_run"))}))
    return path


@pytest.mark.parametrize("run", [otter_run, pytest.param(gradescope, marks=pytest.mark.slow)])
def test_a_hostile_stub_runs_in_the_sandbox_only_and_earns_nothing(
    run: Run, place: Path, hostile: Path, autograder_zip: Path
) -> None:
    assert run(place, hostile, autograder_zip)[0] == otter_zip.LABEL
    assert scores(place) == {"values": 0, "fit": 0}
    assert not list(place.glob("*_has_run"))
    output = json.loads((place / "results" / "results.json").read_text(encoding="utf-8"))["output"]
    assert output.splitlines()[0] == otter_zip.LABEL


def test_without_the_plugin_every_test_fails_and_says_not_isolated(place: Path) -> None:
    for path in (place / "source" / "tests").glob("*.py"):
        test_file = ExceptionTestFile.from_file(str(path))
        test_file.run({"predict_line": print})
        assert test_file.score == 0
        assert all("NOT ISOLATED" in case.message for case in test_file.test_case_results)


@pytest.mark.slow
def test_without_the_plugin_the_hostile_stub_takes_every_point(place: Path, hostile: Path) -> None:
    settings = json.loads((place / "source" / "otter_config.json").read_text(encoding="utf-8"))
    (place / "source" / "otter_config.json").write_text(json.dumps({**settings, "plugins": []}), encoding="utf-8")
    otter_run(place, hostile, Path(shutil.make_archive(str(place / "without_plugin"), "zip", place / "source")))
    assert scores(place) == {"values": 4, "fit": 6}
    assert sorted(path.name for path in place.glob("*_has_run")) == ["file_has_run", "log_has_run"]
