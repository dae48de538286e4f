"""Makes zip files and students' files that are damaged at random, the same ones for the same seed."""

import io
import random
import re
import struct
import zipfile
from collections.abc import Iterator

from assignment.engine.homework import KIT, Homework
from assignment.engine.module import decode_source

from .class_files import Plain

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
SIGNATURES = (b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\6\7")
NUMBERS = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF, (1 << 63) - 1, 1 << 63, (1 << 64) - 1)
PIECES = (
    *(
        " " * 900,
        "\t" * 300,
        "\\\n",
        "\r",
        "\x0c",
        "\0",
        "\ufeff",
        "℘",
        "𝒳",
        "\u2028",
        "'''",
        '"""',
        "'\\",
        '"\\',
        "f'{",
    ),
    *(
        "(" * 150,
        "[" * 99,
        "{1, ",
        ")" * 40,
        "-" * 3000,
        "not " * 900,
        "1_" * 400,
        "0x",
        "1e",
        "9" * 5000,
        "@",
        ":=",
        "$",
    ),
    *(
        "lambda: " * 90,
        "a." * 900,
        "import torch\n",
        "from . import x\n",
        "def f():\n",
        "    pass\n",
        "# -*- coding: rot13 -*-\n",
    ),
    *(
        "if 1:\n    ",
        "return ",
        "yield ",
        "async def g(): await x\n",
        "match x:\n case [*_]: 1\n",
        "try: 1\nexcept* X: 2\n",
    ),
)


def damaged_zips(count: int, seed: int, filename: str) -> Iterator[bytes]:
    """Yield zip files with a few changes each; a few have none."""
    whole = list(_whole_zips(filename))
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        data = bytearray(rng.choice(whole))
        for _ in range(rng.choice((0, 1, 1, 2, 4, 9))):
            rng.choice((_change_bytes, _change_field, _change_field, _cut, _repeat))(data, rng)
        yield bytes(data)


def _whole_zips(filename: str) -> Iterator[bytes]:
    text = (KIT / "assignment" / filename).read_bytes()[:6000]
    for method in METHODS:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", method) as archive:
            for name in (
                f"student-01/{filename}",
                f"student-02/work/{filename}",
                "student-03/notes.txt",
                "li_4.py",
                "e/",
            ):
                archive.writestr(name, text)
            archive.writestr(f"bomb/{filename}", bytes(1 << 20))
            with archive.open(f"large/{filename}", "w", force_zip64=True) as member:
                member.write(text)
            archive.writestr(Plain(f"王喆/{filename}".encode("gbk")), text)
            archive.comment = b"a comment"
        yield stream.getvalue()
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", method) as archive:
            archive.writestr(f"work/{filename}", text)
            archive.writestr("work/data.csv", "1,2\n")
        yield stream.getvalue()


def _change_bytes(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randrange(1, 4)):
        if data:
            data[rng.randrange(len(data))] = rng.randrange(256)


def _change_field(data: bytearray, rng: random.Random) -> None:
    """Write a number into a header or the end of the archive."""
    signature = rng.choice(SIGNATURES)
    places = [found.start() for found in re.finditer(re.escape(signature), data)]
    if places:
        width, number = rng.choice(((2, "<H"), (4, "<I"), (8, "<Q")))
        place = rng.choice(places) + rng.randrange(4, 46)
        data[place : place + width] = struct.pack(number, rng.choice(NUMBERS) & ((1 << 8 * width) - 1))


def _cut(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data) + 1)
    del data[start : start + rng.choice((1, 4, 100, len(data)))]


def _repeat(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data) + 1)
    place = rng.randrange(len(data) + 1)
    data[place:place] = data[start : start + rng.choice((1, 30, 500))] * rng.choice((1, 2, 50))


def damaged_sources(count: int, seed: int, homework: Homework) -> Iterator[bytes]:
    """Yield students' files with a few changes each."""
    corpus = KIT / "tests" / "corpus"
    paths = [homework.right.source, *sorted(corpus.glob("correct/*.py")), *sorted(corpus.glob("mistakes/*.py"))]
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        text = decode_source(rng.choice(paths).read_bytes())
        for _ in range(rng.choice((1, 1, 2, 5))):
            text = rng.choice((_insert, _stretch, _drop, _swap, _rename, _rename, _rename))(text, rng)
        data = bytearray(text.encode("utf-8" if rng.random() < 0.9 else "gb18030"))
        if rng.random() < 0.2:
            _change_bytes(data, rng)
        yield bytes(data)


def _insert(text: str, rng: random.Random) -> str:
    place = rng.randrange(len(text) + 1)
    return text[:place] + rng.choice(PIECES) * rng.choice((1, 1, 1, 30)) + text[place:]


def _stretch(text: str, rng: random.Random) -> str:
    """Repeat a piece until the file is about as large as it may be."""
    place = rng.randrange(len(text) + 1)
    piece = text[place : place + rng.choice((1, 3, 80, 2000))]
    return text[:place] + piece * (rng.choice((3000, 250_000)) // (len(piece) or 1)) + text[place:]


def _drop(text: str, rng: random.Random) -> str:
    start = rng.randrange(len(text) + 1)
    return text[:start] + text[start + rng.choice((1, 2, 20, 400)) :]


def _swap(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _rename(text: str, rng: random.Random) -> str:
    """Replace a word or a number by another one of the file: it can mostly still be executed."""
    words = list(re.finditer(r"\w+", text))
    if not words:
        return text
    one, other = rng.choice(words), rng.choice(words)
    return text[: one.start()] + other[0] + text[one.end() :]
