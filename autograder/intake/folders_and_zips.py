"""Reads folders and zip files. Nothing is executed or unpacked, and no link is followed."""

import contextlib
import errno
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath

from assignment.engine.language import _

from .archive import DIRECTORY_BYTES, Archive
from .place import MAX_DEPTH, SHOWN_CHARACTERS, Files, Kind, NotReadable, Place, Read, Unusable
from .system_files import is_of_the_system
from .zip_names import decoded

MAX_MEMBERS = 100_000
MAX_FILES = 10_000
CLASS_DIRECTORY_BYTES = 64 << 20  # of an archive that is alone in a folder, and may be a class
MAX_NAME = 1000  # characters of a path in a zip file
ENCRYPTED = 1  # flag of a zip member
NOT_A_FILE = _("neither a folder nor a regular file")
OUTSIDE = _("a path that leads out of the archive, or is too long")
STUDENTS_OWN = (errno.ELOOP, errno.ENXIO, errno.ENAMETOOLONG, errno.ENOTDIR)  # what links and odd files give


def in_folder(path: Path) -> Place:
    """Return a folder on the disk; raise Unusable or NotReadable if it cannot be read."""
    folders: dict[str, Callable[[], Place]] = {}
    loose: dict[str, Read] = {}
    strays, system = {}, []
    with _explained(path.name), os.scandir(path) as entries:
        listed = list(islice(entries, MAX_MEMBERS + 1))
        if len(listed) > MAX_MEMBERS:
            raise Unusable(_("{name} holds more than {most} files", name=path.name, most=MAX_MEMBERS))
        for entry in sorted(listed, key=lambda entry: entry.name):
            if is_of_the_system(entry.name):
                system.append(entry.name)
            elif entry.is_dir(follow_symlinks=False):
                folders[entry.name] = partial(in_folder, Path(entry.path))
            elif entry.is_file(follow_symlinks=False):
                loose[entry.name] = reader(Path(entry.path))
            else:
                strays[entry.name] = NOT_A_FILE
    return Place(folders, loose, partial(_files_below, path), strays, frozenset(system))


@dataclass(slots=True)
class _Folder:
    """What a zip file holds in one folder."""

    folders: "dict[str, _Folder]" = field(default_factory=dict)
    files: dict[str, zipfile.ZipInfo] = field(default_factory=dict)


def in_zip(archive: Archive) -> Place:
    """Return what a zip file holds."""
    root, strays = _Folder(), {}
    for name, member in zip(decoded(archive.members), archive.members, strict=True):
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or len(member.filename) > MAX_NAME:
            strays[str(path)[:MAX_NAME]] = OUTSIDE
            continue
        folder, is_folder = root, name.endswith("/")
        for part in path.parts if is_folder else path.parts[:-1]:
            folder = folder.folders.setdefault(part, _Folder())
        if path.parts and not is_folder:
            folder.files[path.name] = member  # of several with one name, the last one: it would replace the others
    return replace(_in_folder_of_zip(root, archive), strays=strays)


def _in_folder_of_zip(folder: _Folder, archive: Archive) -> Place:
    return Place(
        {
            name: partial(_in_folder_of_zip, inside, archive)
            for name, inside in folder.folders.items()
            if not is_of_the_system(name)
        },
        {
            name: partial(_member, archive, info, name)
            for name, info in folder.files.items()
            if not is_of_the_system(name)
        },
        lambda: dict(_members_below(folder, archive, PurePosixPath(), MAX_DEPTH)),
        system=frozenset(filter(is_of_the_system, (*folder.folders, *folder.files))),
    )


def _members_below(
    folder: _Folder, archive: Archive, path: PurePosixPath, depth: int
) -> Iterator[tuple[PurePosixPath, Read]]:
    for name, info in folder.files.items():
        if not is_of_the_system(name):
            yield path / name, partial(_member, archive, info, name)
    for name, inside in folder.folders.items() if depth else ():
        if not is_of_the_system(name):
            yield from _members_below(inside, archive, path / name, depth - 1)


def class_zip(path: Path) -> Place:
    """Return a zip file on the disk; raise Unusable if it cannot be read."""
    return in_zip(Archive(f"{path}, which is neither a folder nor a .py file,", path, MAX_MEMBERS))


def zip_within(name: str, data: bytes, large: bool = False) -> Place:
    """Return what a zip file in the class holds."""
    bounds = (MAX_MEMBERS, CLASS_DIRECTORY_BYTES) if large else (MAX_FILES, DIRECTORY_BYTES)
    return in_zip(Archive(name, data, *bounds))


def reader(path: Path) -> Read:
    """Return a function that reads a regular file, never through a link."""

    def read(limit: int) -> bytes:
        with _explained(path.name):
            regular = stat.S_ISREG(os.lstat(path).st_mode)  # first, because opening a device or a pipe may have effects
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK) if regular else -1
        if not regular:
            raise Unusable(
                _("{name} is not a regular file but a link, a folder, a pipe or a device", name=_shown(path.name))
            )
        with open(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unusable(_("{name} is not a regular file", name=_shown(path.name)))
            return stream.read(limit + 1)

    return read


def _member(archive: Archive, info: zipfile.ZipInfo, name: str, limit: int) -> bytes:
    if info.flag_bits & ENCRYPTED:
        raise Unusable(_("{name} is encrypted", name=_shown(name)))
    if not stat.S_ISREG(info.external_attr >> 16) and stat.S_IFMT(info.external_attr >> 16):
        raise Unusable(_("{name} is not a regular file but a link", name=_shown(name)))
    return archive.read(info, name, limit)


def _files_below(folder: Path) -> Files:
    """Return the files of a folder and of the folders in it, a few levels deep."""
    found: Files = {}
    seen = 0
    places = [PurePosixPath()]
    while places:
        place = places.pop()
        with _explained(place.name or folder.name), os.scandir(folder / place) as entries:
            for entry in entries:
                seen += 1
                if seen > MAX_FILES:
                    raise Unusable(_("the folder holds more than {most} files: hand in one", most=MAX_FILES))
                path = place / entry.name
                if is_of_the_system(entry.name):
                    continue
                if not entry.is_dir(follow_symlinks=False):
                    found[path] = reader(Path(entry.path))
                elif len(path.parts) <= MAX_DEPTH:
                    places.append(path)
    return found


@contextlib.contextmanager
def _explained(name: str) -> Iterator[None]:
    """Turn the errors of a disk into a sentence: about the hand-in, or about what the grader may not do."""
    try:
        yield
    except OSError as error:
        what = {"name": _shown(name), "problem": str(error.strerror)}
        if error.errno in STUDENTS_OWN:
            raise Unusable(_("{name} cannot be opened: {problem}", **what)) from None
        said = _("the account that grades may not read {name} ({problem}): change that, and grade again", **what)
        raise NotReadable(said) from None


def _shown(name: str) -> str:
    return name[:SHOWN_CHARACTERS]


FOLDER = Kind(Path.is_dir, in_folder)
ZIP = Kind(Path.is_file, class_zip, suffix=".zip", within=zip_within)
