"""One submission as a Gradescope results file."""

import json
from pathlib import Path
from typing import Any

from assignment.checks.engine import report
from assignment.checks.engine.judge import Verdict

from ..grading import Result
from ..names import clean

MAX_OUTPUT = 10_000


def results(result: Result) -> dict[str, Any]:
    """The shape that Gradescope reads; ``extra_data`` carries our own words."""
    return {
        "score": result.score,
        "max_score": result.max_score,
        "output": clean(result.note),
        "output_format": "text",
        "test_output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {
            "submission": result.submission,
            "fault": result.faulty,
            "isolated": result.isolated,
            "remarks": [clean(remark) for remark in result.remarks],
            "printed": clean(result.output.decode("utf-8", "replace"), MAX_OUTPUT),
        },
        "tests": [_test(number, verdict) for number, verdict in enumerate(result.verdicts.values(), 1)],
    }


def _test(number: int, verdict: Verdict) -> dict[str, Any]:
    check = verdict.check
    return {
        "number": str(number),
        "name": f"{check.id}: {check.title}",
        "score": verdict.points,
        "max_score": check.points,
        "status": "passed" if verdict.points == check.points else "failed",
        "output": clean("\n".join(report.details(verdict))),
        "visibility": "after_published" if check.hidden else "visible",
        "extra_data": {"check": check.id, "task": check.task, "outcome": verdict.outcome, "misconceptions": []},
    }


def write_results(result: Result, folder: Path) -> None:
    """Write ``<submission>.json`` whole or not at all."""
    path = folder / f"{result.submission}.json"
    draft = folder / f".{result.submission[:60]}.tmp"
    draft.write_text(json.dumps(results(result), ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(path)
