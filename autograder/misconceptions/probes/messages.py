"""Mistakes that Python's own message gives away, or the bare text of a function."""

import io
import re
import tokenize

from assignment.checks.engine.stopped import Stopped

REMOVED = re.compile(r"module 'numpy' has no attribute|`?np\.\w+`? was (removed|a deprecated alias)")
PATTERNS = (
    ("P01", "AttributeError", REMOVED),
    ("P02", "TypeError", re.compile(r"only 0-dimensional arrays can be converted|only length-1 arrays")),
    ("P02", "ValueError", re.compile(r"setting an array element with a sequence")),
    ("B31", "TypeError", re.compile(r"unhashable type: 'numpy\.ndarray'")),
    ("U08", "TypeError", re.compile(r"Cannot cast ufunc '\w+' output from dtype\('float64'\) to dtype\('int")),
)
CALLED = re.compile(r"'(?:int|float|str|list|tuple|dict|numpy\.\w+)' object is not callable")
UNBOUND = re.compile(r"local variable '(\w+)'")
BUILTINS = frozenset({"sum", "max", "min", "abs", "len", "round", "range", "zip", "enumerate", "list", "map", "sorted"})
NOTHING: tuple[list[str], ...] = ([], ["pass"], [".", ".", "."], ["..."], ["return"], ["return", "None"])


def named(stopped: Stopped, source: str, function: str) -> str:
    """The code of the mistake behind an exception, or an empty string."""
    for code, kind, pattern in PATTERNS:
        if kind in stopped.kinds and pattern.search(stopped.text):
            return code
    unbound = UNBOUND.search(stopped.text) if "UnboundLocalError" in stopped.kinds else None
    if unbound and unbound[1] in BUILTINS:
        return "T12"
    renamed = "TypeError" in stopped.kinds and CALLED.search(stopped.text)
    return "T12" if renamed and _renames_a_builtin(body(source, function)) else ""


def silent(source: str, function: str) -> str:
    """The code of the mistake behind a function that returns None, or an empty string."""
    words = body(source, function)
    if words in NOTHING:
        return "P10"
    if "print" in words:
        return "E12"
    return "U02" if function == "update" else ""


def body(source: str, function: str) -> list[str]:
    """The words of a function's body (the last, if there are several) without docstring and comments."""
    found: list[str] = []
    for words in _bodies(source, function):
        found = words
    return found


def _bodies(source: str, function: str) -> list[list[str]]:
    bodies: list[list[str]] = []
    line: list[str] = []
    depth = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            depth += (token.type == tokenize.INDENT) - (token.type == tokenize.DEDENT)
            if token.type in (tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT):
                continue
            if token.type != tokenize.NEWLINE:
                line.append(token.string)
                continue
            if line[:2] == ["def", function] and depth == 0:
                bodies.append([])
                inside = True
            elif depth == 0:
                inside = False
            elif bodies and inside and not (len(line) == 1 and line[0][-1] in "\"'"):
                bodies[-1] += line
            line = []
    except (tokenize.TokenError, SyntaxError):
        pass
    return bodies


def _renames_a_builtin(words: list[str]) -> bool:
    """Whether a statement assigns to a name of Python's own; keyword arguments do not count."""
    assigned = zip(["", *words], words, words[1:], strict=False)
    return any(name in BUILTINS and sign == "=" and before not in ("(", ",") for before, name, sign in assigned)
