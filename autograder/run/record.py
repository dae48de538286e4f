"""Converts a result to text and back, for the journal and for other machines."""

import json
from dataclasses import asdict, fields
from typing import Any

from assignment.engine.homework import Homework
from assignment.engine.judge import Verdict
from assignment.engine.outcomes import Outcome, Reason, Why
from assignment.engine.registry import all_checks

from ..grading.result import Result, max_score
from ..mistakes.diagnosis import Finding

TEXTS = ("what", "got", "expected", "hint")


class Unreadable(Exception):
    """The record comes from another version of the kit."""


def dump(result: Result) -> str:
    """Return a result as one line of JSON."""
    record: dict[str, Any] = {field.name: getattr(result, field.name) for field in fields(result)}
    del record["max_score"]  # decided by the checks
    record["output"] = result.output.decode("latin-1")
    record["why"] = _why(result.why)
    record["verdicts"] = [_verdict(verdict) for verdict in result.verdicts.values()]
    record["findings"] = {task: [asdict(finding) for finding in found] for task, found in result.findings.items()}
    return json.dumps(record, ensure_ascii=True, separators=(",", ":"))


def load(homework: Homework, text: str) -> Result:
    """Return the result in a record; raise Unreadable if it holds checks that this homework does not have."""
    checks = {check.id: check for check in all_checks(homework)}
    try:
        record = json.loads(text)
        verdicts = {}
        for name, outcome, why, first, followed, called, *texts in record["verdicts"]:
            what, got, expected, hint = texts
            said = (what, got, expected, hint, _read_why(first))
            verdicts[name] = Verdict(checks[name], Outcome(outcome), _read_why(why), *said, followed, frozenset(called))
        findings = {task: [_finding(entry) for entry in found] for task, found in record["findings"].items()}
        possible = max_score(homework, tuple(verdict.check for verdict in verdicts.values()))
        read = {"max_score": possible, "verdicts": verdicts, "findings": findings, "remarks": tuple(record["remarks"])}
        output = record["output"].encode("latin-1")
        return Result(**{**record, **read, "why": _read_why(record["why"]), "output": output})
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise Unreadable(str(error)) from None


def _verdict(verdict: Verdict) -> list[Any]:
    texts = [getattr(verdict, name) for name in TEXTS]
    reasons = [_why(verdict.why), _why(verdict.first)]
    return [verdict.check.id, verdict.outcome, *reasons, verdict.followed, sorted(verdict.called), *texts]


def _why(why: Why | None) -> dict[str, Any] | None:
    return asdict(why) if why else None


def _read_why(entry: dict[str, Any] | None) -> Why | None:
    if entry is None:
        return None
    return Why(**{**entry, "reason": Reason(entry["reason"]), "kinds": tuple(entry["kinds"])})


def _finding(entry: dict[str, Any]) -> Finding:
    return Finding(entry["function"], tuple(map(tuple, entry["mistakes"])), tuple(entry["example"]))
