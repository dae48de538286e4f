"""Each job has its own processor if there are as many; otherwise the system distributes them."""

import os
import threading

import pytest

from autograder.grading.grade import Tell
from autograder.grading.result import Result
from autograder.run import executors, worker_pool
from autograder.run.processors import processors
from autograder.run.settings import Settings
from autograder.run.worker_pool import Job


@pytest.mark.parametrize("more", [0, 1])
def test_each_job_keeps_to_one_processor_where_there_are_as_many(more: int, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = len(processors()) + more
    meet = threading.Barrier(jobs)

    places = []

    def note_place(job: Job, tell: Tell) -> Result:
        meet.wait(30)  # so that every thread gets a job
        places.append(sorted(os.sched_getaffinity(0)))
        return Result(job.submission, 0.0)

    monkeypatch.setattr(worker_pool, "graded", note_place)
    with executors.grader(Settings(), jobs) as grader:
        futures = [grader.submit(Job(f"student-{number:02}", "", Settings())) for number in range(jobs)]
        assert len({grader.result(future).submission for future in futures}) == jobs
    assert sorted(places) == ([processors()] * jobs if more else [[number] for number in processors()])
    assert sorted(os.sched_getaffinity(0)) == processors()
