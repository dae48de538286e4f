"""Grade one submission: run every check on it, in workers, and compare with the reference."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from assignment.engine.homework import Homework, Task
from assignment.engine.judge import judge_tasks
from assignment.engine.language import _
from assignment.engine.outcomes import Outcome, Reason, Stopped, Why
from assignment.engine.picture import Picture
from assignment.engine.registry import Check, all_checks
from assignment.engine.verdicts import Judged, Verdict, Verdicts, beside_a_value

from ..mistakes.credit import credits_of
from ..mistakes.diagnosis import diagnose, while_loading
from ..sandbox.client.server import Server
from . import ahead
from .loading import load
from .result import Rescue, Result, max_score
from .workers import Workers

Tell = Callable[[str], None]
BESIDE = _("a module beside it")
DIAGNOSIS_SECONDS = 10.0  # for all calls of a submission; mistakes of slower ones are not named


def checks_for(homework: Homework, task: str | None = None) -> tuple[Check, ...]:
    """Return the checks of one task, or all checks."""
    return tuple(check for check in all_checks(homework) if task in (None, check.task))


def grade(
    server: Server,
    submission: str,
    source: str,
    checks: tuple[Check, ...],
    salt: str,
    tell: Tell = lambda step: None,
    credited: bool = False,
    rescue_cost: int | None = None,
    notebook: bool = False,
) -> Result:
    """Grade a file.

    Parameters
    ----------
    server : Server
        Starts workers for the homework.
    submission : str
        The name in the reports.
    source : str
        The file's text.
    checks : tuple of Check
    salt : str
        Decides the random instances.
    tell : callable, optional
        Called with each step: "loading", then the name of a task.
    credited : bool
        Whether what is right in a wrong task is paid where all that is wrong is known.
    rescue_cost : int, optional
        What it costs, in percent of the points, that a file is repaired so that it can be loaded; None if none is.
    notebook : bool
        Whether the text is the code of a notebook.
    """
    homework, start = server.homework, time.monotonic()

    def begins(task: Task) -> None:
        tell(task.name)
        ahead.start(checks, salt, task)

    with Workers(server, source, begins) as workers:
        tell("loading")
        try:
            repairs = load(workers, notebook, rescue_cost is not None)
        except Stopped as stopped:
            return _not_loaded(submission, checks, stopped, workers)
        output = workers.printed()
        verdicts = _settled(_merged(judge_tasks(homework, checks, workers.openers, salt)), server, salt)
        source = workers.source
        complaints: list[str] = []
        paid = credits_of(homework, verdicts, workers.openers, source, salt, complaints.append) if credited else ()
        workers.shared.left = min(workers.shared.left, DIAGNOSIS_SECONDS)
        findings = diagnose(homework, verdicts.values(), workers.openers, source, salt, complaints.append)
        picture = _picture(workers, verdicts)  # last: its calls change nothing that was judged
    return Result(
        submission,
        max_score(homework, checks),
        verdicts,
        findings=findings,
        credits=paid,
        rescue=Rescue.of(repairs, rescue_cost or 0),
        output=output,
        isolated=server.isolated,
        remarks=(*_remarks(workers), *complaints),
        picture=picture,
        seconds=round(time.monotonic() - start, 3),
    )


def refused(homework: Homework, submission: str, checks: tuple[Check, ...], outcome: Outcome, why: Why) -> Result:
    """Return the result for a file that cannot be run: the same verdict for every check."""
    verdicts = {check.id: Verdict(check, outcome, why) for check in checks}
    return Result(submission, max_score(homework, checks), verdicts, why)


def not_graded(homework: Homework, submission: str, checks: tuple[Check, ...], problem: str) -> Result:
    """Return the result for a failure of the kit: it costs no points and is graded again."""
    return Result(submission, max_score(homework, checks), problem=problem)


def _not_loaded(submission: str, checks: tuple[Check, ...], stopped: Stopped, workers: Workers) -> Result:
    homework = workers.homework
    result = refused(homework, submission, checks, stopped.outcome, stopped.why)
    foreign = "ModuleNotFoundError" in stopped.why.kinds  # the remark would repeat the reason
    return replace(
        result,
        findings=while_loading(homework, stopped),
        output=workers.printed(),
        isolated=workers.isolated,
        remarks=() if foreign else _remarks(workers),
    )


def _remarks(workers: Workers) -> tuple[str, ...]:
    """Return a sentence for each foreign package that the file imports by name, and for a repair that failed."""
    imports = (
        _("line {line} imports {name}, which is refused where it is executed", line=line, name=name or BESIDE)
        for line, name in workers.shared.imports
    )
    return *imports, *workers.complaints


def _picture(workers: Workers, verdicts: Verdicts) -> Picture | None:
    """Return the homework's picture of the student's own functions; None unless all that it shows is right."""
    drawing = workers.homework.right.drawing
    mine = [verdict for verdict in verdicts.values() if drawing and verdict.check.task == drawing.task]
    if not drawing or not mine or not all(verdict.passed and not verdict.followed for verdict in mine):
        return None
    try:
        return drawing.measure(workers.own())
    except Exception:  # whatever it is: the result stands without a picture
        return None


def _merged(tasks: Iterable[Judged]) -> Verdicts:
    return {key: verdict for judged in tasks for key, verdict in judged.verdicts.items()}


def _settled(verdicts: Verdicts, server: Server, salt: str) -> Verdicts:
    """Settle checks that raised an error of ours; then it is known which tasks have a right value."""
    settled = {key: _whose_fault(verdict, server, salt) for key, verdict in verdicts.items()}
    for task in server.homework.tasks:
        checks = [verdict.check for verdict in settled.values() if verdict.check.task == task.name]
        settled = beside_a_value(task, checks, settled)
    return settled


def _whose_fault(verdict: Verdict, server: Server, salt: str) -> Verdict:
    """Return the verdict of a check that raised an error of ours: it is the kit's only if the reference has it, too."""
    if verdict.outcome != Outcome.FAULT:
        return verdict
    reference = server.homework.right.source.read_text(encoding="utf-8")
    with Workers(server, reference) as workers:
        openers = replace(workers.openers, lent=None)
        alone = _merged(judge_tasks(server.homework, [verdict.check], openers, salt))[verdict.check.id]
    if alone.outcome not in (Outcome.PASSED, Outcome.BLOCKED):  # some checks never pass alone
        return verdict
    return replace(verdict, outcome=Outcome.FAILED, why=Why(Reason.UNREADABLE_FORM))
