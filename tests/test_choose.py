"""Which of a student's files is meant, and in which forms it is read."""

import bz2
import contextlib
import gzip
import io
import json
import lzma
import tarfile
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assignment.engine.homework import KIT, load
from assignment.engine.language import said
from autograder.intake import tars
from autograder.intake.choose import HandIn, chosen
from autograder.intake.find import ARCHIVES
from autograder.intake.place import Unusable

from .class_files import zipped
from .slips import NAME, notebook

HOMEWORK = load()
STUB = (HOMEWORK.folder / NAME).read_bytes()
MINE = "def update(params, grads, learning_rate):\n    return params\n"


def choose(files: dict[str, str | bytes]) -> HandIn:
    contents = {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}
    places = {PurePosixPath(name): lambda limit, data=data: data[: limit + 1] for name, data in contents.items()}
    return chosen(places, HOMEWORK, ARCHIVES, True)


def reason(files: dict[str, str | bytes]) -> str:
    with pytest.raises(Unusable) as unusable:
        choose(files)
    assert said(unusable.value.text, "zh") != unusable.value.text
    return str(unusable.value)


def folder(**others: str) -> dict[str, str | bytes]:
    """Return the folder that students are given, with other files in it."""
    paths = [path for path in HOMEWORK.folder.rglob("*") if path.suffix in (".py", ".ipynb", ".md")]
    given = {f"assignment/{path.relative_to(HOMEWORK.folder).as_posix()}": path.read_bytes() for path in paths}
    return {name: text for name, text in (given | others).items() if text != "gone"}


MEANT = {
    "the exact name": ({NAME: MINE, "neural_network (1).py": "x"}, NAME),
    "the nearest one": ({f"a/{NAME}": MINE, f"a/old/{NAME}": "x"}, f"a/{NAME}"),
    "twice the same": ({f"a/{NAME}": MINE, f"b/{NAME}": MINE}, f"a/{NAME}"),
    "capitals": ({"Neural-Network.PY": MINE, "helper.py": "x"}, "Neural-Network.PY"),
    "two suffixes": ({f"{NAME}.txt": MINE, "notes.txt": "x"}, f"{NAME}.txt"),
    "the latest copy": ({"neural_network (9).py": "x", "neural_network (10).py": MINE}, "neural_network (10).py"),
    "a number before": ({"1_neural_network.py": MINE, "test.py": "x"}, "1_neural_network.py"),
    "the only Python file": ({"homework3.py": MINE, "report.pdf": "%PDF"}, "homework3.py"),
    "a notebook so named": ({"neural_network.ipynb": notebook([MINE]), "util.py": "x"}, "neural_network.ipynb"),
    "the only notebook": ({"Untitled.ipynb": notebook([MINE]), "data.csv": "1"}, "Untitled.ipynb"),
}


@pytest.mark.parametrize("what", MEANT)
def test_the_file_that_is_meant_counts(what: str) -> None:
    files, name = MEANT[what]
    found = choose(files)
    assert (found.path, found.text.strip()) == (name, MINE.strip())


def test_where_one_of_several_files_was_chosen_a_remark_says_so() -> None:
    (remark,) = choose({NAME: MINE, "neural_network (1).py": "x", "test.py": "y"}).remarks
    assert remark == f"{NAME} counts; there was also neural_network (1).py"
    assert "neural_network (1).py" in said(remark, "zh")
    assert choose({NAME: MINE, "test.py": "y"}).remarks == ()


@pytest.mark.parametrize("name", ["assignment/zhangsan.py", "assignment/neural_network_v2.py", "mine.py"])
def test_in_the_whole_assignment_folder_the_file_counts_that_is_not_as_it_was_given(name: str) -> None:
    found = choose(folder(**{name: MINE, f"assignment/{NAME}": "gone"}))
    assert (found.path, found.text) == (name, MINE)
    beside_the_stub = choose(folder(**{name: MINE}))
    assert beside_the_stub.path == name
    assert any("as they were given out" in remark for remark in beside_the_stub.remarks)


