"""Makes the students' file: the reference without its marked regions, in every language."""

import ast
import inspect
import re
from collections.abc import Iterator

from assignment.engine.language import _, said
from assignment.engine.outcomes import Reason
from assignment.engine.words import SENTENCES

BEGIN = "# BEGIN SOLUTION"
END = "# END SOLUTION"
SUSPECT = re.compile(r"(begin|end)[\W_]*solution|solution[\W_]*(begin|end)", re.IGNORECASE)
DEFINITION = re.compile(r"^(?:def|class) (\w+)")
COMMENT = re.compile(r"^# (\w.*)$", re.MULTILINE)
RAISED = re.compile(r'^( +raise \w+\(f?")(.+)("\))$', re.MULTILINE)
UNWRITTEN = SENTENCES[Reason.NOT_WRITTEN]


class MarkerError(ValueError):
    """A marker is wrong, stray or unclosed; the sentence names the line."""


def stub(source: str) -> str:
    """Replace each region between the markers by ``raise NotImplementedError``.

    Parameters
    ----------
    source : str
        The reference.

    Raises
    ------
    MarkerError
        For a misspelt, stray, nested or unclosed marker, a region outside a function, or a
        function with two regions.
    """
    kept: list[str] = []
    function, opened, indent = "", 0, ""
    stubbed: set[str] = set()
    for number, line in enumerate(source.splitlines(), 1):
        text = line.strip()
        definition = DEFINITION.match(line)
        if definition and opened:
            raise MarkerError(f"line {number}: {definition[1]} begins inside the region of line {opened}")
        function = definition[1] if definition else function
        if text not in (BEGIN, END):
            if SUSPECT.search(text):
                raise MarkerError(f"line {number}: {text!r} is neither {BEGIN!r} nor {END!r}")
            if not opened:
                kept.append(line)
        elif text == BEGIN:
            indent = line[: len(line) - len(line.lstrip())]
            if opened or not indent or not function:
                raise MarkerError(f"line {number}: {BEGIN} inside another region or outside a function")
            if function in stubbed:
                raise MarkerError(f"line {number}: {function} has a second region")
            stubbed.add(function)
            opened = number
            kept.append(f'{indent}raise NotImplementedError("{_(UNWRITTEN, function=function)}")')
        else:
            if not opened or not line.startswith(f"{indent}{END}"):
                raise MarkerError(f"line {number}: {END} without a {BEGIN} at the same indentation")
            opened = 0
    if opened:
        raise MarkerError(f"line {opened}: {BEGIN} is never closed")
    return "\n".join(kept) + "\n"


def readable(source: str) -> list[str]:
    """Return what a students' file says to its reader: docstrings, lines of comments, and what it raises."""
    docstrings = (inspect.cleandoc(str(node.value)) for node in _docstrings(source))
    raised = (text for _begin, text, _end in RAISED.findall(source) if not _unwritten(text))
    return [*docstrings, *COMMENT.findall(source), *raised]


def translated(source: str, language: str) -> str:
    """Return a students' file whose docstrings, comments and messages are in another language."""
    lines = source.splitlines()
    for node in sorted(_docstrings(source), key=lambda node: -node.lineno):
        indent = " " * node.col_offset
        text = said(inspect.cleandoc(str(node.value)), language).splitlines()
        block = [f'"""{text[0]}', *text[1:], *(['"""'] if len(text) > 1 else [])]
        block[-1] += '"""' if len(text) == 1 else ""
        lines[node.lineno - 1 : node.end_lineno] = [f"{indent}{line}".rstrip() for line in block]
    made = COMMENT.sub(lambda found: f"# {said(found[1], language)}", "\n".join(lines) + "\n")
    return RAISED.sub(lambda found: f"{found[1]}{said(_unwritten(found[2]) or found[2], language)}{found[3]}", made)


def _unwritten(message: str) -> str:
    """Return the sentence that a function is not written yet, if a message is that; else nothing."""
    function = message.partition(" ")[0]
    sentence = _(UNWRITTEN, function=function)
    return sentence if sentence == message else ""


def _docstrings(source: str) -> Iterator[ast.Constant]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node):
            expression = node.body[0]
            if isinstance(expression, ast.Expr) and isinstance(expression.value, ast.Constant):
                yield expression.value
