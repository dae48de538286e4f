"""Grade one file with the servers of this process: what executors are given to do."""

import threading
from dataclasses import dataclass

from assignment.engine.outcomes import Stopped

from ..grading.grade import grade, not_graded
from ..grading.result import Result
from ..sandbox.client.child import ServerDied
from ..sandbox.client.server import Server, make_server
from ..sandbox.client.worker import Worker
from . import fingerprint, record
from .settings import Settings

CANARY = "ready = True\n"
TRIES = 2


class Broken(Exception):
    """The kit cannot grade at all on this machine."""


@dataclass(frozen=True)
class Job:
    """What an executor is given.

    Parameters
    ----------
    submission, source : str
    settings : Settings
    """

    submission: str
    source: str
    settings: Settings


class Pool:
    """The servers of this process: one for each thread that grades.

    Parameters
    ----------
    settings : Settings
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._mine = threading.local()
        self._all: list[Server] = []
        self._lock = threading.Lock()
        self.closed = False

    def server(self) -> Server:
        """This thread's own: where the thread keeps to one processor, its workers do so, too."""
        if not hasattr(self._mine, "server"):
            with self._lock:  # nobody grades before the first has shown that workers run here
                server = make_server(self.settings.homework, self.settings.isolated).__enter__()
                self._mine.server = server
                self._all.append(server)
                if len(self._all) == 1:
                    _prove(server)
        mine: Server = self._mine.server
        return mine

    def close(self) -> None:
        """End all of them, and whatever they are doing."""
        self.closed = True
        with self._lock:
            for server in self._all:
                server.__exit__(None, None, None)
            self._all.clear()


_pools: dict[tuple[object, bool], Pool] = {}
_pools_lock = threading.Lock()


def graded(job: Job) -> Result:
    """Grade a file; where a process of ours dies, it is replaced and the file tried once more.

    Raises
    ------
    Broken
        If nothing can be graded here.
    """
    settings = job.settings
    with _pools_lock:
        pool = _pools.setdefault((settings.folder, settings.isolated), Pool(settings))
    problem = ""
    for _ in range(TRIES):
        server = pool.server()
        try:
            return grade(server, job.submission, job.source, settings.checks, settings.salt)
        except ServerDied as died:
            problem = str(died)
            if pool.closed:
                break
            server.restart()
        except Exception as error:  # the others must be graded whatever happens here
            problem = f"{type(error).__name__}: {error}"
            break
    return failed(job, problem)


def graded_as_text(job: Job, kit: str) -> str:
    """The same on another machine, as a record; Broken unless its kit has the same fingerprint."""
    if kit != fingerprint.of_kit(job.settings.homework):
        raise Broken("a worker has another version of the kit, of Python or of NumPy: install the same everywhere")
    return record.dump(graded(job))


def failed(job: Job, problem: str) -> Result:
    """The result where the kit failed."""
    return not_graded(job.settings.homework, job.submission, job.settings.checks, problem)


def close() -> None:
    """End all processes that were started here."""
    with _pools_lock:
        for pool in _pools.values():
            pool.close()
        _pools.clear()


def _prove(server: Server) -> None:
    """Run a harmless file; Broken if that fails, or else every student would be blamed for our failure."""
    problem = ""
    for _ in range(TRIES):
        try:
            with Worker(server, CANARY) as worker:
                worker.load()
            return
        except Stopped as stopped:
            problem = str(stopped.why)
        except ServerDied as died:
            problem = str(died)
            server.restart()
    raise Broken(f"workers do not run on this machine: {problem}")
