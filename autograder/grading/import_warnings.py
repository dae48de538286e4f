"""Finds imports of packages that are not allowed, without executing or parsing the file.

These are remarks only: what counts is an import that is executed, and the worker refuses that one.
The tokens are read one by one, because a file can make a parser run out of memory or stack.
"""

import io
import re
import tokenize
from collections.abc import Iterator

from assignment.engine.homework import Homework
from assignment.engine.module import allowed_modules

MAX_REMARKS = 5
WORD = re.compile(r"\bimport\b")
ITEM = r"\w+(?:\.\w+)*(?: as \w+)?"
PLAIN = re.compile(rf"[ \t]*(?:import ({ITEM}(?:, *{ITEM})*)|from (\w+)(?:\.\w+)* import [\w ,()*]+)")
PACKAGE = re.compile(r"(?:^|, *)(\w+)")
GAP = re.compile(r"(?<=\S)[ \t\f]+")
LONGEST = 1000
SKIPPED = (tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)


def remarks(homework: Homework, source: str) -> tuple[str, ...]:
    """Return a sentence for each foreign package that a file imports by name, with its line.

    Imports that are computed (``__import__``, importlib, exec, eval) cannot be seen here.
    """
    allowed = allowed_modules(homework)
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")  # as Python reads it
    source = "\n".join(line[:LONGEST] for line in lines)
    if _plain(source, allowed):
        return ()
    source = GAP.sub(" ", source)  # Python's tokenizer may read a gap again for each of its spaces, which is slow
    found: dict[str, int] = {}
    for line, name in _imports(source):
        found.setdefault(name.partition(".")[0], line)
    foreign = [(name, line) for name, line in found.items() if name not in allowed]
    return tuple(
        f"line {line} imports {name or 'a module beside it'}, which is refused where it is executed"
        for name, line in foreign[:MAX_REMARKS]
    )


def _plain(source: str, allowed: frozenset[str]) -> bool:
    """Return whether all imports stand on simple lines and are allowed: then the slow tokenizer is not needed."""
    imports = [line for line in source.split("\n") if "import" in line]
    if "\\\n" in source:  # a line that goes on in the next one
        return False
    matches = [PLAIN.fullmatch(line.partition("#")[0].rstrip()) for line in imports if WORD.search(line)]
    return all(match and allowed.issuperset(PACKAGE.findall(match[1] or match[2])) for match in matches)


def _imports(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and module of every import statement, as far as the file is Python code."""
    for statement in _statements(source):
        words = [token.string for token in statement]
        line = statement[0].start[0]
        if words[0] == "from":
            yield line, _module(words[1:])
        elif words[0] == "import":
            names: list[list[str]] = [[]]
            for word in words[1:]:
                names.append([]) if word == "," else names[-1].append(word)
            yield from ((line, _module(name)) for name in names)


def _module(words: list[str]) -> str:
    """Return ``a.b`` for ``a . b as c`` or ``a . b import c``; empty for a relative import."""
    name = ""
    for word in words:
        if word in ("as", "import"):
            break
        name += word
    return "" if name.startswith(".") else name


def _statements(source: str) -> Iterator[list[tokenize.TokenInfo]]:
    """Yield the tokens of each statement that begins with import or from, up to where the file is not Python."""
    statement: list[tokenize.TokenInfo] = []
    fresh = True
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            ends = token.type in (tokenize.NEWLINE, tokenize.ENDMARKER) or token.string in (";", ":")
            if ends and statement:
                yield statement
                statement = []
            if token.type == tokenize.COMMENT:
                continue
            if statement or (fresh and token.string in ("import", "from")):
                statement.append(token)
            fresh = ends or (fresh and token.type in SKIPPED)
    except (tokenize.TokenError, SyntaxError):
        return
