"""Mistakes that Python's own message gives away, or the text of a function alone."""

import io
import re
import tokenize
from itertools import pairwise

from assignment.engine.mistakes import Responses
from assignment.engine.outcomes import Reason, Stopped
from assignment.engine.remembered import remembered

NAMES = (
    "mat|asscalar|int|float|object|str|long|unicode|float_|complex_|product|cumproduct|alltrue|sometrue|infty|Inf|NaN"
)
REMOVED = re.compile(
    rf"module 'numpy' has no attribute '(?:{NAMES})'|`np\.(?:{NAMES})` was (?:removed|a deprecated alias)"
)
MISSPELT = re.compile(r"^module 'numpy[\w.]*' has no attribute '")
ARGUMENTS = re.compile(
    r"^[\w.<>]+\(\) (?:takes .* positional argument|missing \d+ required|got (?:an unexpected|multiple))"
)
SCALAR = re.compile(r"only 0-dimensional arrays can be converted|only length-1 arrays")
PATTERNS = (
    ("P01", "AttributeError", REMOVED),
    ("P11", "AttributeError", MISSPELT),
    ("P02", "TypeError", SCALAR),
    ("P02", "ValueError", re.compile(r"setting an array element with a sequence\.$")),
)
UNHASHABLE = "unhashable type: 'numpy.ndarray'"
CALLED = re.compile(r"'(?:int|float|str|list|tuple|dict|numpy\.\w+)' object is not callable")
UNBOUND = re.compile(r"local variable '(\w+)'")
BUILTINS = frozenset({"sum", "max", "min", "abs", "len", "round", "range", "zip", "enumerate", "list", "map", "sorted"})
MOST, LONGEST = 40_000, 200  # characters of a file and of a line; Python's tokenizer is slow on long ones
GAP = re.compile(r"(?<=\S)[ \t\f]+")  # which it may read again for each of its spaces
NOTHING: tuple[list[list[str]], ...] = ([], [["pass"]], [["..."]], [["return"]], [["return", "None"]])
Lines = list[list[str]]


def at_stop(responses: Responses) -> str:
    """The code of the mistake behind exceptions, and None in place of values."""
    stops = responses.stops
    if not stops:
        return ""
    if len(stops) == len(responses.wrong) and all(stop.why.reason == Reason.RETURNED_NONE for stop in stops):
        return silent(responses.source, responses.function)
    codes = {named(stop, responses.source, responses.function) for stop in stops}
    return codes.pop() if len(codes) == 1 else ""


def named(stopped: Stopped, source: str, function: str) -> str:
    """The code of the mistake behind an exception, or an empty string."""
    kinds, text = stopped.why.kinds, stopped.why.text
    for code, kind, pattern in PATTERNS:
        if kind in kinds and pattern.search(text):
            return code
    words = [word for line in body(source, function) or [] for word in line]
    if "TypeError" in kinds and UNHASHABLE in text and _writes_a_set(source):
        return "B31"
    if "NameError" in kinds and "UnboundLocalError" not in kinds:
        return "P11"
    if "TypeError" in kinds and ARGUMENTS.search(text):
        return "P12"
    unbound = UNBOUND.search(text) if "UnboundLocalError" in kinds else None
    if unbound and unbound[1] in BUILTINS:
        return "T12"
    renamed = "TypeError" in kinds and CALLED.search(text)
    return "T12" if renamed and _renames_a_builtin(words) else ""


def silent(source: str, function: str) -> str:
    """The code of the mistake behind a function that returns None, or an empty string."""
    lines = body(source, function)
    if lines is None:
        return ""
    if lines in NOTHING:
        return "P10"
    if lines[-1][0] == "print":
        return "E12"
    return "" if any("return" in line or "yield" in line for line in lines) else "P13"


def body(source: str, function: str) -> Lines | None:
    """The words of a function's lines (the last of that name) without docstring and comments; None if it has no def."""
    bodies = _bodies(source).get(function)
    return bodies[-1] if bodies else None


@remembered(4)  # every wrong function of a file is looked up in the same text
def _bodies(source: str) -> dict[str, list[Lines]]:
    """The bodies of all functions at the top level, as far as the file is Python; only its beginning is read."""
    lines = source[:MOST].split("\n")
    source = "\n".join(GAP.sub(" ", line[:LONGEST]) for line in lines)
    bodies: dict[str, list[Lines]] = {}
    line: list[str] = []
    inside: Lines | None = None
    depth = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            depth += (token.type == tokenize.INDENT) - (token.type == tokenize.DEDENT)
            if token.type in (tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT):
                continue
            if token.type != tokenize.NEWLINE:
                line.append(token.string)
                continue
            if depth == 0:
                inside = [] if line[:1] == ["def"] and line[1:] else None
                if inside is not None:
                    bodies.setdefault(line[1], []).append(inside)
            elif inside is not None and not (len(line) == 1 and line[0][-1] in "\"'"):
                inside.append(line)
            line = []
    except (tokenize.TokenError, SyntaxError):
        pass
    return bodies


def _writes_a_set(source: str) -> bool:
    """Whether braces in some function hold a comma and no colon."""
    everything = (body for bodies in _bodies(source).values() for body in bodies)
    text = " ".join(word for body in everything for line in body for word in line if word[0] not in "\"'")
    return any("," in inside and ":" not in inside for inside in re.findall(r"\{([^{}]*)\}", text))


def _renames_a_builtin(words: list[str]) -> bool:
    """Whether a statement assigns to a name of Python's own that is called, too; keyword arguments do not count."""
    pairs = list(pairwise(words))
    assigned = zip(["", *words], words, words[1:], strict=False)
    renamed = {name for before, name, sign in assigned if sign == "=" and before not in ("(", ",") and name in BUILTINS}
    return any((name, "(") in pairs for name in renamed)
