"""Finds the submissions in a folder, a zip file or a single file, and how to read each of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from assignment.engine.homework import Homework

from .choose import Archives, HandIn, chosen, is_python
from .folders_and_zips import FOLDER, ZIP
from .names import unique_names
from .one_file import ONE_FILE
from .place import Files, Place, Unusable

KINDS = (FOLDER, ONE_FILE, ZIP)  # tried in this order
ARCHIVES: Archives = {kind.suffix: kind.files for kind in KINDS if kind.files}
OTHER_SUFFIXES = (".ipynb", ".zip", ".rar", ".7z", ".gz", ".tar", ".pdf", ".doc", ".docx", ".txt")


@dataclass(frozen=True)
class Submission:
    """One student's hand-in.

    Parameters
    ----------
    name : str
        Safe and unique in this run.
    handed_in : str
        The original name of the folder or the file.
    read : callable
        Returns a HandIn, or raises Unusable.
    """

    name: str
    handed_in: str
    read: Callable[[], HandIn]


Read = Callable[[Files], HandIn]
Entries = dict[str, tuple[str, Callable[[], HandIn]]]  # by raw name: the original name, and how to read it


def find(path: Path, homework: Homework) -> tuple[list[Submission], list[str]]:
    """Return the submissions in a folder, a zip file or a single file.

    Parameters
    ----------
    path : Path
    homework : Homework
        Gives the name of the file and how large it may be.

    Returns
    -------
    submissions : list of Submission
        In the order of their names.
    strays : list of str
        Entries that are not submissions.

    Raises
    ------
    Unusable
        If there is nothing to grade.
    """
    filename = homework.filename
    kind = next((kind for kind in KINDS if kind.accepts(path)), None)
    if kind is None:
        raise Unusable(f"{path} does not exist: give a folder, a zip file or a {filename}")
    place = _without_outer_folder(kind.look(path), kind.least, filename)
    choose = partial(chosen, homework=homework, archives=ARCHIVES, opens=kind.opens_archives)
    entries, strays = _entries(place, choose)
    if not entries:
        raise Unusable(
            f"{path} holds no submission: expected a folder with {filename} for each student, or single .py files"
        )
    names = unique_names(sorted(entries))
    return [Submission(names[raw], *entries[raw]) for raw in sorted(entries)], sorted(strays)


def _without_outer_folder(place: Place, least: int, filename: str) -> Place:
    """Return the place inside the only folder, if that folder is the class: it has at least so many students."""
    if len(place.folders) != 1 or any(map(is_python, place.loose)):
        return place
    try:
        inside = next(iter(place.folders.values()))()
    except Unusable:  # it is a submission that cannot be read
        return place
    students = len(inside.folders) + sum(map(is_python, inside.loose))
    if students < least or filename in inside.loose:
        return place
    return Place(inside.folders, inside.loose, inside.below, [*place.strays, *place.loose, *inside.strays])


def _entries(place: Place, choose: Read) -> tuple[Entries, list[str]]:
    """Return the students' folders, or their files if there are no folders; and the other entries."""
    entries: Entries = {}
    strays = [*place.strays]
    for name, inside in place.folders.items():
        entries[name] = name, partial(_read_folder, name, inside, choose)
    for name, read in place.loose.items():
        suffix = PurePosixPath(name).suffix.lower()
        if suffix == ".py" or (suffix in OTHER_SUFFIXES and not place.folders):
            raw = PurePosixPath(name).stem
            while raw in entries:  # a folder, or the same name with another suffix
                raw += PurePosixPath(name).suffix
            entries[raw] = name, partial(choose, {PurePosixPath(name): read})
        else:
            strays.append(name)
    return entries, strays


def _read_folder(name: str, inside: Callable[[], Place], choose: Read) -> HandIn:
    path, text = choose(inside().below())
    return HandIn(str(PurePosixPath(name) / path), text)
