"""Makes the lines that students read about each check."""

from dataclasses import replace

from assignment.engine import report
from assignment.engine.language import _, said

from ..grading.result import Result
from ..mistakes.catalogue import advice
from .report import Context

SMALLEST = _("the smallest call that goes wrong:")


def by_check(result: Result, context: Context) -> dict[str, list[str]]:
    """Return the lines for each check; a mistake is explained only at the first check that it makes fail."""
    told: set[object] = set()
    return {key: _lines(result, key, context, told) for key in result.verdicts}


def _lines(result: Result, key: str, context: Context, told: set[object]) -> list[str]:
    verdict = result.verdicts[key]
    findings = result.findings_behind(verdict)
    if any(finding.mistakes for finding in findings):  # the mistake's name says more than a hint
        verdict = replace(verdict, hint="", first=None)
    lines = report.details(report.discreet(verdict), context.language)
    for finding in findings:
        news = [mistake for mistake in finding.mistakes if (finding.function, mistake) not in told]
        told.update((finding.function, mistake) for mistake in news)
        about = context.homework, context.language, verdict.check.task
        lines += filter(None, (advice(mistake, *about) for mistake in news))
        shows = context.show_counterexamples or not verdict.check.hidden
        if finding.example and shows and finding.function not in told:
            told.add(finding.function)
            lines += [
                said(SMALLEST, context.language),
                *(f"    {said(line, context.language)}" for line in finding.example),
            ]
    return lines
