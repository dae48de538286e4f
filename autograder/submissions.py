"""Find what was handed in: a class in folders, in loose files, or in a zip of either."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from assignment.checks.engine.module import decode_source
from assignment.checks.engine.tasks import FILE_BYTES

from .names import unique_names
from .places import Files, Place, Unusable, in_folder, in_zip, reader, zip_within

FILENAME = "neural_network.py"
ALIKE = re.compile(r"neural[ _-]?network(?![a-z])", re.IGNORECASE)  # browsers and platforms add (1), -2 and the like
OTHER_KINDS = (".ipynb", ".zip", ".rar", ".7z", ".gz", ".tar", ".pdf", ".doc", ".docx", ".txt")
ZIP_BYTES = 8 << 20
SHOWN = 3


class HandIn(NamedTuple):
    """The file that counts: where it lies in the class, and its text."""

    path: str
    text: str


@dataclass(frozen=True)
class Submission:
    """One student's hand-in.

    Parameters
    ----------
    name : str
        Safe and unique in this run.
    handed_in : str
        The name of the folder or the file, as it is.
    read : callable
        Returns a HandIn, or raises Unusable.
    """

    name: str
    handed_in: str
    read: Callable[[], HandIn]


Entries = dict[str, tuple[str, Callable[[], HandIn]]]  # by the name that counts: the original name, and how to read it


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
        place = _without_outer_folder(in_folder(path), least=2)
    elif path.suffix == ".py" and path.is_file():
        place = Place({}, {path.name: reader(path)}, dict)
    elif path.is_file():
        place = _without_outer_folder(
            in_zip(f"{path}, which is neither a folder nor a .py file,", lambda: zipfile.ZipFile(path))
        )
    else:
        raise Unusable(f"{path} does not exist: give a folder, a zip or a {FILENAME}")
    entries, strays = _entries(place, opens_zips=path.is_dir())
    if not entries:
        raise Unusable(
            f"{path} holds no submission: expected a folder for each student with {FILENAME} in it, or loose .py files"
        )
    names = unique_names(sorted(entries))
    return [Submission(names[raw], *entries[raw]) for raw in sorted(entries)], sorted(strays)


def _without_outer_folder(place: Place, least: int = 1) -> Place:
    """The place inside the only folder, if that is the class: at least so many students, and no file of its own."""
    if len(place.folders) != 1 or any(map(_is_python, place.loose)):
        return place
    try:
        inside = next(iter(place.folders.values()))()
    except Unusable:  # it gets a row of its own
        return place
    students = len(inside.folders) + sum(map(_is_python, inside.loose))
    if students < least or FILENAME in inside.loose:
        return place
    return Place(inside.folders, inside.loose, inside.below, [*place.strays, *place.loose, *inside.strays])


def _is_python(name: str) -> bool:
    return name.lower().endswith(".py")


def _entries(place: Place, opens_zips: bool) -> tuple[Entries, list[str]]:
    """The students' folders, or where there are none the files that students hand in; and the rest."""
    entries: Entries = {}
    strays = [*place.strays]
    for name, inside in place.folders.items():
        entries[name] = name, partial(_read, name, partial(_below, inside), opens_zips)
    for name, read in place.loose.items():
        suffix = PurePosixPath(name).suffix.lower()
        if suffix == ".py" or (suffix in OTHER_KINDS and not place.folders):
            raw = PurePosixPath(name).stem
            alone = {PurePosixPath(name): read}
            entries[name if raw in entries else raw] = name, partial(_read, "", partial(dict, alone), opens_zips)
        else:
            strays.append(name)
    return entries, strays


def _read(folder: str, files: Callable[[], Files], opens_zips: bool) -> HandIn:
    path, text = _chosen(files(), opens_zips)
    return HandIn(str(PurePosixPath(folder) / path), text)


def _below(inside: Callable[[], Place]) -> Files:
    return inside().below()


def _chosen(files: Files, opens_zips: bool, within: str = "") -> HandIn:
    """The neural_network.py nearest to the top; without one what must be meant, also in a zip, but in no second one."""
    sources = sorted((path for path in files if _is_python(path.name)), key=lambda path: (len(path.parts), path))
    named = [path for path in sources if path.name == FILENAME]
    if not named:
        alike = [path for path in sources if ALIKE.match(path.name)] or sources
        named = alike if len(alike) == 1 else []
    if len(named) > 1 and len(named[0].parts) == len(named[1].parts):
        raise Unusable(f"there are {len(named)} files called {FILENAME}, {_listed(map(str, named))}: hand in one")
    if named:
        return HandIn(str(PurePosixPath(within) / named[0]), _text(files[named[0]](FILE_BYTES), named[0].name))
    zips = [path for path in files if path.suffix.lower() == ".zip"]
    if len(zips) == 1 and opens_zips:
        data = files[zips[0]](ZIP_BYTES)
        if len(data) > ZIP_BYTES:
            raise Unusable(f"{zips[0].name} is larger than {ZIP_BYTES >> 20} MiB: hand in {FILENAME} alone")
        return _chosen(zip_within(zips[0].name, data), False, str(zips[0]))
    found = f"found {_listed(sorted({path.name for path in files}))}" if files else "nothing was handed in"
    inside = " (a zip in a zip is not opened)" if zips and not opens_zips else ""
    raise Unusable(f"there is no {FILENAME}; {found}{inside}")


def _listed(names: "map[str] | list[str]") -> str:
    names = list(names)
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _text(data: bytes, name: str) -> str:
    if len(data) > FILE_BYTES:
        raise Unusable(f"{name} is larger than {FILE_BYTES // 1024} KiB")
    if not data.strip():
        raise Unusable(f"{name} is empty")
    if data.lstrip()[:1] == b"{" and b'"cells"' in data:
        raise Unusable(f"{name} is a notebook: hand in the Python file")
    try:
        return decode_source(data)
    except ValueError as error:
        raise Unusable(str(error)) from None
