"""A result as text, to be kept in the journal or sent from another machine."""

import json
from dataclasses import asdict, fields
from typing import Any

from assignment.checks.engine.judge import Verdict

from .grading import Result, all_checks
from .misconceptions.diagnosis import Finding


class Unreadable(Exception):
    """A record of another version of the kit."""


def dump(result: Result) -> str:
    """One line of JSON."""
    record: dict[str, Any] = {field.name: getattr(result, field.name) for field in fields(result)}
    record["output"] = result.output.decode("latin-1")
    record["verdicts"] = [_verdict(verdict) for verdict in result.verdicts.values()]
    record["findings"] = {task: [asdict(finding) for finding in found] for task, found in result.findings.items()}
    return json.dumps(record, ensure_ascii=True, separators=(",", ":"))


def load(text: str) -> Result:
    """The result; Unreadable if it holds checks that this kit does not have."""
    checks = {check.id: check for check in all_checks()}
    try:
        record = json.loads(text)
        verdicts = {}
        for name, outcome, sentence, got, expected, hint, followed, asked in record["verdicts"]:
            texts = (sentence, got, expected, hint)
            verdicts[name] = Verdict(checks[name], outcome, *texts, followed, frozenset(asked))
        findings = {task: [_finding(entry) for entry in found] for task, found in record["findings"].items()}
        known = {**record, "verdicts": verdicts, "findings": findings, "remarks": tuple(record["remarks"])}
        return Result(**{**known, "output": record["output"].encode("latin-1")})
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(str(error)) from None


def _verdict(verdict: Verdict) -> list[Any]:
    texts = (verdict.sentence, verdict.got, verdict.expected, verdict.hint)
    return [verdict.check.id, verdict.outcome, *texts, verdict.followed, sorted(verdict.asked)]


def _finding(entry: dict[str, Any]) -> Finding:
    return Finding(entry["function"], tuple(map(tuple, entry["mistakes"])), tuple(entry["example"]))
