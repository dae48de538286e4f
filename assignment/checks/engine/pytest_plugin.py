"""pytest over the registry: one test a check, no tracebacks, a score line at the end."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from . import report
from .judge import Verdict, judge_tasks
from .local import load, opener
from .registry import Check, public_checks
from .stopped import Stopped

SALT = "public"
OWN = Path(__file__).resolve().parents[2] / "neural_network.py"


class Judged:
    """Verdicts of the selected checks; tasks are judged when their first test runs."""

    def __init__(self, verdicts: Iterator[dict[str, Verdict]], title: str) -> None:
        self._coming = verdicts
        self._known: dict[str, Verdict] = {}
        self.title = title
        self.shown: list[Verdict] = []

    def verdict(self, check: Check) -> Verdict:
        while check.id not in self._known:
            self._known = next(self._coming)
        self.shown.append(self._known[check.id])
        return self._known[check.id]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--submission", default=str(OWN), help="the file to check")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "check" in metafunc.fixturenames:
        checks = public_checks()
        metafunc.parametrize("check", checks, ids=[check.id for check in checks])


def pytest_collection_finish(session: pytest.Session) -> None:
    checks = selected(session)
    path = Path(session.config.getoption("--submission")).resolve()
    refuse_what_cannot_run(path)
    session.config.stash[JUDGED] = Judged(judge_tasks(checks, opener(path), SALT, can_lend=False), "public checks")


def selected(session: pytest.Session) -> list[Check]:
    """The checks that this run was asked for, by -k or by name."""
    parameters = [item.callspec.params for item in session.items if isinstance(item, pytest.Function)]
    return [value for p in parameters if isinstance(value := p.get("check"), Check)]


JUDGED = pytest.StashKey[Judged]()


@pytest.fixture
def verdict_of(request: pytest.FixtureRequest) -> Callable[[Check], Verdict]:
    """Judges a check; the verdict is kept for the summary."""
    return request.config.stash[JUDGED].verdict


def refuse_what_cannot_run(path: Path) -> None:
    """One sentence and the end, instead of the same sentence for every check."""
    try:
        load(path)
    except Stopped as stopped:
        raise pytest.UsageError(f"{path.name} cannot be checked: {stopped.describe()}") from None


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    judged = config.stash.get(JUDGED, None)
    if judged is None or not judged.shown:
        return
    terminalreporter.write_line("")
    for verdict in judged.shown:
        colour = {"passed": {"green": True}, "todo": {"yellow": True}, "blocked": {"yellow": True}}
        first, *details = report.lines(verdict)
        terminalreporter.write_line(first, **colour.get(verdict.outcome, {"red": True}))
        for line in details:
            terminalreporter.write_line(line)
    terminalreporter.write_line("")
    terminalreporter.write_line(report.total(judged.shown, judged.title), bold=True)
