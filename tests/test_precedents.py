"""A worker that goes on, and answers that were judged before: the verdicts are those of a worker for each task."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from itertools import chain
from typing import Any
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest

from assignment.checks.engine import judge, module
from assignment.checks.engine.module import Reply
from assignment.checks.engine.stopped import Stopped
from assignment.checks.engine.student import Student
from assignment.checks.engine.tasks import TASKS, TOTAL_SECONDS
from autograder import grading
from autograder.grading import DEFAULT_SALT, Result, all_checks, checks_for, grade
from autograder.sandbox import wire
from autograder.sandbox.sandbox import Question, Worker, asking
from autograder.sandbox.state import state
from autograder.sandbox.zygotes import Zygote
from tests.corpus.written import written

ROUNDED = """
def _rounded(function):
    def rounded(*args):
        return function(*args) * (1 + 2**-50)
    return rounded


sigmoid, softmax = _rounded(sigmoid), _rounded(softmax)
"""


class Alone(Student):
    """Neither goes on for another task nor remembers anything."""

    def __init__(self, worker: Worker, lent: Mapping[str, Any], *_: object) -> None:
        super().__init__(worker, lent)

    flawless = property(lambda self: False, lambda self, value: None)  # type: ignore[assignment]


@pytest.fixture
def none_yet() -> Iterator[None]:
    with patch.object(grading, "precedents", {}):
        yield


@contextmanager
def seen() -> Iterator[tuple[list[list[Question]], list[str]]]:
    """What is asked at once, and the checks that are judged."""
    asked: list[list[Question]] = []
    judged: list[str] = []
    ask, run = Worker.ask, judge._run

    def asking(self: Worker, questions: list[Question], anew: bool = False) -> list[bytes]:
        asked.append(questions)
        return ask(self, questions, anew)

    def ran(check: Any, *args: Any) -> Any:
        judged.append(check.id)
        return run(check, *args)

    with patch.object(Worker, "ask", asking), patch.object(judge, "_run", ran):
        yield asked, judged


def graded(source: str, zygote: Zygote, task: str | None = None) -> Result:
    return grade("x", source, zygote, checks_for(task), DEFAULT_SALT)


@pytest.mark.usefixtures("none_yet")
def test_who_answers_alike_is_asked_the_same_and_judged_by_what_is_known(zygote: Zygote, reference_source: str) -> None:
    settled = tuple(check for check in all_checks() if not check.timed)
    with seen() as (asked, judged):
        first = grade("x", reference_source, zygote, settled, DEFAULT_SALT)
    assert len(judged) == len(settled)
    assert {len(questions) for questions in asked} == {1}
    with seen() as (asked_again, judged_again):
        second = grade("y", reference_source + "# another student's\n", zygote, settled, DEFAULT_SALT)
    assert [*chain(*asked_again)] == [*chain(*asked)]
    assert len(asked_again) == len(TASKS)
    assert judged_again == []
    assert second.verdicts == first.verdicts
    assert all(verdict.outcome == "passed" for verdict in first.verdicts.values())


@pytest.mark.usefixtures("none_yet")
def test_who_rounds_otherwise_is_asked_everything_once_and_judged(zygote: Zygote, reference_source: str) -> None:
    graded(reference_source, zygote, "activations")
    with seen() as (asked, judged):
        result = graded(reference_source + ROUNDED, zygote, "activations")
    assert len(judged) == len(checks_for("activations"))
    assert result.score == 10
    with patch.object(grading, "precedents", {}), seen() as (alone, _):
        graded(reference_source + ROUNDED, zygote, "activations")
    assert asked == [[*chain(*alone)]]
    with seen() as (_, judged):
        graded(reference_source + ROUNDED, zygote, "activations")
    assert judged == []


@pytest.mark.usefixtures("none_yet")
def test_a_right_gradient_that_takes_too_long_is_no_precedent(zygote: Zygote, reference_source: str) -> None:
    slow = "\n\nimport time\n_quick = backward\ndef backward(network, *args):\n    if max(network.units) > 50:\n"
    slow += "        time.sleep(0.5)\n    return _quick(network, *args)\n"
    assert graded(reference_source, zygote, "backward").score == 25
    verdicts = graded(reference_source + slow, zygote, "backward").verdicts
    assert [v.check.id for v in verdicts.values() if v.outcome != "passed"] == ["backward.analytic"]


@pytest.mark.usefixtures("none_yet")
def test_one_who_fails_after_right_answers_fails_as_if_nobody_had_been_before(
    zygote: Zygote, reference_source: str
) -> None:
    late = "\n\n_calls = []\n_right = update\ndef update(*args):\n    _calls.append(1)\n"
    late += "    return None if len(_calls) > 3 else _right(*args)\n"
    alone = graded(reference_source + late, zygote, "update")
    graded(reference_source, zygote, "update")
    assert graded(reference_source + late, zygote, "update").verdicts == alone.verdicts
    assert 0 < alone.score < 5


@pytest.mark.usefixtures("none_yet")
def test_a_call_without_an_answer_is_no_precedent(zygote: Zygote, reference_source: str) -> None:
    """One check calls forward and does not mind if it hangs; the calls after it must not be taken for its answer."""
    hangs = "\n\ndef forward(network, params, X):\n    import os\n    os._exit(0)\n"
    assert graded(reference_source + hangs, zygote, "backward").verdicts["backward.deep"].outcome == "passed"
    remembers = "\n\n_seen, _forward, _backward = [], forward, backward\ndef forward(*args):\n    _seen.append(1)\n"
    remembers += "    return _forward(*args)\ndef backward(*args):\n    return None if _seen else _backward(*args)\n"
    assert graded(reference_source + remembers, zygote, "backward").verdicts["backward.deep"].outcome == "failed"
    result = graded(reference_source, zygote, "backward")
    assert result.score == 25
    assert not result.faulty


@pytest.mark.usefixtures("none_yet")
def test_who_is_lost_on_the_way_is_asked_one_question_after_the_other(zygote: Zygote, reference_source: str) -> None:
    leaves = "\n\n_calls = []\n_right = update\ndef update(*args):\n    _calls.append(1)\n"
    leaves += "    return __import__('os')._exit(0) if len(_calls) == 8 else _right(*args)\n"
    alone = graded(reference_source + leaves, zygote, "update")
    graded(reference_source, zygote, "update")
    with seen() as (asked, _):
        assert graded(reference_source + leaves, zygote, "update").verdicts == alone.verdicts
    assert [len(questions) > 1 for questions in asked] == [True] + [False] * (len(asked) - 1)
    assert {verdict.outcome for verdict in alone.verdicts.values()} == {"passed", "killed"}


def test_answers_that_are_too_much_together_are_refused_together(zygote: Zygote) -> None:
    large = "import numpy as np\n\ndef update(params, grads, learning_rate):\n    return np.ones(1_200_000)\n"
    question = "update", asking("update", (1, 2, 3))
    with Worker(zygote, large) as worker:
        (answer,) = worker.ask([question])
        assert worker.understand("update", 3, answer).value.shape == (1_200_000,)
        for answer in worker.ask([question, question]):
            with pytest.raises(Stopped, match="too large"):
                worker.understand("update", 3, answer)
        assert worker.runs


@pytest.mark.usefixtures("none_yet")
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


@pytest.mark.usefixtures("none_yet")
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
    """The same file by both ways, the first with what those before have left."""
    result = graded(source, zygote)
    with patch.object(grading, "Known", Alone):
        alone = graded(source, zygote)
    assert result.verdicts == alone.verdicts
    assert result.findings == alone.findings


@pytest.mark.slow
@pytest.mark.parametrize("case", written("mistakes")[::8], ids=lambda case: case.name)
def test_wrong_submissions_get_the_verdicts_of_a_worker_for_each_task(
    zygote: Zygote, reference_source: str, case: Any
) -> None:
    compared(zygote, case.submission(reference_source))


def without_value(source: str) -> str:
    """Comment lines move all others down, and with them what an exception says of its place."""
    return "# one\n# two\n" + source


@pytest.mark.usefixtures("none_yet")
def test_the_line_of_an_exception_makes_no_difference(zygote: Zygote, reference_source: str) -> None:
    graded(reference_source, zygote, "k_fold")
    with seen() as (_, judged):
        assert graded(without_value(reference_source), zygote, "k_fold").score == 4
    assert judged == []


@pytest.mark.usefixtures("none_yet")
def test_an_answer_that_cannot_be_read_is_no_precedent(zygote: Zygote, reference_source: str) -> None:
    """It ends the worker; the next time the same file must lose no more than the first time."""
    garbled = """
