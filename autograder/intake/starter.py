"""Knows the files that students are given, so that they are not taken for what somebody wrote."""

import hashlib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import PurePosixPath

from assignment.engine.homework import Homework
from assignment.engine.remembered import remembered

from .notebook import SUFFIX
from .place import Files

LEAST = 3  # files with names of the given ones: then the whole folder was handed in
SUFFIXES = (".py", SUFFIX)


@remembered(8, key=lambda homework: homework.folder)  # files do not change while they are graded
def _given(homework: Homework) -> Mapping[PurePosixPath, frozenset[bytes]]:
    """Return digests of the given files by their last two parts; the file to be written has one for each language."""
    found: dict[PurePosixPath, set[bytes]] = {}
    for path in sorted(homework.folder.rglob("*")):
        if path.suffix in SUFFIXES and path.is_file():
            name = path.relative_to(homework.folder)
            keys = {PurePosixPath(*name.parts[-2:])}
            if path.parent.name == "stubs":  # the file to be written, in one of the languages
                keys.add(PurePosixPath(homework.filename))
            for key in keys:
                found.setdefault(key, set()).add(_digest(path.read_bytes()))
    return {name: frozenset(digests) for name, digests in found.items()}


def written(files: Files, paths: Collection[PurePosixPath], homework: Homework) -> list[PurePosixPath]:
    """Return those of some files that are not as they were given, or not given at all."""
    given = _given(homework)
    names = {path: _name(path, given) for path in paths}
    whole = sum(name is not None for name in names.values()) >= LEAST

    @cache
    def unchanged(path: PurePosixPath) -> bool:
        name = names[path]
        if name is None:
            return False
        if whole and str(name) != homework.filename:
            return True  # also in another version of the assignment
        limit = homework.limits.file_bytes
        return _digest(files[path](limit)) in given[name]

    return [path for path in paths if not unchanged(path)]


def _name(path: PurePosixPath, given: Mapping[PurePosixPath, frozenset[bytes]]) -> PurePosixPath | None:
    """Return the given file that has the name of this one; None if there is none."""
    possible = (PurePosixPath(*path.parts[-2:]), PurePosixPath(path.name))
    return next((name for name in possible if name in given), None)


def _digest(data: bytes) -> bytes:
    """Return a digest of a file that is the same for all line ends."""
    return hashlib.sha256(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").strip()).digest()
