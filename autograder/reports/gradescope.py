"""Writes each submission as a results file for Gradescope."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from assignment.engine.clean import json_text, log
from assignment.engine.language import said

from ..grading.result import Result
from ..mistakes.catalogue import more
from ..mistakes.credit import Credit
from ..mistakes.finding import Group
from .feedback import by_check
from .files import left_over, own_folder, write
from .repairs import lines as repaired
from .report import Context
from .sentences import CREDIT, credited, note

FOLDER = "results"
MAX_OUTPUT = 10_000


class GradescopeFiles:
    """Writes ``results/<submission>.json`` for each result, whole or not at all."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._folder = own_folder(context.out / FOLDER)
        self._written: set[str] = set()

    def add(self, result: Result) -> None:
        """Write the file of a result."""
        text = json.dumps(results(result, self._context), ensure_ascii=False, indent=1)
        write(self._folder / f"{result.submission}.json", text)
        self._written.add(result.submission)

    def close(self) -> None:
        """List the files that an earlier run left."""
        older = left_over(self._folder, ".json", self._written)
        if older:
            text = said(older, self._context.language)
            self._context.console.print(log(text), highlight=False, markup=False, soft_wrap=True)


def results(result: Result, context: Context) -> dict[str, Any]:
    """Return a result in the form that Gradescope reads; ``extra_data`` holds our own fields."""
    lines, repairs = by_check(result, context), repaired(result, context.homework, context.language)
    noted = [said(remark, context.language) for remark in result.noted]
    return {
        **({} if result.problem else {"score": result.score}),  # a score of 0 would count as a grade
        "max_score": result.max_score,
        "output": json_text("\n".join(filter(None, (note(result, context.language), *noted, *repairs)))),
        "output_format": "text",
        "test_output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {
            "submission": result.submission,
            "handed_in": json_text(result.handed_in),
            "student": {name: _known(value) for name, value in asdict(result.student).items()},
            "fault": result.faulty,
            "isolated": result.isolated,
            "deduction": result.deduction,
            "remarks": [json_text(said(text, context.language)) for text in (*result.noted, *result.remarks)],
            "misconceptions": _codes(result.mistakes),
            "why": {code: more(context.homework, code, context.language) for code in _codes(result.mistakes)},
            "printed": json_text(result.output.decode("utf-8", "replace"), MAX_OUTPUT),
        },
        "tests": [
            *(_test(number, key, result, lines, context) for number, key in enumerate(result.verdicts, 1)),
            *(_credit(credit, context) for credit in result.credits),
        ],
    }


def _known(value: str | int) -> str | int:
    return json_text(value) if isinstance(value, str) else value


def _credit(credit: Credit, context: Context) -> dict[str, Any]:
    """Return a test for what a task pays beside its checks; it says why."""
    return {
        "name": f"{credit.task}: {said(CREDIT, context.language)}",
        "score": credit.points,
        "max_score": credit.points,
        "status": "passed",
        "output": credited(credit, context.homework, context.language),
        "visibility": "after_published",
        "extra_data": {"task": credit.task, "credit": list(credit.slots)},
    }


def _codes(mistakes: Iterable[Group]) -> list[str]:
    return list(dict.fromkeys(code for mistake in mistakes for code in mistake))


def _test(number: int, key: str, result: Result, lines: dict[str, list[str]], context: Context) -> dict[str, Any]:
    verdict = result.verdicts[key]
    check = verdict.check
    found = _codes(mistake for finding in result.findings_behind(verdict) for mistake in finding.mistakes)
    return {
        "number": str(number),
        "name": f"{check.id}: {said(check.title, context.language)}",
        "score": verdict.points,
        "max_score": check.points,
        "status": "passed" if verdict.points == check.points else "failed",
        "output": json_text("\n".join(lines[key])),
        "visibility": "after_published" if check.hidden else "visible",
        "extra_data": {"check": check.id, "task": check.task, "outcome": verdict.outcome, "misconceptions": found},
    }
