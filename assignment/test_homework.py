"""One test for each public check: ``pytest``, or ``pytest -k backward`` for one task."""

from collections.abc import Callable

import pytest

from assignment.engine import report
from assignment.engine.language import chosen
from assignment.engine.outcomes import Outcome
from assignment.engine.registry import Check
from assignment.engine.verdicts import Verdict


def test(check: Check, verdict_of: Callable[[Check], Verdict]) -> None:
    verdict = verdict_of(check)
    if verdict.outcome in (Outcome.TODO, Outcome.BLOCKED):
        pytest.skip(verdict.outcome)  # not judged yet: pytest's count of failures is of what is wrong
    if not verdict.passed:
        pytest.fail(report.details(verdict, chosen())[0], pytrace=False)
