"""The list of a course: every student in it has a row, and every hand-in says whose it is."""

from pathlib import Path

import pytest

from assignment.engine.homework import load
from autograder.intake.find import Found, Submission, find
from autograder.intake.place import Unusable
from autograder.intake.roster import Roster, read

from .class_files import hand_in

HOMEWORK = load()
FILENAME = HOMEWORK.filename
TABLE = [
    ["id", "name", "e-mail", "section", "group"],
    ["2201110001", "Jane Doe", "jdoe@example.edu", "A", "Team 1"],
    ["2201110002", "Ethan Lee", "elee@example.edu", "A", "Team 1"],
    ["2201110003", "陈怡君", "cyj@example.edu", "B", ""],
    ["2201110004", "Max Same", "max@example.edu", "B", ""],
    ["2201110005", "Max Same", "same@example.edu", "B", ""],
]


def csv_of(rows: list[list[str]], separator: str = ",") -> str:
    return "".join(separator.join(row) + "\n" for row in rows)


def as_csv(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def compared(tmp_path: Path, files: dict[str, str | bytes], table: list[list[str]] = TABLE) -> Found:
    """Return a class with its roster."""
    roster = read(as_csv(tmp_path / "roster.csv", csv_of(table)))
    return find(hand_in(tmp_path / "in", files), HOMEWORK, roster=roster)


def wrong(submission: Submission) -> str:
    """Return what is wrong with a hand-in, and nothing if it can be read."""
    try:
        submission.read()
    except Unusable as unusable:
        return unusable.text
    return ""


@pytest.mark.parametrize(
    "folder",
    [
        *("doejane_2201110001_99_neural_network.py", "2201110001-Jane/x.py", "Jane Doe/x.py", "Doe, Jane/x.py"),
        *(
            "Jane Doe_77_assignsubmission_file/x.py",
            "doejane_5_9_neural_network.py",
            "jdoe@example.edu/x.py",
            "jdoe/x.py",
        ),
    ],
)
def test_a_hand_in_is_matched_by_number_name_or_address(tmp_path: Path, folder: str) -> None:
    found = compared(tmp_path, {folder: "x = 1\n"})
    (mine,) = (one for one in found.submissions if not wrong(one))
    student = mine.student
    assert (student.id, student.name, student.email) == ("2201110001", "Jane Doe", "jdoe@example.edu")
    assert student.section == "A"
    assert mine.notes == ()


def test_who_handed_in_nothing_has_a_row_and_who_is_not_in_the_roster_is_named(tmp_path: Path) -> None:
    found = compared(tmp_path, {"陈怡君/x.py": "x = 1\n", "2201110001/x.py": "x = 1\n", "guest/x.py": "x = 1\n"})
    assert {one.name: wrong(one) for one in found.submissions} == {
        "2201110001": "",
        "Ethan_Lee_2201110002": "nothing was handed in",
        "Max_Same_2201110004": "nothing was handed in",
        "Max_Same_2201110005": "nothing was handed in",
        "guest": "",
        "陈怡君": "",
    }
    assert [one.notes for one in found.submissions if one.name == "guest"] == [("not in the roster",)]
    absent = "Ethan Lee_2201110002, Max Same_2201110004, Max Same_2201110005"
    assert found.remarks == (f"nothing handed in: {absent}", "not in the roster: guest")
    assert [one.handed_in for one in found.submissions if wrong(one)] == ["", "", ""]


def test_a_name_that_two_students_have_is_no_students(tmp_path: Path) -> None:
    found = compared(tmp_path, {"Max Same/x.py": "x = 1\n"})
    assert "not in the roster: Max Same" in found.remarks
    assert len(found.submissions) == len(TABLE)


def test_two_hand_ins_of_one_student_say_so(tmp_path: Path) -> None:
    found = compared(tmp_path, {"Jane Doe/x.py": "x = 1\n", "2201110001/x.py": "x = 1\n"})
    notes = [one.notes for one in found.submissions if not wrong(one)]
    assert notes == [("one of 2 hand-ins of this student",)] * 2


def test_each_member_of_a_group_has_a_row_with_the_groups_file(tmp_path: Path) -> None:
    found = compared(tmp_path, {f"Team 1_55_assignsubmission_file/{FILENAME}": "x = 1\n"})
    mine = {one.name: one.read().path for one in found.submissions if not wrong(one)}
    assert mine == dict.fromkeys(
        ("Ethan_Lee_2201110002", "Jane_Doe_2201110001"), f"Team 1_55_assignsubmission_file/{FILENAME}"
    )


def ids(roster: Roster) -> list[tuple[str, str, str, str]]:
    return [(e.student.id, e.student.name, e.student.email, e.student.section) for e in roster.entries]


JANE = [("0012", "Jane Doe", "j@example.edu", "A")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize(
    "text",
    [
        "id,name,email,section\n0012,Jane Doe,j@example.edu,A\n",
        "Name;Student ID;E-Mail;Class\nJane Doe;0012;j@example.edu;A\n",
        "学号\t姓名\t邮箱\t班级\n0012\tJane Doe\tj@example.edu\tA\n",
        "三年级名单,,,\n姓名,学号,电子邮箱,行政班\nJane Doe,0012,j@example.edu,A\n",
        "First name,Surname,ID number,Email address,Section\nJane,Doe,0012,j@example.edu,A\n",
        "OrgDefinedId,Last Name,First Name,Email,Section\n#0012,Doe,Jane,j@example.edu,A\n,,,,\n",
    ],
)
def test_a_table_is_read_whatever_its_columns_and_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    assert ids(read(as_csv(tmp_path / "roster.csv", text, encoding))) == JANE


def test_every_number_of_canvass_own_table_matches_and_its_other_rows_are_no_students(tmp_path: Path) -> None:
    text = 'Student,ID,SIS User ID,SIS Login ID,Section\n,,,,\n"    Points Possible",,,,\n"Doe, Jane",5,0012,jdoe,A\n'
    roster = read(as_csv(tmp_path / "roster.csv", text))
    (entry,) = roster.entries
    assert entry.ids == {"5", "0012", "jdoe"}


def test_an_excel_sheet_is_read(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in ([None, "List"], ["学号", "姓名", "班级"], [2201110001, "陈怡君", "A"], ["0012", "Jane Doe", None]):
        book.active.append(row)
    book.save(tmp_path / "roster.xlsx")
    assert [one[:2] for one in ids(read(tmp_path / "roster.xlsx"))] == [("2201110001", "陈怡君"), ("0012", "Jane Doe")]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "has no column for students"),
        (b"a,b\n1,2\n", "has no column for students"),
        (b"id,name\n", "holds no students"),
        (b"PK\3\4 no workbook", "is not a table"),
        (b"\xff\xfe\x00", "is not a table"),
        (b"\xff\xff\xff", "is not a table"),
    ],
)
def test_what_is_no_roster_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "roster.csv").write_bytes(content)
    with pytest.raises(Unusable, match=problem):
        read(tmp_path / "roster.csv")
