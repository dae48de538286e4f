"""Executors: grade submissions in threads on this machine, or on the machines of a Dask cluster."""

import logging
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from ..grading.result import Result
from ..sandbox.client.server import Server
from . import fingerprint, record, worker_pool
from .processors import one_each, processors
from .settings import Settings
from .under_way import UNDER_WAY
from .worker_pool import Job

LOCAL = "local"
RETRIES = 3  # for a submission whose machine died


class NoExecutor(Exception):
    """No executor can be used; the sentence says why."""


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
def grader(settings: Settings, jobs: int, scheduler: str = "", waiting: list[Server] | None = None) -> Iterator[Grader]:
    """Start an executor for submissions.

    Parameters
    ----------
    settings : Settings
    jobs : int
        How many are graded at the same time on this machine.
    scheduler : str
        Empty for threads; "local" for a Dask cluster of that many processes here; else the address of a scheduler.
    waiting : list of Server, optional
        Servers that were started already; threads take them from the list.

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
                lambda job: _followed(job, executor.submit(worker_pool.graded_as_text, job, kit)),
                lambda future: record.load(settings.homework, future.result()),
                2 * max(slots, 1),
            )
        return
    worker_pool.take(settings, waiting or [])
    threads = ThreadPoolExecutor(jobs, initializer=one_each(processors(), jobs))
    try:
        yield Grader(lambda job: threads.submit(_graded, job), lambda future: future.result(), 2 * jobs)
    finally:
        with UNDER_WAY.doing("ending the workers"):
            threads.shutdown(wait=False, cancel_futures=True)
            worker_pool.close()  # what is still being graded ends with its processes
            threads.shutdown()


def _graded(job: Job) -> Result:
    with UNDER_WAY.doing(job.submission) as tell:
        return worker_pool.graded(job, tell)


def _followed(job: Job, future: "Future[Any]") -> "Future[Any]":
    """Count a job as under way until its future is done."""
    away = ExitStack()
    tell = away.enter_context(UNDER_WAY.doing(job.submission))
    tell("on the cluster")
    future.add_done_callback(lambda _: away.close())
    return future


@contextmanager
def _cluster(jobs: int, scheduler: str) -> Iterator[Any]:
    try:
        with UNDER_WAY.doing("loading Dask"):
            from distributed import Client, LocalCluster
    except ImportError:
        raise NoExecutor("--scheduler needs Dask: pip install -e '.[dask]'") from None
    if scheduler != LOCAL:
        try:
            with UNDER_WAY.doing("asking the scheduler"):
                client = Client(scheduler, timeout=10)
        except (OSError, ValueError, TimeoutError) as error:
            raise NoExecutor(f"the scheduler {scheduler} does not answer: {error}") from None
        with client:
            yield client
        return
    options: dict[str, Any] = {"threads_per_worker": 1, "silence_logs": logging.ERROR, "dashboard_address": None}
    with ExitStack() as stack:
        with UNDER_WAY.doing("starting a cluster"):
            options["local_directory"] = stack.enter_context(tempfile.TemporaryDirectory())
            cluster = stack.enter_context(LocalCluster(jobs, processes=True, **options))
            client = stack.enter_context(Client(cluster))
        try:
            yield client
        finally:
            with UNDER_WAY.doing("ending the cluster"):
                stack.close()
