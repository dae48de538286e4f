"""Texts in the reader's language: English stands in the code, other languages in gettext catalogues."""

import gettext
import io
import re
import string
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "zh")
OTHERS = LANGUAGES[1:]
DOMAIN = "homework"  # of the catalogues: <folder>/zh/LC_MESSAGES/homework.mo
HERE = Path(__file__).resolve().parents[1]
CHOICE = HERE / "language.txt"  # what the student chose with start.py

WIDE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")  # written without spaces

_folders: dict[Path, dict[str, gettext.NullTranslations]] = {}
_now: list[str] = []


class Text(str):
    """An English text that carries its translations, so that it can be kept and read in any language later.

    Parameters
    ----------
    english : str
    others : dict of str to str
        The same in other languages.
    """

    others: dict[str, str]

    def __new__(cls, english: str, others: dict[str, str]) -> "Text":  # noqa: D102
        text = super().__new__(cls, english)
        text.others = others
        return text

    def __getnewargs__(self) -> tuple[str, dict[str, str]]:  # type: ignore[override]
        return str(self), self.others


def add(folder: Path) -> None:
    """Use the catalogues of a folder, too; nothing happens if it has none."""
    for name in OTHERS if folder not in _folders else ():
        path = folder / name / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if path.is_file():
            use(folder, name, path.read_bytes())


def use(folder: Path, language: str, catalogue: bytes) -> None:
    """Use a compiled catalogue in the place of the one in a folder."""
    _folders.setdefault(folder, {})[language] = gettext.GNUTranslations(io.BytesIO(catalogue))


def _(template: str, **values: Any) -> str:
    """Return a text with values filled in, in every language; as it is if there are none.

    Parameters
    ----------
    template : str
        English, with places such as ``{name}``; the key of the catalogues.
    **values
        A :class:`Text`, or what is a catalogue's key itself, is filled in in the same language.
    """
    if not values:
        return template
    return Text(
        template.format(**values), {name: _filled(_translated(template, name), values, name) for name in OTHERS}
    )


def in_languages(texts: Mapping[str, str]) -> Text:
    """Return a text that is given in every language."""
    return Text(texts["en"], {name: texts[name] for name in OTHERS})


def joined(separator: str, texts: Sequence[str]) -> str:
    """Return several texts as one."""
    others = {name: said(separator, name).join(said(text, name) for text in texts) for name in OTHERS}
    return Text(separator.join(texts), others)


def listed(names: Sequence[str]) -> str:
    """Return names as a list in one line."""
    return joined(_(", "), names)


def said(text: str, language: str) -> str:
    """Return a text in a language; in English where there is no translation."""
    if language == "en":
        return str(text)
    return text.others[language] if isinstance(text, Text) else _translated(text, language)


def recognised(text: str, templates: tuple[str, ...]) -> str:
    """Return a text with its translations, if another process made it from one of these templates."""
    for template in templates:
        pattern = "".join(f"(?P<{name}>.+)" if name else re.escape(part) for part, name in _parts(template))
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found:
            return _(template, **{name: recognised(value, templates) for name, value in found.groupdict().items()})
    return text


def choose(language: str) -> None:
    """Use a language for what :func:`chosen` decides; raise ValueError if it is not known."""
    if language not in LANGUAGES:
        raise ValueError(f"there is no language {language!r}; the languages are {', '.join(LANGUAGES)}")
    _now[:] = [language]


def chosen() -> str:
    """Return the language of the student who works in this folder."""
    if not _now:
        try:
            wanted = CHOICE.read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            wanted = ""
        _now.append(wanted if wanted in LANGUAGES else "en")
    return _now[0]


def _parts(template: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of a template and, for each place, its name."""
    for text, name, _form, _how in string.Formatter().parse(template):
        yield text, ""
        if name:
            yield "", name


def _filled(template: str, values: Mapping[str, Any], language: str) -> str:
    """Return a template with its values; a space between a template and a value stays only beside narrow letters."""
    text = ""
    for before, name, form, _how in string.Formatter().parse(template):
        value = values[name] if name else ""
        value = said(value, language) if isinstance(value, str) else value
        for piece in (before, format(value, form or "")):
            wide = WIDE.match(text.rstrip(" ")[-1:]) and WIDE.match(piece.lstrip(" "))
            text = text.rstrip(" ") + piece.lstrip(" ") if wide else text + piece
    return text


def _translated(template: str, language: str) -> str:
    if language not in OTHERS:
        raise KeyError(language)
    known = [catalogues[language] for catalogues in _folders.values() if language in catalogues]
    found = (catalogue.gettext(template) for catalogue in known if template)
    return next((text for text in found if text != template), template)


for package in (
    HERE,
    HERE.parent / "autograder",
):  # the student's folder may have any name; the grader's is seldom there
    add(package / "locale")
