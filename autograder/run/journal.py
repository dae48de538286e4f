"""Keeps the results: one row for each submission, safe against crashes and power cuts."""

import contextlib
import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

from assignment.engine.homework import Homework

from ..grading.result import Result
from ..intake.names import is_safe
from . import record

FILE, LOCK = "journal.sqlite", "journal.lock"
WAL, SHM, ROLLBACK = "-wal", "-shm", "-journal"  # what SQLite writes beside a file
SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    submission TEXT PRIMARY KEY,
    position INTEGER NOT NULL,  -- in the class
    key TEXT NOT NULL,          -- of submission, kit and settings; empty if it is to be graded again
    times INTEGER NOT NULL,     -- how often it was graded with this key
    result TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
)
"""
FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_CANTOPEN")


class JournalError(Exception):
    """The journal cannot be used; the sentence says why."""


class NotAFile(JournalError):
    """A link, or something else that would lead elsewhere, stands in the journal's place."""


class OtherSettings(JournalError):
    """The journal belongs to a run with other settings, or to another class."""


def tables(connection: sqlite3.Connection) -> list[tuple[str | None, ...]]:
    """Return what a journal consists of: each table with its definition, and anything else that it may hold."""
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchmany(20)
    return sorted(found, key=repr)


def tables_of_the_kit() -> list[tuple[str | None, ...]]:
    """Return what a journal of this version consists of."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA)
        return tables(connection)


def of_class(names: Sequence[str]) -> str:
    """Return the number of submissions of a class, and a digest of their names in order."""
    return f"{len(names)} {hashlib.sha256(chr(10).join(names).encode()).hexdigest()}"


def _require_file(path: Path) -> None:
    """Raise NotAFile if anything but a file of its own stands there."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise NotAFile(f"{path} is not a file but a link, a folder or a pipe: remove it, or choose another --out")


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK, 0o666)


class Journal:
    """The journal in an output folder; use it in a ``with`` block.

    Parameters
    ----------
    folder : Path
    homework : Homework
        With its solutions: results name its checks.
    fresh : bool
        Forget the results in it.

    Raises
    ------
    JournalError
        If it is damaged, in use by another run, or cannot be written.
    """

    def __init__(self, folder: Path, homework: Homework, fresh: bool = False) -> None:
        self.path = folder / FILE
        self.homework = homework
        self._fresh = fresh

    def __enter__(self) -> "Journal":
        for name in (LOCK, *(FILE + suffix for suffix in ("", WAL, SHM, ROLLBACK))):
            _require_file(self.path.with_name(name))
        self._lock = open(self.path.with_name(LOCK), "a", opener=_no_link)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            problem = f"another run is writing into {self.path.parent}: wait for it, or choose another --out"
            raise JournalError(problem) from None
        if self._fresh:
            for suffix in ("", WAL, SHM):
                self.path.with_name(FILE + suffix).unlink(missing_ok=True)
        self.path.with_name(FILE + ROLLBACK).unlink(missing_ok=True)  # never ours; it can name a file to be deleted
        with self._explained():
            self._connection = sqlite3.connect(self.path, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")  # a committed row survives a power cut
            self._connection.executescript(SCHEMA)
            if tables(self._connection) != tables_of_the_kit():
                raise sqlite3.DatabaseError("it has other tables than a journal")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()
        self._lock.close()

    def settings(self) -> dict[str, str]:
        """Return what was given to :meth:`settle`."""
        with self._explained():
            return dict(self._connection.execute("SELECT name, value FROM settings"))

    def settle(self, **settings: str) -> None:
        """Keep the settings that all results of this journal share; raise OtherSettings if they were different."""
        before = self.settings()
        others = [name for name, value in settings.items() if before.get(name, value) != value]
        if others:
            what = " and ".join(f"another {name}" for name in others)
            problem = f"{self.path.parent} holds the results of a run with {what}: choose another --out"
            raise OtherSettings(f"{problem}, or replace them with --fresh")
        with self._explained():
            self._connection.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", settings.items())

    def place(self, shard: tuple[int, int], names: Sequence[str]) -> None:
        """Keep which part of which class this is; ``merge`` compares it with the other parts."""
        values = [("shard", f"{shard[0]}/{shard[1]}"), ("class", of_class(names))]
        with self._explained():
            self._connection.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", values)

    def submissions(self) -> dict[str, int]:
        """Return the names of all results, with their positions in the class."""
        with self._explained():
            return dict(self._connection.execute("SELECT submission, position FROM results"))

    def results(self) -> Iterator[Result]:
        """Yield all results that this version of the kit can read, and has named: others could lead out of a folder."""
        with self._explained():
            rows = [row[0] for row in self._connection.execute("SELECT result FROM results")]
        for text in rows:
            with contextlib.suppress(record.Unreadable):
                result = record.load(self.homework, text)
                if is_safe(result.submission):
                    yield result

    def get(self, submission: str, key: str) -> Result | None:
        """The result of a submission, if it was graded with the same key."""
        with self._explained():
            query = "SELECT result FROM results WHERE submission = ? AND key = ?"
            row = self._connection.execute(query, (submission, key)).fetchone()
        try:
            result = record.load(self.homework, row[0]) if row else None
        except record.Unreadable:
            return None
        return result if result and result.submission == submission else None

    def put(self, result: Result, position: int, key: str) -> None:
        """Keep a result; one with an empty key is shown, but graded again next time."""
        values = (result.submission, position, key, record.dump(result))
        with self._explained():
            self._connection.execute(
                "INSERT INTO results (submission, position, key, times, result) VALUES (?1, ?2, ?3, 1, ?4) "
                "ON CONFLICT (submission) DO UPDATE SET position = ?2, key = ?3, result = ?4, "
                "times = CASE WHEN key = ?3 THEN times + 1 ELSE 1 END",
                values,
            )

    def rewrite(self, result: Result) -> None:
        """Keep a result that was known, where what is said of the hand-in has changed."""
        with self._explained():
            values = (record.dump(result), result.submission)
            self._connection.execute("UPDATE results SET result = ? WHERE submission = ?", values)

    def keep_only(self, submissions: Iterable[str]) -> None:
        """Forget the results of submissions that are no longer in the class."""
        names = set(submissions)
        with self._explained():
            kept = [row[0] for row in self._connection.execute("SELECT submission FROM results")]
            gone = [(name,) for name in kept if name not in names]
            self._connection.executemany("DELETE FROM results WHERE submission = ?", gone)

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorname", "") in FULL:
                problem = "no space is left; make some and give the same command again: it goes on from there"
                raise JournalError(f"{self.path} cannot be written: {problem}") from None
            raise JournalError(f"{self.path} cannot be used ({error}): delete it, or grade with --fresh") from None
