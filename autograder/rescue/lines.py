"""Leaves out what is no Python: fences of Markdown, prompts, markers of a merge, lines of a notebook; mends indents."""

import re
from collections.abc import Callable

from .repair import Kind, Repair, Repaired, shown
from .scan import Scanned

FENCE = re.compile(r"[ \t]*(?:`{3}|~{3})[\w+-]*[ \t]*")
PROMPT = re.compile(r"(?:>>>|\.\.\.|In \[\d*\]:|[ \t]+\.\.\.:)(?: |$)")
FIRST_PROMPT = re.compile(r"(?:>>>|In \[\d*\]:) ")
NAME = r"[A-Za-z_][\w.]*"
MAGIC = re.compile(  # %time f(), !pip install, ?name, name?, names = !ls
    r"[ \t]*(?:%{1,2}[A-Za-z]|!(?!=)|\?{1,2}[A-Za-z]"
    rf"|{NAME}\?{{1,2}}[ \t]*$|{NAME}(?:,[ \t]*{NAME})*[ \t]*=[ \t]*[%!])"
)
INDENT = re.compile(r"[ \t]*")
MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
TAB_SIZES = (4, 8)


def without_fences(text: str) -> Repaired:
    """Leave out the lines with which Markdown begins and ends a block of code."""
    scanned = Scanned(text)
    return _changed(scanned, Kind.FENCE, lambda number, line: "" if _free(scanned, number, FENCE, line) else line)


def without_prompts(text: str) -> Repaired:
    """Leave out the prompts of an interactive session."""
    if not any(map(FIRST_PROMPT.match, text.split("\n"))):
        return text, []
    scanned = Scanned(text)

    def change(number: int, line: str) -> str:
        found = PROMPT.match(line)
        return line[found.end() :] if found and number not in scanned.in_strings else line

    return _changed(scanned, Kind.PROMPT, change)


def without_conflicts(text: str) -> Repaired:
    """Leave out the markers of a merge and the second one of two versions."""
    scanned = Scanned(text)
    kept, before, dropped = [], -1, []
    for number, line in enumerate(scanned.lines, 1):
        which = next((place for place, marker in enumerate(MARKERS) if line.startswith(marker)), None)
        marks = which is not None and number not in scanned.in_strings and (which == 0) == (before < 0)
        if marks and which is not None:
            before = -1 if which == len(MARKERS) - 1 else which
        if marks or before > 0:
            dropped.append(number)
        kept.append("" if marks or before > 0 else line)
    if not dropped or before >= 0:  # a marker is missing
        return text, []
    return "\n".join(kept), [Repair(Kind.CONFLICT, tuple(dropped))]


def without_magic(text: str, kind: Kind = Kind.MAGIC) -> Repaired:
    """Leave out lines that a notebook understands and Python does not, such as ``%matplotlib inline``."""
    scanned = Scanned(text)

    def is_magic(number: int, line: str) -> bool:
        return bool(MAGIC.match(line)) and number not in scanned.continued

    found = [number for number, line in enumerate(scanned.lines, 1) if is_magic(number, line)]
    kept = ["" if number in set(found) else line for number, line in enumerate(scanned.lines, 1)]
    return "\n".join(kept), [Repair(kind, (number,), shown(scanned.lines[number - 1])) for number in found]


def without_tabs(text: str, size: int) -> Repaired:
    """Write spaces for tabs at the beginning of lines, as an editor with that tab size shows them."""
    scanned = Scanned(text)

    def change(number: int, line: str) -> str:
        found = INDENT.match(line)
        indent = found[0] if found and number not in scanned.in_strings else ""
        return indent.expandtabs(size) + line[len(indent) :]

    return _changed(scanned, Kind.TAB, change)


def _free(scanned: Scanned, number: int, pattern: re.Pattern[str], line: str) -> bool:
    return number not in scanned.in_strings and bool(pattern.fullmatch(line))


def _changed(scanned: Scanned, kind: Kind, change: Callable[[int, str], str]) -> Repaired:
    """Change each line, and return one repair for all that are different then."""
    made = [change(number, line) for number, line in enumerate(scanned.lines, 1)]
    lines = tuple(number for number, (old, new) in enumerate(zip(scanned.lines, made, strict=True), 1) if old != new)
    return "\n".join(made), [Repair(kind, lines)] if lines else []
