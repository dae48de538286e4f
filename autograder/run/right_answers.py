"""Keeps slow right answers on disk for the next run, one small file each in the user's cache folder.

A file's name is a digest of all code and data that decide the answer and of the call, so an answer is never out of
date. What cannot be read or written is done without: the answer is computed.
"""

import contextlib
import hashlib
import os
import struct
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from assignment.engine.homework import Homework
from assignment.engine.remembered import KEEP

from ..sandbox.encoding import Malformed, decode, encode
from . import fingerprint
from .settings import Settings
from .under_way import UNDER_WAY

FOLDER = "homework-autograder"
MOST_FILES = 1_000  # the newest ones; a salt needs half a dozen
MOST_BYTES = 1 << 20  # of a file
CHECKSUM_BYTES = 32


@contextlib.contextmanager
def kept(settings: Settings) -> Iterator[None]:
    """In this block, take lasting answers from the disk and keep new ones there, unless the settings forbid it."""
    folder = _folder() if settings.cache else None
    if folder is None:
        yield
        return
    token = KEEP.set(_Answers(folder, settings.homework))
    try:
        yield
    finally:
        KEEP.reset(token)


class _Answers:
    """The answers of one version of a homework: the value of :data:`KEEP` while it is graded."""

    def __init__(self, folder: Path, homework: Homework) -> None:
        self._folder, self._homework = folder, homework

    def __call__(self, call: str, function: Callable[[], Any]) -> Any:
        """Return the answer of an earlier run; if there is none, compute it and keep it."""
        decided_by = f"{fingerprint.of_files(self._homework)} {call}"
        path = self._folder / hashlib.sha256(decided_by.encode()).hexdigest()
        with contextlib.suppress(OSError, Malformed, struct.error):
            return decode(_read(path), self._homework.records)
        with UNDER_WAY.doing("computing right answers"):
            answer = function()
        try:
            data = encode(answer)
            answer = decode(data, self._homework.records)  # exactly what the next run will get
        except Malformed:  # not plain data
            return answer
        _write(path, data)
        return answer


def _folder() -> Path | None:
    """Return the folder, made if necessary; None if there is none that only this user can read and write."""
    folder = user_cache_path(FOLDER)
    try:
        if folder.is_absolute():  # a user without a home gets a path that begins with ~
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            status = folder.stat()
            return folder if status.st_uid == os.geteuid() and not status.st_mode & 0o077 else None
    except OSError:
        pass
    return None


def _read(path: Path) -> bytes:
    """Return what a file holds; raise OSError if there is none, Malformed if it is damaged."""
    if not path.is_file():
        raise FileNotFoundError
    with open(path, "rb") as file:
        content = file.read(MOST_BYTES + 1)
    checksum, data = content[:CHECKSUM_BYTES], content[CHECKSUM_BYTES:]
    if len(content) > MOST_BYTES or hashlib.sha256(data).digest() != checksum:
        raise Malformed("the file is damaged")
    return data


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, whoever else writes it; then remove the oldest ones if there are too many."""
    with contextlib.suppress(OSError):
        descriptor, name = tempfile.mkstemp(dir=path.parent)
        draft = Path(name)
        try:
            with open(descriptor, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        files = sorted(path.parent.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
        for old in files[MOST_FILES:]:
            old.unlink(missing_ok=True)
