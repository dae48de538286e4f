"""Opens the journal of another run as plain tables: whoever made it may want SQLite to do more than to read.

A private copy is opened, so nothing is written beside the original, and it does not change. A file with any other
tables than a journal's is refused, so no view, trigger, generated column or virtual table is ever used.
"""

import contextlib
import fcntl
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .journal import FILE, LOCK, WAL, tables, tables_of_the_kit

MOST_BYTES = 1 << 30  # of a journal; a submission has some twenty thousand
CHUNK = 1 << 20
SECONDS = 30.0  # between two rows
STEPS = 10_000  # of SQLite, between two looks at the clock
SAFER = ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "temp_store = MEMORY")
AGAIN = "give the command again that graded this part, with this version of the kit"


class Refused(Exception):
    """A part cannot be merged; the sentence says which one, why, and what to do."""

    def __init__(self, folder: Path, problem: str, remedy: str = AGAIN) -> None:
        super().__init__(f"{folder} cannot be merged: {problem}; {remedy}")


class PlainTables:
    """The tables of a journal.

    Parameters
    ----------
    folder : Path
        The output folder of another run; nothing is written there.
    private : Path
        A new folder for the copy, in one that nobody else can write.
    longest : int
        Bytes that a row may have.

    Raises
    ------
    Refused
        If there is no journal that can be copied.
    """

    def __init__(self, folder: Path, private: Path, longest: int) -> None:
        self._folder, self._private, self._longest = folder, private, longest
        self._end = time.monotonic()
        with self._explained():
            private.mkdir(mode=0o700)
            self._copy()

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that a query selects; raise Refused if the tables are others, damaged, or take too long."""
        self._end = time.monotonic() + SECONDS
        with self._explained(), contextlib.closing(self._connected()) as connection:
            if tables(connection) != tables_of_the_kit():
                raise Refused(self._folder, f"{FILE} has other tables than a journal")
            for row in connection.execute(query):
                yield row
                self._end = time.monotonic() + SECONDS

    def _connected(self) -> sqlite3.Connection:
        """Open the copy so that SQLite can do nothing but read it."""
        connection = sqlite3.connect(f"file:{quote(str(self._private / FILE))}?mode=ro", uri=True)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, self._longest)
        connection.set_progress_handler(lambda: time.monotonic() > self._end, STEPS)
        for setting in SAFER:
            connection.execute(f"PRAGMA {setting}")
        connection.set_authorizer(_only_reads)
        return connection

    def _copy(self) -> None:
        """Copy the journal, and the log of what was not moved into it yet, unless a run is writing them."""
        with contextlib.ExitStack() as opened:
            with contextlib.suppress(FileNotFoundError):  # it is not among what a CI keeps of a job
                lock = opened.enter_context(self._open(LOCK))
                try:
                    fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise Refused(self._folder, "a run is writing into it", "wait for its end") from None
            try:
                left = _copy(opened.enter_context(self._open(FILE)), self._private / FILE, MOST_BYTES)
            except FileNotFoundError:
                raise Refused(self._folder, f"it holds no {FILE}", "give the --out of a run") from None
            with contextlib.suppress(FileNotFoundError):
                left = _copy(opened.enter_context(self._open(FILE + WAL)), self._private / (FILE + WAL), left)
        if left < 0:
            raise Refused(self._folder, f"{FILE} is larger than {MOST_BYTES >> 20} MiB")

    @contextlib.contextmanager
    def _open(self, name: str) -> Iterator[int]:
        """Open a file of the other run, never a link, a pipe or a device."""
        path = self._folder / name
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Refused(self._folder, f"{name} is a link, a folder, a pipe or a device")
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Refused(self._folder, f"{name} was replaced while it was opened")
            yield descriptor
        finally:
            os.close(descriptor)

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error:
            late = time.monotonic() > self._end
            raise Refused(self._folder, f"{FILE} {'takes too long to read' if late else 'is damaged'}") from None
        except OSError as error:
            problem = f"{error.filename or FILE}: {error.strerror}"
            raise Refused(self._folder, problem, "make room or make it readable") from None


def _copy(source: int, target: Path, most: int) -> int:
    """Copy what a descriptor reads; return how many bytes are left of the most, below 0 if they are not enough."""
    if os.fstat(source).st_size > most:  # it may take no room where it lies
        return -1
    with open(target, "xb") as copy:
        while most >= 0 and (chunk := os.read(source, CHUNK)):
            copy.write(chunk)
            most -= len(chunk)
    return most


def _only_reads(action: int, table: str | None, *_: str | None) -> int:
    """Allow SQLite to read a journal's tables and nothing else: no function, no recursion, no other file."""
    reads = action == sqlite3.SQLITE_READ and table in ("results", "settings", "sqlite_master")
    return sqlite3.SQLITE_OK if reads or action == sqlite3.SQLITE_SELECT else sqlite3.SQLITE_DENY
