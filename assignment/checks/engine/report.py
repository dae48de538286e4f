"""Verdicts as text for a terminal or a notebook."""

from collections.abc import Iterable

from .judge import Verdict

FACES = {"passed": ":)", "blocked": ":|", "todo": ":|"}


def points(number: float) -> str:
    """Points without a needless ``.0``."""
    return f"{number:g}"


def details(verdict: Verdict) -> list[str]:
    """The fact, what was got and expected, where to look; nothing for a check that simply passed."""
    text = [f"{verdict.outcome}: {verdict.sentence}"] if verdict.sentence else []
    text += [f"got      {verdict.got}"] if verdict.got else []
    text += [f"expected {verdict.expected}"] if verdict.expected else []
    text += [f"hint: {verdict.hint}"] if verdict.hint else []
    text += ["judged with right versions of the functions it builds on"] if verdict.followed else []
    return text


def lines(verdict: Verdict) -> list[str]:
    """A verdict in a few lines, the score and the check first."""
    check = verdict.check
    face = FACES.get(verdict.outcome, ":(")
    score = f"{points(verdict.points)}/{points(check.points)}"
    head = f"{face}  {score:>5}  {check.id:<30} {check.title}"
    return [head] + [f"           {line}" for line in details(verdict)]


def demand(verdict: Verdict) -> None:
    """Raise AssertionError with the details unless the check gives its points."""
    if verdict.outcome not in ("passed", "fault"):
        raise AssertionError("\n  ".join([verdict.check.title, *details(verdict)]))


def total(verdicts: Iterable[Verdict], title: str = "public checks") -> str:
    """The closing line: ``public checks: 41 of 62 points``."""
    verdicts = list(verdicts)
    reached = sum(v.points for v in verdicts)
    possible = sum(v.check.points for v in verdicts)
    return f"{title}: {points(reached)} of {points(possible)} points"
