"""Keeps the gettext catalogues: collects every text that somebody reads, and compiles the translations."""

import io
import string
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from assignment.engine.homework import KIT, Homework
from assignment.engine.language import DOMAIN, OTHERS, use
from assignment.engine.registry import all_checks

from .build import NOTEBOOK
from .notebook import code
from .stubs import readable, stub

WHEN = datetime(2020, 1, 1, tzinfo=UTC)  # the same files each time
WIDTH = 110
HEADER = {"project": "homework", "version": "1", "last_translator": "-", "language_team": "-"}
FOR_NOTEBOOK = "notebook"  # the domain of the words in its pictures: they are not to be translated elsewhere
IN_NOTEBOOK = ("word", "sentence", "label", "say", "show")
METHODS = {".py": "python", ".jinja": "jinja2"}  # how Babel finds the calls


def catalogues(homework: Homework) -> dict[Path, bytes]:
    """Return the catalogues of a homework: the translations that there are, for the texts of today.

    Raises
    ------
    ValueError
        If a translation has other places than its text, such as ``{name}``; the sentence says which.
    """
    files = {}
    for (folder, domain), texts in _folders(homework).items():
        for language in OTHERS if folder.is_dir() else ():
            path = folder / language / "LC_MESSAGES" / f"{domain}.po"
            catalog = _updated(path, language, texts)
            _refuse_other_places(path, catalog)
            files[path] = _written(write_po, catalog, width=WIDTH, no_location=True, sort_output=True)
            files[path.with_suffix(".mo")] = compiled = _written(write_mo, catalog)
            if domain == DOMAIN:
                use(folder, language, compiled)  # what is made after this speaks as the catalogue does now
    return files


def missing(homework: Homework) -> list[str]:
    """Return each text that has no translation, after the path of its catalogue."""
    files = {path: content for path, content in catalogues(homework).items() if path.suffix == ".po"}
    return [
        f"{path.relative_to(homework.root)}: {message.id}"
        for path, content in files.items()
        for message in read_po(io.BytesIO(content))
        if message.id and not message.string
    ]


def _folders(homework: Homework) -> dict[tuple[Path, str], list[str]]:
    """Return the folders of catalogues, with a domain, and the texts that belong into each."""
    titles: dict[bool, list[str]] = {False: [], True: []}
    for check in all_checks(homework):
        titles[check.hidden].append(check.title)
    assignment, solutions = homework.folder, homework.right.source.parent
    students = readable(stub(homework.right.source.read_text(encoding="utf-8")))
    source = homework.root / NOTEBOOK
    cells = code(source.read_text(encoding="utf-8")) if source.is_file() else []
    explained = [text for cell in cells for text in readable(cell)]
    texts = {
        (assignment / "locale", DOMAIN): [*_marked(assignment), *titles[False], *students, *explained],
        (solutions / "locale", DOMAIN): [*_marked(solutions), *titles[True]],
    }
    if cells:
        texts[assignment / "locale", FOR_NOTEBOOK] = [
            text for cell in cells for text in _calls(cell.encode(), IN_NOTEBOOK)
        ]
    if homework.root == KIT:
        texts[KIT / "autograder" / "locale", DOMAIN] = [*_marked(KIT / "autograder")]
    return texts


def _marked(folder: Path) -> Iterator[str]:
    """Yield the texts in calls of ``_`` below a folder, in modules and in templates."""
    for suffix, method in METHODS.items():
        for path in sorted(folder.rglob(f"*{suffix}")):
            source = path.read_bytes()
            if b"_(" in source:
                yield from _calls(source, ("_",), method)


def _calls(source: bytes, functions: Iterable[str], method: str = "python") -> Iterator[str]:
    """Yield the texts that stand in calls of these functions."""
    keywords, options = dict.fromkeys(functions), {"silent": "false"}
    for _line, text, *_rest in extract(method, io.BytesIO(source), keywords=keywords, options=options):
        yield str(text)


def _updated(path: Path, language: str, texts: list[str]) -> Catalog:
    known = read_po(io.BytesIO(path.read_bytes())) if path.is_file() else Catalog()
    catalog = Catalog(language, creation_date=WHEN, revision_date=WHEN, fuzzy=False, msgid_bugs_address="-", **HEADER)
    for text in texts:
        old = known.get(text)
        catalog.add(text, old.string if old else "")
    return catalog


def _refuse_other_places(path: Path, catalog: Catalog) -> None:
    for message in catalog:
        if message.id and message.string and _places(str(message.id)) != _places(str(message.string)):
            raise ValueError(f"{path}: the translation of {message.id!r} has other places in braces")


def _places(text: str) -> set[str]:
    """Return the names of the places for values; none if the text is not made to be filled in."""
    try:
        return {name for _before, name, _form, _how in string.Formatter().parse(text) if name}
    except ValueError:
        return set()


def _written(write: object, catalog: Catalog, **options: object) -> bytes:
    buffer = io.BytesIO()
    write(buffer, catalog, **options)  # type: ignore[operator]
    return buffer.getvalue()
