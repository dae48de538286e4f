"""Verdicts as text for a terminal or a notebook."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .clean import terminal
from .errors import meaning
from .language import _, listed, said
from .outcomes import Outcome, Reason, Stopped, Why
from .verdicts import Verdict
from .words import explained, sentence

INDENT, WIDTH = " " * 13, 100
FACES = {Outcome.PASSED: ":)", Outcome.BLOCKED: ":|", Outcome.TODO: ":|"}
PUBLIC = _("public checks")
CLOSING = "，。；：、！？）》”’"  # never at the start of a line
PIECES = re.compile(rf"[（《“‘]?(?:[\x20-\x7e]+?(?:(?<= )|(?=[^\x21-\x7e]|$))|.)[{CLOSING}]*", re.DOTALL)
FOLLOWED = _("judged with right versions of the functions it builds on")


def points(number: float) -> str:
    """Format points without a needless ``.0``."""
    return f"{number:g}"


def fact(verdict: Verdict, language: str = "en") -> str:
    """Say what happened in one sentence; empty for a check that passed."""
    return sentence(verdict.why, language, verdict.outcome) if verdict.why else said(verdict.what, language)


def discreet(verdict: Verdict) -> Verdict:
    """Return what a student may read: of a hidden check that did not pass, how it ended and nothing else."""
    if not verdict.check.hidden or verdict.passed:
        return verdict
    why = Why(Reason.NOT_WRITTEN if verdict.outcome == Outcome.TODO else Reason.HIDDEN)
    return replace(verdict, why=why, what="", got="", expected="", hint="", first=None)


def details(verdict: Verdict, language: str = "en", hinted: bool = True) -> list[str]:
    """Return the fact, what came, what was expected and hints, as lines; none for a check that simply passed."""
    what = fact(verdict, language)
    texts = [_("{outcome}: {what}", outcome=verdict.outcome, what=what)] if what else []
    texts += place(verdict.why)
    texts += [_("got      {value}", value=verdict.got)] if verdict.got else []
    texts += [_("expected {value}", value=verdict.expected)] if verdict.expected else []
    texts += [_("hint: {text}", text=text) for text in hints(verdict, language) if hinted]
    texts += [FOLLOWED] if verdict.followed else []
    return [said(text, language) for text in texts]


def hints(verdict: Verdict, language: str = "en") -> list[str]:
    """Return where to look: one line for each mistake, or what the message of Python or NumPy means."""
    text = sentence(verdict.first, language) if verdict.first else verdict.hint or meaning(verdict.why)
    return said(text, language).splitlines()


def place(why: Why | None) -> list[str]:
    """Return the line of the student's file, where it may be shown, a mark in it, and the shapes of its arrays."""
    if why is None or why.code is None:
        return []
    code, number = why.code, f"{why.code.number:>4} | "
    texts = [f"{number}{code.text}"]
    if code.column:
        before = terminal(code.text[: code.column - 1].replace("\t", " "))
        texts.append(f"{'':>{len(number) - 2}}| {'':>{_columns(before)}}^")
    texts += [_("shapes   {shapes}", shapes=listed(code.shapes))] if code.shapes else []
    return texts


def broken(stopped: Stopped, language: str = "en") -> list[str]:
    """Return why a file cannot be run, as lines: the fact, its line, and a hint."""
    why, hint = stopped.why, meaning(stopped.why)
    fact = explained(why, stopped.outcome)
    texts = [fact, *place(why), *([_("hint: {text}", text=hint)] if hint else [])]
    return [said(text, language) for text in texts]


def lines(verdict: Verdict, language: str = "en", width: int = 30) -> list[str]:
    """Return a verdict as a few lines, with the score and the check first; ``width`` is that of the longest id."""
    check = verdict.check
    face = FACES.get(verdict.outcome, ":(")
    score = f"{points(verdict.points)}/{points(check.points)}"
    head = f"{face}  {score:>7}  {check.id:<{width}}  {said(check.title, language)}"
    return [head] + [f"{INDENT}{line}" for line in details(verdict, language)]


def without_repeats(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Replace each crash that was shown before by a reference to the check that showed it."""
    shown: dict[object, str] = {}
    found = []
    for verdict in verdicts:
        why = verdict.why
        if why and why.reason == Reason.RAISED and why.line:
            first = shown.setdefault(_crash(why), verdict.check.id)
            above = Why(Reason.AS_ABOVE, first, why.kinds, line=why.line)
            verdict = verdict if first == verdict.check.id else replace(verdict, why=above)
        found.append(verdict)
    return found


def _crash(why: Why) -> object:
    """Return what a crash has in common with others at that place, whatever the sizes of the arrays."""
    return why.kinds, why.line, why.function, re.sub(r"\d+", "", why.text.partition("; called in")[0])


def paragraph(text: str) -> list[str]:
    """Return the lines of a longer text, as far to the right as the details of a check."""
    return [f"{INDENT}{line}" for line in wrapped(text, WIDTH - len(INDENT))]


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text: between words, or, where none are written apart, between wide characters."""
    if not any(unicodedata.east_asian_width(letter) == "W" for letter in text):
        return textwrap.wrap(text, width)
    lines, line = [], ""
    for piece in PIECES.findall(text):
        if line and _columns(line + piece) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line] if line else lines


def padded(text: str, width: int) -> str:
    """Return a text with spaces after it, so that it is at least so wide on a terminal."""
    return text + " " * (width - _columns(text))


def _columns(text: str) -> int:
    """Return how wide a text is on a terminal."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def demand(verdict: Verdict, language: str = "en") -> None:
    """Raise AssertionError with the details unless the check gives its points."""
    if not verdict.outcome.earns_points:
        title = said(verdict.check.title, language)
        raise AssertionError("\n  ".join([title, *map(terminal, details(verdict, language))]))


def total(verdicts: Iterable[Verdict], title: str = PUBLIC) -> str:
    """Return the last line: ``public checks: 41 of 62 points``."""
    verdicts = list(verdicts)
    reached = sum(v.points for v in verdicts)
    return of_points(title, reached, sum(v.check.points for v in verdicts))


def of_points(title: str, reached: float, possible: float) -> str:
    """Return how many points there are of how many."""
    return _("{title}: {reached} of {possible} points", title=title, reached=points(reached), possible=points(possible))


def no_task(name: str, names: Sequence[str]) -> str:
    """Say which tasks there are."""
    return _("there is no task {task}; the tasks are {names}", task=repr(name), names=listed(names))


def rest(possible: float, every: float) -> str:
    """Say what the public checks leave to others."""
    return _(
        "public checks give {possible} of {every} points; checks that you do not have judge the rest",
        possible=points(possible),
        every=points(every),
    )
