"""A zip file, whatever is in it, ends in a row or a sentence."""

import copy
import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assignment.engine.homework import KIT, load
from autograder.intake.archive import DIRECTORY_BYTES, Archive
from autograder.intake.find import find
from autograder.intake.place import Unusable

from .class_files import Plain, grades, hand_in, zipped
from .conftest import Command
from .corpus import intake

HOMEWORK = load()
FILENAME = HOMEWORK.filename
LIMIT = HOMEWORK.limits.file_bytes
MINE = f"student-02/{FILENAME}"
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
Build = Callable[[zipfile.ZipFile], object]


def rows(path: Path) -> dict[str, str]:
    """Return the text of each submission, or what is wrong with it."""
    found = {}
    for submission in find(path, HOMEWORK)[0]:
        try:
            found[submission.name] = submission.read().text
        except Unusable as unusable:
            found[submission.name] = str(unusable)
    return found


def class_with(path: Path, build: Build) -> Path:
    """Write a class of three students, of whom the second one hands in something else."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"student-01/{FILENAME}", "x = 1\n")
        build(archive)
        archive.writestr(f"student-03/{FILENAME}", "x = 3\n")
    return path


DAMAGED = "neural_network.py is damaged in the zip file"
SENTENCES = {
    **dict.fromkeys(("damaged_deflate", "damaged_bzip2", "damaged_lzma", "short_lzma", "large_dictionary"), DAMAGED),
    **dict.fromkeys(("wrong_sum", "far_away", "patched"), DAMAGED),
    "other_name": "neural_notwork.py is damaged in the zip file",
    "unknown_method": "neural_network.py is compressed in an unusual way: hand it in without compression",
    "encrypted": "neural_network.py is encrypted",
    "link": "neural_network.py is not a regular file but a link",
    "bomb": "neural_network.py is larger than 256 KiB",
    "bzip2_bomb": "neural_network.py is larger than 256 KiB",
    "folder_with_content": "there is no neural_network.py; nothing was handed in",
    "long_name": intake.WRONG,
}


class Scene:
    """What the attacks of the corpus need."""

    mark, folder, neighbour = "mark", Path("/nowhere"), "/nowhere/neighbour"


@pytest.mark.parametrize("attack", SENTENCES)
def test_a_damaged_member_is_named_in_its_own_row_and_the_others_are_read(tmp_path: Path, attack: str) -> None:
    build = intake.archives()[f"intake_zip_{attack}"]
    path = class_with(tmp_path / "class.zip", lambda archive: build(archive, "student-02", Scene))
    assert rows(path) == {"student-01": "x = 1\n", "student-02": SENTENCES[attack], "student-03": "x = 3\n"}


@pytest.mark.parametrize("attack", SENTENCES)
def test_a_damaged_archive_of_one_student_is_named_in_their_row(tmp_path: Path, attack: str) -> None:
    with zipfile.ZipFile(tmp_path / "work.zip", "w") as archive:
        intake.archives()[f"intake_zip_{attack}"](archive, "work", Scene)
    work = (tmp_path / "work.zip").read_bytes()
    path = hand_in(tmp_path / "in", {f"student-01/{FILENAME}": "x = 1\n", "student-02/work.zip": work})
    assert rows(path) == {"student-01": "x = 1\n", "student-02": SENTENCES[attack]}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("size", [1, LIMIT, LIMIT + 1, 10 * LIMIT])
def test_a_member_is_read_up_to_the_limit_in_every_compression(tmp_path: Path, method: int, size: int) -> None:
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr(f"student-01/{FILENAME}", b"#" * size)
    expected = "#" * size if size <= LIMIT else "neural_network.py is larger than 256 KiB"
    assert rows(path) == {"student-01": expected}


@pytest.mark.parametrize("method", METHODS)
def test_a_member_that_cannot_be_compressed_is_read_whole(method: int) -> None:
    stream, noise = io.BytesIO(), bytes(i * i * i >> 7 & 255 for i in range(LIMIT))
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("noise", noise)
    archive = Archive("work.zip", stream.getvalue(), 9)
    assert archive.read(archive.members[0], "noise", LIMIT) == noise


def test_what_a_bomb_would_unpack_to_never_gets_into_memory(tmp_path: Path) -> None:
    """zipfile's own reader takes 200 MB for these 150 bytes."""
    with (
        zipfile.ZipFile(tmp_path / "class.zip", "w", zipfile.ZIP_BZIP2) as archive,
        archive.open(f"student-01/{FILENAME}", "w") as stream,
    ):
        for _ in range(100):
            stream.write(bytes(1 << 20))
    script = """if True:
        import resource, sys
        from pathlib import Path
        from tests import test_archives
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(*test_archives.rows(Path(sys.argv[1])).values())
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    """
    command = [sys.executable, "-B", "-c", script, str(tmp_path / "class.zip")]
    said, grown = subprocess.run(command, cwd=KIT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert said == "neural_network.py is larger than 256 KiB"
    assert int(grown) < 50_000  # KiB


def test_of_two_members_with_one_name_the_last_one_counts_as_when_they_are_unpacked(tmp_path: Path) -> None:
    def build(archive: zipfile.ZipFile) -> None:
        archive.writestr(MINE, "first")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(MINE, "last")

    assert rows(class_with(tmp_path / "class.zip", build))["student-02"] == "last"


def test_members_that_share_their_bytes_are_read_within_the_limit_or_named(tmp_path: Path) -> None:
    """An archive of this kind unpacks to a thousand times its size without being nested."""

    def build(archive: zipfile.ZipFile) -> None:
        archive.writestr(MINE, "#" * LIMIT)
        first = archive.infolist()[-1]
        for number in range(9):
            other = copy.copy(first)
            other.filename = other.orig_filename = f"student-02/{number}.txt"
            archive.filelist.append(other)

    read = rows(class_with(tmp_path / "class.zip", build))
    assert read["student-02"] in ("#" * LIMIT, DAMAGED)  # newer versions of Python refuse all that overlap
    assert read["student-03"] == "x = 3\n"


def test_an_archive_that_contains_itself_is_opened_once(tmp_path: Path) -> None:
    inner = zipped({"work.zip": zipped({FILENAME: "deep"})})
    path = hand_in(tmp_path, {"a/work.zip": inner, f"b/{FILENAME}": "x"})
    assert rows(path)["a"].endswith("(an archive in an archive is not opened)")


@pytest.mark.parametrize("size", [0, 1, 1 << 32, (1 << 64) - 1])
def test_sizes_that_a_zip64_header_claims_are_not_believed(tmp_path: Path, size: int) -> None:
    def build(archive: zipfile.ZipFile) -> None:
        with archive.open(MINE, "w", force_zip64=True) as stream:
            stream.write(b"x = 2\n")
        archive.infolist()[-1].file_size = size

    assert rows(class_with(tmp_path / "class.zip", build))["student-02"] == "x = 2\n"


def directory(entries: list[bytes]) -> bytes:
    """Return an archive that consists of its central directory."""
    content = b"".join(entries)
    count = min(len(entries), 0xFFFF)
    return content + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(content), 0, 0)


