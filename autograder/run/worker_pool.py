"""Grades one file with the servers of this process; executors call this."""

import threading
from dataclasses import dataclass

from assignment.engine.outcomes import Stopped

from ..grading.grade import Tell, grade, not_graded
from ..grading.result import Result
from ..sandbox.client.child import ServerDied
from ..sandbox.client.server import Server, make_server
from ..sandbox.client.worker import Worker
from . import fingerprint, record
from .right_answers import kept
from .settings import Settings

CANARY = "ready = True\n"
TRIES = 2


class Broken(Exception):
    """The kit cannot grade at all on this machine."""


@dataclass(frozen=True)
class Job:
    """A submission for an executor to grade.

    Parameters
    ----------
    submission, source : str
    settings : Settings
    notebook : bool
        Whether the source is the code of a notebook.
    """

    submission: str
    source: str
    settings: Settings
    notebook: bool = False


class Pool:
    """The servers of this process: one for each thread that grades.

    Parameters
    ----------
    settings : Settings
    waiting : list of Server
        Servers that were started already; those that are used are taken from the list.
    """

    def __init__(self, settings: Settings, waiting: list[Server]) -> None:
        self.settings = settings
        self._waiting = waiting
        self._mine = threading.local()
        self._all: list[Server] = []
        self._lock = threading.Lock()
        self.closed = False

    def server(self) -> Server:
        """Return this thread's own server: if the thread is bound to a processor, its workers are, too."""
        if not hasattr(self._mine, "server"):
            with self._lock:  # no thread grades before the first server has shown that workers run here
                if self._waiting:
                    server = self._waiting.pop()
                    server.settle()
                else:
                    server = make_server(self.settings.homework, self.settings.isolated).__enter__()
                self._mine.server = server
                self._all.append(server)
                if len(self._all) == 1:
                    _prove(server)
        mine: Server = self._mine.server
        return mine

    def close(self) -> None:
        """End all servers, whatever they are doing."""
        self.closed = True
        with self._lock:
            for server in self._all:
                server.__exit__(None, None, None)
            self._all.clear()


_pools: dict[tuple[object, bool], Pool] = {}
_pools_lock = threading.Lock()


def take(settings: Settings, waiting: list[Server]) -> None:
    """Use servers that were started already."""
    with _pools_lock:
        _pools[settings.folder, settings.isolated] = Pool(settings, waiting)


def graded(job: Job, tell: Tell = lambda step: None) -> Result:
    """Grade a file; if a process of the kit dies, start a new one and try once more.

    Parameters
    ----------
    job : Job
    tell : callable, optional
        Called with each step.

    Raises
    ------
    Broken
        If nothing can be graded here.
    """
    settings = job.settings
    with _pools_lock:
        pool = _pools.setdefault((settings.folder, settings.isolated), Pool(settings, []))
    problem = ""
    for _ in range(TRIES):
        tell("starting workers")
        server = pool.server()
        try:
            with kept(settings):
                chosen = settings.checks, settings.salt, tell, settings.credited, settings.rescue_cost, job.notebook
                return grade(server, job.submission, job.source, *chosen)
        except ServerDied as died:
            problem = str(died)
            if pool.closed:
                break
            server.restart()
        except Exception as error:  # the others must be graded, whatever happens here
            problem = f"{type(error).__name__}: {error}"
            break
    return failed(job, problem)


def graded_as_text(job: Job, kit: str) -> str:
    """Grade a file on another machine and return a record; raise Broken unless the fingerprints are equal."""
    with kept(job.settings):
        same = kit == fingerprint.of_kit(job.settings.homework)
    if not same:
        raise Broken("a worker has another version of the kit, of Python or of NumPy: install the same everywhere")
    return record.dump(graded(job))


def failed(job: Job, problem: str) -> Result:
    """Return the result for a failure of the kit."""
    return not_graded(job.settings.homework, job.submission, job.settings.checks, problem)


def close() -> None:
    """End all processes that were started here."""
    with _pools_lock:
        for pool in _pools.values():
            pool.close()
        _pools.clear()


def _prove(server: Server) -> None:
    """Run a harmless file; raise Broken if that fails, so that no student is blamed for a failure of the kit."""
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
