"""The announced limits: a submission below them passes, one above them is stopped and told why."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from assignment.checks.instances import draw
from assignment.engine.homework import Hidden, Homework
from assignment.engine.outcomes import Outcome, Reason, Stopped
from assignment.engine.words import sentence
from autograder.grading.grade import checks_for, grade
from autograder.sandbox.client.forkserver import ForkServer
from autograder.sandbox.client.patience import Patience
from autograder.sandbox.client.worker import Shared, Worker

LARGE = "import numpy as np\n\ndef update(*args):\n    return np.ones({bytes} // 8)\n"
GROWING = "def update(*args):\n    held = []\n    while True:\n        held.append(bytearray(10 << 20))\n"


def heavier(source: str, lines: str) -> str:
    """Return the reference with more work at the beginning of train."""
    start = source.index("    # BEGIN SOLUTION", source.index("\ndef train("))
    return source[:start] + lines + source[start:]


def test_the_limits_are_those_in_the_handout(homework: Homework) -> None:
    assert [homework.seconds_for(name) for name in ("update", "train", "compare")] == [5, 60, 180]
    assert (homework.limits.load_seconds, homework.limits.memory_bytes) == (10, 1 << 30)


FIFTY_TIMES = """    if not hasattr(np, "busy"):
        np.busy = True
        for _ in range(49):
            train(network, params, X, Y, learning_rate, epochs)
        del np.busy
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "lines",
    ["    ballast = np.empty(900_000_000 // 8)\n    ballast[-1] = 1.0\n", FIFTY_TIMES],
    ids=["900 MB", "fifty times as slow"],
)
def test_a_training_below_the_limits_passes(server: ForkServer, reference_source: str, lines: str) -> None:
    result = grade(server, "x", heavier(reference_source, lines), checks_for(server.homework), "public")
    assert result.score == 110, [verdict.why for verdict in result.verdicts.values()]


@pytest.mark.parametrize("name", ["update", "train"])
@pytest.mark.parametrize("body", ["pass", "time.sleep(0.1)"], ids=["busy", "asleep"])
def test_a_loop_is_stopped_at_its_limit(server: ForkServer, name: str, body: str) -> None:
    case = draw(np.random.default_rng(1))
    args = (case.network, case.params, case.X, case.Y, 0.5, 5)[: None if name == "train" else 2]
    source = f"import time\n\ndef {name}(*args):\n    while True:\n        {body}\n"
    with Worker(server, source) as worker:
        worker.load()
        start = time.monotonic()
        with pytest.raises(Stopped) as stopped:
            worker(name, args)
        waited = time.monotonic() - start
    why = stopped.value.why
    assert (stopped.value.outcome, why.reason, why.function) == (Outcome.TIMEOUT, Reason.TOO_LONG, name)
    floor = server.homework.limits.floor_seconds
    assert (why.limit, why.line) == (floor, 5) or why.line == 4
    assert waited >= floor


def patience_with(homework: Homework, seconds: Callable[[str, tuple[Any, ...]], float]) -> Patience:
    """Patience with a homework whose right versions need so much time."""
    known = replace(homework, has_solutions=True)
    known.__dict__["right"] = replace(homework.right, seconds=seconds)
    return Patience(known)


class TestPatience:
    """A call gets many times as long as the right version needs, and a slow file gets more."""

    TRAIN = (None, None, None, None, 0.5)  # and the number of steps

    def patience(self, homework: Homework) -> Patience:
        return patience_with(homework, lambda name, args: args[5] * 0.001 if name == "train" else 0.0)

    def test_a_short_call_gets_the_floor_and_no_call_more_than_its_ceiling(self, homework: Homework) -> None:
        patience = self.patience(homework)
        assert patience.limit("update", ()) == homework.limits.floor_seconds
        assert patience.limit("train", (*self.TRAIN, 1)) == homework.limits.floor_seconds
        assert patience.limit("train", (*self.TRAIN, 10_000)) == homework.seconds_for("train")

    def test_before_anything_is_known_a_training_gets_five_hundred_times_the_right_versions_time(
        self, homework: Homework
    ) -> None:
        assert self.patience(homework).limit("train", (*self.TRAIN, 40)) == pytest.approx(20.0)

    @pytest.mark.parametrize(("slow", "times"), [(0.5, 6), (1, 6), (2, 20), (5, 125)])
    def test_afterwards_the_files_own_pace_decides(self, homework: Homework, slow: float, times: float) -> None:
        patience = self.patience(homework)
        for steps in (20, 60):
            patience.learn("train", (*self.TRAIN, steps), slow * steps * 0.001)
        patience.learn("train", (*self.TRAIN, 1), 3.0)  # too short to say anything
        assert patience.limit("train", (*self.TRAIN, 200)) == pytest.approx(min(times * 0.2, 60.0))

    def test_after_a_training_that_never_ended_others_get_less(self, homework: Homework) -> None:
        patience = self.patience(homework)
        patience.lose("update", ())
        assert patience.limit("train", (*self.TRAIN, 100)) == pytest.approx(50.0)
        patience.lose("train", (*self.TRAIN, 5))
        assert patience.limit("train", (*self.TRAIN, 200)) == pytest.approx(6 * 0.2)

    def test_after_three_functions_that_never_ended_a_training_gets_no_more_than_in_a_usual_file(
        self, homework: Homework
    ) -> None:
        patience = self.patience(homework)
        for name in ("sigmoid", "sigmoid", "relu"):
            patience.lose(name, ())
        assert patience.limit("train", (*self.TRAIN, 100)) == pytest.approx(50.0)
        patience.lose("softmax", ())
        assert patience.limit("train", (*self.TRAIN, 200)) == pytest.approx(6 * 0.2)

    def test_where_the_right_versions_time_is_not_known_only_the_ceiling_counts(self, homework: Homework) -> None:
        patience = patience_with(homework, Hidden.seconds)
        assert patience.limit("update", ()) == homework.limits.call_seconds


@pytest.mark.parametrize("source", [LARGE.format(bytes=1_500_000_000), GROWING], ids=["at once", "piece by piece"])
def test_a_function_that_takes_too_much_memory_is_told_the_limit(homework: Homework, source: str) -> None:
    patient = replace(
        homework, limits=replace(homework.limits, call_seconds=60.0, floor_seconds=60.0)
    )  # a busy machine takes its time
    with ForkServer(patient) as server:
        result = grade(server, "x", source, checks_for(homework, "update"), "public")
    for verdict in result.verdicts.values():
        assert verdict.outcome == Outcome.MEMORY
        assert verdict.why
        assert "1 GiB" in sentence(verdict.why, outcome=verdict.outcome)


def test_all_calls_of_a_submission_together_have_a_limit(server: ForkServer) -> None:
    """Calls that each stay below their own limit cannot keep the grader busy for hours."""
    shared = Shared(Patience(server.homework), 1.0)
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
    source += "    time.sleep(0.5)\n    return 1\n"
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
