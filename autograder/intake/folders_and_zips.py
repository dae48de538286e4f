"""Reads folders and zip files. Nothing is executed or unpacked, and no link is followed."""

import contextlib
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath

from .archive import Archive
from .place import Files, Kind, Place, Read, Unusable

IGNORED = ("__MACOSX", "__pycache__")
MAX_MEMBERS = 100_000
MAX_FILES = 10_000
MAX_DEPTH = 3
MAX_NAME = 1000  # characters of a path in a zip file
ENCRYPTED, UTF8_NAME = 1, 0x800  # flags of a zip member

Members = dict[PurePosixPath, zipfile.ZipInfo]


def in_folder(path: Path) -> Place:
    """Return a folder on the disk; raise Unusable if it cannot be read."""
    folders: dict[str, Callable[[], Place]] = {}
    loose: dict[str, Read] = {}
    strays = []
    with _explained(), os.scandir(path) as entries:
        listed = list(islice(entries, MAX_MEMBERS + 1))
        if len(listed) > MAX_MEMBERS:
            raise Unusable(f"{path.name} holds more than {MAX_MEMBERS} files")
        for entry in sorted(listed, key=lambda entry: entry.name):
            if not _ignored(entry.name) and entry.is_dir(follow_symlinks=False):
                folders[entry.name] = partial(in_folder, Path(entry.path))
            elif not _ignored(entry.name) and entry.is_file(follow_symlinks=False):
                loose[entry.name] = reader(Path(entry.path))
            else:
                strays.append(entry.name)
    return Place(folders, loose, lambda: _files_below(path), strays)


def in_zip(archive: Archive) -> Place:
    """Return what a zip file holds."""
    members: Members = {}
    strays = []
    for member in archive.members:
        path = PurePosixPath(_name(member))
        if path.is_absolute() or ".." in path.parts or len(member.filename) > MAX_NAME:
            strays.append(str(path)[:MAX_NAME])
        elif path.parts and not any(map(_ignored, path.parts)):
            members[path] = member  # of several with one name, the last one: it would replace the others
    place = _among(members, archive)
    return Place(place.folders, place.loose, place.below, strays)


def _among(members: Members, archive: Archive) -> Place:
    """Return the place that some members of a zip file form."""
    folders: dict[str, Members] = {}
    files: Files = {}
    for path, info in members.items():
        if info.is_dir() or len(path.parts) > 1:
            inside = folders.setdefault(path.parts[0], {})
            if len(path.parts) > 1:
                inside[PurePosixPath(*path.parts[1:])] = info
        if not info.is_dir() and len(path.parts) <= MAX_DEPTH:
            files[path] = partial(_member, archive, info)
    return Place(
        {name: partial(_among, inside, archive) for name, inside in folders.items()},
        {path.name: read for path, read in files.items() if len(path.parts) == 1},
        lambda: files,
    )


def class_zip(path: Path) -> Place:
    """Return a zip file on the disk; raise Unusable if it cannot be read."""
    return in_zip(Archive(f"{path}, which is neither a folder nor a .py file,", path, MAX_MEMBERS))


def zip_within(name: str, data: bytes) -> Files:
    """Return the files of a zip file that a student handed in."""
    return in_zip(Archive(name, data, MAX_FILES)).below()


def reader(path: Path) -> Read:
    """Return a function that reads a regular file, never through a link."""

    def read(limit: int) -> bytes:
        try:
            regular = stat.S_ISREG(os.lstat(path).st_mode)  # first, because opening a device or a pipe may have effects
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK) if regular else -1
        except OSError as error:
            raise Unusable(f"{path.name} cannot be opened: {error.strerror}") from None
        if not regular:
            raise Unusable(f"{path.name} is not a regular file but a link, a folder, a pipe or a device")
        with open(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unusable(f"{path.name} is not a regular file")
            return stream.read(limit + 1)

    return read


def _member(archive: Archive, info: zipfile.ZipInfo, limit: int) -> bytes:
    name = PurePosixPath(_name(info)).name
    if info.flag_bits & ENCRYPTED:
        raise Unusable(f"{name} is encrypted")
    if not stat.S_ISREG(info.external_attr >> 16) and stat.S_IFMT(info.external_attr >> 16):
        raise Unusable(f"{name} is not a regular file but a link")
    return archive.read(info, name, limit)


def _ignored(name: str) -> bool:
    return name.startswith(".") or name in IGNORED


def _files_below(folder: Path) -> Files:
    """Return the files of a folder and of the folders in it, a few levels deep."""
    found: Files = {}
    seen = 0
    places = [PurePosixPath()]
    while places:
        place = places.pop()
        with _explained(), os.scandir(folder / place) as entries:
            for entry in entries:
                seen += 1
                if seen > MAX_FILES:
                    raise Unusable(f"the folder holds more than {MAX_FILES} files: hand in one")
                path = place / entry.name
                if _ignored(entry.name):
                    continue
                if not entry.is_dir(follow_symlinks=False):
                    found[path] = reader(Path(entry.path))
                elif len(path.parts) < MAX_DEPTH:
                    places.append(path)
    return found


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name of a zip member, decoded; old Windows tools write backslashes."""
    name = info.filename
    if not info.flag_bits & UTF8_NAME:
        with contextlib.suppress(ValueError):
            name = _decoded(name.encode("cp437")) or name
    return name.replace("\\", "/")


def _decoded(name: bytes) -> str:
    """Decode a name as UTF-8, or as GBK if most of its characters are common Chinese ones; else return nothing."""
    with contextlib.suppress(UnicodeDecodeError):
        return name.decode()
    text = name.decode("gb18030")
    foreign = [character for character in text if not character.isascii()]
    return text if 2 * sum(map(_common, foreign)) >= len(foreign) else ""


def _common(character: str) -> bool:
    return bool(character.encode("gb2312", "ignore"))


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unusable(f"the folder cannot be read: {error.strerror}") from None


FOLDER = Kind(Path.is_dir, in_folder, least=2, opens_archives=True)
ZIP = Kind(Path.is_file, class_zip, suffix=".zip", files=zip_within)
