"""Names what lies in the class and is nobody's hand-in."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from assignment.engine.clean import cell
from assignment.engine.language import _, said

from ..intake.folders_and_zips import reader
from ..intake.place import NotReadable, Unusable
from .files import SHOWN, own_file, write_table
from .report import Context

FILE = "ignored.csv"
COLUMNS = ["path", "why"]
MOST_BYTES = 64 << 20  # of such a file of another run


def write_ignored(strays: Mapping[str, str], context: Context) -> list[str]:
    """Write ``ignored.csv``, and return the first lines for the terminal."""
    language = context.language
    path = own_file(context.out / FILE)
    rows = [{"path": cell(name), "why": said(why, language)} for name, why in strays.items()]
    write_table(path, COLUMNS, rows)
    first = [said(_("ignored: {name}", name=repr(name)), language) for name in [*strays][:SHOWN]]
    more = _("... and {number} more: all are in {file}", number=len(strays) - SHOWN, file=path)
    return [*first, said(more, language)] if len(strays) > SHOWN else first


def merged(parts: Iterable[Path], context: Context) -> list[str]:
    """Write ``ignored.csv`` from those of the parts of a class, each of which names what is in the whole class."""
    strays: dict[str, str] = {}
    remarks = []
    for part in parts:
        try:
            strays |= _read(part / FILE)
        except (Unusable, NotReadable, ValueError, KeyError, csv.Error):
            remarks.append(said(_("{file} cannot be read", file=part / FILE), context.language))
    return [*remarks, *write_ignored(strays, context)]


def _read(path: Path) -> dict[str, str]:
    """Return what such a file names; raise an exception of several kinds if it is none."""
    data = reader(path)(MOST_BYTES)
    if len(data) > MOST_BYTES:
        raise ValueError
    table = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    if table.fieldnames != COLUMNS:
        raise ValueError
    return {row["path"]: str(row["why"]) for row in table}
