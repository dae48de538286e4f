"""The contents of a folder, an archive or a single file, in one form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

Read = Callable[[int], bytes]  # returns that many bytes of a file, and one more if the file is longer
Files = dict[PurePosixPath, Read]


class Unusable(Exception):
    """There is nothing to grade; the sentence says why."""


@dataclass(frozen=True)
class Place:
    """The entries of a folder or an archive, one level deep.

    Parameters
    ----------
    folders : dict of str to callable
        By name, functions that return the place inside.
    loose : dict of str to callable
        By name, functions that read a file.
    below : callable
        Returns all files, also those in folders a few levels deep; may raise Unusable.
    strays : list of str
        Entries that are neither a folder nor a regular file, or lie outside.
    """

    folders: dict[str, Callable[[], "Place"]]
    loose: dict[str, Read]
    below: Callable[[], Files]
    strays: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Kind:
    """A form in which a class can be handed in: a folder, a zip file, a single file.

    Parameters
    ----------
    accepts : callable
        Returns whether a path is of this kind; the first kind that accepts it is used.
    look : callable
        Returns the place; raises Unusable if it cannot be read.
    least : int
        How many students the only folder must hold to count as the class and not as one student's work.
    opens_archives : bool
        Whether an archive that one student handed in is opened.
    suffix : str
        The suffix of an archive that one student may hand in; empty if this kind is not an archive.
    files : callable, optional
        ``files(name, data)`` returns the files of such an archive.
    """

    accepts: Callable[[Path], bool]
    look: Callable[[Path], Place]
    least: int = 1
    opens_archives: bool = False
    suffix: str = ""
    files: Callable[[str, bytes], Files] | None = None
