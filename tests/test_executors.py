"""Jobs on processors: one each where there are as many, and otherwise wherever the system puts them."""

import os
import threading

import pytest

from autograder.executors import executor, processors


@pytest.mark.parametrize("more", [0, 1])
def test_each_job_keeps_to_one_processor_where_there_are_as_many(more: int) -> None:
    jobs = len(processors()) + more
    meet = threading.Barrier(jobs)

    def place() -> list[int]:
        meet.wait(30)  # so that every thread gets one
        return sorted(os.sched_getaffinity(0))

    with executor(jobs) as (pool, _):
        places = [future.result() for future in [pool.submit(place) for _ in range(jobs)]]
    assert sorted(places) == ([processors()] * jobs if more else [[number] for number in processors()])
    assert sorted(os.sched_getaffinity(0)) == processors()
