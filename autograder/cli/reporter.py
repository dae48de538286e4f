"""What the commands that report results share: the reports, the terminal, and what is said when a run fails."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console

from assignment.engine.clean import log
from assignment.engine.language import Text, _, said

from ..grading.result import Result
from ..intake.find import Submission
from ..pages.next_steps import NextSteps
from ..pages.report import Pages
from ..reports import Context, Report
from ..reports.files import Elsewhere
from ..run.executors import NoExecutor
from ..run.journal import JournalError, NotAFile, OtherSettings
from ..run.plain_tables import Refused
from ..run.under_way import UNDER_WAY
from ..run.worker_pool import Broken
from .common import FAULT, stop

WIDTH = 120  # of tables, where there is no terminal


def terminal() -> Console:
    """Return a console for standard output, wide enough for tables if it is a file."""
    return Console(width=None if sys.stdout.isatty() else WIDTH)


class Reporter:
    """Passes every result to all reports.

    Parameters
    ----------
    context : Context
    reports : iterable of callable
        Make the reports.
    """

    def __init__(self, context: Context, reports: Iterable[Callable[[Context], Report]]) -> None:
        self._console, self._language = context.console, context.language
        self._out = context.out
        self._reports = [make(context) for make in reports]
        self._next_steps = NextSteps(context, any(isinstance(report, Pages) for report in self._reports))
        self.unread = self.faulty = False

    def add(self, result: Result) -> None:
        """Report a result."""
        for report in self._reports:
            report.add(result)
        self._next_steps.add(result)
        self.unread |= bool(result.why or result.problem)
        self.faulty |= result.faulty

    def close(self, *remarks: str) -> None:
        """Finish the reports and print remarks and what to do next; end with 1 if the kit failed on a submission."""
        with UNDER_WAY.doing("writing the reports"), self._console.capture() as shown:
            for report in self._reports:
                report.close()
        self._console.file.write(shown.get())
        for remark in (*remarks, _("written into {folder}", folder=self._out), *self._next_steps.lines()):
            self._console.print(log(said(remark, self._language)), markup=False, highlight=False, soft_wrap=True)
        if self.faulty:
            failed = _("the kit failed on some submissions; they are marked as fault. Grade them again.")
            raise stop(said(failed, self._language), FAULT)


def sources(submissions: Iterable[Submission]) -> Callable[[str], str]:
    """Return what reads the text of a submission by its name; empty if it cannot be read, or is not there any more."""
    by_name = {submission.name: submission for submission in submissions}

    def source(name: str) -> str:
        try:
            return by_name[name].read().text
        except Exception:  # whatever it is, the page can do without
            return ""

    return source


@contextmanager
def failures(language: str) -> Iterator[None]:
    """Turn the errors of a run into a sentence in a language, and an exit code."""
    try:
        yield
    except (NoExecutor, NotAFile, OtherSettings, Elsewhere, Refused) as error:
        text = error.args[0] if isinstance(error.args[0], Text) else str(error)
        raise stop(said(text, language)) from None
    except (Broken, JournalError) as error:
        raise stop(str(error), FAULT) from None
    except OSError as error:
        what = f"{error.filename or 'the results'}: {error.strerror}"
        raise stop(f"{what}; make room and give the same command again", FAULT) from None