_right, _state = backward, []

def forward(network, params, X):
    import sys
    wire = sys.modules["autograder.sandbox.wire"]
    encode = wire.encode
    def once(value):
        wire.encode = encode
        return encode({"zz": []})
    wire.encode = once
    _state.append(1)
    return [X]

def backward(*args):
    return None if _state else _right(*args)
"""
    first = graded(reference_source + garbled, zygote, "backward")
    again = graded(reference_source + garbled, zygote, "backward")
    assert again.verdicts == first.verdicts


@pytest.mark.usefixtures("none_yet")
@pytest.mark.parametrize("change", ["another function", "one more"])
def test_a_check_that_asks_for_something_else_costs_the_student_nothing(
    zygote: Zygote, reference_source: str, change: str
) -> None:
    graded(reference_source, zygote, "update")
    (precedent,) = grading.precedents.values()
    last = precedent.questions.pop()
    if change == "another function":
        precedent.questions.append(("sigmoid", asking("sigmoid", (1.0,))))
    rounded = "\n\n_plain = update\ndef update(*args):\n    return [(W * (1 + 2**-50), b) for W, b in _plain(*args)]\n"
    with seen() as (asked, _):
        result = graded(reference_source + rounded, zygote, "update")
    assert not result.faulty
    assert {len(questions) for questions in asked[1:]} == {1}  # asked again, one after the other
    assert [*chain(*asked[1:])] == [*precedent.questions[: len(asked) - 2], last]
    assert result.score == 5


def spoiled(value: Any, factor: float) -> Any:
    """Every number in a value changed."""
    if isinstance(value, (list, tuple)):
        return type(value)(spoiled(item, factor) for item in value)
    if isinstance(value, dict):
        return {key: spoiled(item, factor) for key, item in value.items()}
    return value if isinstance(value, str) else value * factor


@pytest.mark.parametrize("factor", [1.0, 1 + 2**-50, 1.5, 0.0, -1.0, np.nan])
def test_what_a_check_asks_does_not_depend_on_the_answers(factor: float) -> None:
    """So all its questions can be put before the first answer is looked at; a failure only ends them."""
    compared = 0
    for task in TASKS:
        answered: list[list[Question]] = []
        for change in (1.0, factor):
            questions: list[Question] = []

            def transport(name: str, args: tuple[Any, ...]) -> Reply:
                questions.append((name, asking(name, args)))  # noqa: B023
                return Reply(spoiled(answer(*questions[-1]), change))  # noqa: B023

            student = Student(transport, grading.others(task))
            for check in checks_for(task.name):
                if not check.timed:
                    asked_before = len(questions)
                    judge._run(check, student, DEFAULT_SALT)
                    answered.append(questions[asked_before:])
        half = len(answered) // 2
        for right, changed in zip(answered[:half], answered[half:], strict=True):
            assert changed == (right if factor == 1.0 else right[: len(changed)])
            compared += len(changed)
    assert compared > 100


@cache
def answer(name: str, call: bytes) -> Any:
    """What the reference answers."""
    return module.call(grading.reference, "", name, wire.decode(call)[1], {}).value


def numbers(value: Any) -> Iterator[np.ndarray]:
    """The sorted numbers of every array in a value, but for those that anybody could guess."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, (float, np.ndarray, pd.DataFrame)):
        found = np.sort(np.asarray(value, float), axis=None)
        if not np.isin(found, (0.0, 0.5, 1.0)).all():
            yield found


