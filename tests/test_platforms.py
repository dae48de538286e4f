"""What platforms give as a download: every student gets a row, and the row says who it is."""

import re
from pathlib import Path
from typing import Any

import pytest

from assignment.engine.homework import load
from autograder.intake.find import FROM, Submission, find
from autograder.intake.place import Unusable
from autograder.intake.sources import by_pattern

from .class_files import hand_in, zipped
from .platform_layouts import LAYOUTS, TEXT_ONLY

HOMEWORK = load()
FILENAME = HOMEWORK.filename
DOWNLOADS = Path(__file__).parent / "corpus" / "platforms"


def text(submission: Submission) -> str:
    """Return the text that counts, or what is wrong."""
    try:
        return submission.read().text
    except Unusable as unusable:
        return unusable.text


def who(submission: Submission) -> dict[str, Any]:
    """Return what is known of a student."""
    return {name: value for name, value in vars(submission.student).items() if value}


@pytest.fixture(params=["folder", "zip", "zip in a folder"])
def packed(request: pytest.FixtureRequest, tmp_path: Path):
    """Return a function that makes a class of some files in each of three ways."""

    def make(files: dict[str, str | bytes]) -> Path:
        if request.param == "folder":
            return hand_in(tmp_path / "in", files)
        path = tmp_path / ("in.zip" if request.param == "zip" else "in/download.zip")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(zipped(files))
        return path if request.param == "zip" else path.parent

    return make


STUDENTS: dict[str, tuple[str, dict[str, dict[str, Any]]]] = {
    "big5_names": (
        "folders and files: 2 students",
        {
            "B10902001_陳怡君": {"id": "B10902001", "name": "陳怡君"},
            "B10902002_林志豪": {"id": "B10902002", "name": "林志豪"},
        },
    ),
    "blackboard_two_attempts": (
        "Blackboard download: 2 students, 3 attempts",
        {
            "s1001": {"id": "s1001", "name": "Jane Doe", "attempt": 2, "time": "2026-11-02 09:30:00"},
            "s1002": {"id": "s1002", "name": "Ethan Lee", "attempt": 1, "time": "2026-11-01 23:10:07"},
        },
    ),
    "canvas_several_files": (
        "Canvas download: 3 students, 1 late",
        {
            "doejane_112233": {"id": "112233", "name": "doejane", "attempt": 1},
            "leeethan_112244": {"id": "112244", "name": "leeethan", "attempt": 2},
            "rossini_112255": {"id": "112255", "name": "rossini", "late": True, "attempt": 1},
        },
    ),
    "gradescope_export": (
        "Gradescope export: 3 students",
        {
            name: {
                "id": f"220111000{number}",
                "name": name.replace("_", " ")[:-11],
                "email": f"{mail}@example.edu",
                "attempt": 1,
                "time": f"2026-11-0{time}+00:00",
                **group,
            }
            for number, mail, name, time, group in (
                (3, "ada", "Ada_Park_2201110003", "2 03:10:00", {"group": "submission_98766"}),
                (2, "ethan", "Ethan_Lee_2201110002", "2 03:10:00", {"group": "submission_98766"}),
                (1, "jane", "Jane_Doe_2201110001", "1 23:58:00", {}),
            )
        },
    ),
    "ilias": (
        "ILIAS download: 2 students, 3 attempts",
        {
            "Doe_Jane_jdoe1s_12345": {"id": "jdoe1s", "name": "Jane Doe", "attempt": 1, "time": "2026-11-01"},
            "Lee_Ethan_elee1s_12346": {"id": "elee1s", "name": "Ethan Lee", "attempt": 2, "time": "2026-11-02"},
        },
    ),
    "moodle_onlinetext": (
        "Moodle download: 3 students",
        {
            "Ethan_Lee_1234568": {"id": "1234568", "name": "Ethan Lee"},
            "Jane_Doe_1234567": {"id": "1234567", "name": "Jane Doe"},
            "Noah_Text_1234569": {"id": "1234569", "name": "Noah Text"},
        },
    ),
}


