"""What ``grade`` is told about the hand-ins, and what it finds; nothing here takes long to import."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from assignment.engine.clean import log
from assignment.engine.homework import Homework
from assignment.engine.language import _, listed, said

from ..intake.find import FROM, Found, Submission, find
from ..intake.place import NotReadable, Unusable
from ..run.under_way import UNDER_WAY
from .common import stop


@dataclass(frozen=True)
class Asked:
    """The instructor's options about the hand-ins.

    Parameters
    ----------
    source, names, only : str
        Empty if not given.
    roster : Path or None
    """

    source: str
    names: str
    roster: Path | None
    only: str


OPTIONS = (
    click.option("--from", "source", type=click.Choice(FROM), help="What PATH is, where it is not sure."),
    click.option(
        "--names", default="", metavar="REGEX", help="The form of names, as in '(?P<id>\\d+)-(?P<name>[^-/]+)'."
    ),
    click.option(
        "--roster",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="CSV or xlsx with the students of the course: id, name, e-mail, section.",
    ),
    click.option("--only", default="", metavar="NAME", help="Grade this submission of OUT again; the others stay."),
)


WHERE_FROM = OPTIONS[:2]


def asked(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options about hand-ins, as one argument ``asked``."""

    @wraps(command)
    def with_options(source: str | None, names: str, roster: Path | None, only: str, **others: Any) -> None:
        command(asked=Asked(source or "", names, roster, only), **others)

    for option in reversed(OPTIONS):
        with_options = option(with_options)
    return with_options


def found(path: Path, out: Path, homework: Homework, asked: Asked, language: str) -> Found:
    """Make the output folder; return the hand-ins, and say where they are from."""
    where = {"out": out, "path": path}
    try:
        with UNDER_WAY.doing("looking for hand-ins"):
            found = hand_ins(path, homework, asked)
        if out.resolve().is_relative_to(path.resolve()):
            inside = _(
                "{out} lies inside {path}: its results would count as submissions; choose another --out", **where
            )
            raise Unusable(inside)
        out.mkdir(parents=True, exist_ok=True)
    except (Unusable, NotReadable, ValueError) as error:
        raise stop(said(error.args[0], language)) from None
    except OSError as error:
        raise stop(str(error)) from None
    click.echo(log(said(found.summary, language)))
    return found


def hand_ins(path: Path, homework: Homework, asked: Asked) -> Found:
    """Return the hand-ins; what only some options need is imported for them."""
    form, roster = None, None
    if asked.names:
        from ..intake.sources.by_pattern import compiled

        form = compiled(asked.names)
    if asked.roster:
        from ..intake.roster import read

        roster = read(asked.roster)
    return find(path, homework, asked.source, form, roster)


def only(submissions: list[Submission], name: str, language: str) -> Submission:
    """Return the submission of a name, id or e-mail; the only one may have any name."""
    called = [one for one in submissions if name in (one.name, *_names(one))]
    if len(called) == 1:
        return called[0]
    if len(submissions) == 1:
        return replace(submissions[0], name=name)
    known = [one.name for one in submissions]
    near = difflib.get_close_matches(name, known, 1, 0) if not called else [one.name for one in called]
    missing = _("there is no submission {name}; did you mean one of these: {near}?", name=name, near=listed(near))
    raise stop(said(missing, language))


def _names(submission: Submission) -> tuple[str, ...]:
    student = submission.student
    return tuple(filter(None, (student.id, student.email, student.name, submission.handed_in)))
