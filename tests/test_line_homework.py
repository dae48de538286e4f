"""A second, tiny homework in ``tests/line`` goes the whole way through the same commands."""

import csv
import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from assignment.engine.homework import KIT, load
from autograder.grading.grade import checks_for

from .conftest import WAITS

LINE = Path(__file__).resolve().parent / "line"
RIGHT = (LINE / "solutions" / "line.py").read_text(encoding="utf-8")
STUB = (LINE / "assignment" / "line.py").read_text(encoding="utf-8")
WORDS = tomllib.loads((LINE / "solutions" / "mistakes" / "words.toml").read_text(encoding="utf-8"))
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "AUTOGRADER_SALT"}
VALUE, SPREAD = "return line.slope * x + line.intercept", "/ (dx @ dx)"


def changed(old: str, new: str) -> str:
    assert RIGHT.count(old) == 1
    return RIGHT.replace(old, new)


SOURCES = {
    "right": RIGHT,
    "no_intercept": changed(VALUE, "return line.slope * x"),
    "spread_of_y": changed(SPREAD, "/ (dy @ dy)"),
    "fields_swapped": changed(VALUE, "return line.intercept * x + line.slope"),
    "stub": STUB,
    "pandas": f"import pandas\n{RIGHT}",
}
GRADES = {  # points for values and for fit, and the mistake that is named
    "right": (4, 6, ""),
    "no_intercept": (1, 6, "M01"),
    "spread_of_y": (4, 2, "M02"),
    "fields_swapped": (0, 6, ""),
    "stub": (0, 0, ""),
    "pandas": (4, 6, ""),  # less what it costs that the import was left out
}