def test_in_another_version_of_the_assignment_folder_too() -> None:
    older = {name: text + b"\n# older\n" for name, text in folder().items() if name != f"assignment/{NAME}"}  # type: ignore[operator]
    assert choose(older | {"assignment/zhangsan.py": MINE}).path == "assignment/zhangsan.py"


def test_a_folder_in_which_nothing_was_written_counts_as_the_stub() -> None:
    found = choose(folder())
    assert (found.path, found.text) == (f"assignment/{NAME}", STUB.decode())
    assert choose({NAME: STUB}).text == STUB.decode()
    assert choose({NAME: STUB.replace(b"\n", b"\r\n"), "mine.py": MINE}).path == "mine.py"


def test_where_several_files_may_be_meant_nothing_is_guessed() -> None:
    assert reason({"a.py": MINE, "b.py": "x"}) == f"there is no {NAME}; found a.py, b.py"
    assert "as it was given out, and there are a.py, b.py" in reason({NAME: STUB, "a.py": MINE, "b.py": "x"})
    assert "there are 2 files called" in reason({f"a/{NAME}": MINE, f"b/{NAME}": "x"})


def test_archives_that_are_not_opened_are_named_with_what_to_do() -> None:
    for name in ("work.rar", "work.7Z"):
        assert reason({name: "?"}).endswith(f"({name} cannot be opened here: hand in the file itself, or a zip file)")


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        link = tarfile.TarInfo("link/" + NAME)
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return stream.getvalue()


PACKED = {
    "work.tar": tarred({f"hw/{NAME}": MINE.encode()}),
    "work.tgz": tarred({f"hw/{NAME}": MINE.encode()}, "w:gz"),
    "work.tar.bz2": tarred({f"hw/{NAME}": MINE.encode()}, "w:bz2"),
    "work.tar.xz": tarred({f"hw/{NAME}": MINE.encode()}, "w:xz"),
    f"{NAME}.gz": gzip.compress(MINE.encode()),
    f"{NAME}.bz2": bz2.compress(MINE.encode()),
    f"{NAME}.xz": lzma.compress(MINE.encode()),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_tar_or_compressed_file_is_opened_and_no_link_in_it_is_followed(name: str) -> None:
    found = choose({name: PACKED[name], "data.csv": "1"})
    assert found.text == MINE
    assert found.path.startswith(f"{name}/")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x1f\x8b",
        gzip.compress(MINE.encode())[:-9],
        bz2.compress(b"x")[:-3],
        b"\xfd7zXZ\0",
        tarred({f"../{NAME}": b"x", f"/{NAME}": b"x", f".git/{NAME}": b"x"}),
        tarred({NAME: b"x"})[:300],
    ],
    ids=["empty", "start", "gz", "bz2", "xz", "outside", "short"],
)
def test_what_is_damaged_or_lies_outside_is_not_read(content: bytes) -> None:
    with contextlib.suppress(Unusable):  # gz tells the damage at its end only
        assert choose({"work.tar": content}).text.startswith("def update")


@given(
    st.sampled_from([*PACKED, "a.ipynb"]), st.lists(st.tuples(st.integers(0, 9999), st.binary(max_size=3)), max_size=5)
)
def test_a_file_that_is_damaged_at_random_is_read_or_refused(name: str, edits: list[tuple[int, bytes]]) -> None:
    content = bytearray(PACKED.get(name, notebook([MINE]).encode()[:3000]))
    for place, piece in edits:
        start = place % (len(content) + 1)
        content[start : start + 2] = piece
    with contextlib.suppress(Unusable):
        assert isinstance(choose({name: bytes(content)}).text, str)


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tars, "MOST_BYTES", 1000)
    monkeypatch.setattr(tars, "MAX_FILES", 2)
    assert "holds more than 0 MiB" in reason({"work.gz": gzip.compress(bytes(1001))})
    many = tarred({f"{number}.py": b"" for number in range(3)})
    assert "holds more than 2 files" in reason({"work.tar": many})


