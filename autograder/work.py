"""Grade one file, on this machine or another: what executors are given to do."""

import threading

from assignment.checks.engine.stopped import Stopped

from . import kit, record
from .grading import Result, checks_for, grade
from .kit import Settings
from .sandbox.one_shot import Spawner, spawner
from .sandbox.sandbox import Worker
from .sandbox.zygotes import ZygoteDied

CANARY = "ready = True\n"
TRIES = 2


class Broken(Exception):
    """The kit cannot grade at all on this machine."""


class Pool:
    """The zygotes of this process: one for each thread that grades.

    Parameters
    ----------
    isolated : bool
    """

    def __init__(self, isolated: bool) -> None:
        self.isolated = isolated
        self._mine = threading.local()
        self._all: list[Spawner] = []
        self._lock = threading.Lock()
        self.closed = False

    def take(self) -> Spawner:
        """This thread's own: where the thread keeps to one processor, its workers do so, too."""
        if not hasattr(self._mine, "zygote"):
            with self._lock:  # nobody grades before the first has shown that workers run here
                self._mine.zygote = spawner(self.isolated).__enter__()
                self._all.append(self._mine.zygote)
                if len(self._all) == 1:
                    _prove(self._mine.zygote)
        return self._mine.zygote

    def close(self) -> None:
        """End all of them, and whatever they are doing."""
        self.closed = True
        with self._lock:
            for zygote in self._all:
                zygote.__exit__(None, None, None)
            self._all.clear()


_pools: dict[bool, Pool] = {}
_pools_lock = threading.Lock()


def graded(submission: str, source: str, settings: Settings, version: str) -> str:
    """Grade a file; where a process of ours dies, it is replaced and the file tried once more.

    Parameters
    ----------
    submission, source : str
    settings : Settings
    version : str
        Fingerprint of the kit that asks.

    Returns
    -------
    record : str
        The result, to be read by :func:`record.load`.

    Raises
    ------
    Broken
        If nothing can be graded here.
    """
    if version != kit.digest():
        raise Broken("a worker has another version of the kit, of Python or of NumPy: install the same everywhere")
    with _pools_lock:
        pool = _pools.setdefault(settings.isolated, Pool(settings.isolated))
    problem = ""
    for _ in range(TRIES):
        zygote = pool.take()
        try:
            return record.dump(grade(submission, source, zygote, checks_for(settings.task), settings.salt))
        except ZygoteDied as died:
            problem = str(died)
            if pool.closed:
                break
            zygote.restart()
        except Exception as error:  # the others must be graded whatever happens here
            problem = f"{type(error).__name__}: {error}"
            break
    return record.dump(not_graded(submission, problem))


def not_graded(submission: str, problem: str) -> Result:
    """The result where the kit failed: it costs nothing and is graded again."""
    return Result(submission, reason=f"not graded, the kit failed: {problem}", failed=True)


def close() -> None:
    """End all processes that were started here."""
    with _pools_lock:
        for pool in _pools.values():
            pool.close()
        _pools.clear()


def _prove(zygote: Spawner) -> None:
    """Run a harmless file; Broken if that fails, or else every student would be blamed for our failure."""
    problem = ""
    for _ in range(TRIES):
        try:
            with Worker(zygote, CANARY) as worker:
                worker.load()
            return
        except Stopped as stopped:
            problem = stopped.describe()
        except ZygoteDied as died:
            problem = str(died)
            zygote.restart()
    raise Broken(f"workers do not run on this machine: {problem}")