def run(*arguments: object, cwd: Path = KIT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", "-m", *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, timeout=120)
    done.stderr = WAITS.sub("", done.stderr)
    return done


def autograder(*arguments: object) -> str:
    """Run a command that must succeed, and return what it prints."""
    done = run("autograder", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def grades(out: Path) -> dict[str, tuple[float, float, str]]:
    """Read ``grades.csv``, and check that the scores are the sums of the tasks' points, less deductions."""
    with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    off = {row["submission"]: float(row["deduction"] or 0) for row in rows}
    assert off == {name: 0.5 * (name == "pandas") for name in off}
    assert all(float(row["score"]) + off[row["submission"]] == float(row["values"]) + float(row["fit"]) for row in rows)
    assert {row["max_score"] for row in rows} == {"10"}
    return {row["submission"]: (float(row["values"]), float(row["fit"]), row["misconceptions"]) for row in rows}


def result(out: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "results" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def told(out: Path, name: str) -> str:
    """Return everything that a student reads about their checks."""
    return "\n".join(test["output"] for test in result(out, name)["tests"])


@pytest.fixture(scope="module")
def students(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a class with one folder for each student."""
    folder = tmp_path_factory.mktemp("class")
    for name, source in SOURCES.items():
        (folder / name).mkdir()
        (folder / name / "line.py").write_text(source, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def out(students: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The class, graded."""
    folder = tmp_path_factory.mktemp("out")
    autograder("grade", students, "--out", folder, "--homework", LINE)
    return folder


@pytest.fixture(scope="module")
def folder_of_a_student(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The students' zip, unzipped into a folder with a name of their own."""
    place = tmp_path_factory.mktemp("student")
    autograder("release", "--homework", LINE, "--out", place / "line.zip")
    with zipfile.ZipFile(place / "line.zip") as archive:
        archive.extractall(place)
    return (place / "assignment").rename(place / "my homework")


def test_the_checks_of_each_task_give_its_points() -> None:
    homework = load(LINE, solutions=True)
    for task in homework.tasks:
        assert sum(check.points for check in checks_for(homework, task.name)) == task.points
    assert sorted(check.hidden for check in checks_for(homework)) == [False] * 4 + [True] * 2


def test_two_homeworks_can_be_loaded_side_by_side() -> None:
    own, line = (checks_for(load(folder, solutions=True)) for folder in (KIT, LINE))
    assert {check.task for check in line} == {"values", "fit"}
    assert not {check.id for check in own} & {check.id for check in line}


def test_a_class_gets_its_points_and_the_names_of_its_mistakes(out: Path) -> None:
    assert grades(out) == GRADES


def test_submissions_are_isolated_and_the_kit_does_not_fail(out: Path) -> None:
    extra = [result(out, name)["extra_data"] for name in SOURCES]
    assert all(entry["isolated"] and not entry["fault"] for entry in extra)


def test_a_task_that_builds_on_a_wrong_one_is_judged_with_the_right_version(out: Path) -> None:
    outcomes = {test["extra_data"]["check"]: test for test in result(out, "fields_swapped")["tests"]}
    assert [key for key, test in outcomes.items() if test["status"] == "passed"] == [
        *("fit.exact", "fit.balanced", "fit.scattered")
    ]
    assert "right versions" in outcomes["fit.exact"]["output"]


def test_a_package_that_the_homework_does_not_list_is_refused(out: Path) -> None:
    note = result(out, "pandas")["output"]
    assert "line 1: the import of pandas was left out: only Python's standard library and numpy may be imported" in note


def test_a_mistake_is_explained_with_the_smallest_call_and_its_record(out: Path) -> None:
    lines = told(out, "no_intercept").splitlines()
    assert "    line = Line(2.0, -1.0)" in lines
    assert "    predict_line(line, x)" in lines


def test_a_second_run_takes_everything_from_the_journal_and_speaks_chinese(students: Path, out: Path) -> None:
    again = out.with_name("again")
    shutil.copytree(out, again)
    said = autograder("grade", students, "--out", again, "--homework", LINE, "--language", "zh")
    assert f"{len(SOURCES)} 份中有 {len(SOURCES)} 份沿用之前的结果" in said
    assert grades(again) == GRADES
    for name, code in (("no_intercept", "M01"), ("spread_of_y", "M02")):
        assert WORDS[code]["sentence"] in told(out, name)
        assert WORDS[code]["sentence_zh"] in told(again, name)
        assert WORDS[code]["sentence"] not in told(again, name)


def test_a_cluster_gives_the_same_grades(students: Path, tmp_path: Path) -> None:
    autograder("grade", students, "--out", tmp_path, "--homework", LINE, "--scheduler", "local", "--jobs", 1)
    assert grades(tmp_path) == GRADES


def test_the_students_files_are_generated_from_the_reference(tmp_path: Path) -> None:
    assert autograder("assignment", "--check", "--homework", LINE) == ""
    copy = shutil.copytree(LINE, tmp_path / "another place")
    reference = copy / "solutions" / "line.py"
    reference.write_text(RIGHT.replace("Write both functions.", "Write two functions."), encoding="utf-8")
    drifted = run("autograder", "assignment", "--check", "--homework", copy)
    both = [copy / "assignment" / name for name in ("line.py", "mistakes.json")]
    assert (drifted.returncode, drifted.stdout) == (1, "".join(f"drifted: {path}\n" for path in both))
    assert autograder("assignment", "--homework", copy) == "".join(f"written: {path}\n" for path in both)
    assert "Write two functions." in (copy / "assignment" / "line.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "old", "new", "sentence"),
    [
        (
            "assignment/homework.py",
            '("predict_line",), 4,',
            '("predict_line",), 3,',
            "values: its checks give 4 points, the task says 3",
        ),
        ("solutions/checks/fit.py", "points=3", "points=2.5", "fit: its checks give 5.5 points, the task says 6"),
        (
            "assignment/homework.py",
            '    Task(\n        "fit"',
            '    Task(\n        "fits"',
            "fits: the task has no checks",
        ),
    ],
)
def test_checks_that_do_not_give_the_points_of_their_task_are_refused(
    tmp_path: Path, path: str, old: str, new: str, sentence: str
) -> None:
    copy = shutil.copytree(LINE, tmp_path / "line")
    text = (copy / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (copy / path).write_text(text.replace(old, new), encoding="utf-8")
    done = run("autograder", "assignment", "--homework", copy)
    assert (done.returncode, done.stderr, done.stdout) == (2, f"autograder: {sentence}\n", "")


def test_a_notebook_without_the_cells_of_a_task_is_refused(tmp_path: Path) -> None:
    copy = shutil.copytree(LINE, tmp_path / "line")
    (copy / "solutions" / "handout").mkdir()
    source = '```python name="values-check"\ngrader.check("values")\n```\n'
    (copy / "solutions" / "handout" / "notebook.md").write_text(source, encoding="utf-8")
    done = run("autograder", "assignment", "--homework", copy)
    missing = "solutions/handout/notebook.md: these cells are missing: values-text, fit-text, fit-check"
    assert (done.returncode, done.stderr) == (2, f"autograder: {missing}\n")


def test_students_get_nothing_that_is_hidden(folder_of_a_student: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in folder_of_a_student.rglob("*") if path.is_file()]
    assert (folder_of_a_student / "line.py").read_text(encoding="utf-8") == STUB
    for hidden in ("scattered", "polyfit", "dx @ dy", VALUE):
        assert not any(hidden in text for text in texts), hidden


@pytest.mark.parametrize(("name", "points"), [("stub", 0), ("no_intercept", 2), ("right", 5)])
def test_students_check_their_file_with_pytest(folder_of_a_student: Path, name: str, points: int) -> None:
    (folder_of_a_student / "line.py").write_text({"stub": STUB, **SOURCES}[name], encoding="utf-8")
    done = run("pytest", cwd=folder_of_a_student)
    assert f"public checks: {points} of 5 points" in done.stdout, done.stdout + done.stderr
    assert done.returncode == (points < 5)


@pytest.mark.parametrize(
    ("name", "next_step"), [("stub", "write predict_line"), ("spread_of_y", "repair fit_line"), ("right", "")]
)
def test_students_are_told_what_to_do_next(folder_of_a_student: Path, name: str, next_step: str) -> None:
    (folder_of_a_student / "line.py").write_text(SOURCES[name], encoding="utf-8")
    done = run("assignment.engine.watch", "--once", cwd=folder_of_a_student)
    assert f"next: {next_step}" in done.stdout, done.stdout + done.stderr
    assert done.returncode == bool(next_step)


def test_an_instructor_runs_all_checks_with_pytest(students: Path) -> None:
    file = students / "fields_swapped" / "line.py"
    done = run("pytest", "autograder/pytest_runner", "--homework", LINE, "--submission", file)
    assert "all checks: 6 of 10 points" in done.stdout, done.stdout + done.stderr


@pytest.mark.slow
def test_otter_run_gives_the_same_points(students: Path, tmp_path: Path) -> None:
    autograder(
        "otter", "--homework", LINE, "--out", tmp_path / "line.zip", "--salt", "a salt for tests, number 2718281828"
    )
    file = students / "spread_of_y" / "line.py"
    done = run("otter", "run", "-a", tmp_path / "line.zip", "-o", tmp_path, file, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    tests = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["tests"]
    scores = {test["name"]: (test["score"], test["max_score"]) for test in tests if "score" in test}
    assert scores == {"values": (4, 4), "fit": (2, 6)}
