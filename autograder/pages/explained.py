"""Explains lost points: each fault once, with everything that depends on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assignment.engine.clean import terminal
from assignment.engine.language import _, said
from assignment.engine.outcomes import Outcome, Reason, Why
from assignment.engine.registry import Check
from assignment.engine.report import FOLLOWED, fact, hints
from assignment.engine.verdicts import Verdict

from ..grading.result import Result
from ..mistakes.catalogue import advice, more
from ..mistakes.counterexample import ONE_OF_MANY, THE_ONE
from ..mistakes.finding import Finding
from ..reports.feedback import Told
from ..reports.report import Context
from .matrices import Pair, pairs

AROUND = 2  # lines of the student's own code above and below
WIDTH = 160  # characters of a line of code
MOST = 400  # characters of any other text that a student's code can make long
ONE_LOOP = frozenset({Reason.TOO_LONG, Reason.NOT_TRIED_AGAIN, Reason.WAITS_FOR})
UNKNOWN = _("{function} goes wrong, and none of the known mistakes explains how.")


@dataclass(frozen=True)
class Line:
    """A line of the student's own file."""

    number: int
    text: str
    marked: bool


@dataclass(frozen=True)
class Explanation:
    """What a student reads about one fault.

    Parameters
    ----------
    sentences : tuple of str
        What is wrong and where to look.
    call : str
        Code to paste; empty if there is none.
    got, expected : str
        As texts; empty where ``compared`` shows them.
    among_others : bool
        Whether other results would be right, too.
    compared : list of Pair
    hint : str
    more : tuple of str
        The second level.
    code : tuple of Line
        The student's own lines.
    checks : list of Check
        The checks that it costs.
    """

    sentences: tuple[str, ...]
    call: str = ""
    got: str = ""
    expected: str = ""
    among_others: bool = False
    compared: list[Pair] = field(default_factory=list)
    hint: str = ""
    more: tuple[str, ...] = ()
    code: tuple[Line, ...] = ()
    checks: list[Check] = field(default_factory=list)

    @property
    def cost(self) -> float:
        """The points of its checks."""
        return sum(check.points for check in self.checks)


def explanations(result: Result, told: dict[str, Told], source: str, context: Context) -> list[Explanation]:
    """Return what explains the lost points of a task; ``told`` holds its checks."""
    found: dict[object, Explanation] = {}
    for task, finding in ((one.verdict.check.task, finding) for one in told.values() for finding in one.findings):
        own = _named(finding, task, context)
        before = found.get(finding.function)
        found[finding.function] = _joined(before, own) if before else own
    for key, one in told.items():
        if not one.verdict.outcome.earns_points:
            behind = [finding.function for finding in result.findings_behind(result.verdicts[key])]
            place = next((function for function in behind if function in found), _alike(one.verdict))
            if place not in found:
                found[place] = _unnamed(one.verdict, context)
            found[place].checks.append(one.verdict.check)
            if not found[place].code:
                found[place] = replace(found[place], code=own_lines(source, one.verdict.why))
    return [_with_matrices(one) for one in found.values() if one.checks]


def _alike(verdict: Verdict) -> object:
    """Return what checks have in common that fail for the same reason."""
    why = verdict.why
    if verdict.outcome == Outcome.TODO:
        return verdict.outcome
    if why and why.reason in ONE_LOOP:
        return ONE_LOOP, why.function
    if why and why.reason == Reason.RAISED:  # its text can name sizes, which differ from call to call
        return verdict.outcome, why.kinds[:1], why.line
    return verdict.outcome, why, verdict.what, verdict.got, verdict.expected, verdict.hint, verdict.first


def _named(finding: Finding, task: str, context: Context) -> Explanation:
    homework, language = context.homework, context.language
    sentences = [advice(group, homework, language, task) for group in finding.mistakes]
    if not any(sentences):
        sentences = [said(_(UNKNOWN, function=finding.function), language)]
    further = dict.fromkeys(more(homework, code, language) for group in finding.mistakes for code in group)
    return Explanation(
        tuple(filter(None, sentences)), *split(finding.example, language), more=tuple(filter(None, further))
    )


def _joined(before: Explanation, new: Explanation) -> Explanation:
    """Return what is told of a function at one check and at a later one."""
    first = new if new.call else before
    further = tuple(dict.fromkeys(before.more + new.more))
    return replace(first, sentences=before.sentences + new.sentences, more=further)


def _unnamed(verdict: Verdict, context: Context) -> Explanation:
    """Return the explanation of a check that no known mistake explains."""
    language = context.language
    followed = said(FOLLOWED, language) if verdict.followed else ""
    hint = " ".join(hints(verdict, language))
    texts = (fact(verdict, language), said(verdict.got, language), said(verdict.expected, language), hint)
    what, got, expected, hint = (terminal(text, MOST) for text in texts)
    return Explanation(tuple(filter(None, (what, followed))), "", got, expected, hint=hint)


def _with_matrices(one: Explanation) -> Explanation:
    compared = pairs(one.got, one.expected)
    return replace(one, got="", expected="", compared=compared) if compared else one


def split(example: Sequence[str], language: str) -> tuple[str, str, str, bool]:
    """Return the call of a counterexample, what came, what should have come, and whether that is one of several."""
    if len(example) < 3:
        return "\n".join(example), "", "", False
    *call, came, right = (said(line, language) for line in example)
    words = ONE_OF_MANY if right.startswith(tuple(_begins(ONE_OF_MANY[1], language))) else THE_ONE
    got, expected = (_value(line, template, language) for line, template in zip((came, right), words, strict=True))
    return "\n".join(call), got, expected, words == ONE_OF_MANY


def _value(line: str, template: str, language: str) -> str:
    """Return what stands in a template's only place."""
    return next((line.removeprefix(begin) for begin in _begins(template, language) if line.startswith(begin)), line)


def _begins(template: str, language: str) -> Iterator[str]:
    """Yield how the lines of a template begin: older results are in English only."""
    return (said(template, name).partition("{")[0] for name in (language, "en"))


def own_lines(source: str, why: Why | None) -> tuple[Line, ...]:
    """Return the line of the student's file at which something happened, with some around it."""
    lines = source.splitlines()
    if not why or not why.line or why.reason == Reason.NOT_WRITTEN or not 1 <= why.line <= len(lines):
        return ()
    first, last = max(1, why.line - AROUND), min(len(lines), why.line + AROUND)
    while not lines[last - 1].strip() and last > why.line:
        last -= 1
    while not lines[first - 1].strip() and first < why.line:
        first += 1
    return tuple(Line(i, lines[i - 1][:WIDTH], i == why.line) for i in range(first, last + 1))


def shown_example(lines: Sequence[str], language: str) -> Explanation:
    """Return a counterexample alone."""
    return _with_matrices(Explanation((), *split(lines, language)))
