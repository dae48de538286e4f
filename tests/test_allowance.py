"""The time of a call: only what the worker did with a processor, or could have done."""

import os
import subprocess
import sys
import time
from pathlib import Path

from assignment.engine.homework import Homework
from autograder.sandbox.client.allowance import Allowance, ProcessorTime
from autograder.sandbox.client.forkserver import ForkServer
from autograder.sandbox.client.worker import Worker

WORK = 0.3  # seconds of the processor


def work() -> None:
    end = time.process_time() + WORK
    while time.process_time() < end:
        pass


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_working_counts_and_sleeping_does_not() -> None:
    processor = ProcessorTime(os.getpid())
    allowance = Allowance(processor, 1.0, 1.0)
    time.sleep(WORK)
    rested = allowance.used()
    work()
    worked = allowance.used() - rested
    processor.close()
    assert rested < WORK / 2
    assert worked > WORK / 2


def test_a_process_that_has_ended_keeps_its_last_times() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        processor = ProcessorTime(child.pid)
        while processor.read()[0] == 0:
            time.sleep(0.01)
        last = processor.read()
        child.kill()
    assert processor.read()[0] >= last[0]
    assert processor.read() == processor.read()
    processor.close()


def test_without_times_of_a_process_wall_time_counts() -> None:
    processor = ProcessorTime(2**30)  # no process has this number
    allowance = Allowance(processor, 1.0, 1.0)
    time.sleep(0.05)
    assert 0.04 < allowance.used() < 1
    processor.close()


def test_a_worker_that_has_ended_leaves_no_file_open(server: ForkServer, homework: Homework) -> None:
    before = descriptors()
    for _ in range(3):
        with Worker(server, "def relu(z):\n    return z\n") as worker:
            worker("relu", (1.0,))
    assert descriptors() == before
