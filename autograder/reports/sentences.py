"""Turns codes into sentences that several reports use."""

from collections.abc import Iterable

from assignment.engine.homework import Homework
from assignment.engine.language import _, in_languages, joined, said
from assignment.engine.report import points
from assignment.engine.words import sentence

from ..grading.result import NOT_ISOLATED, Result
from ..mistakes.credit import Credit, slots
from ..mistakes.finding import Group

BONUS, CREDIT = _(" (bonus)"), _("credit for what is right")


def credited(credit: Credit, homework: Homework, language: str) -> str:
    """Say why a task pays more than its checks."""
    places = [slots(homework)[credit.task][name] for name in credit.slots]
    (possible,) = (task.points for task in homework.tasks if task.name == credit.task)
    total = possible - sum(place.points for place in places)
    first, *others = (in_languages(place.words) for place in places)
    words = joined("", [first, *(_(" and {place}", place=place) for place in others)])
    text = _(
        "All of {task} is right but {places}. That makes {points} of {possible} points.",
        task=credit.task,
        places=words,
        points=points(total),
        possible=points(possible),
    )
    return said(text, language)


def problem(result: Result, language: str) -> str:
    """Say in one sentence why nothing could be judged; empty if something was."""
    if result.problem:
        return said(_("not graded, the kit failed: {problem}", problem=result.problem), language)
    if not result.why:
        return ""
    outcomes = [verdict.outcome for verdict in result.verdicts.values()]
    return sentence(result.why, language, outcomes[0] if outcomes else None)


def note(result: Result, language: str) -> str:
    """Return the note beside the score: why nothing could be judged, and whether the file ran without isolation."""
    text = problem(result, language)
    return text if result.isolated else f"{said(NOT_ISOLATED, language)} {text}".strip()


def codes(mistakes: Iterable[Group]) -> str:
    """Return codes as one cell: ``X01 Y10|Z08``, with a bar between alternatives."""
    return " ".join("|".join(mistake) for mistake in mistakes)
