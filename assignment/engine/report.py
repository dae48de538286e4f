"""Verdicts as text for a terminal or a notebook."""

import textwrap
from collections.abc import Iterable
from dataclasses import replace

from .clean import terminal
from .outcomes import Outcome, Reason, Why
from .verdicts import Verdict
from .words import sentence

INDENT, WIDTH = " " * 11, 100
FACES = {Outcome.PASSED: ":)", Outcome.BLOCKED: ":|", Outcome.TODO: ":|"}
GOT, EXPECTED, HINT = (
    {"en": "got      ", "zh": "得到 "},
    {"en": "expected ", "zh": "应为 "},
    {"en": "hint: ", "zh": "提示："},
)
FOLLOWED = {
    "en": "judged with right versions of the functions it builds on",
    "zh": "评判时，它所依赖的函数使用了正确的版本",
}


def points(number: float) -> str:
    """Format points without a needless ``.0``."""
    return f"{number:g}"


def fact(verdict: Verdict, language: str = "en") -> str:
    """Say what happened in one sentence; empty for a check that passed."""
    return sentence(verdict.why, language, verdict.outcome) if verdict.why else verdict.what


def discreet(verdict: Verdict) -> Verdict:
    """Return what a student may read: of a hidden check that did not pass, how it ended and nothing else."""
    if not verdict.check.hidden or verdict.passed:
        return verdict
    why = Why(Reason.NOT_WRITTEN if verdict.outcome == Outcome.TODO else Reason.HIDDEN)
    return replace(verdict, why=why, what="", got="", expected="", hint="", first=None)


def details(verdict: Verdict, language: str = "en") -> list[str]:
    """Return the fact, what came, what was expected and a hint, as lines; none for a check that simply passed."""
    said = fact(verdict, language)
    hint = sentence(verdict.first, language) if verdict.first else verdict.hint
    text = [f"{verdict.outcome}: {said}"] if said else []
    text += [f"{GOT[language]}{verdict.got}"] if verdict.got else []
    text += [f"{EXPECTED[language]}{verdict.expected}"] if verdict.expected else []
    text += [f"{HINT[language]}{hint}"] if hint else []
    text += [FOLLOWED[language]] if verdict.followed else []
    return text


def lines(verdict: Verdict, language: str = "en") -> list[str]:
    """Return a verdict as a few lines, with the score and the check first."""
    check = verdict.check
    face = FACES.get(verdict.outcome, ":(")
    score = f"{points(verdict.points)}/{points(check.points)}"
    head = f"{face}  {score:>5}  {check.id:<30} {check.title}"
    return [head] + [f"{INDENT}{line}" for line in details(verdict, language)]


def paragraph(text: str) -> list[str]:
    """Return the lines of a longer text, as far to the right as the details of a check."""
    return textwrap.wrap(text, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)


def demand(verdict: Verdict) -> None:
    """Raise AssertionError with the details unless the check gives its points."""
    if not verdict.outcome.earns_points:
        raise AssertionError("\n  ".join([verdict.check.title, *map(terminal, details(verdict))]))


def total(verdicts: Iterable[Verdict], title: str = "public checks") -> str:
    """Return the last line: ``public checks: 41 of 62 points``."""
    verdicts = list(verdicts)
    reached = sum(v.points for v in verdicts)
    possible = sum(v.check.points for v in verdicts)
    return f"{title}: {points(reached)} of {points(possible)} points"


def rest(possible: float, every: float) -> str:
    """Say what the public checks leave to others."""
    return (
        f"public checks give {points(possible)} of {points(every)} points; checks that you do not have judge the rest"
    )
