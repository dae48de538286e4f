"""Options, exit codes and reports that several commands share."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from assignment.engine.homework import KIT, Homework, load
from assignment.engine.registry import PUBLIC_SALT
from assignment.engine.words import LANGUAGES

from ..grading.result import Result
from ..reports import REPORTS, Context
from ..run.executors import NoExecutor
from ..run.journal import JournalError, OtherSettings
from ..run.worker_pool import Broken

FAULT, USAGE, INTERRUPTED = 1, 2, 130
WIDTH = 120  # of tables, where there is no terminal
Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def stop(sentence: str, code: int = USAGE) -> click.exceptions.Exit:
    """Say what is wrong and return the exception to raise."""
    complain(sentence)
    return click.exceptions.Exit(code)


def complain(sentence: str) -> None:
    """Say what is wrong."""
    click.echo(f"autograder: {sentence}", err=True)


class HomeworkFolder(click.ParamType):
    """A folder with ``assignment/`` and ``solutions/``, loaded."""

    name = "DIR"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Homework:
        """Return the homework with its solutions."""
        if isinstance(value, Homework):
            return value
        try:
            return load(Path(value), solutions=True)
        except ValueError as error:
            raise stop(str(error)) from None


HOMEWORK: Decorator = click.option(
    "--homework", type=HomeworkFolder(), default=KIT, help="Folder of another homework; by default, the kit's own."
)
OUT: Decorator = click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder for the results."
)
LANGUAGE: Decorator = click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", help="Language of the sentences in the reports."
)
SHOW_COUNTEREXAMPLES: Decorator = click.option(
    "--show-counterexamples", is_flag=True, help="Show the smallest wrong call for hidden checks, too."
)
SALT: Decorator = click.option(
    "--salt",
    envvar="AUTOGRADER_SALT",
    default=PUBLIC_SALT,
    help="Your course's secret: decides the hidden inputs. Better set it as AUTOGRADER_SALT.",
)


def terminal() -> Console:
    """Return a console for standard output, wide enough for tables if it is a file."""
    return Console(width=None if sys.stdout.isatty() else WIDTH)


class Reporter:
    """Passes every result to all reports.

    Parameters
    ----------
    context : Context
    """

    def __init__(self, context: Context) -> None:
        self._console = context.console
        self._out = context.out
        self._reports = [make(context) for make in REPORTS]
        self.unread = self.faulty = False

    def add(self, result: Result) -> None:
        """Report a result."""
        for report in self._reports:
            report.add(result)
        self.unread |= bool(result.why or result.problem)
        self.faulty |= result.faulty

    def close(self, *remarks: str) -> None:
        """Finish the reports and print remarks; end with 1 if the kit failed on a submission."""
        for report in self._reports:
            report.close()
        for remark in (*remarks, f"written into {self._out}"):
            self._console.print(remark, markup=False, highlight=False)
        if self.faulty:
            raise stop("the kit failed on some submissions; they are marked as fault. Grade them again.", FAULT)


@contextmanager
def failures() -> Iterator[None]:
    """Turn the errors of a run into a sentence and an exit code."""
    try:
        yield
    except (NoExecutor, OtherSettings) as error:
        raise stop(str(error)) from None
    except (Broken, JournalError) as error:
        raise stop(str(error), FAULT) from None
    except OSError as error:
        what = f"{error.filename or 'the results'}: {error.strerror}"
        raise stop(f"{what}; make room and give the same command again", FAULT) from None
