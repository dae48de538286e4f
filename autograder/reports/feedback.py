"""Decides what students read about each check."""

from dataclasses import dataclass, replace

from assignment.engine import report
from assignment.engine.language import _, said
from assignment.engine.verdicts import Verdict

from ..grading.result import Result
from ..mistakes.catalogue import advice
from ..mistakes.finding import Finding
from .report import Context

SMALLEST = _("the smallest call that goes wrong:")


@dataclass(frozen=True)
class Told:
    """What a student may read about one check.

    Parameters
    ----------
    verdict : Verdict
        As discreet as it must be; without a hint where a mistake is named, which says more.
    findings : tuple of Finding
        What was not told at an earlier check.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]


def told(result: Result, context: Context) -> dict[str, Told]:
    """Return what is told about each check; a mistake is explained only at the first check that it makes fail."""
    before: set[object] = set()
    return {key: _told(result, key, context, before) for key in result.verdicts}


def by_check(result: Result, context: Context) -> dict[str, list[str]]:
    """Return the same as lines."""
    return {key: _lines(one, context) for key, one in told(result, context).items()}


def _told(result: Result, key: str, context: Context, before: set[object]) -> Told:
    verdict = result.verdicts[key]
    behind = result.findings_behind(verdict)
    shows = context.show_counterexamples or not verdict.check.hidden
    findings = []
    for finding in behind:
        news = tuple(mistake for mistake in finding.mistakes if (finding.function, mistake) not in before)
        before.update((finding.function, mistake) for mistake in news)
        example = finding.example if shows and finding.function not in before else ()
        before.update([finding.function] if example else [])
        findings.append(replace(finding, mistakes=news, example=example))
    if any(finding.mistakes for finding in behind):
        verdict = replace(verdict, hint="", first=None)
    return Told(report.discreet(verdict), tuple(one for one in findings if one.mistakes or one.example))


def _lines(one: Told, context: Context) -> list[str]:
    named = any(finding.mistakes for finding in one.findings)
    lines = report.details(one.verdict, context.language, hinted=not named)
    about = context.homework, context.language, one.verdict.check.task
    for finding in one.findings:
        lines += filter(None, (advice(each, *about) for each in finding.mistakes))
        if finding.example:
            lines += [
                said(SMALLEST, context.language),
                *(f"    {said(line, context.language)}" for line in finding.example),
            ]
    return lines
