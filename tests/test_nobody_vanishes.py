"""Whatever a class looks like, every file is a student's or is named as nobody's, or the instructor is asked."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assignment.engine.homework import load
from autograder.intake.find import Found, find, sort
from autograder.intake.place import NotReadable, Unusable
from autograder.intake.system_files import is_of_the_system

from .class_files import hand_in, zipped
from .class_layouts import ENDINGS, LAYOUTS, Files, X

HOMEWORK = load()
FILENAME = HOMEWORK.filename


def rows(found: Found) -> dict[str, str]:
    """Return where each row's file lies, or what is wrong."""
    said = {}
    for submission in found.submissions:
        try:
            said[submission.name] = submission.read().path
        except Unusable as unusable:
            said[submission.name] = unusable.text
    return said


@pytest.fixture(params=["folder", "zip"])
def as_class(request: pytest.FixtureRequest, tmp_path: Path):
    """Return a function that makes a class of some files, once on the disk and once in a zip."""

    def make(files: Files) -> Path:
        if request.param == "folder":
            return hand_in(tmp_path / "in", files)
        (tmp_path / "in.zip").write_bytes(zipped(files))
        return tmp_path / "in.zip"

    return make


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_student_has_a_row(as_class, name: str) -> None:
    files, expected = LAYOUTS[name]
    assert rows(find(as_class(files), HOMEWORK)) == expected


def test_twenty_five_notebooks_beside_two_folders_are_twenty_seven_rows(as_class) -> None:
    files = {f"student-{number:02}.ipynb": "{}" for number in range(25)} | {f"{n}/{FILENAME}": X for n in "ab"}
    assert len(find(as_class(files), HOMEWORK).submissions) == 27


def test_sections_are_known_to_the_rows(as_class) -> None:
    found = find(as_class(LAYOUTS["sections"][0]), HOMEWORK)
    sections = {submission.name: submission.student.section for submission in found.submissions}
    assert sections == {"elee": "section1", "jdoe": "section1", "roe": "section2"}


@pytest.mark.parametrize("what", ["folder", "archive"])
def test_a_file_below_too_many_folders_is_said_to_be_hidden(tmp_path: Path, what: str) -> None:
    deep = f"d1x/d2x/d3x/d4x/d5x/d6x/d7x/{FILENAME}"
    files: Files = {f"a/{deep}": X} if what == "folder" else {"a/w.zip": zipped({deep: X})}
    found = find(hand_in(tmp_path, {**files, f"b/{FILENAME}": X}), HOMEWORK)
    said = "the files are hidden deeper than 6 folders: hand in the file alone"
    assert rows(found)["a"] == said
    assert rows(found)["b"] == f"b/{FILENAME}"


MIXED = {f"late/a/{FILENAME}": X, f"late/b/{FILENAME}": X, f"c/{FILENAME}": X}
VERSIONS = {f"jdoe/{number}/{FILENAME}": X for number in (1, 2)}


@pytest.mark.parametrize(
    ("files", "options"),
    [(MIXED, {"folders": 2, "sections": 3}), (VERSIONS, {"folders": 2, "versions": 1})],
)
def test_where_folders_can_be_both_it_asks_and_names_the_options(
    as_class, files: Files, options: dict[str, int]
) -> None:
    path = as_class(files)
    with pytest.raises(Unusable) as asked:
        find(path, HOMEWORK)
    for option, number in options.items():
        assert f"--from {option}" in asked.value.text
        assert len(find(path, HOMEWORK, given=option).submissions) == number


FAKE = {
    "a platform's folders": {f"mallory/{one}_7_assignsubmission_file/{FILENAME}": X for one in ("doe", "lee")},
    "folders": {f"mallory/{one}/{FILENAME}": X for one in ("doe", "lee")},
    "an archive": {"mallory.zip": zipped({f"{one}/{FILENAME}": X for one in ("doe", "lee")})},
}
REAL = {
    "folders": {f"{one}/{FILENAME}": X for one in ("doe", "lee", "roe")},
    "folders in folders": {f"{one}/by {one}/{FILENAME}": X for one in ("doe", "lee", "roe")},
    "files": {f"{one}.py": X for one in ("doe", "lee", "roe")},
    "archives": {f"{one}.zip": zipped({FILENAME: X}) for one in ("doe", "lee", "roe")},
}


@pytest.mark.parametrize("fake", FAKE)
@pytest.mark.parametrize("real", REAL)
def test_who_calls_folders_after_others_adds_no_rows_for_them(as_class, fake: str, real: str) -> None:
    path = as_class({**REAL[real], **FAKE[fake]})
    with pytest.raises(Unusable, match="mallory"):
        find(path, HOMEWORK)
    assert len(find(path, HOMEWORK, given="folders").submissions) == 4


