"""The mistakes that can be named: what the teacher and the student read about each, in English and Chinese."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("catalogue.toml")
LEFT_OUT = "left_out"
EITHER_OR = {"en": ("Either: ", " Or: "), "zh": ("一种可能：", "另一种可能：")}
BETWEEN_SENTENCES = {"en": " ", "zh": ""}


@dataclass(frozen=True)
class Entry:
    """A mistake that can be named.

    Parameters
    ----------
    code : str
    tasks : tuple of str
        Where it can be made; its sentence is true in each of them.
    title, sentence, where : dict of str to str
        By language, "en" or "zh": a few words for the teacher's table, what the student's code does,
        where the handout says what it should do.
    """

    code: str
    tasks: tuple[str, ...]
    title: dict[str, str]
    sentence: dict[str, str]
    where: dict[str, str]


@cache
def catalogue() -> dict[str, Entry]:
    """Every mistake that can be named, by its code."""
    return {code: _entry(code, table) for code, table in _tables().items() if code != LEFT_OUT}


def left_out() -> dict[str, str]:
    """Why each of the other known mistakes is not named, by its code."""
    return dict(_tables()[LEFT_OUT])


def advice(codes: Sequence[str], language: str) -> str:
    """What a student is told about the mistakes that explain his outputs.

    Parameters
    ----------
    codes : sequence of str
        At least one; several where the outputs do not tell them apart.
    language : {"en", "zh"}

    Returns
    -------
    text : str
        Sentence and hint of the one mistake, or those of each as alternatives.

    Raises
    ------
    KeyError
        For another language or an unknown code.
    """
    either, other = EITHER_OR[language]
    entries = [catalogue()[code] for code in codes]
    texts = [BETWEEN_SENTENCES[language].join((e.sentence[language], e.where[language])) for e in entries]
    return texts[0] if len(texts) == 1 else either + other.join(texts)


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _entry(code: str, table: dict[str, Any]) -> Entry:
    title, sentence, where = ({"en": table[name], "zh": table[f"{name}_zh"]} for name in ("title", "sentence", "where"))
    return Entry(code, tuple(table["tasks"]), title, sentence, where)
