"""Finds what is English in a Chinese text, apart from code, names, numbers and what Python itself says."""

import builtins
import io
import keyword
import re
import tokenize
from collections.abc import Collection

import numpy as np

from assignment.engine.homework import Homework
from autograder.sandbox.client import messages

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
WORD = re.compile(r"(?<![\w./-])[A-Za-z]{2,}(?!\w)")  # no ending of a file, no folder, no option
CODE = re.compile(r"`[^`]*`|'[^'\n]*'|\"[^\"\n]*\"")
OF_PYTHON = messages.PATTERNS[: len(messages.PYTHONS)]
KEPT = {"Python", "NumPy", "scikit", "README", "UTF", "GBK", "NUL", "GiB", "Ctrl", "NaN", "NOT", "ISOLATED"}
KEPT |= {
    "XOR",
    "OR",
    "NAND",
    "AND",
    "ReLU",
    "dJ",
    "dW",
    "db",
    "dv",
    "ddof",
    "fold",
    "logistic",
    "classes",
    "unhashable",
    "python",
    "if",
}
KEPT |= {"Parameters", "Returns", "Notes", "Notation", "Rules", "Tasks"}  # headings in the file and the handout


def english_in(text: str, names: Collection[str]) -> list[str]:
    """Return the English words of a Chinese text that are not among these names."""
    words = (word for line in text.splitlines() for word in WORD.findall(CODE.sub("", _without_python(line))))
    return [word for word in words if word not in KEPT and word not in names]


def names_in(homework: Homework, *sources: str) -> frozenset[str]:
    """Return the names that a text about these files may hold: theirs, the homework's, Python's and NumPy's."""
    reference = homework.right.source.read_text(encoding="utf-8")
    found = {*dir(builtins), *dir(np), *homework.imports, *(task.name for task in homework.tasks)}
    for source in (reference, *sources):
        found |= _names(source)
    return frozenset(found - {*keyword.kwlist} | {"return", "None", "True", "False"})


def _names(source: str) -> set[str]:
    names: set[str] = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            names |= {token.string} if token.type == tokenize.NAME else set()
    except (tokenize.TokenError, SyntaxError):  # what comes before it counts
        pass
    return names


def _without_python(line: str) -> str:
    """Return a line without the message of Python or NumPy in it, which stands after a colon."""
    for colon in re.finditer("：", line):
        for pattern in OF_PYTHON:
            found = pattern.match(line, colon.end())
            if found:
                return line[: colon.end()] + line[found.end() :]
    return line
