"""A worker that goes on, and questions that are put all at once: the verdicts are those of one question at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from assignment.checks.engine import module
from assignment.checks.engine.judge import run_check
from assignment.checks.engine.module import Reply
from assignment.checks.engine.registry import Check
from assignment.checks.engine.stopped import Stopped
from assignment.checks.engine.student import Student
from assignment.checks.engine.table import Table
from assignment.checks.engine.tasks import TASKS, TOTAL_SECONDS, Task, task_of
from autograder import ahead, grading
from autograder.ahead import others, questions
from autograder.grading import DEFAULT_SALT, Result, checks_for, grade
from autograder.sandbox.encoding import encode
from autograder.sandbox.orders import unpacked
from autograder.sandbox.sandbox import Questions, Worker, asking
from autograder.sandbox.state import state
from autograder.sandbox.zygotes import Zygote
from tests.corpus.written import written


class Alone(Student):
    """Neither goes on for another task nor is asked anything ahead."""

    def __init__(self, worker: Worker, task: Task, used: bool) -> None:
        super().__init__(worker, others(task))

    flawless = property(lambda self: False, lambda self, value: None)  # type: ignore[assignment]


@contextmanager
def seen() -> Iterator[list[Questions]]:
    """What is asked, together or one by one."""
    asked: list[Questions] = []
    ask = Worker.ask

    def asking(self: Worker, questions: Questions) -> list[Any]:
        asked.append(questions)
        return ask(self, questions)

    with patch.object(Worker, "ask", asking):
        yield asked


def graded(source: str, zygote: Zygote, task: str | None = None) -> Result:
    return grade("x", source, zygote, checks_for(task), DEFAULT_SALT)


def alone(source: str, zygote: Zygote, task: str | None = None) -> Result:
    """The same with a worker for each task and one question after the other."""
    with patch.object(grading, "Ahead", Alone):
        return graded(source, zygote, task)


def settled(task: str) -> tuple[Check, ...]:
    """The checks that do not measure time, in the order in which they are made."""
    return tuple(sorted((check for check in checks_for(task) if not check.timed), key=lambda check: check.side))


def all_of(task: Task | None, salt: str = DEFAULT_SALT) -> Questions:
    """What is asked at once in a task."""
    assert task
    return questions(task, settled(task.name), salt)


def calls_of(asked: Questions) -> list[tuple[str, tuple[Any, ...]]]:
    """Names and arguments, as a worker reads them."""
    calls: list[tuple[str, tuple[Any, ...]]] = unpacked(asked.request)["calls"]
    return calls


@pytest.mark.parametrize("salt", [DEFAULT_SALT, "another"])
def test_the_reference_answers_all_that_is_asked(salt: str) -> None:
    for task in TASKS:
        assert set(all_of(task, salt).names) >= set(task.functions), task.name


def test_everybody_is_asked_the_same_at_once_whoever_was_before(zygote: Zygote, reference_source: str) -> None:
    rounded = "\n\n_plain = update\ndef update(*args):\n    return [(W * (1 + 2**-50), b) for W, b in _plain(*args)]\n"
    conversations = []
    for source in (reference_source, reference_source + rounded, reference_source):
        with seen() as asked:
            assert graded(source, zygote).score == 110
        conversations.append(asked)
    assert conversations[0] == conversations[1] == conversations[2]
    at_once = [asked for asked in conversations[0] if len(asked.names) > 1]
    assert at_once == [asked for asked in (all_of(task) for task in TASKS)
                       if len(asked.names) > 1]  # fmt: skip


def test_what_is_right_in_one_task_and_wrong_in_another_is_asked_again_there_alone(
    zygote: Zygote, reference_source: str
) -> None:
    apart = reference_source.replace(" = update(", " = _update(") + "\n\n_update = update\n"
    with seen() as asked:
        graded(apart + "\n\ndef update(*args):\n    return args[0]\n", zygote)
    again = [asked.names[0] for asked in asked if len(asked.names) == 1]
    assert {"update"} < set(again) <= {"update", "xor_params", "backward", "forward", "compare"}  # or the only one


def test_one_who_fails_after_right_answers_fails_as_if_asked_one_by_one(zygote: Zygote, reference_source: str) -> None:
    late = "\n\n_calls = []\n_right = update\ndef update(*args):\n    _calls.append(1)\n"
    late += "    return None if len(_calls) > 3 else _right(*args)\n"
    result = graded(reference_source + late, zygote, "update")
    assert result.verdicts == alone(reference_source + late, zygote, "update").verdicts
    assert 0 < result.score < 5


def test_a_right_gradient_that_takes_too_long_is_found_though_it_answers_ahead(
    zygote: Zygote, reference_source: str
) -> None:
    slow = "\n\nimport time\n_quick = backward\ndef backward(network, *args):\n    if max(network.units) > 50:\n"
    slow += "        time.sleep(0.5)\n    return _quick(network, *args)\n"
    verdicts = graded(reference_source + slow, zygote, "backward").verdicts
    assert [v.check.id for v in verdicts.values() if v.outcome != "passed"] == ["backward.analytic"]


def test_a_call_without_an_answer_is_not_taken_for_another(zygote: Zygote, reference_source: str) -> None:
    """One check calls forward and does not mind if it hangs; the calls after it must not be taken for its answer."""
    hangs = "\n\ndef forward(network, params, X):\n    import os\n    os._exit(0)\n"
    assert graded(reference_source + hangs, zygote, "backward").verdicts["backward.deep"].outcome == "passed"
    remembers = "\n\n_seen, _forward, _backward = [], forward, backward\ndef forward(*args):\n    _seen.append(1)\n"
    remembers += "    return _forward(*args)\ndef backward(*args):\n    return None if _seen else _backward(*args)\n"
    assert graded(reference_source + remembers, zygote, "backward").verdicts["backward.deep"].outcome == "failed"


def test_who_is_lost_on_the_way_is_asked_one_question_after_the_other(zygote: Zygote, reference_source: str) -> None:
    leaves = "\n\n_calls = []\n_right = update\ndef update(*args):\n    _calls.append(1)\n"
    leaves += "    return __import__('os')._exit(0) if len(_calls) == 6 else _right(*args)\n"
    with seen() as asked:
        result = graded(reference_source + leaves, zygote, "update")
    assert result.verdicts == alone(reference_source + leaves, zygote, "update").verdicts
    assert [len(questions.names) > 1 for questions in asked] == [True] + [False] * (len(asked) - 1)
    assert {verdict.outcome for verdict in result.verdicts.values()} == {"passed", "killed"}


def test_answers_that_are_too_much_together_are_refused_together(zygote: Zygote) -> None:
    large = "import numpy as np\n\ndef update(params, grads, learning_rate):\n    return np.ones(1_200_000)\n"
    call = "update", (1, 2, 3)
    with Worker(zygote, large) as worker:
        (answer,) = worker.ask(asking([call]))
        assert worker.understand("update", 3, answer).value.shape == (1_200_000,)
        for answer in worker.ask(asking([call, call])):
            with pytest.raises(Stopped, match="too large"):
                worker.understand("update", 3, answer)
        assert worker.runs


def test_an_answer_that_may_not_be_sent_does_not_spoil_its_neighbours(zygote: Zygote) -> None:
    odd = "import numpy as np\n\ndef sigmoid(z):\n    return [np.ones(3), object()] if z else np.ones(2)\n"
    with Worker(zygote, odd) as worker:
        first, second, third = worker.ask(asking([("sigmoid", (z,)) for z in (0, 1, 0)]))
        with pytest.raises(Stopped):
            worker.understand("sigmoid", 1, second)
        for answer in (first, third):
            np.testing.assert_array_equal(worker.understand("sigmoid", 1, answer).value, np.ones(2))


@pytest.mark.parametrize("place", ["_left", "np"])
def test_what_other_tasks_leave_behind_costs_nothing(zygote: Zygote, reference_source: str, place: str) -> None:
    """In the module itself, which is executed anew, and elsewhere, which takes a fresh worker."""
    spoiled = f"""
