"""Grades a class: known results come from the journal, all others from an executor."""

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass, replace
from typing import Any

from assignment.engine.outcomes import Outcome, Reason, Why

from ..grading.grade import refused
from ..grading.result import Result
from ..intake.choose import HandIn
from ..intake.find import Submission
from ..intake.place import NotReadable, Unusable
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


def run(
    submissions: list[Numbered],
    settings: Settings,
    journal: Journal,
    grader: Grader,
    done: Done,
    only: bool = False,
) -> None:
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
    only : bool, optional
        Whether they are graded in any case, and all others stay in the journal.

    Raises
    ------
    worker_pool.Broken
        If the kit cannot grade at all.
    """
    under_way: dict[Future[Any], tuple[Job, str, list[tuple[Numbered, HandIn]]]] = {}
    graded: dict[str, str] = {}  # by key, a submission of this run: equal files, as of partners, are graded once

    def keep(numbered: Numbered, hand_in: HandIn, key: str, result: Result, new: bool = True) -> None:
        stored, result = result, _of(numbered.submission, hand_in, result)
        try:
            if new:
                journal.put(result, numbered.position, "" if result.faulty else key)
            elif result != stored:
                journal.rewrite(result)
            done(result, new)
        except (JournalError, OSError):  # no result can be stored or written
            raise
        except Exception as error:  # this one cannot be
            result = _of(numbered.submission, hand_in, _failed(numbered, settings, error))
            journal.put(result, numbered.position, "")
            done(result, True)

    def collect(room: int) -> None:
        while len(under_way) > room:
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                job, key, equal = under_way.pop(future)
                result = _collected(grader, job, future)
                if not result.faulty:
                    graded[key] = job.submission
                for numbered, hand_in in equal:
                    keep(numbered, hand_in, key, result)

    for numbered in submissions:
        name, unread = numbered.submission.name, HandIn(numbered.submission.handed_in, "")
        with UNDER_WAY.doing("reading the hand-ins"):
            try:
                hand_in = numbered.submission.read()
                key = fingerprint.of_submission(hand_in.text, settings, hand_in.notebook)
            except Unusable as unusable:
                keep(numbered, unread, "", _unusable(name, settings, unusable.text))
                continue
            except NotReadable as fault:
                keep(numbered, unread, "", worker_pool.failed(Job(name, "", settings), fault.text))
                continue
            except Exception as error:  # whatever it is, the others are graded
                keep(numbered, unread, "", _failed(numbered, settings, error))
                continue
            known = None if only else journal.get(name, key)
            if known:
                keep(numbered, hand_in, key, known, new=False)
                continue
            same = journal.get(graded[key], key) if key in graded else None
            if same:
                keep(numbered, hand_in, key, same)
                continue
        waiting = [equal for _job, other, equal in under_way.values() if other == key]
        if waiting:
            waiting[0].append((numbered, hand_in))
            continue
        collect(grader.at_once - 1)
        job = Job(name, hand_in.text, settings, hand_in.notebook)
        under_way[grader.submit(job)] = job, key, [(numbered, hand_in)]
    collect(0)
    if not only:
        journal.keep_only(numbered.submission.name for numbered in submissions)


def _of(submission: Submission, hand_in: HandIn, result: Result) -> Result:
    """Return a result as that of a submission."""
    result = replace(result, submission=submission.name, handed_in=hand_in.path)
    return replace(result, noted=(*submission.notes, *hand_in.remarks), student=submission.student)


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
