"""Grades a class: known results come from the journal, all others from an executor."""

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass, replace
from typing import Any

from assignment.engine.outcomes import Outcome, Reason, Why

from ..grading.grade import refused
from ..grading.result import Result
from ..intake.find import Submission
from ..intake.place import Unusable
from . import fingerprint, worker_pool
from .executors import Grader
from .journal import Journal, JournalError
from .settings import Settings
from .under_way import UNDER_WAY
from .worker_pool import Job

Done = Callable[[Result, bool], None]


@dataclass(frozen=True)
class Numbered:
    """A submission and its position in the whole class, which is the same in every shard."""

    position: int
    submission: Submission


def shard(submissions: Iterable[Submission], part: int = 1, parts: int = 1) -> list[Numbered]:
    """Return every parts-th submission, from the part-th on."""
    return [Numbered(i, s) for i, s in enumerate(submissions) if i % parts == part - 1]


def run(submissions: list[Numbered], settings: Settings, journal: Journal, grader: Grader, done: Done) -> None:
    """Grade every submission, even if some of them fail.

    Parameters
    ----------
    submissions : list of Numbered
    settings : Settings
    journal : Journal
        Submissions that are in it with the same key are not graded again.
    grader : Grader
    done : callable
        Called with each result, and whether it is new.

    Raises
    ------
    worker_pool.Broken
        If the kit cannot grade at all.
    """
    under_way: dict[Future[Any], tuple[Numbered, Job, str, str]] = {}

    def keep(numbered: Numbered, path: str, key: str, result: Result, new: bool = True) -> None:
        result = replace(result, handed_in=path)
        try:
            if new:
                journal.put(result, numbered.position, "" if result.faulty else key)
            done(result, new)
        except (JournalError, OSError):  # no result can be stored or written
            raise
        except Exception as error:  # this one cannot be
            result = replace(_failed(numbered, settings, error), handed_in=path)
            journal.put(result, numbered.position, "")
            done(result, True)

    def collect(room: int) -> None:
        while len(under_way) > room:
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                numbered, job, path, key = under_way.pop(future)
                keep(numbered, path, key, _collected(grader, job, future))

    for numbered in submissions:
        name = numbered.submission.name
        with UNDER_WAY.doing("reading the hand-ins"):
            try:
                path, source = numbered.submission.read()
                key = fingerprint.of_submission(source, settings)
            except Unusable as unusable:
                keep(numbered, numbered.submission.handed_in, "", _unusable(name, settings, str(unusable)))
                continue
            except Exception as error:  # whatever it is, the others are graded
                keep(numbered, numbered.submission.handed_in, "", _failed(numbered, settings, error))
                continue
            known = journal.get(name, key)
            if known:
                keep(numbered, path, key, known, new=False)
                continue
        collect(grader.at_once - 1)
        job = Job(name, source, settings)
        under_way[grader.submit(job)] = numbered, job, path, key
    collect(0)
    journal.keep_only(numbered.submission.name for numbered in submissions)


def _unusable(name: str, settings: Settings, sentence: str) -> Result:
    why = Why(Reason.HAND_IN, text=sentence)
    return replace(refused(settings.homework, name, settings.checks, Outcome.ERROR, why), isolated=settings.isolated)


def _collected(grader: Grader, job: Job, future: "Future[Any]") -> Result:
    try:
        return grader.result(future)
    except (worker_pool.Broken, CancelledError):
        raise
    except Exception as error:  # the machines that graded it died, again and again
        return worker_pool.failed(job, _said(error))


def _failed(numbered: Numbered, settings: Settings, error: Exception) -> Result:
    return worker_pool.failed(Job(numbered.submission.name, "", settings), _said(error))


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
