"""One submission as a Gradescope results file."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..grading import Result
from ..misconceptions.matching import Group
from ..names import clean
from .feedback import Feedback

MAX_OUTPUT = 10_000


def results(result: Result, feedback: Feedback) -> dict[str, Any]:
    """The shape that Gradescope reads; ``extra_data`` carries our own words."""
    lines = feedback.by_check(result)
    return {
        **({} if result.failed else {"score": result.score}),  # nobody shall take it for a 0
        "max_score": result.max_score,
        "output": clean(result.note),
        "output_format": "text",
        "test_output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {
            "submission": result.submission,
            "handed_in": clean(result.handed_in),
            "fault": result.faulty,
            "isolated": result.isolated,
            "remarks": [clean(remark) for remark in result.remarks],
            "misconceptions": _codes(result.mistakes),
            "printed": clean(result.output.decode("utf-8", "replace"), MAX_OUTPUT),
        },
        "tests": [_test(number, key, result, lines[key]) for number, key in enumerate(result.verdicts, 1)],
    }


def _codes(mistakes: Iterable[Group]) -> list[str]:
    return list(dict.fromkeys(code for mistake in mistakes for code in mistake))


def _test(number: int, key: str, result: Result, lines: list[str]) -> dict[str, Any]:
    verdict = result.verdicts[key]
    check = verdict.check
    found = _codes(mistake for finding in result.behind(verdict) for mistake in finding.mistakes)
    return {
        "number": str(number),
        "name": f"{check.id}: {check.title}",
        "score": verdict.points,
        "max_score": check.points,
        "status": "passed" if verdict.points == check.points else "failed",
        "output": clean("\n".join(lines)),
        "visibility": "after_published" if check.hidden else "visible",
        "extra_data": {"check": check.id, "task": check.task, "outcome": verdict.outcome, "misconceptions": found},
    }


def write_results(result: Result, folder: Path, feedback: Feedback) -> None:
    """Write ``<submission>.json`` whole or not at all."""
    path = folder / f"{result.submission}.json"
    draft = folder / f".{result.submission[:60]}.tmp"
    draft.write_text(json.dumps(results(result, feedback), ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(path)