class _left: pass
_xor, _loss = xor_params, loss

def xor_params():
    {place}.behind = True
    return _xor()

def loss(*args):
    return None if hasattr({place}, "behind") else _loss(*args)
"""
    assert graded(reference_source + spoiled, zygote).score == 110


@pytest.mark.parametrize(("spoil", "workers"), [("", 1), ("\n\ndef update(*args):\n    raise ValueError\n", 3)])
def test_a_worker_goes_on_until_something_is_wrong(
    zygote: Zygote, reference_source: str, spoil: str, workers: int
) -> None:
    """One up to update, one for update alone, one for the rest that does not need it; train has its own update."""
    apart = reference_source.replace(" = update(", " = _update(") + "\n\n_update = update\n"
    with patch.object(Zygote, "fork", autospec=True, side_effect=Zygote.fork) as forked:
        result = graded(apart + spoil, zygote)
    assert forked.call_count - sum(len(found) for found in result.findings.values()) == workers
    assert result.score == (105 if spoil else 110)


def compared(zygote: Zygote, source: str) -> None:
    """The same file by both ways."""
    result, by_one = graded(source, zygote), alone(source, zygote)
    assert result.verdicts == by_one.verdicts
    assert result.findings == by_one.findings


@pytest.mark.slow
@pytest.mark.parametrize("case", written("mistakes")[::8], ids=lambda case: case.name)
def test_wrong_submissions_get_the_verdicts_of_a_worker_for_each_task(
    zygote: Zygote, reference_source: str, case: Any
) -> None:
    compared(zygote, case.submission(reference_source))


def test_an_answer_that_cannot_be_read_costs_no_more_than_its_check(zygote: Zygote, reference_source: str) -> None:
    """It ends the worker, and what the file remembers with it; the answers after it are asked for again."""
    garbled = """
