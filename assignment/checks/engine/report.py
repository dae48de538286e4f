"""Verdicts as text for a terminal or a notebook."""

from collections.abc import Iterable

from .judge import Verdict

FACES = {"passed": ":)", "blocked": ":|", "todo": ":|"}


def points(number: float) -> str:
    """Points without a needless ``.0``."""
    return f"{number:g}"


def lines(verdict: Verdict) -> list[str]:
    """A verdict in a few lines: the fact, what was got and expected, where to look."""
    check = verdict.check
    face = FACES.get(verdict.outcome, ":(")
    score = f"{points(verdict.points)}/{points(check.points)}"
    text = [f"{face}  {score:>5}  {check.id:<30} {check.title}"]
    details = [f"{verdict.outcome}: {verdict.sentence}"] if verdict.sentence else []
    details += [f"got      {verdict.got}"] if verdict.got else []
    details += [f"expected {verdict.expected}"] if verdict.expected else []
    details += [f"hint: {verdict.hint}"] if verdict.hint else []
    return text + [f"           {line}" for line in details]


def total(verdicts: Iterable[Verdict], title: str = "public checks") -> str:
    """The closing line: ``public checks: 41 of 62 points``."""
    verdicts = list(verdicts)
    reached = sum(v.points for v in verdicts)
    possible = sum(v.check.points for v in verdicts)
    return f"{title}: {points(reached)} of {points(possible)} points"
