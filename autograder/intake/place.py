"""The contents of a folder, an archive or a single file, in one form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

MAX_DEPTH = 6  # folders in which a student's file may lie
SHOWN_CHARACTERS = 100  # of a name in a sentence

Read = Callable[[int], bytes]  # returns that many bytes of a file, and one more if the file is longer
Files = dict[PurePosixPath, Read]


class Unusable(Exception):
    """There is nothing to grade; the sentence says why."""

    @property
    def text(self) -> str:
        """The sentence, with its translations."""
        text: str = self.args[0]
        return text


class NotReadable(Exception):
    """The account that grades cannot read something, which is no student's fault; the sentence says what."""

    @property
    def text(self) -> str:
        """The sentence, with its translations."""
        text: str = self.args[0]
        return text


@dataclass(frozen=True)
class Place:
    """The entries of a folder or an archive, one level deep.

    Parameters
    ----------
    folders : dict of str to callable
        By name, functions that return the place inside; they may raise Unusable or NotReadable.
    loose : dict of str to callable
        By name, functions that read a file.
    below : callable
        Returns all files, also those in folders a few levels deep; may raise Unusable or NotReadable.
    strays : dict of str to str
        By name, what is wrong with entries that are neither a folder nor a regular file, or lie outside.
    system : frozenset of str
        Entries that systems and programs leave, which nobody handed in.
    """

    folders: dict[str, Callable[[], "Place"]]
    loose: dict[str, Read]
    below: Callable[[], Files]
    strays: dict[str, str] = field(default_factory=dict)
    system: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Kind:
    """A form in which a class can be handed in: a folder, a zip file, a single file.

    Parameters
    ----------
    accepts : callable
        Returns whether a path is of this kind; the first kind that accepts it is used.
    look : callable
        Returns the place; raises Unusable or NotReadable if it cannot be read.
    suffix : str
        The suffix of an archive that one student may hand in; empty if this kind is not an archive.
    within : callable, optional
        ``within(name, data, large)`` returns what such an archive holds; ``large`` if it may be a whole class.
    """

    accepts: Callable[[Path], bool]
    look: Callable[[Path], Place]
    suffix: str = ""
    within: Callable[[str, bytes, bool], Place] | None = None


def under(path: str, name: str) -> str:
    """Return the path of an entry in the class, where ``path`` is that of its folder."""
    return f"{path}/{name}" if path else name
