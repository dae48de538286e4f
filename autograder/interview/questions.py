"""Chooses five questions about a student's own lines; the same ones for the same file."""

import ast
import hashlib
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assignment.engine.homework import Homework
from assignment.engine.language import _, in_languages

from .code import Own, bound, own
from .patterns import aliases_of
from .rules import Rule, rules

NUMBER, MISTAKES, LINES = 5, 2, 4
NAMED = _("When the file was graded, this was said: {advice} Which of your lines are the reason?")
FOUND = _("They find the lines themselves, choose a small input that shows it, and say what should come out. {more}")


@dataclass(frozen=True)
class Question:
    """A question about some lines of a file.

    Parameters
    ----------
    lines : tuple of int
        Their numbers.
    within : str
        The function in which they stand, or the name that they give a value.
    ask, answer : str
        With translations.
    """

    lines: tuple[int, ...]
    within: str
    ask: str
    answer: str


@dataclass(frozen=True)
class Named:
    """A mistake that was named when the file was graded.

    Parameters
    ----------
    function : str
    advice, more : str
        With translations: what the student was told, and why it matters.
    """

    function: str
    advice: str
    more: str


def questions(tree: ast.Module, text: str, homework: Homework, named: Iterable[Named] = ()) -> list[Question]:
    """Return up to five questions in the order of their lines; none if nothing is written in the file."""
    written = own(tree, _given(homework.folder / homework.filename), homework.functions)
    if not any(one.name in homework.functions for one in written):
        return []
    rng = random.Random(hashlib.sha256(text.encode(errors="replace")).digest())
    chosen = [*_about_mistakes(written, named)][:MISTAKES]
    aliases = aliases_of(tree)
    for table in rules(homework):
        found = [candidate for rule in table for one in written for candidate in _candidates(rule, one, aliases)]
        rng.shuffle(found)
        chosen = _with_more(chosen, found)
    return sorted(chosen, key=lambda question: question.lines)


@cache
def _given(starter: Path) -> frozenset[str]:
    """Return the names that the starter gives a value."""
    return frozenset(bound(ast.parse(starter.read_text(encoding="utf-8"))))


def _about_mistakes(written: list[Own], named: Iterable[Named]) -> Iterator[Question]:
    by_name = {one.name: one.node for one in written}
    for mistake in named:
        if mistake.function in by_name:
            line = by_name[mistake.function].lineno
            ask, answer = _(NAMED, advice=mistake.advice), _(FOUND, more=mistake.more)
            yield Question((line,), mistake.function, ask, answer)


def _candidates(rule: Rule, one: Own, aliases: dict[str, str]) -> Iterator[tuple[str, Question]]:
    """Yield the questions of a rule about one function, with the rule's name."""
    if rule.functions and one.name not in rule.functions:
        return
    for node, found in rule.places(one.node, aliases):
        if not one.node.lineno <= node.lineno <= (one.node.end_lineno or 0):
            continue  # in a text with values, where Python 3.11 counts lines anew
        values = {name.lstrip("_"): value.id for name, value in found.items() if isinstance(value, ast.Name)}
        second = found.get("_second")
        last = second.lineno if isinstance(second, ast.stmt) else node.lineno
        values |= {"first": str(node.lineno), "second": str(last)}
        ask, answer = (
            in_languages({name: text.format(**values) for name, text in texts.items()})
            for texts in (rule.question, rule.answer)
        )
        yield rule.name, Question(_lines(node, last), one.name, ask, answer)


def _with_more(chosen: list[Question], found: list[tuple[str, Question]]) -> list[Question]:
    """Add questions until there are enough: first about other functions, then on other lines, then whatever is left."""
    chosen, used = [*chosen], set[str]()
    for strictness in (2, 1, 0):
        for rule, question in found:
            functions, lines = {one.within for one in chosen}, {line for one in chosen for line in one.lines}
            if len(chosen) == NUMBER or rule in used:
                continue
            if strictness == 2 and question.within in functions:
                continue
            if strictness == 1 and lines & {*question.lines}:
                continue
            chosen.append(question)
            used.add(rule)
    return chosen


def _lines(node: ast.stmt | ast.expr, last: int) -> tuple[int, ...]:
    """Return the lines to show: those of an expression or a simple statement, the first of a longer one."""
    end = last if isinstance(node, ast.If | ast.For | ast.While | ast.FunctionDef) else node.end_lineno or last
    return tuple(range(node.lineno, min(max(end, last), node.lineno + LINES - 1) + 1))
