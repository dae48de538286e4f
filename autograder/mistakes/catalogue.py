"""The mistakes that can be named, with the texts for teachers and students in English and Chinese."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assignment.engine.home import BETWEEN_SENTENCES, told
from assignment.engine.homework import Homework
from assignment.engine.remembered import remembered

LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Entry:
    """A mistake that can be named.

    Parameters
    ----------
    code : str
    tasks : tuple of str
        The tasks in which it can be made; its sentence is true in each of them.
    title, sentence, where : dict of str to str
        By language, "en" or "zh": a few words for the teacher's table; what the student's code does; where the handout
        says what it should do.
    """

    code: str
    tasks: tuple[str, ...]
    title: dict[str, str]
    sentence: dict[str, str]
    where: dict[str, str]

    def text(self, language: str) -> str:
        """Return what a student reads, in a language."""
        return BETWEEN_SENTENCES[language].join((self.sentence[language], self.where[language]))


def catalogue(homework: Homework) -> dict[str, Entry]:
    """Return every mistake that can be named, by its code."""
    return _entries(homework.right.mistakes.words)


def left_out(homework: Homework) -> dict[str, str]:
    """Return the reason why each of the other known mistakes is not named, by its code."""
    return dict(_tables(homework.right.mistakes.words).get(LEFT_OUT, {}))


def advice(homework: Homework, codes: Sequence[str], language: str) -> str:
    """Return what a student is told about the mistakes that explain their outputs.

    Parameters
    ----------
    homework : Homework
    codes : sequence of str
        Several if the outputs fit each of them. Codes that the catalogue no longer has are left out.
    language : {"en", "zh"}

    Returns
    -------
    text : str
        Sentence and hint of the one mistake, or those of each as alternatives; empty if no code is known.
    """
    entries = catalogue(homework)
    known = [entries[code] for code in codes if code in entries]
    return told([entry.text(language) for entry in known], language)


def title(homework: Homework, code: str, language: str) -> str:
    """Return a few words for a code; the code itself if the catalogue no longer has it."""
    entry = catalogue(homework).get(code)
    return entry.title[language] if entry else code


@remembered(8)  # the file does not change while a class is graded
def _entries(words: Path) -> dict[str, Entry]:
    return {code: _entry(code, table) for code, table in _tables(words).items() if code != LEFT_OUT}


def _tables(words: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads(words.read_text(encoding="utf-8"))


def _entry(code: str, table: dict[str, Any]) -> Entry:
    title, sentence, where = ({"en": table[name], "zh": table[f"{name}_zh"]} for name in ("title", "sentence", "where"))
    return Entry(code, tuple(table["tasks"]), title, sentence, where)
