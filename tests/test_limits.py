"""The announced limits: a submission below them passes, one above them is stopped and told why."""

import time
from dataclasses import replace

import pytest

from assignment.engine.homework import Homework
from assignment.engine.outcomes import Outcome, Reason, Stopped
from assignment.engine.words import sentence
from autograder.grading.grade import checks_for, grade
from autograder.sandbox.client.forkserver import ForkServer
from autograder.sandbox.client.worker import Shared, Worker

SLEEP = "import time\n\ndef {name}(*args):\n    while True:\n        time.sleep(0.1)\n"
LARGE = "import numpy as np\n\ndef update(*args):\n    return np.ones({bytes} // 8)\n"
GROWING = "def update(*args):\n    held = []\n    while True:\n        held.append(bytearray(10 << 20))\n"


def heavier(source: str, lines: str) -> str:
    """Return the reference with more work at the beginning of train."""
    start = source.index("    # BEGIN SOLUTION", source.index("\ndef train("))
    return source[:start] + lines + source[start:]


def test_the_limits_are_those_in_the_handout(homework: Homework) -> None:
    assert [homework.seconds_for(name) for name in ("update", "train", "compare")] == [5, 60, 180]
    assert (homework.limits.load_seconds, homework.limits.memory_bytes) == (10, 1 << 30)


@pytest.mark.slow
@pytest.mark.parametrize(
    "lines",
    [
        "    ballast = np.ones(900_000_000 // 8)\n    assert ballast[-1] == 1\n",
        "    import time\n    time.sleep(0 if hasattr(np, 'rested') else 50)\n    np.rested = True\n",
    ],
    ids=["900 MB", "50 s"],
)
def test_a_training_below_the_limits_passes(server: ForkServer, reference_source: str, lines: str) -> None:
    checks = checks_for(server.homework, "train")
    result = grade(server, "x", heavier(reference_source, lines), checks, "public")
    assert result.score == 10, [verdict.why for verdict in result.verdicts.values()]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["update", "train"])
def test_a_loop_is_stopped_within_a_second_of_its_limit(server: ForkServer, name: str) -> None:
    seconds = server.homework.seconds_for(name)
    with Worker(server, SLEEP.format(name=name)) as worker:
        worker.load()
        start = time.monotonic()
        with pytest.raises(Stopped) as stopped:
            worker(name, ())
        assert seconds <= time.monotonic() - start < seconds + 1
    why = stopped.value.why
    assert (stopped.value.outcome, why.reason, why.function) == (Outcome.TIMEOUT, Reason.TOO_LONG, name)
    assert why.limit == seconds
    assert why.line in (5, 6)


@pytest.mark.parametrize("source", [LARGE.format(bytes=1_500_000_000), GROWING], ids=["at once", "piece by piece"])
def test_a_function_that_takes_too_much_memory_is_told_the_limit(homework: Homework, source: str) -> None:
    patient = replace(homework, limits=replace(homework.limits, call_seconds=60.0))  # a busy machine takes its time
    with ForkServer(patient) as server:
        result = grade(server, "x", source, checks_for(homework, "update"), "public")
    for verdict in result.verdicts.values():
        assert verdict.outcome == Outcome.MEMORY
        assert verdict.why
        assert "1 GiB" in sentence(verdict.why, outcome=verdict.outcome)


def test_all_calls_of_a_submission_together_have_a_limit(server: ForkServer) -> None:
    """Calls that each stay below their own limit cannot keep the grader busy for hours."""
    shared = Shared(1.0)
    with Worker(server, "import time\n\ndef update(*args):\n    time.sleep(0.7)\n    return 1\n", (), shared) as worker:
        worker("update", ())
        stops = []
        for _ in range(2):
            with pytest.raises(Stopped) as stopped:
                worker("update", ())
            stops.append((stopped.value.outcome, stopped.value.why.reason))
    assert stops == [(Outcome.TIMEOUT, Reason.TOO_LONG), (Outcome.TIMEOUT, Reason.NO_TIME_LEFT)]


def test_a_worker_with_too_many_threads_is_killed(server: ForkServer) -> None:
    source = "import threading, time\nthreading.stack_size(65536)\n\ndef update(n):\n    for _ in range(n):\n"
    source += "        threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
    source += "    time.sleep(1)\n    return 1\n"
    with Worker(server, source) as worker:
        assert worker("update", (8,)).value == 1
        with pytest.raises(Stopped) as stopped:
            worker("update", (3000,))
    assert (stopped.value.why.reason, stopped.value.why.limit) == (Reason.TOO_MANY_THREADS, 64)


def test_sixty_threads_that_allocate_memory_fit_into_the_limit(server: ForkServer) -> None:
    """They must fit in any order in which they allocate."""
    source = (
        "import threading\nimport numpy as np\n\ndef update(n):\n"
        "    meet = threading.Barrier(n)\n    sums = []\n\n"
        "    def add():\n        meet.wait()\n        held = [bytes(600) for _ in range(2000)]\n"
        "        meet.wait()\n        sums.append(np.ones((50, 50)).sum() + len(held))\n\n"
        "    threads = [threading.Thread(target=add) for _ in range(n)]\n"
        "    for thread in threads:\n        thread.start()\n    for thread in threads:\n        thread.join()\n"
        "    return len(sums)\n"
    )
    with Worker(server, source) as worker:
        assert worker("update", (60,)).value == 60


def test_random_numbers_without_a_seed_are_the_same_in_every_worker(server: ForkServer) -> None:
    source = (
        "import random\nimport sys\nimport numpy as np\n\ndef update():\n"
        "    return [random.random(), np.random.rand(), len(sys.meta_path)]\n"
    )
    seen = []
    with ForkServer(server.homework) as another:
        for parent in (server, server, another):
            with Worker(parent, source) as worker:
                seen.append(list(worker("update", ()).value))
    assert seen[0] == seen[1] == seen[2]