@pytest.mark.usefixtures("none_yet")
def test_no_question_gives_away_what_an_earlier_one_asks_for(zygote: Zygote, reference_source: str) -> None:
    """They are sent together: who reads all of them first must have nothing from it."""
    graded(reference_source, zygote)
    assert len(grading.precedents) == len(TASKS)
    compared = 0
    for precedent in grading.precedents.values():
        asked = [[*numbers(wire.decode(call)[1])] for _, call in precedent.questions]
        with Worker(zygote, reference_source) as worker:
            answers = [wire.decode(answer) for answer in worker.ask(precedent.questions)]
        for place, answer in enumerate(answers):
            for found in numbers(answer):
                own = any(found.shape == given.shape and np.allclose(found, given) for given in asked[place])
                for given in chain(*asked[place + 1 :]):
                    compared += 1
                    assert own or found.shape != given.shape or not np.allclose(found, given), precedent.questions[
                        place
                    ][0]
    assert compared > 1000


ENCODED = """

def _otherwise():
    import struct, sys
    wire = sys.modules["autograder.sandbox.wire"]
    right = wire.right = getattr(wire, "right", wire.encode)
    def encode(value):
        data = right(value)
        if type(value) is tuple:
            length, size = struct.unpack_from("<II", data)
            header = {header}
            data = struct.pack("<II", len(header), size) + header + data[8 + length:]
        return data
    wire.encode = encode
_otherwise()
"""
NAMED_TWICE = """b'{"d":[["outcome",0]],' + data[9:8 + length]"""
ODD = """b'{"d":[["outcome",{"f":[null,{"a":["|b1",[1]]},[["\\\\ud800",{"a":["|b1",[1]]}]]]}]]}'"""


