"""The limits as they are announced: what stays below them passes, what does not is stopped and told why."""

import time

import pytest

from assignment.checks.engine.stopped import Stopped
from assignment.checks.engine.tasks import TRAINING_SECONDS, UNIT_SECONDS, seconds_for
from autograder.grading import checks_for, grade
from autograder.sandbox import sandbox
from autograder.sandbox.sandbox import Shared, Worker
from autograder.sandbox.zygotes import Zygote

SLEEP = "import time\n\ndef {name}(*args):\n    while True:\n        time.sleep(0.1)\n"
LARGE = "import numpy as np\n\ndef update(*args):\n    return np.ones({bytes} // 8)\n"
GROWING = "def update(*args):\n    held = []\n    while True:\n        held.append(bytearray(10 << 20))\n"


def heavier(source: str, lines: str) -> str:
    """The reference with more to do at the beginning of train."""
    start = source.index("    # BEGIN SOLUTION", source.index("\ndef train("))
    return source[:start] + lines + source[start:]


@pytest.mark.slow
@pytest.mark.parametrize(
    "lines",
    [
        "    ballast = np.ones(900_000_000 // 8)\n    assert ballast[-1] == 1\n",
        "    import time\n    time.sleep(0 if hasattr(np, 'rested') else 50)\n    np.rested = True\n",
    ],
    ids=["900 MB", "50 s"],
)
def test_a_training_below_the_limits_passes(zygote: Zygote, reference_source: str, lines: str) -> None:
    result = grade("x", heavier(reference_source, lines), zygote, checks_for("train"), "public")
    assert result.score == 10, [v.sentence for v in result.verdicts.values()]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "seconds"), [("update", UNIT_SECONDS), ("train", TRAINING_SECONDS)])
def test_a_loop_is_stopped_within_a_second_of_its_limit(zygote: Zygote, name: str, seconds: float) -> None:
    with Worker(zygote, SLEEP.format(name=name)) as worker:
        worker.load()
        start = time.monotonic()
        with pytest.raises(Stopped, match=f"{name} was stopped after {seconds:.0f} s in line [56]") as stopped:
            worker(name, ())
        assert seconds <= time.monotonic() - start < seconds + 1
    assert stopped.value.outcome == "timeout"


@pytest.mark.parametrize("source", [LARGE.format(bytes=1_500_000_000), GROWING], ids=["at once", "piece by piece"])
def test_more_memory_than_there_is_ends_in_a_sentence(zygote: Zygote, source: str) -> None:
    result = grade("x", source, zygote, checks_for("update"), "public")
    for verdict in result.verdicts.values():
        assert verdict.outcome == "memory"
        assert "a submission may use 1 GiB" in verdict.sentence


def test_all_calls_together_have_a_limit(zygote: Zygote) -> None:
    """Calls that each stay below their own limit cannot keep the grader for hours."""
    shared = Shared(1.0)
    with Worker(zygote, "import time\n\ndef update(*args):\n    time.sleep(0.7)\n    return 1\n", (), shared) as worker:
        worker("update", ())
        with pytest.raises(Stopped, match="was stopped after") as first:
            worker("update", ())
        with pytest.raises(Stopped, match="was not called: the calls before took") as second:
            worker("update", ())
    assert first.value.outcome == second.value.outcome == "timeout"


def test_threads_are_counted(zygote: Zygote) -> None:
    source = "import threading, time\n\ndef update(n):\n    for _ in range(n):\n"
    source += (
        "        threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n    time.sleep(1)\n    return 1\n"
    )
    with Worker(zygote, "import threading\nthreading.stack_size(65536)\n" + source) as worker:
        assert worker("update", (8,)).value == 1
        with pytest.raises(Stopped, match="more than 64 threads"):
            worker("update", (3000,))


def test_many_threads_with_memory_of_their_own_fit(zygote: Zygote) -> None:
    """Whether they do must not depend on which of them allocate at the same time."""
    source = (
        "import threading\nimport numpy as np\n\ndef update(n):\n"
        "    meet = threading.Barrier(n)\n    sums = []\n\n"
        "    def add():\n        meet.wait()\n        held = [bytes(600) for _ in range(2000)]\n"
        "        meet.wait()\n        sums.append(np.ones((50, 50)).sum() + len(held))\n\n"
        "    threads = [threading.Thread(target=add) for _ in range(n)]\n"
        "    for thread in threads:\n        thread.start()\n    for thread in threads:\n        thread.join()\n"
        "    return len(sums)\n"
    )
    with Worker(zygote, source) as worker:
        assert worker("update", (60,)).value == 60


def test_random_numbers_without_a_seed_are_the_same_in_every_worker(zygote: Zygote) -> None:
    source = (
        "import random\nimport sys\nimport numpy as np\n\ndef update():\n"
        "    return [random.random(), np.random.rand(), len(sys.meta_path)]\n"
    )
    seen = []
    with Zygote() as another:
        for parent in (zygote, zygote, another):
            with Worker(parent, source) as worker:
                seen.append(list(worker("update", ()).value))
    assert seen[0] == seen[1] == seen[2]


def test_the_limits_of_the_tasks_are_those_of_the_calls() -> None:
    assert (seconds_for("update"), seconds_for("train"), seconds_for("compare")) == (5, 60, 180)
    assert sandbox.LOAD_SECONDS == 10