ENCODED = {
    "utf-8-sig": ("神经网络", ""),
    "gbk": ("三层神经网络，手工求梯度", ""),
    "utf-16": ("naïve", "UTF-16"),
    "utf-32": ("naïve", "UTF-32"),
    "utf-16-be": ("naïve", "UTF-16-BE"),
    "cp1252": ("café – naïve façade, déjà vu", "CP1252"),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_a_file_is_read_in_the_encoding_in_which_it_was_saved_and_an_unusual_one_is_named(encoding: str) -> None:
    words, named = ENCODED[encoding]
    text = f"# {words}\n{MINE}"
    found = choose({NAME: text.encode(encoding)})
    assert found.text == text
    assert [f"{NAME} is saved as {named} and was read so" in remark for remark in found.remarks] == [True] * bool(named)


def test_a_declared_encoding_is_believed_if_it_is_one_of_text() -> None:
    text = f"# -*- coding: latin-1 -*-\n# é\n{MINE}"
    assert choose({NAME: text.encode("latin-1")}).text == text
    for other in ("unicode_escape", "utf_7", "rot13", "zlib", "no such thing", "../x"):
        hostile = f"# coding: {other}\n# ".encode() + b"\\u000agift = 1\xff\n"
        with contextlib.suppress(Unusable):
            assert "\ngift" not in choose({NAME: hostile}).text


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\xff", "a PDF document"),
        (zipped({NAME: MINE}), "a zip file or an Office document"),
        (b"Rar!\x1a\x07", "a rar archive"),
        (b"\n<!DOCTYPE HTML><html>", "a web page"),
        (rb"{\rtf1\ansi", "a document of a word processor"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_a_document_under_the_name_of_the_file_is_called_what_it_is(content: bytes, what: str) -> None:
    assert reason({NAME: content}) == f"{NAME} is {what}: hand in the Python file itself"


def test_what_is_no_text_says_what_to_do() -> None:
    assert "save it as UTF-8" in reason({NAME: bytes(range(256)) * 9})
    assert reason({NAME: "\ufeff".encode("utf-16")}) == f"{NAME} is empty"


def test_the_code_cells_of_a_notebook_are_one_file() -> None:
    cells = ["x = 1", "%%time\ny = 2\n", "%%bash\nls", "%%writefile neural_network.py\nz = 3", MINE, "   "]
    found = choose({"a.ipynb": notebook(cells)})
    assert found.text == f"x = 1\n\ny = 2\n\nz = 3\n\n{MINE}"
    assert (found.notebook, found.remarks) == (True, ("a.ipynb was read as a notebook",))


def test_a_notebook_of_an_old_version_is_read() -> None:
    cell = {"cell_type": "code", "input": MINE.splitlines(True), "language": "python"}
    old = {"metadata": {}, "nbformat": 3, "worksheets": [{"cells": [cell]}]}
    assert choose({"a.ipynb": json.dumps(old)}).text == MINE


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"cells": [', "is not a readable notebook"),
        ('{"cells": ' + "[" * 100_000, "is not a readable notebook"),
        ('{"cells": {"a": 1}, "metadata": [1]}', "without code cells"),
        (notebook([MINE], kernelspec={"language": "R"}), "for another language"),
        (
            notebook(["import neural_network as nn\nnn.update(1)"]),
            f"defines no function of the homework: hand in {NAME}",
        ),
        (notebook([MINE + "#" * 300_000]), "too much code"),
        ("x = 1", "is not a readable notebook"),
    ],
)
def test_a_notebook_that_cannot_be_graded_says_why(content: str, sentence: str) -> None:
    assert sentence in reason({"a.ipynb": content})


def test_the_notebook_of_the_kit_beside_the_file_is_not_read() -> None:
    given = (KIT / "assignment" / "homework.ipynb").read_text(encoding="utf-8")
    assert choose({NAME: MINE, "homework.ipynb": given}).path == NAME
    assert "defines no function" in reason({"homework.ipynb": given.replace("gates", "Gates", 1)})
