"""Chooses which of a student's files counts."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum
from pathlib import PurePosixPath
from typing import NamedTuple

from assignment.engine.homework import Homework
from assignment.engine.language import _, joined

from .decoding import decoded
from .notebook import NOTEBOOK_BYTES, SUFFIX, code_of, looks_like_notebook
from .place import Files, Unusable
from .starter import written

ARCHIVE_BYTES = 8 << 20
SHOWN, SHOWN_CHARACTERS = 3, 100
NOT_OPENED = (".rar", ".7z", ".zipx", ".z", ".lzh", ".arj", ".cab", ".dmg", ".iso")
NUMBER = re.compile(r"\d{1,4}(?=\D*$)")
Archives = Mapping[str, Callable[[str, bytes], Files]]  # by suffix, the function that returns an archive's files


class HandIn(NamedTuple):
    """The file that counts.

    Parameters
    ----------
    path : str
        In the class.
    text : str
    notebook : bool
        Whether the text is the code of a notebook.
    remarks : tuple of str
        What is worth knowing about the choice and the form of the file; it costs no points.
    """

    path: str
    text: str
    notebook: bool = False
    remarks: tuple[str, ...] = ()


class Rank(IntEnum):
    """How much a file's name says that it is the one to be graded."""

    EXACT = 0
    WRITTEN_OTHERWISE = 1  # upper case, another separator, another suffix
    WITH_ADDITION = 2  # name (1).py, name_final.py
    WITHIN_NAME = 3  # 1234_name.py
    NOTEBOOK_ALIKE = 4
    PYTHON = 5
    NOTEBOOK = 6


def chosen(files: Files, homework: Homework, archives: Archives, opens: bool, within: str = "") -> HandIn:
    """Return the file with the right name that is nearest to the top, or the only one that can be meant.

    Parameters
    ----------
    files : dict
    homework : Homework
    archives : dict
    opens : bool
        Whether to open the only archive; an archive inside it is never opened.
    within : str, optional
        The archive in which these files lie.

    Raises
    ------
    Unusable
        If there is no such file, more than one, or one that cannot be read.
    """
    ranks = {path: rank for path in files if (rank := _rank(path.name, homework.filename)) is not None}
    path, remarks = _meant(files, ranks, homework)
    if path is not None:
        found = _read(files, path, homework)
        name = str(PurePosixPath(within) / path)
        return found._replace(path=name, remarks=(*remarks, *found.remarks))
    packed = [path for path in files if path.suffix.lower() in archives]
    if len(packed) == 1 and opens:
        inside = _unpacked(files, packed[0], archives, homework.filename)
        return chosen(inside, homework, archives, False, str(packed[0]))
    raise Unusable(_missing(files, bool(packed) and not opens, homework.filename))


def is_python(name: str) -> bool:
    """Return whether a file has the name of a Python file."""
    return name.lower().endswith(".py")


def _meant(
    files: Files, ranks: dict[PurePosixPath, Rank], homework: Homework
) -> tuple[PurePosixPath | None, tuple[str, ...]]:
    """Return the file that is meant, with remarks; None if there is none, or several that may be."""
    exact = [path for path in ranks if ranks[path] == Rank.EXACT]
    own = (written(files, [*ranks], homework) if len(ranks) > 1 else [*ranks]) or exact
    best = min((ranks[path] for path in own), default=Rank.NOTEBOOK)
    alike = sorted((path for path in own if ranks[path] == best), key=lambda path: (len(path.parts), path))
    if best == Rank.EXACT:
        alike = [path for path in alike if len(path.parts) == len(alike[0].parts)]
    alike = _different(files, alike, homework)
    path = _latest(alike) if best == Rank.WITH_ADDITION else alike[0] if len(alike) == 1 else None
    if path is None:
        if exact:
            _refuse_several(alike, best, homework.filename)
        return None, ()
    others = [str(other) for other in sorted(own) if other != path and ranks[other] <= Rank.WITHIN_NAME]
    return path, tuple(_remarks(path, best, others, len(own) < len(ranks), homework.filename))


def _different(files: Files, paths: Sequence[PurePosixPath], homework: Homework) -> list[PurePosixPath]:
    """Return the first of the files with the same content each."""
    if len(paths) < 2:
        return [*paths]
    first = {files[path](homework.limits.file_bytes): path for path in reversed(paths)}
    return [path for path in paths if path in first.values()]


