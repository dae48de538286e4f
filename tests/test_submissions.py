"""Finds each student's file, in spite of what platforms, browsers and students do to names and folders."""

import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from assignment.engine.homework import load
from autograder.intake import find as finding
from autograder.intake.find import KINDS, Found
from autograder.intake.names import unique_names
from autograder.intake.place import Kind, Place, Unusable

from .class_files import Plain, hand_in, zipped

HOMEWORK = load()
FILENAME = HOMEWORK.filename


def find(path: Path, filename: str = FILENAME) -> Found:
    return finding.find(path, replace(HOMEWORK, filename=filename))


def read(path: Path, filename: str = FILENAME) -> dict[str, str]:
    """Return the text of each submission, or what is wrong with it."""
    found = {}
    for submission in find(path, filename)[0]:
        try:
            found[submission.name] = submission.read().text
        except Unusable as unusable:
            found[submission.name] = str(unusable)
    return found


@pytest.fixture(params=["folder", "zip"])
def as_class(request: pytest.FixtureRequest, tmp_path: Path):
    """Return a function that makes a class of some files, once on the disk and once in a zip."""

    def make(files: dict[str, str | bytes]) -> Path:
        if request.param == "folder":
            return hand_in(tmp_path / "in", files)
        (tmp_path / "in.zip").write_bytes(zipped(files))
        return tmp_path / "in.zip"

    return make


@pytest.mark.parametrize(
    "name",
    ["neural_network-1.py", "neural_network (1).py", "Neural_Network.py", "homework.py", "neural_network(最终版).PY"],
)
def test_the_only_python_file_counts_whatever_its_name(as_class, name: str) -> None:
    path = as_class({f"student-01/{name}": "x = 1\n", "student-02/report.pdf": "%PDF", f"student-03/{FILENAME}": "y"})
    assert read(path) == {
        "student-01": "x = 1\n",
        "student-02": "there is no neural_network.py; found report.pdf",
        "student-03": "y",
    }
    assert find(path)[0][0].read().path == f"student-01/{name}"


def test_of_several_python_files_the_one_with_a_similar_name_counts(as_class) -> None:
    path = as_class(
        {
            "a/neural_network (2).py": "right",
            "a/helper.py": "wrong",
            "b/one.py": "x",
            "b/two.py": "y",
            "c/neural_network-9.py": "earlier",
            "c/neural_network-10.py": "latest",
            f"d/first/{FILENAME}": "x",
            f"d/second/{FILENAME}": "y",
            f"e/{FILENAME}": "upper",
            f"e/old/{FILENAME}": "lower",
            f"e/old/{FILENAME}c": "byte code",
        }
    )
    assert read(path) == {
        "a": "right",
        "b": "there is no neural_network.py; found one.py, two.py",
        "c": "latest",
        "d": f"there are 2 files called {FILENAME}, first/{FILENAME}, second/{FILENAME}: hand in one",
        "e": "upper",
    }


def test_a_zip_that_a_student_handed_in_is_opened_but_not_a_zip_inside_it(tmp_path: Path) -> None:
    inner = zipped({f"homework/{FILENAME}": "inside", "homework/data.csv": "1"})
    path = hand_in(
        tmp_path,
        {
            "a/homework.zip": inner,
            "b/homework.zip": zipped({"deeper.zip": inner}),
            "c/homework.zip": b"PK no zip",
            "d/homework.zip": zipped({f"../{FILENAME}": "outside"}),
            f"e/{FILENAME}": "beside",
            "e/homework.zip": inner,
            "f/homework.zip": zipped({FILENAME: b"\n" * (9 << 20)}),
            "g/homework.zip": b"P" * (9 << 20),
        },
    )
    assert read(path) == {
        "a": "inside",
        "b": "there is no neural_network.py; found deeper.zip (an archive in an archive is not opened)",
        "c": "homework.zip is not a readable zip file",
        "d": "there is no neural_network.py; nothing was handed in",
        "e": "beside",
        "f": "neural_network.py is larger than 256 KiB",
        "g": "homework.zip is larger than 8 MiB: hand in neural_network.py alone",
    }


def test_a_students_zip_in_the_zip_of_the_class_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "in.zip"
    path.write_bytes(zipped({"student-01/homework.zip": zipped({FILENAME: "inside"}), "student-02/x.txt": "x"}))
    assert read(path) == {"student-01": "inside", "student-02": "there is no neural_network.py; found x.txt"}


