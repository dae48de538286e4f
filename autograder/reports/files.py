"""Writes files whole or not at all, and only into the folder that was named."""

import csv
import io
import stat
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path

from assignment.engine.language import _

SHOWN = 20
MARK = "\ufeff"  # without it, Excel takes UTF-8 for an older encoding


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


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]], missing: str = "") -> None:
    """Write a CSV file that Excel reads as well; what a row does not have is ``missing``."""
    text = io.StringIO(MARK)
    text.seek(0, io.SEEK_END)
    table = csv.DictWriter(text, columns, restval=missing, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    write(path, text.getvalue())


def left_over(folder: Path, suffix: str, written: Container[str]) -> str:
    """Name the files of an earlier run beside those that were written; empty if there are none."""
    older = sorted(path.stem for path in folder.glob(f"*{suffix}") if path.stem not in written)
    names = ", ".join(older[:SHOWN])
    return (
        _("left from an earlier run in {folder}, to be deleted: {names}", folder=folder, names=names) if older else ""
    )


def _mode(path: Path) -> int:
    """Return type and rights of what stands there, a link as a link; 0 if nothing does."""
    try:
        return path.lstat().st_mode
    except FileNotFoundError:
        return 0


def _kind(mode: int) -> str:
    kinds = {stat.S_IFLNK: "a link", stat.S_IFDIR: "a folder", stat.S_IFREG: "a file", stat.S_IFIFO: "a pipe"}
    return kinds.get(stat.S_IFMT(mode), "a device or a socket")
