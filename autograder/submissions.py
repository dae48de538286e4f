"""Find what was handed in: folders, loose files, or a zip of either. Nothing is executed or unpacked."""

import contextlib
import os
import stat
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assignment.checks.engine.module import decode_source
from assignment.checks.engine.tasks import FILE_BYTES

from .names import unique_names

FILENAME = "neural_network.py"
IGNORED = ("__MACOSX", "__pycache__")
MAX_MEMBERS = 100_000
MAX_FILES = 10_000
MAX_DEPTH = 3
UTF8_NAME = 0x800  # the flag of a zip's member whose name is UTF-8


class Unusable(Exception):
    """A sentence that says why there is nothing to grade."""


@dataclass(frozen=True)
class Submission:
    """One student's hand-in.

    Parameters
    ----------
    name : str
        Safe and unique in this run.
    read : callable
        Returns the text of the file, or raises Unusable.
    """

    name: str
    read: Callable[[], str]


def find(path: Path) -> tuple[list[Submission], list[str]]:
    """What lies in a folder, a zip or a single file.

    Returns
    -------
    submissions : list of Submission
        In the order of their names.
    strays : list of str
        Entries that are no submission.

    Raises
    ------
    Unusable
        If there is nothing to grade.
    """
    if path.is_dir():
        entries, strays = _in_folder(path)
    elif path.suffix == ".py" and path.is_file():
        entries, strays = {path.stem: _file_reader(path)}, []
    elif path.is_file():
        entries, strays = _in_zip(path)
    else:
        raise Unusable(f"{path} does not exist: give a folder, a zip or a {FILENAME}")
    if not entries:
        raise Unusable(
            f"{path} holds no submission: expected a folder for each student with {FILENAME} in it, or loose .py files"
        )
    names = unique_names(sorted(entries))
    return [Submission(names[raw], entries[raw]) for raw in sorted(entries)], sorted(strays)


def _ignored(name: str) -> bool:
    return name.startswith(".") or name in IGNORED


def _in_folder(path: Path) -> tuple[dict[str, Callable[[], str]], list[str]]:
    entries: dict[str, Callable[[], str]] = {}
    strays = []
    for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False) and not _ignored(entry.name):
            entries[entry.name] = _folder_reader(Path(entry.path))
        elif entry.is_file(follow_symlinks=False) and entry.name.endswith(".py") and not _ignored(entry.name):
            raw = entry.name.removesuffix(".py")
            entries[entry.name if raw in entries else raw] = _file_reader(Path(entry.path))
        else:
            strays.append(entry.name)
    return entries, strays


def _folder_reader(folder: Path) -> Callable[[], str]:
    def read() -> str:
        try:
            return _read_file(folder / _choose(_files_below(folder)))
        except OSError as error:
            raise Unusable(f"the folder cannot be read: {error.strerror}") from None

    return read


def _files_below(folder: Path) -> list[PurePosixPath]:
    """The files of a folder and of those in it, never through a link, as far as an honest hand-in goes."""
    found: list[PurePosixPath] = []
    seen = 0
    places = [PurePosixPath()]
    while places:
        place = places.pop()
        for entry in os.scandir(folder / place):
            seen += 1
            if seen > MAX_FILES:
                raise Unusable(f"the folder holds more than {MAX_FILES} files: hand in {FILENAME} alone")
            path = place / entry.name
            if not entry.is_dir(follow_symlinks=False):
                found.append(path)
            elif not _ignored(entry.name) and len(path.parts) < MAX_DEPTH:
                places.append(path)
    return found


def _choose(files: list[PurePosixPath]) -> PurePosixPath:
    """The neural_network.py nearest to the top."""
    named = sorted((path for path in files if path.name == FILENAME), key=lambda path: (len(path.parts), path))
    if not named:
        others = sorted(path.name for path in files if path.suffix == ".py")[:3]
        found = f"; found {', '.join(others)}" if others else ""
        raise Unusable(f"there is no {FILENAME}{found}")
    if len(named) > 1 and len(named[0].parts) == len(named[1].parts):
        raise Unusable(f"there are {len(named)} files called {FILENAME}: hand in one")
    return named[0]


