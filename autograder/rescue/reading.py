"""Mends or leaves out what Python cannot read; a function that it cannot read raises an error."""

import re
import sys
from collections.abc import Iterator, Sequence

import parso

from .repair import Kind, Repair, Repaired, shown
from .scan import Part, Scanned

DEFINES = re.compile(r"(?:async[ \t]+)?def[ \t]+([^\W\d]\w*)")
ASSIGNS = re.compile(r"(?:class[ \t]+(\w+)|([^\W\d]\w*(?:[ \t]*[,=][ \t]*[^\W\d]\w*)*)[ \t]*(?::[^=]*)?=(?!=))")
GRAMMAR = parso.load_grammar(version=f"3.{min(sys.version_info.minor, 14)}")  # read here: workers may read no file


def error_in(text: str) -> SyntaxError | None:
    """Return what Python cannot read in a text; None if it reads all of it."""
    try:
        compile(text, "file", "exec", dont_inherit=True)
    except SyntaxError as error:
        return error
    return None


def with_raw_literals(text: str) -> Repaired:
    r"""Make strings raw whose escapes Python cannot read, such as ``'C:\Users'``: they hold what is written there."""
    scanned = Scanned(text)
    made, repairs = [], []
    for part, start, end, _width in scanned.pieces:
        piece = text[start:end]
        prefix = re.search(r"[A-Za-z]*\Z", text[:start][-2:])
        readable = part != Part.STRING or "\\" not in piece or (prefix and set(prefix[0].lower()) & set("rbu"))
        if not readable and "(unicode error)" in str(error_in(piece)):
            repairs.append(Repair(Kind.RAW, (scanned.line_of(start),)))
            piece = f"r{piece}"
        made.append(piece)
    return "".join(made), repairs


def units(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of each part that begins at the left: it can be read, or not, by itself."""
    first = last = 0
    for node in GRAMMAR.parse(text).children:
        leaf = node.get_first_leaf()
        if node.type in ("newline", "endmarker") or node.end_pos == leaf.start_pos:  # what holds no code
            continue
        end = node.end_pos[0] - (node.end_pos[1] == 0)
        if first and (leaf.start_pos[1] or leaf.start_pos[0] <= last):
            last = max(last, end)
            continue
        if first:
            yield first, last
        first, last = leaf.start_pos[0], end
    if first:
        yield first, last


def without_unparsed(code: str, message: str, before: str) -> Repaired:
    """Leave out code that does not parse; if it is a function, there is one that raises in its place.

    Parameters
    ----------
    code : str
    message : str
        What Python says about it.
    before : str
        What stands before it in the file.
    """
    lines = code.split("\n")
    number, name = _defined(lines)
    if not name:
        names = [one for one in _targets(code) if re.search(rf"^(?:def |class )?{one}\b", before, re.MULTILINE)]
        return "\n".join(unset(len(lines), names)), [Repair(Kind.UNPARSED, (1,), shown(code))]
    return "\n".join(raising(len(lines), number, name, f"SyntaxError({message!a})")), [
        Repair(Kind.FUNCTION, (number,), name)
    ]


def _defined(lines: Sequence[str]) -> tuple[int, str]:
    """Return line and name of the function that some lines define; no name if they define none."""
    for number, line in enumerate(lines, 1):
        found = DEFINES.match(line)
        if found:
            return number, found[1]
        if line[:1] not in ("", "@", "#", " ", "\t", ")"):
            break
    return 1, ""


def _targets(code: str) -> list[str]:
    """Return the names to which code that does not parse would have given a value, as far as one can tell."""
    found = ASSIGNS.match(code)
    return re.findall(r"\w+", found[1] or found[2]) if found else []


def unset(count: int, names: Sequence[str]) -> list[str]:
    """Return that many lines that give no value to anything, and take that of some names: it was to be replaced."""
    return [" = ".join([*names, "None"]) if names else "", *[""] * (count - 1)]


def raising(count: int, number: int, name: str, error: str) -> list[str]:
    """Return that many lines, with a function that raises an error in one of them."""
    made = [""] * count
    made[number - 1] = f"def {name}(*args, **kwargs): raise {error}"
    return made
