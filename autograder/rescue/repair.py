"""The kinds of repairs, and what is known about why a file could not be loaded."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

MOST, LINES, CHARACTERS = 60, 20, 80  # repairs, lines that one of them lists, and characters of code that it shows


class Kind(StrEnum):
    """What was repaired."""

    NOTEBOOK_LINE = "notebook line"
    EXPERIMENT = "experiment"
    NOTEBOOK_IMPORT = "notebook import"
    END_MARK = "end mark"
    FENCE = "fence"
    PROMPT = "prompt"
    CONFLICT = "conflict"
    MAGIC = "magic"
    CHARACTER = "character"
    INVISIBLE = "invisible"
    QUOTE = "quote"
    TAB = "tab"
    RAW = "raw"
    FUNCTION = "function"
    UNPARSED = "unparsed"
    IMPORT = "import"
    ALIAS = "alias"
    DECORATOR = "decorator"
    DEFINITION = "definition"
    FILE = "file"
    INPUT = "input"
    EXIT = "exit"
    UNWRITTEN = "unwritten"
    SLOW = "slow"
    MANY = "many"
    FAILED = "failed"

    @property
    def costs(self) -> bool:
        """Whether it is a repair; to read a notebook is none."""
        return self not in (Kind.NOTEBOOK_LINE, Kind.EXPERIMENT, Kind.NOTEBOOK_IMPORT)


class Trouble(StrEnum):
    """Why a file cannot be loaded as it stands."""

    NOTEBOOK = "notebook"  # it is the code of a notebook that was not loaded yet
    SYNTAX = "syntax"
    RAISED = "raised"
    SLOW = "slow"
    MANY = "many"  # as RAISED, and many statements have been left out already


@dataclass(frozen=True)
class Failure:
    """Why a file could not be loaded.

    Parameters
    ----------
    trouble : Trouble
    line : int
        The line of the statement at the top level; 0 if it is not known.
    kinds : tuple of str
        The exception's class and its bases.
    notebook : bool
        Whether the text is the code of a notebook.
    """

    trouble: Trouble
    line: int = 0
    kinds: tuple[str, ...] = ()
    notebook: bool = False


@dataclass(frozen=True)
class Repair:
    """A repair of one kind.

    Parameters
    ----------
    kind : Kind
    lines : tuple of int
        The lines of the file; of a statement, the first one.
    text : str
        The name, the characters or the beginning of the code that it is about.
    detail : str
        The class of the exception that the code raised; of an import, the names that functions use.
    """

    kind: Kind
    lines: tuple[int, ...]
    text: str = ""
    detail: str = ""


Repaired = tuple[str, list[Repair]]
IMPORTS = (Kind.IMPORT, Kind.NOTEBOOK_IMPORT)


def together(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """Return repairs with those of the same kind, text and exception as one, in the order of their first lines."""
    found: dict[tuple[str, ...], Repair] = {}
    for repair in repairs:
        key = repair.kind, repair.text, repair.detail
        before = found[key].lines if key in found else ()
        found[key] = replace(
            repair, lines=tuple(sorted({*before, *repair.lines}))[: LINES + 1]
        )  # one more says that there are more
    return tuple(sorted(found.values(), key=lambda repair: repair.lines)[:MOST])


def missing(repairs: Iterable[Repair]) -> dict[str, str]:
    """Return the packages whose imports were left out, by the names that functions use."""
    imports = (one for one in repairs if one.kind in IMPORTS)
    return {name: one.text for one in imports for name in one.detail.split(", ")}


def shown(code: str) -> str:
    """Return the beginning of some code, in one line."""
    first = " ".join(code[: 4 * CHARACTERS].split())
    return first if len(first) <= CHARACTERS else f"{first[: CHARACTERS - 3]}..."
