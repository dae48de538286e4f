"""Reads what a homework gives to everybody: the starter, and the code and the numbers in the handout."""

import ast
import contextlib
import re

from assignment.engine.homework import Homework

from .features import Given, given

FENCE = re.compile(r"^```(?:python|py)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROMPT = re.compile(r"^ *(?:>>>|\.\.\.) (.*)$", re.MULTILINE)


def given_by(homework: Homework) -> Given:
    """Return what the starter and the texts beside it hold."""
    starter = (homework.folder / homework.filename).read_text(encoding="utf-8")
    prose = [path.read_text(encoding="utf-8") for path in sorted(homework.folder.glob("*.md"))]
    trees = [ast.parse(starter)]
    for code in (*PROMPT.findall(starter), *(found for text in prose for found in FENCE.findall(text))):
        with contextlib.suppress(SyntaxError):  # a line of several, or one with an ellipsis
            trees.append(ast.parse(code))
    return given(trees, "\n".join((starter, *prose)))
