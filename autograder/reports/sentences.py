"""Turns codes into sentences that several reports use."""

from collections.abc import Iterable

from assignment.engine.homework import Homework
from assignment.engine.report import points
from assignment.engine.words import sentence

from ..grading.result import NOT_ISOLATED, Result
from ..mistakes.credit import Credit, slots
from ..mistakes.finding import Group

KIT_FAILED = {"en": "not graded, the kit failed: {}", "zh": "未评分，评分程序出错：{}"}
CREDIT = {"en": "credit for what is right", "zh": "对正确部分的给分"}
CREDITED = {
    "en": "All of {} is right but {}. That makes {} of {} points.",
    "zh": "{} 中除“{}”外都正确，因此得 {} 分（满分 {} 分）。",
}
AND = {"en": " and ", "zh": "”和“"}


def credited(credit: Credit, homework: Homework, language: str) -> str:
    """Say why a task pays more than its checks."""
    places = [slots(homework)[credit.task][name] for name in credit.slots]
    (possible,) = (task.points for task in homework.tasks if task.name == credit.task)
    total = possible - sum(place.points for place in places)
    words = AND[language].join(place.words[language] for place in places)
    return CREDITED[language].format(credit.task, words, points(total), points(possible))


def problem(result: Result, language: str) -> str:
    """Say in one sentence why nothing could be judged; empty if something was."""
    if result.problem:
        return KIT_FAILED[language].format(result.problem)
    if not result.why:
        return ""
    outcomes = [verdict.outcome for verdict in result.verdicts.values()]
    return sentence(result.why, language, outcomes[0] if outcomes else None)


def note(result: Result, language: str) -> str:
    """Return the note beside the score: why nothing could be judged, and whether the file ran without isolation."""
    said = problem(result, language)
    return said if result.isolated else f"{NOT_ISOLATED} {said}".strip()


def codes(mistakes: Iterable[Group]) -> str:
    """Return codes as one cell: ``X01 Y10|Z08``, with a bar between alternatives."""
    return " ".join("|".join(mistake) for mistake in mistakes)