_right, _state = backward, []

def forward(network, params, X):
    import sys
    values = sys.modules["autograder.sandbox.encoding"].Values
    append = values.append
    def once(self, value):
        values.append = append
        self._packed.append({"zz": []})
    values.append = once
    _state.append(1)
    return [X]

def backward(*args):
    return None if _state else _right(*args)
"""
    result = graded(reference_source + garbled, zygote, "backward")
    assert result.verdicts == alone(reference_source + garbled, zygote, "backward").verdicts
    assert result.verdicts["backward.deep"].outcome == "passed"


@pytest.mark.parametrize("change", ["another function", "one less", "one more"])
def test_a_check_that_asks_for_something_else_costs_the_student_nothing(
    zygote: Zygote, reference_source: str, change: str
) -> None:
    calls = calls_of(all_of(task_of("update")))
    calls = calls[:-1] if change != "one more" else [*calls, calls[-1]]
    calls += [("sigmoid", (1.0,))] if change == "another function" else []
    with patch.object(ahead, "questions", return_value=asking(calls, anew=True)), seen() as asked:
        result = graded(reference_source, zygote, "update")
    assert not result.faulty
    assert {len(questions.names) for questions in asked[1:]} == {1}  # asked again, one after the other
    assert result.score == 5


def spoiled(value: Any, factor: float) -> Any:
    """Every number in a value changed."""
    if isinstance(value, (list, tuple)):
        return type(value)(spoiled(item, factor) for item in value)
    if isinstance(value, dict):
        return {key: spoiled(item, factor) for key, item in value.items()}
    return value if isinstance(value, str) else value * factor


@pytest.mark.parametrize("factor", [1 + 2**-50, -1.5, np.nan])
def test_what_a_check_asks_does_not_depend_on_the_answers(factor: float) -> None:
    """So all its questions can be put before the first answer is looked at; a failure only ends them."""
    compared = 0
    for task in TASKS:
        asked = calls_of(all_of(task))
        right = [encode(call) for call in asked]
        student = Student(lambda name, args: heard(name, args), others(task))
        calls: list[bytes] = []

        def heard(name: str, args: tuple[Any, ...]) -> Reply:
            calls.append(encode((name, args)))  # noqa: B023
            return Reply(spoiled(module.call(ahead.remembering, "", name, args, {}).value, factor))

        for check in settled(task.name):
            calls.clear()
            run_check(check, student, DEFAULT_SALT)
            places = [i for i in range(len(right)) if right[i : i + len(calls)] == calls]
            assert places, check.id
            compared += len(calls)
    assert compared > 100


def numbers(value: Any) -> Iterator[np.ndarray]:
    """The sorted numbers of every array in a value, but for those that anybody could guess."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, (float, np.ndarray, Table)):
        found = np.sort(np.asarray(value, float), axis=None)
        if not np.isin(found, (0.0, 0.5, 1.0)).all():
            yield found


def test_no_question_gives_away_what_an_earlier_one_asks_for(zygote: Zygote, reference_source: str) -> None:
    """They are sent together: who reads all of them first must have nothing from it."""
    compared = 0
    for task in TASKS:
        asked = all_of(task)
        given = [[*numbers(args)] for _, args in calls_of(asked)]
        with Worker(zygote, reference_source) as worker:
            answers = worker.ask(asked)
        for place, answer in enumerate(answers):
            for found in numbers(answer):
                own = any(found.shape == other.shape and np.allclose(found, other) for other in given[place])
                for other in chain(*given[place + 1 :]):
                    compared += 1
                    apart = found.shape != other.shape or not np.allclose(found, other)
                    assert own or apart, asked.names[place]
    assert compared > 1000


