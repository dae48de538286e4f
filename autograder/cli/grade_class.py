"""What ``grade`` does when nothing was refused; imports all that judges."""

import warnings
from pathlib import Path

from assignment.engine.homework import PUBLIC_SALT
from assignment.engine.language import _, said

from ..grading.result import Result
from ..intake.find import Submission
from ..reports import Context
from ..run import class_run
from ..run.executors import grader
from ..run.journal import Journal
from ..run.progress import Meter
from ..run.right_answers import kept
from ..run.settings import Settings
from ..run.under_way import UNDER_WAY
from ..sandbox.client.server import Server
from .common import INTERRUPTED, MAKE_SALT, stop
from .reporter import Reporter, failures, terminal

SHOWN = 20


def grade_class(
    submissions: list[Submission],
    strays: list[str],
    shard: tuple[int, int],
    settings: Settings,
    executor: tuple[int, str, list[Server]],
    out: Path,
    fresh: bool,
    language: str,
    show_counterexamples: bool,
    traffic_light: bool,
) -> None:
    """Grade the submissions of a shard and report them; ``executor`` is what :func:`grader` is given."""
    warnings.simplefilter("ignore", RuntimeWarning)  # a student's NaN is judged; it needs no warning
    mine = class_run.shard(submissions, *shard)
    homework = settings.homework
    with UNDER_WAY.doing("loading the homework"):
        settings.load()
    with failures(), kept(settings):
        reporter = Reporter(Context(out, homework, language, show_counterexamples, traffic_light, terminal()))
        meter = Meter(len(mine), {task.name for task in settings.homework.tasks if task.bonus})
        with Journal(out, homework, fresh) as journal:
            journal.settle(**settings.in_common)
            journal.place(shard, [submission.name for submission in submissions])

            def done(result: Result, new: bool) -> None:
                reporter.add(result)
                meter.add(result, new)

            try:
                with meter, grader(settings, *executor) as grading:
                    class_run.run(mine, settings, journal, grading, done)
            except KeyboardInterrupt:
                stopped = _(
                    "stopped: {done} of {all} are graded; the same command goes on from there",
                    done=meter.done,
                    all=len(mine),
                )
                raise stop(said(stopped, language), INTERRUPTED) from None
        ignored = [_("ignored: {path}", path=repr(stray)) for stray in strays[:SHOWN]]
        reporter.close(*ignored, *_known(meter, reporter), *_public(settings))


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