@pytest.mark.usefixtures("none_yet")
def test_values_that_look_like_refusals_are_not_taken_for_each_other(zygote: Zygote, reference_source: str) -> None:
    """JSON's last name counts: an accomplice's right answers must not vouch for others' wrong ones."""
    disguise = ENCODED.format(header=NAMED_TWICE)
    wrong = "\n\ndef update(*args):\n    return 0.0\n"
    assert graded(reference_source, zygote, "update").score == 5
    assert graded(reference_source + disguise, zygote, "update").score == 0  # it cannot be read
    assert graded(reference_source + wrong + disguise, zygote, "update").score == 0


@pytest.mark.usefixtures("none_yet")
def test_an_odd_outcome_is_a_malformed_reply(zygote: Zygote, reference_source: str) -> None:
    odd = reference_source + ENCODED.format(header=ODD)
    alone = graded(odd, zygote, "update").verdicts
    graded(reference_source, zygote, "update")
    assert graded(odd, zygote, "update").verdicts == alone
    assert {verdict.outcome for verdict in alone.values()} == {"failed"}


def test_a_check_that_measures_time_may_be_judged_alone(zygote: Zygote, reference_source: str) -> None:
    checks = tuple(check for check in all_checks() if check.timed)
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


@pytest.mark.usefixtures("none_yet")
def test_what_is_right_only_after_another_task_is_wrong(zygote: Zygote, reference_source: str) -> None:
    source = reference_source + HIDDEN_HELP
    alone = {i: v.outcome for i, v in graded(source, zygote, "loss").verdicts.items()}
    assert set(alone.values()) == {"error"}
    together = graded(source, zygote).verdicts
    assert {i: together[i].outcome for i in alone} == alone


@pytest.mark.usefixtures("none_yet")
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