def test_in_a_class_of_loose_files_all_that_students_hand_in_gets_a_row(as_class) -> None:
    path = as_class(
        {
            "wang_1_neural_network-1.py": "right",
            "li_2_homework.rar": "Rar!",
            "zhang_3_homework.ipynb": "{}",
            "zhao_4_report.pdf": "%PDF",
            "grades_export.csv": "1",
        }
    )
    assert read(path) == {
        "wang_1_neural_network-1": "right",
        "li_2_homework": "there is no neural_network.py; found li_2_homework.rar (li_2_homework.rar cannot be opened "
        "here: hand in the file itself, or a zip file)",
        "zhang_3_homework": "zhang_3_homework.ipynb is a notebook without code cells",
        "zhao_4_report": "there is no neural_network.py; found zhao_4_report.pdf",
    }
    assert list(find(path).strays) == ["grades_export.csv"]


def test_an_outer_folder_is_opened_even_if_other_files_are_beside_it(as_class) -> None:
    path = as_class({f"HW3/a/{FILENAME}": "1", f"HW3/b/{FILENAME}": "2", "grades_export.csv": "", "HW3/late.txt": ""})
    assert read(path) == {"a": "1", "b": "2", "late": "there is no neural_network.py; found late.txt"}
    assert list(find(path).strays) == ["grades_export.csv"]


def test_a_folder_with_one_student_is_not_an_outer_folder(tmp_path: Path) -> None:
    hand_in(tmp_path, {f"student-01/homework/{FILENAME}": "x"})
    assert read(tmp_path) == {"student-01": "x"}


def test_names_in_a_zip_from_western_and_chinese_windows(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        for name, encoding in (("José_1", "cp437"), ("王喆", "gbk"), ("张伟", "utf-8")):
            archive.writestr(Plain(f"{name}/{FILENAME}".encode(encoding)), name)
    assert {submission.handed_in for submission in find(tmp_path / "in.zip")[0]} == {"José_1", "王喆", "张伟"}


def test_a_name_that_looks_like_the_safe_form_of_another_one_is_told_apart_from_it() -> None:
    safe = unique_names(["O'Brien"])["O'Brien"]
    longer = unique_names(["O'Brien", safe])["O'Brien"]
    names = unique_names(["O'Brien", safe, longer, "o brien", "O_BRIEN"])
    assert len({name.casefold() for name in names.values()}) == 5
    assert safe.startswith("O_Brien-")
    assert longer.startswith(safe)


def test_a_long_name_of_foreign_letters_is_cut_to_whole_letters() -> None:
    name = unique_names(["é" * 30_000])["é" * 30_000]
    assert name.startswith("é" * 100 + "-")
    assert len(name.encode()) < 250


def test_in_a_zip_a_folder_and_a_file_may_have_the_same_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        for name in (f"a/{FILENAME}", f"a.py/{FILENAME}", "a.py"):
            archive.writestr(name, name)
    assert sorted(read(tmp_path / "in.zip").values()) == sorted((f"a/{FILENAME}", f"a.py/{FILENAME}", "a.py"))


def test_the_name_with_what_platforms_add_follows_from_the_homework(tmp_path: Path) -> None:
    hand_in(tmp_path, {"a/Linear-Fit (1).py": "right", "a/linear_fitting.py": "wrong", "b/linearfit2.py": "x"})
    assert read(tmp_path, "linear_fit.py") == {"a": "right", "b": "x"}
    assert read(tmp_path, "line.py")["a"].startswith("there is no line.py; found Linear-Fit (1).py")


def test_the_size_limit_is_the_homeworks(tmp_path: Path) -> None:
    hand_in(tmp_path, {f"student-01/{FILENAME}": "#" * 2049})
    small = replace(HOMEWORK, limits=replace(HOMEWORK.limits, file_bytes=2048))
    with pytest.raises(Unusable, match="larger than 2 KiB"):
        finding.find(tmp_path, small)[0][0].read()


def test_another_kind_of_hand_in_needs_one_line_in_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def files(path: Path) -> dict[PurePosixPath, Callable[[int], bytes]]:
        with tarfile.open(path) as archive:
            members = {PurePosixPath(m.name): archive.extractfile(m).read() for m in archive if m.isfile()}  # type: ignore[union-attr]
        return {name: lambda limit, data=data: data[: limit + 1] for name, data in members.items()}

    def look(path: Path) -> Place:
        found = files(path)
        return Place({}, {name.name: read for name, read in found.items()}, lambda: found)

    tape = Kind(lambda path: path.is_file() and tarfile.is_tarfile(path), look)
    monkeypatch.setattr(finding, "KINDS", (tape, *KINDS))
    hand_in(tmp_path, {"in/student-01.py": "right"})
    with tarfile.open(tmp_path / "class.tar", "w") as archive:
        archive.add(tmp_path / "in" / "student-01.py", "student-01.py")
    assert read(tmp_path / "class.tar") == {"student-01": "right"}
