"""Chooses which of a student's files counts."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from assignment.engine.homework import Homework

from .place import Files, Unusable

ARCHIVE_BYTES = 8 << 20
SHOWN, SHOWN_CHARACTERS = 3, 100
Archives = Mapping[str, Callable[[str, bytes], Files]]  # by suffix, the function that returns an archive's files


class HandIn(NamedTuple):
    """The file that counts: its path in the class, and its text."""

    path: str
    text: str


def chosen(files: Files, homework: Homework, archives: Archives, opens: bool, within: str = "") -> HandIn:
    """Return the file with the right name that is nearest to the top, or the only one that can be meant.

    Parameters
    ----------
    files : dict
    homework : Homework
    archives : dict
    opens : bool
        Whether to open the only archive; an archive inside it is never opened.
    within : str, optional
        The archive in which these files lie.

    Raises
    ------
    Unusable
        If there is no such file, more than one, or one that cannot be read.
    """
    named = _named(files, homework.filename)
    if len(named) > 1 and len(named[0].parts) == len(named[1].parts):
        several = f"{len(named)} files called {homework.filename}, {_listed(map(str, named))}"
        raise Unusable(f"there are {several}: hand in one")
    if named:
        limit = homework.limits.file_bytes
        text = _text(files[named[0]](limit), named[0].name, limit)
        return HandIn(str(PurePosixPath(within) / named[0]), text)
    packed = [path for path in files if path.suffix.lower() in archives]
    if len(packed) == 1 and opens:
        inside = _unpacked(files, packed[0], archives, homework.filename)
        return chosen(inside, homework, archives, False, str(packed[0]))
    found = f"found {_listed(sorted({path.name for path in files}))}" if files else "nothing was handed in"
    unopened = " (an archive in an archive is not opened)" if packed and not opens else ""
    raise Unusable(f"there is no {homework.filename}; {found}{unopened}")


def is_python(name: str) -> bool:
    """Return whether a file has the name of a Python file."""
    return name.lower().endswith(".py")


def _named(files: Files, filename: str) -> list[PurePosixPath]:
    """Return the files with that name, those nearest to the top first; if none, the only one that can be meant."""
    sources = sorted((path for path in files if is_python(path.name)), key=lambda path: (len(path.parts), path))
    named = [path for path in sources if path.name == filename]
    if named:
        return named
    alike = [path for path in sources if _alike(filename).match(path.name)] or sources
    return alike if len(alike) == 1 else []


def _alike(filename: str) -> re.Pattern[str]:
    """Return a pattern for the file name with additions of browsers and platforms, such as (1) or -2."""
    words = re.findall(r"[^\W_]+", PurePosixPath(filename).stem)
    return re.compile(rf"{'[ _-]?'.join(words)}(?![a-z])", re.IGNORECASE)


def _unpacked(files: Files, path: PurePosixPath, archives: Archives, filename: str) -> Files:
    data = files[path](ARCHIVE_BYTES)
    if len(data) > ARCHIVE_BYTES:
        raise Unusable(f"{path.name} is larger than {ARCHIVE_BYTES >> 20} MiB: hand in {filename} alone")
    return archives[path.suffix.lower()](path.name, data)


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(name[:SHOWN_CHARACTERS] for name in names[:SHOWN]) + more


def _text(data: bytes, name: str, limit: int) -> str:
    from assignment.engine.module import decode_source  # imports NumPy, which finding the files does not need

    if len(data) > limit:
        raise Unusable(f"{name} is larger than {limit // 1024} KiB")
    if not data.strip():
        raise Unusable(f"{name} is empty")
    if data.lstrip()[:1] == b"{" and b'"cells"' in data:
        raise Unusable(f"{name} is a notebook: hand in the Python file")
    try:
        return decode_source(data)
    except ValueError as error:
        raise Unusable(str(error)) from None
