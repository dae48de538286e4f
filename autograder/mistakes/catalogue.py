"""The mistakes that can be named, with the texts for teachers and students in English and Chinese."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assignment.engine.home import together, told
from assignment.engine.homework import Homework
from assignment.engine.language import in_languages, said
from assignment.engine.remembered import remembered

LEFT_OUT = "left_out"
READ = {"en": ' Read "{}" in README.md.', "zh": "参见 README.zh-CN.md 的“{}”一节。"}


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
    in_task : dict of str to dict of str to str
        For single tasks, a sentence that takes the place of the usual one.
    """

    code: str
    tasks: tuple[str, ...]
    title: dict[str, str]
    sentence: dict[str, str]
    where: dict[str, str]
    in_task: dict[str, dict[str, str]]

    def text(self, task: str = "") -> str:
        """Return what a student reads, in a task."""
        return together([in_languages(self.in_task.get(task, self.sentence)), in_languages(self.where)])


@dataclass(frozen=True)
class Subject:
    """What mistakes have in common: why they matter, and how to find them.

    Parameters
    ----------
    name : str
    codes : tuple of str
    section : dict of str to str
        By language, the heading in the handout that explains it.
    text : dict of str to str
        By language; ends with where to read more.
    """

    name: str
    codes: tuple[str, ...]
    section: dict[str, str]
    text: dict[str, str]


def catalogue(homework: Homework) -> dict[str, Entry]:
    """Return every mistake that can be named, by its code."""
    return _entries(homework.right.mistakes.words)


def left_out(homework: Homework) -> dict[str, str]:
    """Return the reason why each of the other known mistakes is not named, by its code."""
    return dict(_tables(homework.right.mistakes.words).get(LEFT_OUT, {}))


def advice(codes: Sequence[str], homework: Homework, language: str, task: str = "") -> str:
    """Return what a student is told about the mistakes that explain their outputs.

    Parameters
    ----------
    codes : sequence of str
        Several if the outputs fit each of them. Codes that the catalogue no longer has are left out.
    homework : Homework
    language : {"en", "zh"}
    task : str
        Where the mistakes were made.

    Returns
    -------
    text : str
        Sentence and hint of the one mistake, or those of each as alternatives; empty if no code is known.
    """
    entries = catalogue(homework)
    known = [entries[code] for code in codes if code in entries]
    return said(told([entry.text(task) for entry in known]), language)


def more(homework: Homework, code: str, language: str) -> str:
    """Return why a mistake matters and how to find it oneself; empty if nothing is written about it."""
    subject = subjects(homework).get(code)
    return subject.text[language] if subject else ""


def subjects(homework: Homework) -> dict[str, Subject]:
    """Return what is written about each code; several codes share a subject."""
    why = homework.right.mistakes.why
    return {code: subject for subject in _subjects(why) for code in subject.codes} if why else {}


def title(homework: Homework, code: str, language: str) -> str:
    """Return a few words for a code; the code itself if the catalogue no longer has it."""
    entry = catalogue(homework).get(code)
    return entry.title[language] if entry else code


@remembered(8)  # the file does not change while a class is graded
def _entries(words: Path) -> dict[str, Entry]:
    return {code: _entry(code, table) for code, table in _tables(words).items() if code != LEFT_OUT}


@remembered(8)  # as above
def _subjects(why: Path) -> list[Subject]:
    return [_subject(name, table) for name, table in _tables(why).items()]


def _subject(name: str, table: dict[str, Any]) -> Subject:
    section = {"en": table["section"], "zh": table["section_zh"]}
    text = {"en": " ".join(table["text"].split()), "zh": table["text_zh"].strip()}
    read = {language: f"{text[language]}{READ[language].format(section[language])}" for language in text}
    return Subject(name, tuple(table["codes"].split()), section, read)


def _tables(words: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads(words.read_text(encoding="utf-8"))


def _entry(code: str, table: dict[str, Any]) -> Entry:
    title, sentence, where = ({"en": table[name], "zh": table[f"{name}_zh"]} for name in ("title", "sentence", "where"))
    own = {task: {"en": words["sentence"], "zh": words["sentence_zh"]} for task, words in table.get("in", {}).items()}
    return Entry(code, tuple(table["tasks"]), title, sentence, where, own)
