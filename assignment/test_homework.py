"""One test for each public check: ``pytest``, or ``pytest -k backward`` for one task."""

from collections.abc import Callable
from typing import Any

import pytest


def test(check: Any, verdict_of: Callable[[Any], Any]) -> None:
    verdict = verdict_of(check)
    if verdict.outcome != "passed":
        pytest.fail(f"{verdict.outcome}: {verdict.sentence}", pytrace=False)