def _file_reader(path: Path) -> Callable[[], str]:
    return lambda: _read_file(path)


def _read_file(path: Path) -> str:
    """Read a regular file, never through a link."""
    try:
        regular = stat.S_ISREG(os.lstat(path).st_mode)  # first: opening a device or a pipe may do something
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK) if regular else -1
    except OSError as error:
        raise Unusable(f"{FILENAME} cannot be opened: {error.strerror}") from None
    if not regular:
        raise Unusable(f"{FILENAME} is not a regular file but a link, a folder, a pipe or a device")
    with open(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unusable(f"{FILENAME} is not a regular file")
        return _text(stream.read(FILE_BYTES + 1))


def _text(data: bytes) -> str:
    if len(data) > FILE_BYTES:
        raise Unusable(f"{FILENAME} is larger than {FILE_BYTES // 1024} KiB")
    try:
        return decode_source(data)
    except ValueError as error:
        raise Unusable(str(error)) from None


def _in_zip(path: Path) -> tuple[dict[str, Callable[[], str]], list[str]]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unusable(f"{path} is neither a folder, a readable zip nor a .py file") from None
    if len(members) > MAX_MEMBERS:
        raise Unusable(f"{path} holds more than {MAX_MEMBERS} files")
    paths = {PurePosixPath(_name(info)): info for info in members}
    outside = {p for p in paths if p.is_absolute() or ".." in p.parts}
    paths = {p: info for p, info in paths.items() if p not in outside and not any(map(_ignored, p.parts)) and p.parts}
    files = [p for p, info in paths.items() if not info.is_dir()]
    if len({p.parts[0] for p in paths}) == 1 and all(
        len(p.parts) > 2 or (len(p.parts) == 2 and p.name != FILENAME) for p in files
    ):
        paths = {PurePosixPath(*p.parts[1:]): info for p, info in paths.items() if len(p.parts) > 1}  # an outer folder
    folders: dict[str, dict[PurePosixPath, zipfile.ZipInfo]] = {}
    entries: dict[str, Callable[[], str]] = {}
    strays = [str(path) for path in outside]
    loose: dict[PurePosixPath, zipfile.ZipInfo] = {}
    for member, info in paths.items():
        if info.is_dir():
            folders.setdefault(member.parts[0], {})
        elif len(member.parts) > 1:
            folders.setdefault(member.parts[0], {})[PurePosixPath(*member.parts[1:])] = info
        elif member.suffix == ".py":
            loose[member] = info
        else:
            strays.append(str(member))
    for folder, inside in folders.items():
        entries[folder] = _member_reader(path, inside)
    for member, info in loose.items():
        entries[member.name if member.stem in entries else member.stem] = _member_reader(
            path, {PurePosixPath(FILENAME): info}
        )
    return entries, strays


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a zip's member: UTF-8 or GBK, whatever zipfile takes it for; old Windows tools write backslashes."""
    name = info.filename
    if not info.flag_bits & UTF8_NAME:
        with contextlib.suppress(ValueError):
            name = decode_source(name.encode("cp437"))
    return name.replace("\\", "/")


def _member_reader(path: Path, files: dict[PurePosixPath, zipfile.ZipInfo]) -> Callable[[], str]:
    def read() -> str:
        info = files[_choose([member for member in files if len(member.parts) <= MAX_DEPTH])]
        if info.flag_bits & 1:
            raise Unusable(f"{FILENAME} is encrypted")
        if not stat.S_ISREG(info.external_attr >> 16) and stat.S_IFMT(info.external_attr >> 16):
            raise Unusable(f"{FILENAME} is not a regular file but a link")
        try:
            with zipfile.ZipFile(path) as archive, archive.open(info) as stream:
                data = stream.read(FILE_BYTES + 1)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
            raise Unusable(f"{FILENAME} is damaged in the zip") from None
        return _text(data)

    return read
