"""Executors: grade submissions in threads on this machine, or on the machines of a Dask cluster."""

import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..grading.result import Result
from . import fingerprint, record, worker_pool
from .settings import Settings
from .worker_pool import Job

LOCAL = "local"
RETRIES = 3  # for a submission whose machine died


class NoExecutor(Exception):
    """No executor can be used; the sentence says why."""


def processors() -> list[int]:
    """Return the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


@dataclass(frozen=True)
class Grader:
    """Gives submissions to an executor.

    Parameters
    ----------
    submit : callable
        Gives it a job and returns a future.
    result : callable
        Returns the result in a future that is done.
    at_once : int
        How many jobs to give it at a time, because their texts are in memory.
    """

    submit: Callable[[Job], "Future[Any]"]
    result: Callable[["Future[Any]"], Result]
    at_once: int


@contextmanager
def grader(settings: Settings, jobs: int, scheduler: str = "") -> Iterator[Grader]:
    """Start an executor for submissions.

    Parameters
    ----------
    settings : Settings
    jobs : int
        How many are graded at the same time on this machine.
    scheduler : str
        Empty for threads; "local" for a Dask cluster of that many processes here; else the address of a scheduler.

    Raises
    ------
    NoExecutor
        If Dask is not installed or the scheduler does not answer.
    """
    if scheduler:
        kit = fingerprint.of_kit(settings.homework)
        with _cluster(jobs, scheduler) as client:
            slots = sum(client.nthreads().values())
            executor = client.get_executor(pure=False, retries=RETRIES)
            yield Grader(
                lambda job: executor.submit(worker_pool.graded_as_text, job, kit),
                lambda future: record.load(settings.homework, future.result()),
                2 * max(slots, 1),
            )
        return
    threads = ThreadPoolExecutor(jobs, initializer=one_each(processors(), jobs))
    try:
        yield Grader(lambda job: threads.submit(worker_pool.graded, job), lambda future: future.result(), 2 * jobs)
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        worker_pool.close()  # what is still being graded ends with its processes
        threads.shutdown()


def one_each(available: list[int], jobs: int) -> Callable[[], None]:
    """Give each job its own processor, if there are as many: a grader and its worker take turns on it."""
    places = iter(available if len(available) == jobs else ())

    def settle() -> None:
        place = next(places, None)
        if place is not None and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {place})  # of this thread, and of what it starts

    return settle


@contextmanager
def _cluster(jobs: int, scheduler: str) -> Iterator[Any]:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise NoExecutor("--scheduler needs Dask: pip install -e '.[dask]'") from None
    if scheduler != LOCAL:
        try:
            client = Client(scheduler, timeout=10)
        except (OSError, ValueError, TimeoutError) as error:
            raise NoExecutor(f"the scheduler {scheduler} does not answer: {error}") from None
        with client:
            yield client
        return
    quiet = {"silence_logs": logging.ERROR, "dashboard_address": None}
    with (
        tempfile.TemporaryDirectory() as place,
        LocalCluster(jobs, threads_per_worker=1, processes=True, local_directory=place, **quiet) as cluster,
        Client(cluster) as client,
    ):
        yield client
