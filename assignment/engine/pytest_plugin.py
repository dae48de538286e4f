"""Runs the checks with pytest: one test for each check, no tracebacks, a score line at the end."""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest

from . import report
from .clean import terminal
from .home import explained
from .homework import KIT, Homework
from .homework import load as load_homework
from .judge import judge_tasks
from .language import _, chosen, said
from .local import load, openers, text_of
from .outcomes import Outcome, Stopped
from .registry import PUBLIC_SALT, Check, public_checks, with_required
from .verdicts import Judged, Verdict, Verdicts

COLOURS = {Outcome.PASSED: "green", Outcome.TODO: "yellow", Outcome.BLOCKED: "yellow"}


class LazyVerdicts:
    """Verdicts of the selected checks; tasks are judged when their first test runs.

    Parameters
    ----------
    coming : iterator of Judged
    title : str
        Stands in the score line.

    Attributes
    ----------
    shown : list of Verdict
        Those that tests have asked for, in this order.
    more : dict of check id to list of str
        The second level of hints.
    """

    def __init__(self, coming: Iterator[Judged], title: str) -> None:
        self._coming = coming
        self._known: Verdicts = {}
        self.title = title
        self.shown: list[Verdict] = []
        self.more: dict[str, list[str]] = {}

    def verdict(self, check: Check) -> Verdict:
        """Return the verdict of a check."""
        while check.id not in self._known:
            judged = next(self._coming)
            self._known |= judged.verdicts
            self.more |= judged.more
        self.shown.append(self._known[check.id])
        return self._known[check.id]


HOMEWORK = pytest.StashKey[Homework]()
VERDICTS = pytest.StashKey[LazyVerdicts]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the command line's options."""
    parser.addoption("--submission", help="the file to check (default: the one beside the homework's description)")
    parser.addoption("--why", action="store_true", help="say of each recognised mistake why it matters, how to find it")
    parser.addoption("--homework", default=str(KIT), help="the folder that holds assignment/homework.py")


def pytest_configure(config: pytest.Config) -> None:
    """Load the homework."""
    config.stash[HOMEWORK] = homework_from(config)


def homework_from(config: pytest.Config, solutions: bool = False) -> Homework:
    """Return the homework that the command line names; raise a usage error if there is none."""
    try:
        return load_homework(Path(config.getoption("--homework")), solutions)
    except ValueError as error:
        raise pytest.UsageError(str(error)) from None


def submission_from(config: pytest.Config) -> Path:
    """Return the path of the file to check."""
    homework = config.stash[HOMEWORK]
    return Path(config.getoption("--submission") or homework.folder / homework.filename).resolve()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a test for each public check."""
    parametrize(metafunc, public_checks(metafunc.config.stash[HOMEWORK]))


def parametrize(metafunc: pytest.Metafunc, checks: tuple[Check, ...]) -> None:
    """Make a test for each check, named by its id."""
    if "check" in metafunc.fixturenames:
        metafunc.parametrize("check", checks, ids=[check.id for check in checks])


def pytest_collection_finish(session: pytest.Session) -> None:
    """Prepare to judge the selected checks; raise a usage error if the file cannot be executed."""
    homework, path = session.config.stash[HOMEWORK], submission_from(session.config)
    refuse_what_cannot_run(homework, path)
    own, source = openers(homework, path), text_of(path)
    judging = judge_tasks(homework, with_required(homework, selected(session)), own, PUBLIC_SALT)
    named = (explained(homework, judged, own, source) for judged in judging)
    session.config.stash[VERDICTS] = LazyVerdicts(named, report.PUBLIC)


def selected(session: pytest.Session) -> list[Check]:
    """Return the checks that were selected for this run, by -k or by name."""
    parameters = [item.callspec.params for item in session.items if isinstance(item, pytest.Function)]
    return [value for p in parameters if isinstance(value := p.get("check"), Check)]


@pytest.fixture
def verdict_of(request: pytest.FixtureRequest) -> Callable[[Check], Verdict]:
    """Return a function that judges a check; the verdict is kept for the summary."""
    return request.config.stash[VERDICTS].verdict


def refuse_what_cannot_run(homework: Homework, path: Path) -> None:
    """Stop with one sentence if the file cannot run, instead of the same sentence for every check."""
    try:
        load(homework, path)
    except Stopped as stopped:
        why, *more = report.broken(stopped, chosen())
        text = said(_("{file} cannot be checked: {why}", file=path.name, why=why), chosen())
        raise pytest.UsageError(terminal("\n".join([text, *more]))) from None


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """End with the status of a failure unless every check passed, though some are skipped."""
    verdicts = session.config.stash.get(VERDICTS, None)
    if exitstatus == pytest.ExitCode.OK and verdicts and not all(verdict.passed for verdict in verdicts.shown):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show every verdict and the points."""
    verdicts = config.stash.get(VERDICTS, None)
    if verdicts is None or not verdicts.shown:
        return
    terminalreporter.write_line("")
    width = max(len(verdict.check.id) for verdict in verdicts.shown)
    for verdict in report.without_repeats(verdicts.shown):
        first, *details = map(terminal, report.lines(verdict, chosen(), width))
        terminalreporter.write_line(first, **{COLOURS.get(verdict.outcome, "red"): True})
        more = verdicts.more.get(verdict.check.id, []) if config.getoption("--why") else []
        for line in chain(details, *(report.paragraph(said(text, chosen())) for text in more)):
            terminalreporter.write_line(line)
    terminalreporter.write_line("")
    terminalreporter.write_line(said(report.total(verdicts.shown, verdicts.title), chosen()), bold=True)
    homework, passed = config.stash[HOMEWORK], [verdict.check for verdict in verdicts.shown if verdict.passed]
    if {check.id for check in passed} == {check.id for check in public_checks(homework)}:
        every = sum(task.points for task in homework.tasks)
        rest = report.rest(sum(check.points for check in passed), every)
        terminalreporter.write_line(said(rest, chosen()))