def entry(name: bytes = b"", extra: bytes = b"") -> bytes:
    start = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 3, 20, *[0] * 8, len(name), len(extra), *[0] * 5)
    return start + name + extra


LARGE = {
    "empty fields": directory([entry(b"a", b"\xff\xff\0\0" * 16_383)] * 120),  # zipfile's time is quadratic in them
    "names": directory([entry(b"a/" * 30_000)] * 120),
    "members": directory([entry()] * 170_000),
}


@pytest.mark.parametrize("kind", LARGE)
def test_the_directory_of_a_students_archive_is_not_read_if_it_is_large(tmp_path: Path, kind: str) -> None:
    assert DIRECTORY_BYTES < len(LARGE[kind]) < 8 << 20
    path = hand_in(tmp_path, {"a/work.zip": LARGE[kind], f"b/{FILENAME}": "x"})
    assert rows(path) == {"a": "work.zip holds too many files", "b": "x"}


def test_a_students_archive_with_too_many_files_says_so(tmp_path: Path) -> None:
    path = hand_in(tmp_path, {"a/work.zip": directory([entry(b"a")] * 10_001), f"b/{FILENAME}": "x"})
    assert rows(path)["a"] == "work.zip holds more than 10000 files"


def test_a_member_without_a_name_is_passed_over(tmp_path: Path) -> None:
    path = class_with(tmp_path / "class.zip", lambda archive: archive.writestr(Plain(b""), "x = 2\n"))
    assert list(rows(path)) == ["student-01", "student-03"]


def test_names_are_cut_where_they_are_shown(tmp_path: Path) -> None:
    names = {f"student-02/{letter * 300}.txt": "x" for letter in "abcd"}
    path = class_with(tmp_path / "class.zip", lambda archive: [archive.writestr(*item) for item in names.items()])
    assert len(rows(path)["student-02"]) < 500


def test_a_name_that_no_encoding_explains_is_read(tmp_path: Path) -> None:
    path = class_with(tmp_path / "class.zip", lambda archive: archive.writestr(Plain(b"\xff\x81/a.py"), "x = 2\n"))
    assert sorted(rows(path).values()) == ["x = 1\n", "x = 2\n", "x = 3\n"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\5\6" + bytes(18),
        b"PK\5\6" + b"\xff" * 18,
        directory([b"PK\1\2"]),
        directory([entry(b"a", b"\1\0\4\0")]),
        b"PK\6\6"
        + b"\xff" * 52
        + b"PK\6\7"
        + bytes(4)
        + struct.pack("<QL", 0, 1)
        + b"PK\5\6"
        + b"\xff" * 16
        + bytes(2),
    ],
    ids=["nothing", "empty", "huge", "short", "extra", "zip64"],
)
def test_a_class_that_cannot_be_opened_ends_with_a_sentence(
    autograder: Command, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "class.zip").write_bytes(content)
    done = autograder("grade", tmp_path / "class.zip", "--out", tmp_path / "out")
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1
    assert "class.zip" in done.stderr


def test_a_class_with_a_damaged_hand_in_is_graded(autograder: Command, tmp_path: Path, reference_source: str) -> None:
    def build(archive: zipfile.ZipFile) -> None:
        intake.zip_damaged_deflate(archive, "student-02", Scene)
        archive.writestr(f"student-04/{FILENAME}", reference_source)

    path = class_with(tmp_path / "class.zip", build)
    done = autograder("grade", path, "--out", tmp_path / "out", "--task", "gates")
    assert done.returncode == 0, done.stderr
    table = grades(tmp_path / "out")
    assert list(table["score"].astype(float)) == [0, 0, 0, 5]
    assert DAMAGED in table.loc["student-02", "note"]
