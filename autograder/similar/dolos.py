"""Writes the files of a class as Dolos reads them: an info.csv, which also names the starter as what all were given."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from assignment.engine.clean import cell

from ..reports.files import own_file, own_folder, write

COLUMNS = ("filename", "full_name", "ignored")


def export(folder: Path, texts: Mapping[str, str], filename: str, starter: str) -> Path:
    """Write info.csv and a folder for each file; return the path of info.csv."""
    entries = [(Path("files", name), name, text, "") for name, text in texts.items()]
    entries.append((Path("given", "starter"), "starter", starter, "true"))
    rows = []
    for place, name, text, ignored in entries:
        for path in (folder, folder / place.parent, folder / place):
            own_folder(path)
        write(own_file(folder / place / filename), text)
        rows.append({"filename": str(place / filename), "full_name": cell(name), "ignored": ignored})
    written = io.StringIO()
    table = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    write(
        own_file(folder / "info.csv"), written.getvalue()
    )  # Dolos does not know the mark that tables for people begin with
    return folder / "info.csv"
