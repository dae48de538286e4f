"""Reads the results that an earlier run left in its output folder, without changing anything there."""

import tempfile
from pathlib import Path

from assignment.engine.homework import Homework

from ..grading.result import Result
from . import record
from .journal import FILE
from .plain_tables import PlainTables

DIGITS = 64  # of the digest of a file, with which a key ends


def results(folder: Path, homework: Homework) -> dict[str, Result]:
    """Return the results by the digest of the file that was graded; see :func:`fingerprint.of_file`.

    There are none without a journal, and none of files that another version of the kit has graded.

    Raises
    ------
    Refused
        If the journal is damaged or in use.
    """
    if not (folder / FILE).is_file():
        return {}
    found = {}
    with tempfile.TemporaryDirectory(prefix="autograder-") as private:
        tables = PlainTables(folder, Path(private) / "copy", record.MOST)
        for key, text in tables.rows("SELECT key, result FROM results"):
            try:
                found[str(key)[-DIGITS:]] = record.load(homework, str(text))
            except record.Unreadable:
                continue
    return found