@pytest.mark.parametrize("name", STUDENTS)
def test_a_download_gives_a_row_with_its_identity_for_each_student(name: str) -> None:
    found = find(DOWNLOADS / f"{name}.zip", HOMEWORK)
    summary, students = STUDENTS[name]
    assert found.summary == summary
    assert {submission.name: who(submission) for submission in found.submissions} == students
    unread = {submission.name: text(submission) for submission in found.submissions if "import" not in text(submission)}
    assert unread == ({"Noah_Text_1234569": TEXT_ONLY} if name == "moodle_onlinetext" else {})


@pytest.mark.parametrize(
    ("name", "student", "counts", "older"),
    [
        ("blackboard_two_attempts", "s1001", "2026-11-02-09-30-00_neural_network.py", "2026-11-01-10-00-00_neural"),
        ("ilias", "Lee_Ethan_elee1s_12346", "20261102_neural_network.py", "20261101_neural_network.py"),
    ],
)
def test_the_latest_attempt_counts_and_the_others_are_named(name: str, student: str, counts: str, older: str) -> None:
    (mine,) = (one for one in find(DOWNLOADS / f"{name}.zip", HOMEWORK).submissions if one.name == student)
    assert mine.read().path.endswith(counts)
    (note,) = mine.notes
    assert older in note
    assert counts not in note


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_of_a_platform_gives_a_row_with_its_identity_for_each_student(packed, name: str) -> None:
    files, summary, rows, last = LAYOUTS[name]
    found = find(packed(files), HOMEWORK)
    assert found.summary == summary
    assert {submission.name: text(submission) for submission in found.submissions} == rows
    assert who(found.submissions[-1]) == last


def test_the_platforms_own_files_are_named_with_what_they_are(packed) -> None:
    files, *_rest = LAYOUTS["Sakai"]
    ((path, why),) = find(packed(files), HOMEWORK).strays.items()
    assert (path.endswith("HW3/grades.csv"), why) == (True, "the platform's own file")


def test_a_gradescope_export_with_ruby_objects_and_without_some_folders_is_read(tmp_path: Path) -> None:
    metadata = """---
submission_1:
  :submitters:
  - :name: Jane Doe
    :sid: "0001"
    :email: jane@example.edu
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: 2026-11-02 03:10:00.000000000 Z
    zone: &1 !ruby/object:ActiveSupport::TimeZone
      name: UTC
  :history:
  - :created_at: 2026-11-01 03:10:00 Z
submission_2:
  :submitters: []
submission_3: !ruby/object:Score 3
"""
    hand_in(
        tmp_path,
        {"submission_metadata.yml": metadata, f"submission_1/{FILENAME}": "x", f"submission_4/{FILENAME}": "y"},
    )
    found = find(tmp_path, HOMEWORK)
    assert {submission.name: text(submission) for submission in found.submissions} == {
        "Jane_Doe_0001": "x",
        "submission_2": "nothing was handed in",
        "submission_3": "nothing was handed in",
        "submission_4": "y",
    }
    assert found.submissions[0].student.attempt == 2
    assert found.submissions[0].student.time == "2026-11-02 03:10:00+00:00"


@pytest.mark.parametrize("metadata", ["- a", "a: [", "!!python/object:os.system x", "\0", "a: &a [*a]"])
def test_metadata_that_cannot_be_read_is_refused_or_does_no_harm(tmp_path: Path, metadata: str) -> None:
    hand_in(tmp_path, {"submission_metadata.yml": metadata, f"submission_1/{FILENAME}": "x"})
    try:
        assert [text(one) for one in find(tmp_path, HOMEWORK).submissions] == ["x"]
    except Unusable as refused:
        assert refused.text == "submission_metadata.yml cannot be read: export the submissions again"


SAME = {"hw_3_2024_doe.py": "doe", "hw_3_2024_lee.py": "lee"}
FEW = {**{f"{name}.py": name for name in "abcdef"}, "doe_1_2_x.py": "", "lee_3_4_x.py": ""}
SEVERAL = {f"submitted/{name}/{work}/{FILENAME}": "" for name in ("doe", "lee") for work in ("hw2", "hw3")}


