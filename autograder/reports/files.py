"""Writes files whole or not at all, and only into the folder that was named."""

import stat
from pathlib import Path


class Elsewhere(Exception):
    """Something stands where a file is to be written and would lead it elsewhere; the sentence says what to do."""


def own_folder(path: Path) -> Path:
    """Make a folder; raise Elsewhere if a link or a file stands in its place."""
    mode = _mode(path)
    if mode and not stat.S_ISDIR(mode):
        raise Elsewhere(f"{path} is not a folder but {_kind(mode)}: remove it, or choose another --out")
    path.mkdir(parents=True, exist_ok=True)
    return path


def own_file(path: Path) -> Path:
    """Return the path of a file; raise Elsewhere if a link, or anything else that is no file, stands in its place."""
    mode = _mode(path)
    if mode and not stat.S_ISREG(mode):
        raise Elsewhere(f"{path} is not a file but {_kind(mode)}: remove it, or choose another --out")
    return path


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all, in a folder in which others may have put links."""
    draft = path.with_name(f".{path.name[:60]}.tmp")
    draft.unlink(missing_ok=True)
    try:
        with open(draft, "x", encoding="utf-8", newline="") as file:  # never opens what is there
            file.write(text)
        draft.replace(path)  # a link is replaced, not followed
    finally:
        draft.unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """Return type and rights of what stands there, a link as a link; 0 if nothing does."""
    try:
        return path.lstat().st_mode
    except FileNotFoundError:
        return 0


def _kind(mode: int) -> str:
    kinds = {stat.S_IFLNK: "a link", stat.S_IFDIR: "a folder", stat.S_IFREG: "a file", stat.S_IFIFO: "a pipe"}
    return kinds.get(stat.S_IFMT(mode), "a device or a socket")
