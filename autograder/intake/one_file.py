"""A single Python file as a class of one."""

from pathlib import Path

from .folders_and_zips import reader
from .place import Kind, Place


def look(path: Path) -> Place:
    """The place in which only this file lies."""
    return Place({}, {path.name: reader(path)}, dict)


ONE_FILE = Kind(lambda path: path.suffix == ".py" and path.is_file(), look)
