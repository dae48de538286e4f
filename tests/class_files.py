"""Makes classes of students' files for tests, and reads their results."""

import io
import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd


def hand_in(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def zipped(files: dict[str, str | bytes]) -> bytes:
    """Return the same files as a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


class Plain(zipfile.ZipInfo):
    """A member of a zip file whose name is bytes in an unknown encoding."""

    def __init__(self, name: bytes) -> None:
        super().__init__(name.hex())
        self.raw = name

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # zipfile asks it for the bytes
        return self.raw, self.flag_bits


def hot_journal(out: Path, victim: Path) -> None:
    """Leave what SQLite writes before it changes a journal in place; it names a file that SQLite deletes afterwards."""
    name, page, sector, magic = bytes(victim), 4096, 512, bytes.fromhex("d9d505f920a163d7")
    pages = (out / "journal.sqlite").stat().st_size // page
    head = (magic + struct.pack(">5I", 0, 0, pages, sector, page)).ljust(sector, b"\0")
    end = struct.pack(">II", len(name), sum(name)) + magic
    content = head + struct.pack(">I", (1 << 30) // page + 1) + name + end
    (out / "journal.sqlite-journal").write_bytes(content)


def grades(out: Path) -> pd.DataFrame:
    """Return the gradebook, indexed by submission."""
    return pd.read_csv(out / "grades.csv", keep_default_na=False).set_index("submission")


def read_result(out: Path, name: str) -> dict[str, Any]:
    """Return the Gradescope file of a submission."""
    result: dict[str, Any] = json.loads((out / "results" / f"{name}.json").read_text(encoding="utf-8"))
    return result


def with_body(source: str, lines: str) -> str:
    """Return the reference with another body of update."""
    start = source.index("    # BEGIN SOLUTION", source.index("def update("))
    end = source.index("    # END SOLUTION", start)
    return source[:start] + lines + source[end:]