NAMES = st.sampled_from(
    [
        *(
            "jdoe",
            "elee",
            "王喆",
            "2021001-张三",
            "1",
            "2",
            "HW3",
            "src",
            "data",
            "submissions",
            "late",
            ".hidden",
            "...",
        ),
        *("section1", "__MACOSX", ".git", "hw3-jdoe", "hw3-elee", "submitted", "doe_1_2_work", "a.py", "x.zip"),
        *("Jane Doe_1_assignsubmission_file", "Bo_2_assignsubmission_onlinetext", "Doe_Jane_jdoe_12345"),
        *("101-55 - Jane Doe - Sep 24, 2024 926 PM", "Doe, Jane(jdoe)", "Submission attachment(s)", "submission_1"),
    ]
)
LEAVES = st.sampled_from(
    [
        *(
            FILENAME,
            f"jdoe_{FILENAME}",
            f"elee_{FILENAME}",
            "main.py",
            "work.ipynb",
            "report.pdf",
            "notes.txt",
            "a.csv",
        ),
        *(
            "grades.xlsx",
            ".DS_Store",
            "._a.py",
            "index.html",
            "timestamp.txt",
            "submission_metadata.yml",
            "20261101_a.py",
        ),
        *(f"doe_1_2_{FILENAME}", f"lee_LATE_3_4_{FILENAME}", "doe_1_text.html", f"doe_1_5_{FILENAME}"),
        *(f"HW_s1_attempt_2026-11-01-10-00-00_{FILENAME}", "HW_s1_attempt_2026-11-01-10-00-00.txt", "jdoe", "1"),
        f"Jane Doe_1_assignsubmission_file_{FILENAME}",
    ]
)
PATHS = st.builds(lambda folders, name: "/".join((*folders, name)), st.lists(NAMES, max_size=4), LEAVES)
TREES = st.lists(PATHS, min_size=1, max_size=14, unique=True)


def without_clashes(paths: list[str]) -> list[str]:
    """Leave out files that have the name of a folder."""
    folders = {path.rsplit("/", number)[0] for path in paths for number in range(1, path.count("/") + 1)}
    return [path for path in paths if path not in folders]


def packed(paths: list[str]) -> Files:
    """Return files with some content; the contents of x.zip are put into it."""
    files: Files = {}
    inside: dict[str, Files] = {}
    for path in paths:
        archive, found, rest = path.partition("x.zip/")
        if found:
            inside.setdefault(f"{archive}x.zip", {})[rest] = "x = 1\n"
        else:
            files[path] = "x = 1\n"
    return files | {name: zipped(packed([*content])) for name, content in inside.items()}


def owners(path: str, attempts: dict[str, set[str]], strays: set[str]) -> Iterator[str]:
    """Yield the students to whom a file belongs, and the stray under which it is named."""
    above = ["", *("/".join(path.split("/")[:number]) for number in range(1, path.count("/") + 2))]
    for place in above:
        yield from attempts.get(place, ())
        yield from (f"stray {place}" for place in {place} & strays)


def accounted(path: Path, files: list[str]) -> None:
    """Assert that each file that nobody's system left belongs to one student, or is named."""
    for option in ("", "folders", "sections", "versions"):
        try:
            found = sort(path, HOMEWORK, option)
        except Unusable as asked:
            assert "--from" in asked.text or "submission_metadata.yml cannot be read" in asked.text, asked.text
            continue
        attempts: dict[str, set[str]] = {}
        for attempt in found.attempts:
            attempts.setdefault(attempt.origin, set()).add(attempt.owner)
        for file in files:
            if not any(map(is_of_the_system, file.split("/"))):
                assert len({*owners(file, attempts, {*found.strays})}) == 1, (option, file)


def try_trees(count: int) -> None:
    """Make random classes and look at every file."""
    settings(max_examples=count, deadline=None)(given(TREES, st.booleans())(one_tree))()


@pytest.mark.parametrize("count", [60, pytest.param(1_000, marks=pytest.mark.slow)])
def test_each_file_of_a_random_tree_is_one_students_or_named(count: int) -> None:
    try_trees(count)


def one_tree(paths: list[str], zip_it: bool) -> None:
    files = without_clashes(paths)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in"
        if zip_it:
            path = path.with_suffix(".zip")
            path.write_bytes(zipped(packed(files)))
        else:
            hand_in(path, packed(files))
        if any(not any(map(is_of_the_system, file.split("/"))) for file in files):
            accounted(path, files)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["", ".csv", *ENDINGS, ".py"]), min_size=2, max_size=12))
def test_the_files_of_a_flat_class_are_as_many_as_its_rows_and_strays(endings: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = hand_in(Path(folder), {f"student-{number}{ending}": "x" for number, ending in enumerate(endings)})
        found = find(path, HOMEWORK)
    assert len(found.submissions) + len(found.strays) == len(endings)
    assert len(found.strays) == (endings.count(".csv") == 1)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_the_graders_account_cannot_read_is_a_fault_and_no_hand_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    path = hand_in(tmp_path, {f"{name}/{FILENAME}": X for name in ("a", "b")})
    locked = str(path / "a" / FILENAME if what == "file" else path / "a")
    real = {"open": os.open, "scandir": os.scandir}

    def refuse(name: str):
        def call(where, *args, **more):
            if str(where) == locked:
                raise PermissionError(13, "Permission denied", where)
            return real[name](where, *args, **more)

        return call

    for name in real:
        monkeypatch.setattr(os, name, refuse(name))  # root may read everything
    first, second = find(path, HOMEWORK).submissions
    with pytest.raises(NotReadable, match="Permission denied"):
        first.read()
    assert second.read().path == f"b/{FILENAME}"
