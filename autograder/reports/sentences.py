"""Codes as the words that stand in several reports."""

from collections.abc import Iterable

from assignment.engine.words import sentence

from ..grading.result import NOT_ISOLATED, Result
from ..mistakes.finding import Group

KIT_FAILED = {"en": "not graded, the kit failed: {}", "zh": "未评分，评分程序出错：{}"}


def problem(result: Result, language: str) -> str:
    """Why nothing could be judged, in one sentence; empty if something was."""
    if result.problem:
        return KIT_FAILED[language].format(result.problem)
    if not result.why:
        return ""
    outcomes = [verdict.outcome for verdict in result.verdicts.values()]
    return sentence(result.why, language, outcomes[0] if outcomes else None)


def note(result: Result, language: str) -> str:
    """What stands beside the score: why nothing could be judged, and whether the file ran unprotected."""
    said = problem(result, language)
    return said if result.isolated else f"{NOT_ISOLATED} {said}".strip()


def codes(mistakes: Iterable[Group]) -> str:
    """Codes in one cell: ``X01 Y10|Z08``, alternatives joined by a bar."""
    return " ".join("|".join(mistake) for mistake in mistakes)