@pytest.mark.parametrize(
    "packed", ['{"d": [[{"s": ["outcome"]}, 0]], "t": [0.0]}', '{"t": [1.0]}', '"<f8 0"', "[]", "7", "null"]
)
def test_answers_that_no_worker_gives_earn_nothing(zygote: Zygote, reference_source: str, packed: str) -> None:
    """Every other answer is right: they are not taken for each other, whoever was before."""
    odd = f"""
def _otherwise():
    import json, sys
    values = sys.modules["autograder.sandbox.encoding"].Values
    right = values.append
    def append(self, value):
        right(self, value)
        self._packed[-1] = json.loads('{packed}')
        self._buffers.clear()
    values.append = append
_otherwise()
"""
    assert graded(reference_source, zygote, "update").score == 5
    result = graded(reference_source + odd, zygote, "update")
    assert result.score == 0
    assert not result.faulty


@pytest.mark.parametrize("reply", ["[]", "[1, 2]", "{}", "None", "{'outcome': 'todo'}", "1.0"])
def test_a_list_of_answers_that_is_none_earns_nothing(zygote: Zygote, reference_source: str, reply: str) -> None:
    odd = f"""
def _otherwise():
    import sys
    encoding = sys.modules["autograder.sandbox.encoding"]
    encoding.Values.encoded = lambda self: encoding.encode({reply})
_otherwise()
"""
    result = graded(reference_source + odd, zygote, "update")
    assert result.score == 0
    assert {verdict.outcome for verdict in result.verdicts.values()} <= {"failed", "blocked"}


def test_a_check_that_measures_time_may_be_judged_alone(zygote: Zygote, reference_source: str) -> None:
    checks = tuple(check for check in checks_for(None) if check.timed)
    for _ in range(2):
        assert not grade("x", reference_source, zygote, checks, DEFAULT_SALT).faulty


FROZEN = "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass A:\n"
HIDDEN_HELP = """
_forward, _loss = forward, loss

def forward(*args):
    global EPS
    EPS = 1e-12
    return _forward(*args)

def loss(*args):
    EPS
    return _loss(*args)
"""


def test_what_is_right_only_after_another_task_is_wrong(zygote: Zygote, reference_source: str) -> None:
    source = reference_source + HIDDEN_HELP
    by_one = {i: v.outcome for i, v in alone(source, zygote, "loss").verdicts.items()}
    assert set(by_one.values()) == {"error"}
    together = graded(source, zygote).verdicts
    assert {i: together[i].outcome for i in by_one} == by_one


def test_a_task_that_is_judged_anew_gets_its_time_back(zygote: Zygote, reference_source: str) -> None:
    slow = (
        "\n\nimport time\n_right = update\ndef update(params, *rest):\n    time.sleep(0.2)\n    params[0] = params[0]\n"
    )
    slow += "    params[0][0][:] = 0\n    return _right(params, *rest)\n"
    lefts: list[float] = []
    stop = Worker.stop

    def noted(self: Worker) -> Any:
        lefts.append(self._shared.left)
        return stop(self)

    checks = (*checks_for("gates"), *checks_for("update"))
    with patch.object(Worker, "stop", noted):
        grade("x", reference_source + slow, zygote, checks, DEFAULT_SALT)
    assert lefts[0] > TOTAL_SECONDS - 1.0  # when the first worker ends: two seconds of sleep do not count


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("x = []\ndef f(): x.append(1)\n", True),
        ("def f():\n    global x\n    x = 1\n", True),
        ("def f(): f.calls = 1\n", True),
        ("def f(seen=[]): seen.append(1)\n", True),
        ("def g():\n    x = []\n    def f(): x.append(1)\n    return f\nf = g()\n", True),
        ("class A:\n    x = 1\ndef f(): A.x = 2\n", True),
        ("class A:\n    x = []\ndef f(): A.x.append(2)\n", True),
        ("def g():\n    def a(): return b\n    def b(): return a\n    return a\nf = g()\n", True),
        ("class M(type):\n    @property\n    def __module__(cls): raise OSError\nclass f(metaclass=M): pass\n", True),
        ("def f(*, seen=[]): seen.append(1)\n", True),
        ("class A:\n    def g(self, seen=[]): seen.append(1)\ndef f(): A().g()\n", True),
        ("import functools\n@functools.lru_cache\ndef f(): return 1\n", True),
        ("import numpy as np\nx = np.zeros(3)\ndef f(): x[0] = 1\n", True),
        (
            "import numpy as np, math\nN = (2, 'a', None)\ndef g(x=1): return x\ndef f(): return np.zeros(3) + g()\n",
            False,
        ),
        (
            f"{FROZEN}    x: int = 1\na = A()\ndef f(): return a.x\n",
            False,
        ),
    ],
)
def test_it_is_seen_whether_a_file_keeps_anything(text: str, changes: bool) -> None:
    student = module.load(text, "neural_network.py")
    before = state(student)
    student.f()
    assert (before is None or state(student) != before) == changes
