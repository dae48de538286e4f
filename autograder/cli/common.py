"""Options, exit codes and complaints that several commands share; nothing here takes long to import."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from assignment.engine.clean import log
from assignment.engine.homework import KIT, PUBLIC_SALT, Homework, load
from assignment.engine.language import LANGUAGES

from ..mistakes import CHECKS, CREDIT, EXPLAINED
from ..rescue import COST, MOST_COST
from ..run.under_way import UNDER_WAY

FAULT, USAGE, INTERRUPTED = 1, 2, 130
SALT_LENGTH, SALT_VARIETY = 24, 8  # characters, different ones: longer than any word
MAKE_SALT = "python3 -c 'import secrets; print(secrets.token_hex(16))'"
Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def stop(sentence: str, code: int = USAGE) -> click.exceptions.Exit:
    """Say what is wrong and return the exception to raise."""
    complain(sentence)
    return click.exceptions.Exit(code)


def complain(sentence: str) -> None:
    """Say what is wrong."""
    UNDER_WAY.clear()
    click.echo(f"autograder: {log(sentence)}", err=True)


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
CREDITED: Decorator = click.option(
    "--credit",
    "credited",
    type=click.Choice(CREDIT),
    default=CHECKS,
    callback=lambda context, param, value: value == EXPLAINED,
    help="What is paid: what checks find right; or also what is right beside known mistakes (see the handout).",
)
RESCUE_COST: Decorator = click.option(
    "--rescue-cost",
    type=click.IntRange(0, MOST_COST),
    default=COST,
    help="Percent of the points that it costs if a file must be repaired before it can be loaded (see docs/rescue.md).",
)
NO_RESCUE: Decorator = click.option(
    "--no-rescue", is_flag=True, help="Repair nothing: a file that cannot be loaded as it stands has 0 points."
)
SHOW_COUNTEREXAMPLES: Decorator = click.option(
    "--show-counterexamples", is_flag=True, help="Show the smallest wrong call for hidden checks, too."
)
NO_HTML: Decorator = click.option(
    "--no-html", "html", flag_value=False, default=True, help="Write no pages into OUT/html; see report."
)


def _unguessable(context: click.Context, param: click.Parameter, value: str) -> str:
    """Return the salt; refuse one that could be found by trying words."""
    if value != PUBLIC_SALT and (len(value) < SALT_LENGTH or len(set(value)) < SALT_VARIETY):
        raise stop(f"the salt is easy to guess, and with it the hidden inputs; make one with: {MAKE_SALT}")
    return value


SALT: Decorator = click.option(
    "--salt",
    envvar="AUTOGRADER_SALT",
    default=PUBLIC_SALT,
    callback=_unguessable,
    help="Your course's secret: decides the hidden inputs. Better set it as AUTOGRADER_SALT.",
)
