"""What grading writes into OUT about a class, and what keeps the grades of a class from being replaced."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.cli.main import main

from .class_files import grades, hand_in, read_result, zipped

FILENAME = "neural_network.py"
NOTHING = f"there is no {FILENAME}; found {FILENAME[:-3]}.pdf"
PDF = f"{FILENAME[:-3]}.pdf"  # gets a row without being run
RIGHT = """import numpy as np


def xor_params():
    hidden = (np.array([[20.0, -10.0], [20.0, -10.0]]), np.array([-10.0, 14.0]))
    return [hidden, (np.array([[20.0], [20.0]]), np.array([-30.0]))]
"""
DOWNLOADS = Path(__file__).parent / "corpus" / "platforms"


@pytest.fixture
def grade(tmp_path: Path):
    """Grade one task of a class into a folder, in this process."""

    def run(path: Path, *options: object, out: str = "out") -> Result:
        (tmp_path / out).mkdir(exist_ok=True)
        (tmp_path / out / "kept").touch()  # then no worker is started before there is something to run
        command = ("grade", path, "--out", tmp_path / out, "--task", "gates", "--jobs", 1, *options)
        return CliRunner().invoke(main, [*map(str, command)])

    return run


def test_partners_have_a_row_each_with_the_same_grade_and_who_they_are(grade, tmp_path: Path) -> None:
    done = grade(DOWNLOADS / "gradescope_export.zip")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Gradescope export: 3 students\n")
    content = (tmp_path / "out" / "grades.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfsubmission,score,max_score,")
    table = grades(tmp_path / "out").astype(str)
    assert list(table["score"].astype(float)) == [5, 5, 5]
    assert list(table["id"]) == ["2201110003", "2201110002", "2201110001"]
    assert list(table["name"]) == ["Ada Park", "Ethan Lee", "Jane Doe"]
    student = read_result(tmp_path / "out", "Ada_Park_2201110003")["extra_data"]["student"]
    assert (student["email"], student["group"]) == ("ada@example.edu", "submission_98766")


def test_lateness_attempts_and_who_it_is_stand_in_the_row(grade, tmp_path: Path) -> None:
    files = {f"doe_1_1_{PDF}": "", f"lee_LATE_2_2_{PDF}": "", f"roe_3_3_{PDF}": "", f"=1+1_4_5_{PDF}": ""}
    done = grade(hand_in(tmp_path / "in", files))
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Canvas download: 4 students, 1 late\n")
    table = grades(tmp_path / "out").astype(str)
    assert list(table["late"]) == ["", "", "yes", ""]
    assert list(table["id"]) == ["4", "1", "2", "3"]
    assert table["name"].iloc[0] == "'=1+1"


def test_what_is_nobodys_is_in_a_table_and_the_first_of_it_on_the_terminal(grade, tmp_path: Path) -> None:
    strays = {f"../{number:02}/=x": "" for number in range(30)}
    (tmp_path / "in.zip").write_bytes(zipped({f"{name}/{PDF}": "" for name in "ab"} | {"data/a.dat": ""} | strays))
    done = grade(tmp_path / "in.zip")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.count("ignored: ") == 20
    assert "... and 11 more" in done.stdout
    with (tmp_path / "out" / "ignored.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["path"]: row["why"] for row in csv.DictReader(file)}
    assert len(rows) == 31
    assert rows["data"] == "a folder without a student's file"
    assert rows["../07/=x"].startswith("a path that leads out of the archive")


def test_the_roster_gives_rows_and_remarks_in_the_language_of_the_reports(grade, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("学号,姓名,班级\n2021001,王喆,A\n2021002,李四,B\n", encoding="gb18030")
    path = hand_in(tmp_path / "in", {f"2021001/{PDF}": "", f"guest/{PDF}": ""})
    done = grade(path, "--roster", tmp_path / "roster.csv")
    assert done.exit_code == 0, done.stderr
    assert "nothing handed in: 李四_2021002" in done.stdout
    assert "not in the roster: guest" in done.stdout
    table = grades(tmp_path / "out")
    absent = table.loc["李四_2021002", ["score", "section", "note", "handed_in"]].tolist()
    assert absent == [0, "B", "nothing was handed in", ""]
    assert table.loc["2021001", ["name", "section", "note"]].tolist() == ["王喆", "A", NOTHING]
    assert table.loc["guest", "note"] == f"{NOTHING}; not in the roster"
    chinese = grade(path, "--roster", tmp_path / "roster.csv", "--language", "zh")
    assert "没有交作业：李四_2021002" in chinese.stdout
    assert grades(tmp_path / "out").loc["李四_2021002", "note"] == "没有交任何文件"


def test_who_hands_in_after_all_takes_the_row_of_nothing(grade, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("id,name\n1001,Jane Doe\n1002,Ethan Lee\n", encoding="utf-8")
    path = hand_in(tmp_path / "in", {f"1001/{PDF}": ""})
    grade(path, "--roster", tmp_path / "roster.csv")
    assert list(grades(tmp_path / "out")["note"]) == [NOTHING, "nothing was handed in"]
    done = grade(hand_in(path, {f"1002/{PDF}": ""}), "--roster", tmp_path / "roster.csv")
    assert done.exit_code == 0, done.stderr
    assert list(grades(tmp_path / "out")["note"]) == [NOTHING, NOTHING]


@pytest.fixture
def graded(grade, tmp_path: Path) -> Path:
    """A class of three that has been graded."""
    path = hand_in(tmp_path / "in", {f"student-0{number}/{PDF}": "" for number in (1, 2, 3)})
    assert grade(path).exit_code == 0
    return path


def everything(out: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in out.rglob("*") if path.is_file() and "journal" not in path.name}


@pytest.mark.parametrize("other", ["a class", "a student's folder", "a student's file", "a part of the class"])
def test_another_class_or_one_student_into_the_folder_of_a_class_is_refused(
    grade, graded: Path, tmp_path: Path, other: str
) -> None:
    path = {
        "a class": hand_in(tmp_path / "other", {f"{name}/{PDF}": "" for name in ("roe", "poe", "doe", "lee")}),
        "a student's folder": graded / "student-02",
        "a student's file": hand_in(tmp_path / "file", {FILENAME: ""}) / FILENAME,
        "a part of the class": hand_in(tmp_path / "part", {f"student-01/{PDF}": ""}),
    }[other]
    before = everything(tmp_path / "out")
    done = grade(path)
    assert done.exit_code == 2
    assert "holds the results of 3 submissions; student-0" in done.stderr
    assert "--only NAME" in done.stderr
    assert everything(tmp_path / "out") == before


def test_another_class_replaces_all_results_where_that_is_said(grade, graded: Path, tmp_path: Path) -> None:
    path = hand_in(tmp_path / "other", {f"{name}/{PDF}": "" for name in ("roe", "poe", "doe")})
    assert grade(path, "--fresh").exit_code == 0
    assert list(grades(tmp_path / "out").index) == ["doe", "poe", "roe"]


def test_a_table_without_a_journal_as_merge_writes_it_is_not_replaced_either(
    grade, graded: Path, tmp_path: Path
) -> None:
    for path in (tmp_path / "out").glob("journal*"):
        path.unlink()
    assert grade(graded / "student-02").exit_code == 2
    assert grade(graded).exit_code == 0


def test_one_who_has_left_the_course_is_named_and_the_others_stay(grade, graded: Path, tmp_path: Path) -> None:
    (graded / "student-03" / PDF).unlink()
    (graded / "student-03").rmdir()
    done = grade(graded)
    assert done.exit_code == 0, done.stderr
    assert "no longer in the table: student-03" in done.stdout
    assert list(grades(tmp_path / "out").index) == ["student-01", "student-02"]


@pytest.mark.parametrize("where", ["", "student-02"])
def test_one_submission_is_graded_again_and_the_others_stay(grade, graded: Path, tmp_path: Path, where: str) -> None:
    hand_in(graded, {f"student-02/{FILENAME}": ""})
    done = grade(graded / where, "--only", "student-02")
    assert done.exit_code == 0, done.stderr
    assert list(grades(tmp_path / "out")["note"]) == [NOTHING, f"{FILENAME} is empty", NOTHING]
    assert sorted(path.stem for path in (tmp_path / "out" / "results").iterdir()) == [
        *("student-01", "student-02", "student-03")
    ]
    assert grade(graded).exit_code == 0


@pytest.mark.slow
def test_equal_files_are_graded_once_and_one_of_them_again(grade, tmp_path: Path) -> None:
    path = hand_in(tmp_path / "in", {f"student-{number}/{FILENAME}": RIGHT for number in range(6)})
    assert grade(path, "--jobs", 2).exit_code == 0
    table = grades(tmp_path / "out")
    assert list(table["score"]) == [5] * 6
    assert list(table["handed_in"]) == [f"student-{number}/{FILENAME}" for number in range(6)]
    assert "6 of 6 were known" in grade(path).stdout
    again = grade(path / "student-3", "--only", "student-3")
    assert "were known" not in again.stdout
    assert list(grades(tmp_path / "out")["score"]) == [5] * 6


def test_a_name_that_is_not_there_is_refused(grade, graded: Path) -> None:
    done = grade(graded, "--only", "student-2")
    assert (done.exit_code, "did you mean one of these: student-02?" in done.stderr) == (2, True)
    done = grade(graded / "student-02", "--only", "student-2")
    assert (done.exit_code, "holds no result of student-2; did you mean student-02?" in done.stderr) == (2, True)
    for options in (("--fresh",), ("--shard", "1/2")):
        done = grade(graded, "--only", "student-02", *options)
        assert (done.exit_code, "leave out --fresh and --shard" in done.stderr) == (2, True)


def test_a_question_ends_with_two_in_the_readers_language_and_an_option_answers(grade, tmp_path: Path) -> None:
    path = hand_in(tmp_path / "in", {f"{name}/{FILENAME}": "" for name in ("late/a", "late/b", "c")})
    done = grade(path, "--language", "zh")
    assert done.exit_code == 2
    assert "late 看起来" in done.stderr
    assert "--from sections" in done.stderr
    assert grade(path, "--from", "sections").exit_code == 0
    assert list(grades(tmp_path / "out").index) == ["a", "b", "c"]


def test_names_of_the_instructors_own_form(grade, tmp_path: Path) -> None:
    path = hand_in(
        tmp_path / "in", {f"{name}.py": "" for name in ("2021001-张三-1", "2021001-张三-2", "2021002-李四-1")}
    )
    done = grade(path, "--names", r"(?P<id>\d+)-(?P<name>[^-]+)-(?P<attempt>\d)")
    assert done.exit_code == 0, done.stderr
    table = grades(tmp_path / "out").astype(str)
    assert list(table.index) == ["张三_2021001", "李四_2021002"]
    assert list(table["attempt"]) == ["2", "1"]
    assert "not 2021001-张三-1.py" in table["note"].iloc[0]
    assert grade(path, "--names", "(", out="bad").exit_code == 2
