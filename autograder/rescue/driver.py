"""Repairs the text of a file as far as it takes to load it."""

import warnings
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial

from . import characters, lines, reading
from .executing import without_failed
from .experiments import without_experiments
from .reading import error_in
from .repair import Failure, Kind, Repair, Repaired, Trouble

MENDS: tuple[Callable[[str], Repaired], ...] = (
    characters.without_end_mark,
    lines.without_fences,
    lines.without_prompts,
    lines.without_conflicts,
    lines.without_magic,
    characters.plain,
    *(partial(lines.without_tabs, size=size) for size in lines.TAB_SIZES),
    reading.with_raw_literals,
)

MOST_UNREAD = 100  # statements that Python cannot read: beyond that, it is no Python file
EXPERIMENTS = {Trouble.SLOW: Kind.SLOW, Trouble.MANY: Kind.MANY}


def repaired(text: str, failure: Failure, functions: Collection[str], allowed: frozenset[str]) -> Repaired:
    """Return a text with the same number of lines, and what was repaired in it; nothing if no repair helps.

    Parameters
    ----------
    text : str
        The file as it was loaded last.
    failure : Failure
        Why it could not be loaded.
    functions : collection of str
        The functions and classes of the homework.
    allowed : frozenset of str
        What may be imported.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if failure.trouble == Trouble.NOTEBOOK:
            return _of_notebook(text, functions, allowed)
        if failure.trouble == Trouble.SYNTAX:
            made, repairs = _read(text)
            if repairs and failure.notebook:
                made, more = without_experiments(made, functions, allowed, Kind.EXPERIMENT)
                repairs += more
            return made, repairs
        if error_in(text):
            return text, []
        return _executed(text, failure, functions, allowed)


def _of_notebook(text: str, functions: Collection[str], allowed: frozenset[str]) -> Repaired:
    made, repairs = lines.without_magic(text, Kind.NOTEBOOK_LINE)
    if error_in(made):
        return made, repairs
    made, more = without_experiments(made, functions, allowed, Kind.EXPERIMENT)
    return made, repairs + more


def _executed(text: str, failure: Failure, functions: Collection[str], allowed: frozenset[str]) -> Repaired:
    """Leave out what fails at the top level; where that takes long or happens often, all experiments."""
    if failure.trouble not in EXPERIMENTS:
        return without_failed(text, failure, allowed)
    made, repairs = without_experiments(text, functions, None, EXPERIMENTS[failure.trouble])
    made, more = without_failed(made, failure, allowed)  # if it is one that functions use
    return made, repairs + more


def _read(text: str) -> Repaired:
    """Return a text that Python can read; nothing is repaired if there is none."""
    made, repairs = _mended(text)
    if error_in(made) is None:
        return made, repairs
    rows, left = made.split("\n"), MOST_UNREAD
    for first, last in list(reading.units(made)):
        code = "\n".join(rows[first - 1 : last])
        error = error_in(code)
        if error is None:
            continue
        left -= 1
        if left < 0:
            return text, []
        changed, more = _mended(code)
        if error_in(changed):
            changed, more = reading.without_unparsed(code, error.msg, "\n".join(rows[: first - 1]))
        rows[first - 1 : last] = changed.split("\n")
        repairs += [replace(one, lines=tuple(line + first - 1 for line in one.lines)) for one in more]
    made = "\n".join(rows)
    return (made, repairs) if error_in(made) is None else (text, [])


def _mended(text: str) -> Repaired:
    """Use each repair of characters and lines that lets Python read further."""
    repairs: list[Repair] = []
    while True:
        reached = _reached(text)
        for mend in MENDS:
            made, more = mend(text)
            if more and _reached(made) > reached:
                text, repairs = made, repairs + more
                break
        else:
            return text, repairs


def _reached(text: str) -> tuple[float, int]:
    """Return line and column up to which Python can read a text."""
    error = error_in(text)
    return (float("inf"), 0) if error is None else (error.lineno or 0, error.offset or 0)
