"""What a folder, an archive or a file looks like from outside, whatever its kind."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

Read = Callable[[int], bytes]  # the first bytes of a file, one more than that number if there are more
Files = dict[PurePosixPath, Read]


class Unusable(Exception):
    """A sentence that says why there is nothing to grade."""


@dataclass(frozen=True)
class Place:
    """What lies in a folder or an archive, one level deep.

    Parameters
    ----------
    folders : dict of str to callable
        Each returns the place inside.
    loose : dict of str to callable
        Readers of the files.
    below : callable
        Returns all files, also those of folders in folders up to a few levels; may raise Unusable.
    strays : list of str
        What is neither a folder nor a regular file, or lies outside.
    """

    folders: dict[str, Callable[[], "Place"]]
    loose: dict[str, Read]
    below: Callable[[], Files]
    strays: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Kind:
    """A kind of thing in which a class is handed in.

    Parameters
    ----------
    accepts : callable
        Whether a path is of this kind; the first kind that accepts it is taken.
    look : callable
        Returns the place; raises Unusable if it cannot be read.
    least : int
        How many students the only folder must hold to be the class and not one student's work.
    opens_archives : bool
        Whether an archive that one student handed in is looked into.
    suffix : str
        Of an archive that one student may hand in; empty for what is no archive.
    files : callable, optional
        ``files(name, data)`` returns the files of such an archive.
    """

    accepts: Callable[[Path], bool]
    look: Callable[[Path], Place]
    least: int = 1
    opens_archives: bool = False
    suffix: str = ""
    files: Callable[[str, bytes], Files] | None = None