@pytest.mark.parametrize(
    ("files", "doubt", "options"),
    [
        (SAME, "a number stands beside several names or files", "--from canvas, or --from folders"),
        (FEW, "only 2 of 8 entries look like it", "--from canvas, or --from folders"),
        (SEVERAL, "several assignments, hw2, hw3", "--names '(?P<id>[^/]+)/hw2/'"),
    ],
)
def test_where_it_is_not_sure_it_asks_and_an_option_answers(
    packed, files: dict[str, str | bytes], doubt: str, options: str
) -> None:
    path = packed(files)
    with pytest.raises(Unusable) as asked:
        find(path, HOMEWORK)
    assert doubt in asked.value.text
    assert options in asked.value.text
    rows = find(path, HOMEWORK, given="folders").submissions
    assert len(rows) == (2 if files is SEVERAL else len(files))


def test_a_source_that_the_instructor_names_is_taken_or_refused(packed) -> None:
    path = packed(SAME)
    assert [one.name for one in find(path, HOMEWORK, given="canvas").submissions] == ["hw_3"]
    for given in {*FROM} - {"canvas", "folders", "sections", "versions"}:
        with pytest.raises(Unusable, match="is named as in this"):
            find(path, HOMEWORK, given=given)


def test_any_other_form_of_names_is_described_by_an_expression(packed) -> None:
    files = {
        "2021001-张三-20261101-neural_network.py": "first",
        "2021001-张三-20261102-neural_network.py": "second",
        "2021002-李四-20261101-work.zip": zipped({FILENAME: "unpacked"}),
        f"2021003-王五-20261101/{FILENAME}": "folder",
        "2021003-王五-20261101/report.pdf": "%PDF",
        "赵六.py": "of another form",
    }
    form = by_pattern.compiled(r"(?P<id>\d+)-(?P<name>[^-/]+)-(?P<time>\d{8})")
    found = find(packed(files), HOMEWORK, names=form)
    assert {submission.name: text(submission) for submission in found.submissions} == {
        "张三_2021001": "second",
        "李四_2021002": "unpacked",
        "王五_2021003": "folder",
        "赵六": "of another form",
    }
    assert found.summary == "names of the given form, folders and files: 4 students, 5 attempts"
    assert who(found.submissions[0]) == {"id": "2021001", "name": "张三", "time": "20261102"}


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [("(", "not a regular expression"), ("x", "needs a group"), ("(?P<id>.)(?P<who>.)", "it knows id, name")],
)
def test_an_expression_that_cannot_be_used_is_refused(pattern: str, problem: str) -> None:
    with pytest.raises(ValueError, match=re.escape(problem)):
        by_pattern.compiled(pattern)


@pytest.mark.parametrize(
    ("mine", "form", "label"),
    [
        (
            f"Mallory_5_assignsubmission_file_Jane_7_assignsubmission_file_{FILENAME}",
            "Bo_{}_assignsubmission_file_x.py",
            "Mallory_5",
        ),
        (f"mallory_5_50_doejane_7_70_{FILENAME}", "bo_{0}_{0}0_x.py", "mallory_5"),
        (
            "HW_s5_attempt_2026-11-01-10-00-00_HW_s7_attempt_2026-11-02-10-00-00_work.py",
            "HW_s{}_attempt_2026-11-01-10-00-00_x.py",
            "s5",
        ),
    ],
)
def test_a_file_that_is_called_after_somebody_elses_stays_its_owners(packed, mine: str, form: str, label: str) -> None:
    found = find(packed({mine: "x = 1\n", form.format(3): "", form.format(4): ""}), HOMEWORK)
    assert [one.handed_in.rpartition("/")[2] for one in found.submissions if one.name == label] == [mine]
    assert len(found.submissions) == 3
    assert not any(one.student.id in ("7", "s7") for one in found.submissions)


def test_one_students_download_in_two_sections_is_two_rows(packed) -> None:
    files = {f"{section}/{name}_{FILENAME}": section for section in ("s1", "s2") for name in ("doe_1_2", "lee_3_4")}
    found = find(packed(files), HOMEWORK)
    assert sorted(text(one) for one in found.submissions) == ["s1", "s1", "s2", "s2"]
