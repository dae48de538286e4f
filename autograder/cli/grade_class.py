"""What ``grade`` does when nothing was refused; imports all that judges."""

import difflib
import warnings
from pathlib import Path

from assignment.engine.homework import PUBLIC_SALT
from assignment.engine.language import _, listed, said

from ..grading.result import Result
from ..intake.find import Found, Submission
from ..pages import PAGES
from ..reports import BEFORE_THE_DEADLINE, REPORTS, Context
from ..reports.gradebook import names_in
from ..reports.ignored import write_ignored
from ..run import class_run
from ..run.class_run import Numbered
from ..run.executors import grader
from ..run.journal import Journal
from ..run.progress import Meter
from ..run.right_answers import kept
from ..run.same_class import gone
from ..run.settings import Settings
from ..run.under_way import UNDER_WAY
from ..sandbox.client.server import Server
from .common import INTERRUPTED, MAKE_SALT, stop
from .reporter import Reporter, failures, sources, terminal

SHOWN = 20


def grade_class(
    found: Found,
    only: Submission | None,
    shard: tuple[int, int],
    settings: Settings,
    executor: tuple[int, str, list[Server]],
    out: Path,
    fresh: bool,
    language: str,
    show_counterexamples: bool,
    traffic_light: bool,
    html: bool,
) -> None:
    """Grade the submissions of a shard and report them; ``executor`` is what :func:`grader` is given.

    With ``only``, that submission is graded again, and the results of all others are those in the journal.
    """
    warnings.simplefilter("ignore", RuntimeWarning)  # a student's NaN is judged; it needs no warning
    mine = class_run.shard(found.submissions, *shard)
    homework = settings.homework
    with UNDER_WAY.doing("loading the homework"):
        settings.load()
    with failures(language), kept(settings):
        shown = language, show_counterexamples, traffic_light, terminal()
        context = Context(out, homework, *shown, sources(found.submissions))
        after = (*REPORTS, *PAGES) if html else REPORTS
        reporter = Reporter(context, BEFORE_THE_DEADLINE if traffic_light else after)
        meter = Meter(len(mine), {task.name for task in settings.homework.tasks if task.bonus})
        with Journal(out, homework, fresh) as journal:
            journal.settle(**settings.in_common)
            if only:
                mine, left = [Numbered(_position(journal, only.name, language), only)], []
            else:
                names = {submission.name for submission in found.submissions}
                left = [] if fresh else gone(journal, names, names_in(out))
                journal.place(shard, [submission.name for submission in found.submissions])

            def done(result: Result, new: bool) -> None:
                reporter.add(result)
                meter.add(result, new)

            try:
                with meter, grader(settings, *executor) as grading:
                    class_run.run(mine, settings, journal, grading, done, only=bool(only))
            except KeyboardInterrupt:
                stopped = _(
                    "stopped: {done} of {all} are graded; the same command goes on from there",
                    done=meter.done,
                    all=len(mine),
                )
                raise stop(said(stopped, language), INTERRUPTED) from None
            for result in journal.results() if only else ():
                if only and result.submission != only.name:
                    reporter.add(result)
        ignored = write_ignored(found.strays, context)
        remarks = [said(remark, language) for remark in found.remarks]
        reporter.close(*remarks, *_left(left), *ignored, *_known(meter, reporter), *_public(settings))


def _position(journal: Journal, name: str, language: str) -> int:
    """Return the place of a submission in the class of an earlier run; end with 2 if it was not in it."""
    known = journal.submissions()
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        missing = _("{out} holds no result of {name}", out=journal.path.parent, name=name)
        meant = _("{missing}; did you mean {near}?", missing=missing, near=near[0]) if near else missing
        raise stop(said(meant, language))
    return known[name]


def _left(names: list[str]) -> list[str]:
    if not names:
        return []
    more = _(" and {number} more", number=len(names) - SHOWN) if len(names) > SHOWN else ""
    shown = listed(names[:SHOWN])
    return [_("no longer in the class, and so no longer in the table: {names}{more}", names=shown, more=more)]


def _public(settings: Settings) -> list[str]:
    """Return a remark on the default salt."""
    remark = _(
        "the salt is public, so anybody can compute the hidden inputs; for a course, set AUTOGRADER_SALT to what this "
        "prints: {command}",
        command=MAKE_SALT,
    )
    return [remark] if settings.salt == PUBLIC_SALT else []


def _known(meter: Meter, reporter: Reporter) -> list[str]:
    """Return a remark on the submissions that were not graded again."""
    again = _("; files that cannot be read are tried each time") if reporter.unread else ""
    remark = _(
        "{known} of {all} were known from an earlier run (--fresh grades all again){again}",
        known=meter.known,
        all=meter.total,
        again=again,
    )
    return [remark] if meter.known else []
