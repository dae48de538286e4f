"""Writes the students' files, finds those that are out of date, and zips them."""

import zipfile
from pathlib import Path

from assignment.engine import home
from assignment.engine.homework import KIT, Homework
from assignment.engine.language import LANGUAGES
from assignment.engine.registry import public_checks

from ..mistakes.for_home import up_to_date
from .consistency import refuse_unequal_points
from .handout import fill, language_of
from .otter_files import test_files
from .stubs import stub, translated

INSTALL = "(pip install -e '.[build]')"
EPOCH = (2020, 1, 1, 0, 0, 0)
HANDOUTS = ("README.md", "README.zh-CN.md")
ERRATA = ("errata.md", "errata.zh-CN.md")  # from the homework's docs/
KIT_FILES = (
    "assignment.py",
    "conftest.py",
    "pytest.ini",
    "requirements.txt",
    "requirements-notebook.txt",
    "start.py",
    "test_homework.py",
)
LOCALE, STUBS = "locale", "stubs"
NOTEBOOK, STUDENTS_NOTEBOOK = "solutions/handout/notebook.md", "homework.ipynb"
TRANSLATED_NOTEBOOKS = {"zh": ("solutions/handout/notebook.zh-CN.md", "homework.zh-CN.ipynb")}
ENGINE = "engine/**/*.py"
JUDGE = "from assignment.engine.otter import judge"
OWN = (
    "homework.py",
    "checks/**/*.py",
    "questions/**/*.py",
    "locale/*/LC_MESSAGES/*.mo",
    "data/*.csv",
    "data/*.txt",
    "figures/*.svg",
    "figures/*.png",
)


class ToolMissing(RuntimeError):
    """A package is missing that only building needs; the sentence names it."""


def generated(homework: Homework) -> dict[Path, bytes]:
    """Return the content of every generated file of an assignment.

    Raises
    ------
    ValueError
        If there is an error in a source file, or a task's checks do not give its points; the sentence says where.
    ToolMissing
        If a package is not installed that the homework's notebook or handout needs.
    """
    refuse_unequal_points(homework)
    texts_in_other_languages = _catalogues(homework)
    english = stub(_read(homework.right.source))
    texts = {homework.filename: english} | {
        f"{STUBS}/{homework.module}.{language}.py": translated(english, language)
        for language in LANGUAGES
        if (homework.folder / LOCALE).is_dir()
    }
    texts |= _handouts(homework)
    for name, text in test_files(homework, public_checks(homework), JUDGE).items():
        texts[f"tests/{name}"] = text
    files = {homework.folder / name: text.encode() for name, text in texts.items()}
    files[homework.folder / home.FILE] = up_to_date(homework).encode()
    for name in homework.data:
        if (homework.root / name).is_file():
            files[homework.folder / name] = (homework.root / name).read_bytes()
    return files | texts_in_other_languages | _notebooks(homework)


def _catalogues(homework: Homework) -> dict[Path, bytes]:
    if not (homework.folder / LOCALE).is_dir():
        return {}
    try:
        from .catalogues import catalogues  # only here: grading works without Babel
    except ImportError as error:
        raise ToolMissing(f"the catalogues cannot be made: {error} {INSTALL}") from None
    return catalogues(homework)


def untranslated(homework: Homework) -> list[str]:
    """Return each text that has no translation, after the path of its catalogue."""
    if not (homework.folder / LOCALE).is_dir():
        return []
    from .catalogues import missing

    return missing(homework)


def _handouts(homework: Homework) -> dict[str, str]:
    """Return the texts that a homework has for its students in Markdown, and a page of HTML for each."""
    texts = {name: _read(homework.folder / name) for name in HANDOUTS if (homework.folder / name).is_file()}
    texts = {name: fill(homework, text, language_of(name)) for name, text in texts.items()}
    docs = homework.root / "docs"
    texts |= {name: _read(docs / name) for name in ERRATA if (docs / name).is_file()}
    if not texts:
        return {}
    try:
        from .page import page  # only here: grading works without what it imports
    except ImportError as error:
        raise ToolMissing(f"the handout's pages cannot be made: {error} {INSTALL}") from None
    pages = {}
    for name, text in texts.items():
        try:
            pages[f"{name.removesuffix('.md')}.html"] = page(text, language_of(name), homework.folder, texts)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
    return texts | pages


def _notebooks(homework: Homework) -> dict[Path, bytes]:
    """Return the notebook, and one for each translation that the homework has."""
    if not (homework.root / NOTEBOOK).is_file():
        return {}
    try:
        from .notebook import notebook  # only here: grading works without jupytext
    except ImportError as error:
        raise ToolMissing(f"the notebook cannot be made: {error} {INSTALL}") from None
    source = _read(homework.root / NOTEBOOK)
    path = NOTEBOOK
    try:
        made = {STUDENTS_NOTEBOOK: notebook(homework, source)}
        for language, (path, name) in TRANSLATED_NOTEBOOKS.items():
            if (homework.root / path).is_file():
                made[name] = notebook(homework, source, language, _read(homework.root / path))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    return {homework.folder / name: text.encode() for name, text in made.items()}


def drifted(homework: Homework) -> list[Path]:
    """Return generated files that are out of date, and Otter files that should not be there."""
    files = generated(homework)
    wrong = [path for path, content in files.items() if not path.is_file() or path.read_bytes() != content]
    otter_files = sorted((homework.folder / "tests").glob("*"))
    return wrong + [path for path in otter_files if path.is_file() and path not in files]


def write(homework: Homework) -> list[Path]:
    """Bring the assignment up to date, and return the paths that were changed."""
    files = generated(homework)
    changed = drifted(homework)
    for path in changed:
        if path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[path])
        else:
            path.unlink()
    return changed


def contents(homework: Homework) -> dict[str, bytes]:
    """Return name and content of every file that students get: the listed and the generated ones, nothing else."""
    kit = KIT / "assignment"
    paths = {name: kit / name for name in KIT_FILES} | _found(kit, (ENGINE,))
    paths |= _found(homework.folder, (*KIT_FILES, *OWN, *homework.data))
    files = {name: path.read_bytes() for name, path in paths.items()}
    made = {path: content for path, content in generated(homework).items() if path.suffix != ".po"}
    students = {path for path in made if path.is_relative_to(homework.folder)}
    return files | {path.relative_to(homework.folder).as_posix(): made[path] for path in students}


def _found(folder: Path, patterns: tuple[str, ...]) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for pattern in patterns for path in folder.glob(pattern)}


def release(homework: Homework, target: Path) -> None:
    """Write the students' zip; the same bytes for the same files, on every system."""
    files = contents(homework)
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(f"assignment/{name}", EPOCH)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, files[name], zipfile.ZIP_DEFLATED)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
