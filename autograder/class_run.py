"""Grade a class: what is known comes from the journal, the rest from an executor, one way for all."""

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass, replace

from . import kit, record, work
from .grading import Result, checks_for, refused
from .journal import Journal
from .kit import Settings
from .places import Unusable
from .submissions import Submission

Done = Callable[[Result, bool], None]


@dataclass(frozen=True)
class Numbered:
    """A submission and its place in the whole class, which its shard does not change."""

    position: int
    submission: Submission


def shard(submissions: Iterable[Submission], part: int = 1, parts: int = 1) -> list[Numbered]:
    """Every parts-th submission, from the part-th on."""
    return [Numbered(i, s) for i, s in enumerate(submissions) if i % parts == part - 1]


def run(
    submissions: list[Numbered],
    settings: Settings,
    journal: Journal,
    executor: Executor,
    at_once: int,
    done: Done,
) -> None:
    """Grade every submission, whatever happens to some of them.

    Parameters
    ----------
    submissions : list of Numbered
    settings : Settings
    journal : Journal
        What is in it with the same key is not graded again.
    executor : Executor
    at_once : int
        How many submissions wait in the executor: their texts are in memory.
    done : callable
        Told each result, and whether it is new.

    Raises
    ------
    work.Broken
        If the kit cannot grade at all.
    """
    under_way: dict[Future[str], tuple[Numbered, str, str]] = {}

    def keep(numbered: Numbered, path: str, key: str, result: Result) -> None:
        result = replace(result, handed_in=path)
        journal.put(result.submission, numbered.position, "" if result.faulty else key, record.dump(result))
        done(result, True)

    def collect(room: int) -> None:
        while len(under_way) > room:
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                numbered, path, key = under_way.pop(future)
                keep(numbered, path, key, _collected(numbered.submission.name, future))

    for numbered in submissions:
        name = numbered.submission.name
        try:
            path, source = numbered.submission.read()
        except Unusable as unusable:
            result = refused(name, checks_for(settings.task), "error", str(unusable))
            keep(numbered, numbered.submission.handed_in, "", replace(result, isolated=settings.isolated))
            continue
        key = kit.key(source, settings)
        known = journal.get(name, key)
        if known:
            done(replace(known, handed_in=path), False)
            continue
        collect(at_once - 1)
        under_way[executor.submit(work.graded, name, source, settings, kit.digest())] = numbered, path, key
    collect(0)
    journal.keep_only(numbered.submission.name for numbered in submissions)


def _collected(name: str, future: Future[str]) -> Result:
    try:
        return record.load(future.result())
    except (work.Broken, CancelledError):
        raise
    except Exception as error:  # the machine that graded it died again and again
        return work.not_graded(name, f"{type(error).__name__}: {error}"[:300])
