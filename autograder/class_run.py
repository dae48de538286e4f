"""Grade many submissions at once; whatever goes wrong with one, the others are graded."""

import queue
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from assignment.checks.engine.registry import Check
from assignment.checks.engine.stopped import Stopped

from .grading import Result, grade, refused
from .sandbox.one_shot import Spawner, spawner
from .sandbox.sandbox import Worker
from .sandbox.zygotes import ZygoteDied
from .submissions import Submission, Unusable

TRIES = 2
CANARY = "import numpy\nimport pandas\n"


class Broken(RuntimeError):
    """Nothing can be graded here; the sentence says why."""


def run(
    submissions: list[Submission],
    checks: tuple[Check, ...],
    salt: str,
    jobs: int,
    isolated: bool,
    done: Callable[[Result], None] = lambda result: None,
) -> list[Result]:
    """Results in the order of the submissions.

    Parameters
    ----------
    submissions : list of Submission
    checks : tuple of Check
    salt : str
    jobs : int
        How many submissions are graded side by side.
    isolated : bool
        False to run submissions that are trusted where the sandbox's layers are missing.
    done : callable
        Told of each result as it comes.
    """
    pool: queue.SimpleQueue[Spawner] = queue.SimpleQueue()
    with ExitStack() as zygotes, ThreadPoolExecutor(jobs) as executor:
        for _ in range(min(jobs, len(submissions))):
            zygote = spawner(isolated)
            zygotes.enter_context(zygote)
            pool.put(_proven(zygote))

        def work(submission: Submission) -> Result:
            result = _grade(submission, checks, salt, pool)
            done(result)
            return result

        return list(executor.map(work, submissions))


def _proven(zygote: Spawner) -> Spawner:
    """A zygote whose workers run a harmless file; otherwise every student would be blamed for our failure."""
    problem = ""
    for _ in range(TRIES):
        try:
            with Worker(zygote, CANARY) as worker:
                worker.load()
            return zygote
        except Stopped as stopped:
            raise Broken(f"workers do not run on this machine: {stopped.describe()}") from None
        except ZygoteDied as died:
            problem = str(died)
            zygote.restart()
    raise Broken(f"workers do not run on this machine: {problem}")


def _grade(submission: Submission, checks: tuple[Check, ...], salt: str, pool: queue.SimpleQueue[Spawner]) -> Result:
    """Grade one; where a process of ours dies, it is replaced and the submission tried once more."""
    problem = ""
    try:
        source = submission.read()
        for _ in range(TRIES):
            zygote = pool.get()
            try:
                return grade(submission.name, source, zygote, checks, salt)
            except ZygoteDied as error:
                problem = str(error)
                zygote.restart()
            finally:
                pool.put(zygote)
    except Unusable as unusable:
        return refused(submission.name, checks, "error", str(unusable))
    except Exception as error:  # the others must be graded whatever happens here
        problem = f"{type(error).__name__}: {error}"
    return Result(submission.name, reason=f"not graded, the kit failed: {problem}", failed=True)