def _refuse_several(paths: Sequence[PurePosixPath], rank: Rank, filename: str) -> None:
    """Raise Unusable: there are several files, beside one that is as it was given out or with the same name."""
    names = _listed(map(str, paths))
    if rank == Rank.EXACT:
        raise Unusable(
            _(
                "there are {number} files called {filename}, {names}: hand in one",
                number=len(paths),
                filename=filename,
                names=names,
            )
        )
    raise Unusable(
        _("{filename} is as it was given out, and there are {names}: hand in one", filename=filename, names=names)
    )


def _remarks(path: PurePosixPath, rank: Rank, others: Sequence[str], given: bool, filename: str) -> Iterable[str]:
    if others:
        yield _("{name} counts; there was also {others}", name=_cut(str(path)), others=_listed(others))
    if given and rank != Rank.EXACT:
        yield _("{name} counts: the other files are as they were given out", name=_cut(str(path)))
    if rank == Rank.WRITTEN_OTHERWISE:
        yield _("{name} was taken for {filename}", name=_cut(path.name), filename=filename)


def _rank(name: str, filename: str) -> Rank | None:
    """Return how much a name says; None if it is that of another kind of file."""
    if name == filename:
        return Rank.EXACT
    words = "[ _-]?".join(re.findall(r"[^\W_]+", PurePosixPath(filename).stem))
    if re.fullmatch(rf"{words}(?:\.pyw?|\.py\.py)?(?:\.te?xt)?", name, re.IGNORECASE):
        return Rank.WRITTEN_OTHERWISE
    plain = name.lower().removesuffix(".txt")
    found = re.search(rf"(?<![a-z]){words}(?![a-z])", plain, re.IGNORECASE)
    if plain.endswith(SUFFIX):
        return Rank.NOTEBOOK_ALIKE if found else Rank.NOTEBOOK
    if not plain.endswith(".py"):
        return None
    if found:
        return Rank.WITHIN_NAME if found.start() else Rank.WITH_ADDITION
    return Rank.PYTHON


def _latest(alike: Sequence[PurePosixPath]) -> PurePosixPath | None:
    """Return the file with the highest number, if the names differ in nothing but a number that a browser added."""
    bare = {path.with_name(NUMBER.sub("", path.stem).rstrip(" _-()（）")) for path in alike}
    if len(bare) != 1:
        return None
    return max(alike, key=lambda path: (int(found[0]) if (found := NUMBER.search(path.stem)) else -1, path))


def _unpacked(files: Files, path: PurePosixPath, archives: Archives, filename: str) -> Files:
    data = files[path](ARCHIVE_BYTES)
    if len(data) > ARCHIVE_BYTES:
        most = ARCHIVE_BYTES >> 20
        said = _(
            "{name} is larger than {most} MiB: hand in {filename} alone",
            name=_cut(path.name),
            most=most,
            filename=filename,
        )
        raise Unusable(said)
    return archives[path.suffix.lower()](path.name, data)


def _missing(files: Files, nested: bool, filename: str) -> str:
    """Say that the file is missing, what was found, and what to do about it."""
    names = sorted({path.name for path in files})
    found = _("found {names}", names=_listed(names)) if names else _("nothing was handed in")
    said = [_("there is no {filename}; {found}", filename=filename, found=found)]
    if nested:
        said.append(_(" (an archive in an archive is not opened)"))
    closed = next((name for name in names if name.lower().endswith(NOT_OPENED)), None)
    if closed is not None:
        said.append(_(" ({name} cannot be opened here: hand in the file itself, or a zip file)", name=_cut(closed)))
    return joined("", said)


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    more = [_("and {number} more", number=len(names) - SHOWN)] if len(names) > SHOWN else []
    listed = ", ".join(map(_cut, names[:SHOWN]))
    return joined(" ", [listed, *more])


def _cut(name: str) -> str:
    return name[:SHOWN_CHARACTERS]


def _read(files: Files, path: PurePosixPath, homework: Homework) -> HandIn:
    """Return the text of a file, or the code of a notebook, whatever its name."""
    limit, name = homework.limits.file_bytes, _cut(path.name)
    too_large = _("{name} is larger than {limit} KiB", name=name, limit=limit // 1024)
    data = files[path](limit)
    notebook = looks_like_notebook(data) or path.suffix.lower() == SUFFIX
    if notebook and len(data) > limit:  # with its outputs
        data = files[path](NOTEBOOK_BYTES)
    if len(data) > (NOTEBOOK_BYTES if notebook else limit):
        raise Unusable(too_large)
    remarks: tuple[str, ...]
    if notebook:
        text, remarks = code_of(data, name, homework), (_("{name} was read as a notebook", name=name),)
    else:
        text, remarks = decoded(data, name)
    if not text.strip():
        raise Unusable(_("{name} is empty", name=name))
    return HandIn("", text, notebook, remarks)
