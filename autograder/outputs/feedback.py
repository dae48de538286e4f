"""What a student reads about his mistakes, check by check."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assignment.checks.engine import report

from ..grading import Result
from ..misconceptions.catalogue import advice
from ..misconceptions.matching import Group

SMALLEST = {"en": "the smallest call that goes wrong:", "zh": "能重现错误的最小例子："}


@dataclass(frozen=True)
class Feedback:
    """How the instructor wants it.

    Parameters
    ----------
    language : {"en", "zh"}
        Of the sentences that name mistakes.
    counterexamples : bool
        Whether hidden checks show a smallest counterexample, too.
    """

    language: str = "en"
    counterexamples: bool = False

    def by_check(self, result: Result) -> dict[str, list[str]]:
        """The lines for each check; a mistake is explained at the first check that it costs, and only there."""
        told: set[object] = set()
        return {key: self._lines(result, key, told) for key in result.verdicts}

    def _lines(self, result: Result, key: str, told: set[object]) -> list[str]:
        verdict = result.verdicts[key]
        findings = result.behind(verdict)
        named = any(finding.mistakes for finding in findings)
        lines = report.details(replace(verdict, hint="") if named else verdict)  # the name says it better than a guess
        for finding in findings:
            news = [mistake for mistake in finding.mistakes if (finding.function, mistake) not in told]
            told.update((finding.function, mistake) for mistake in news)
            lines += [advice(mistake, self.language) for mistake in news]
            shows = self.counterexamples or not verdict.check.hidden
            if finding.example and shows and finding.function not in told:
                told.add(finding.function)
                lines += [SMALLEST[self.language], *(f"    {line}" for line in finding.example)]
        return lines


def codes(mistakes: Iterable[Group]) -> str:
    """Codes in one cell: ``B01 L10|F08``, alternatives joined by a bar."""
    return " ".join("|".join(mistake) for mistake in mistakes)
