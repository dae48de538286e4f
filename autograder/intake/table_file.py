"""Reads a table that a university's system has written: CSV of any kind, or Excel's xlsx."""

import csv
import io
from pathlib import Path

from assignment.engine.language import _

from .place import Unusable

MAX_BYTES = 32 << 20
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = ",;\t"


def rows_of(path: Path) -> list[list[str]]:
    """Return the cells of a table as texts; raise Unusable if it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unusable(_("{path} cannot be read: {problem}", path=path, problem=str(error.strerror))) from None
    if len(data) > MAX_BYTES:
        raise Unusable(_("{path} is larger than {most} MiB", path=path, most=MAX_BYTES >> 20))
    return _of_excel(path, data) if data.startswith(b"PK") else _of_csv(path, data)


def _of_csv(path: Path, data: bytes) -> list[list[str]]:
    for encoding in (MARKS.get(data[:2], "utf-8-sig"), "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = "\n".join(text.splitlines()[:10])
        separator = max(SEPARATORS, key=first.count)
        try:
            return [*csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
        except csv.Error:
            break
    raise Unusable(_("{path} is not a table: save it as CSV (UTF-8) or as .xlsx", path=path))


def _of_excel(path: Path, data: bytes) -> list[list[str]]:
    """Return the cells of the first sheet."""
    try:
        import openpyxl
    except ImportError:
        needed = _("{path} needs openpyxl: pip install -e '.[xlsx]', or save it as CSV", path=path)
        raise Unusable(needed) from None
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [[_text(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    except Exception:  # of a dozen kinds
        raise Unusable(_("{path} is not a table: save it as CSV (UTF-8) or as .xlsx", path=path)) from None


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # Excel's numbers have no other type
    return "" if cell is None else str(cell)
