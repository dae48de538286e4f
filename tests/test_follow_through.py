"""A mistake in one task costs that task alone, and lent functions never answer for what is judged."""

import re
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from assignment.engine import expect, report
from assignment.engine.homework import KIT, Homework
from assignment.engine.outcomes import Outcome, Reason
from assignment.engine.registry import PUBLIC_SALT
from autograder.grading.grade import checks_for, grade
from autograder.grading.result import Result
from autograder.sandbox.client.forkserver import ForkServer

ODD = ("{}", "[]", "''", "np.zeros((0, 3))", "[(1, 2), (3, 4)]", "{1: [2]}", "pd.DataFrame()", "float('nan')")
ODD += ("10**30", "[np.zeros(2), 'x']", "np.ma.masked_all(3)", "True")


def graded(server: ForkServer, source: str, *tasks: str) -> Result:
    """Grade some tasks, or all."""
    checks = tuple(check for check in checks_for(server.homework) if not tasks or check.task in tasks)
    return grade(server, "student-01", source, checks, PUBLIC_SALT)


def points(homework: Homework, result: Result) -> dict[str, float]:
    verdicts = result.verdicts.values()
    return {task.name: sum(v.points for v in verdicts if v.check.task == task.name) for task in homework.tasks}


def without(source: str, *functions: str) -> str:
    """A submission in which some functions are broken."""
    return source + "".join(f"\n\ndef {name}(*args, **kwargs):\n    return None\n" for name in functions)


def outcomes(result: Result, task: str) -> set[Outcome]:
    return {verdict.outcome for verdict in result.verdicts.values() if verdict.check.task == task}


def test_a_broken_function_costs_its_own_task_alone(server: ForkServer, reference_source: str) -> None:
    result = graded(server, without(reference_source, "sigmoid"))
    reached = points(server.homework, result)
    short = {task.name for task in server.homework.tasks if reached[task.name] < task.points}
    assert short == {"activations"}
    assert result.verdicts["forward.published"].followed


@pytest.mark.slow
def test_where_all_other_tasks_are_broken_a_right_one_keeps_its_points(
    server: ForkServer, reference_source: str
) -> None:
    others = [name for task in server.homework.tasks if task.name != "train" for name in task.functions]
    reached = points(server.homework, graded(server, without(reference_source, *others)))
    assert reached.pop("train") == 10
    assert set(reached.values()) == {0}


def test_threads_of_a_submission_may_borrow_at_the_same_time(server: ForkServer) -> None:
    style = (KIT / "tests" / "corpus" / "correct" / "thread_pool.py").read_text(encoding="utf-8")
    result = graded(server, without(style, "train"), "cross_validate", "compare")
    assert result.score == 6 + 4


def test_an_unwritten_function_is_todo_and_tasks_that_build_on_it_are_judged(
    server: ForkServer, reference_source: str
) -> None:
    source = reference_source + '\n\ndef loss(*args):\n    raise NotImplementedError("loss is not written yet")\n'
    result = graded(server, source)
    assert outcomes(result, "loss") == {Outcome.TODO}
    assert result.score == 100


def test_other_tasks_do_not_wait_again_for_a_function_that_never_ends(
    server: ForkServer, reference_source: str
) -> None:
    source = reference_source + "\n\ndef forward(*args):\n    while True:\n        pass\n"
    result = graded(server, source, "forward", "backward", "predict", "train")
    assert points(server.homework, result) == {
        **{task.name: 0 for task in server.homework.tasks},
        "backward": 25,
        "train": 10,
        "predict": 2,
    }
    assert outcomes(result, "forward") == {Outcome.TIMEOUT}
    reasons = [v.why.reason for v in result.verdicts.values() if v.check.task == "forward" and v.why]
    assert reasons.count(Reason.TOO_LONG) == 1
    assert set(reasons) == {Reason.TOO_LONG, Reason.NOT_TRIED_AGAIN}


@pytest.mark.parametrize(
    ("function", "parameters", "trick"),
    [
        (
            "backward",
            "network, params, a, Y",
            "return [(p[0] - q[0], p[1] - q[1]) for p, q in zip(params, train(network, params, a[0], Y, 1.0, 1)[0])]",
        ),
        (
            "forward",
            "network, params, a",
            "return [None] * len(params) + [forward.__globals__['predict'](network, params, a)]",
        ),
    ],
    ids=["backward by train", "forward by predict"],
)
def test_a_function_cannot_get_its_answer_from_functions_that_are_lent_to_other_tasks(
    server: ForkServer, reference_source: str, function: str, parameters: str, trick: str
) -> None:
    source = without(reference_source, *(name for name in server.homework.functions if name != function))
    result = graded(server, f"{source}\n\ndef {function}({parameters}):\n    {trick}\n", function)
    assert result.score == 0


def test_a_constant_loss_with_its_true_gradient_of_zero_earns_nothing(
    server: ForkServer, reference_source: str
) -> None:
    """The gradient must not be compared with finite differences of the student's own loss alone."""
    source = reference_source + (
        "\n\ndef loss(*args):\n    return 0.0\n"
        "\n\ndef backward(network, params, activations, Y):\n    return [(0 * W, 0 * b) for W, b in params]\n"
    )
    result = graded(server, source, "backward")
    assert {v.check.name for v in result.verdicts.values() if v.passed} == {"shapes"}


def test_constant_answers_earn_nothing_in_the_evaluation_tasks(server: ForkServer, reference_source: str) -> None:
    source = reference_source + (
        "\n\ndef cross_validate(network, X, y, folds, *rest):\n    return np.ones(len(folds))\n"
        "\n\ndef choose_hidden_units(X, y, c, *rest):\n    return min(c), dict.fromkeys(c, 1.0)\n"
        "\n\ndef standardize(a, b):\n    return a, b\n"
        "\n\ndef k_fold(m, k, seed):\n    return [([], list(range(m)))] * k\n"
    )
    assert graded(server, source, "cross_validate", "hidden_units", "standardize", "k_fold").score == 0


@pytest.mark.slow
@pytest.mark.parametrize("value", ODD)
def test_an_odd_value_from_every_function_is_wrong_and_not_a_fault_of_the_kit(
    server: ForkServer, reference_source: str, value: str
) -> None:
    functions = [f"\n\ndef {name}(*args, **kwargs):\n    return {value}\n" for name in server.homework.functions]
    result = graded(server, reference_source + "".join(functions))
    assert Reason.UNREADABLE_FORM not in {v.why.reason for v in result.verdicts.values() if v.why}  # no check stumbled
    assert result.score <= 1, [v.check.id for v in result.verdicts.values() if v.points]


def test_a_check_that_stumbles_over_a_wrong_answer_is_no_right_value(server: ForkServer, reference_source: str) -> None:
    def stumble(value: Any, *args: Any, **options: Any) -> None:
        if np.all(np.asarray(value) == 7.0):
            raise IndexError
        close(value, *args, **options)

    close = expect.close
    sevens = "\n\ndef backward(network, params, *rest):\n    return [(0 * W + 7, 0 * b + 7) for W, b in params]\n"
    with patch.object(expect, "close", stumble):
        result = graded(server, reference_source + sevens, "backward")
    stumbled = {v.check.name for v in result.verdicts.values() if v.why and v.why.reason == Reason.UNREADABLE_FORM}
    assert {"numerical_output", "numerical_hidden_bias"} <= stumbled
    assert {v.check.name for v in result.verdicts.values() if v.points} == {"shapes"}


LEAVES_BEHIND = """

import sys
_update, _predict, CALLED = update, predict, []

def update(params, grads, learning_rate):
    {leave}
    return _update(params, grads, learning_rate)

def predict(network, params, X):
    if {left}:
        raise RuntimeError("something of another task is still here")
    return _predict(network, params, X)
"""


@pytest.mark.parametrize(
    ("leave", "left", "processes"),
    [
        ("CALLED.append(1)", "CALLED", 1),
        ("sys.left_behind = True", "hasattr(sys, 'left_behind')", 2),
        ("np.seterr(all='raise')", "np.geterr()['under'] == 'raise'", 2),
        ("__import__('os').chdir('/')", "not __import__('os').path.exists('data')", 2),
    ],
    ids=["a variable of the file", "an attribute of a module", "NumPy's error handling", "the working folder"],
)
def test_a_right_file_loses_nothing_by_what_its_calls_leave_behind(
    server: ForkServer, reference_source: str, leave: str, left: str, processes: int
) -> None:
    """The file is executed anew for each task; where that is not enough, the task is judged in a new process."""
    source = reference_source + LEAVES_BEHIND.format(leave=leave, left=left)
    with patch.object(ForkServer, "fork", autospec=True, side_effect=ForkServer.fork) as fork:
        result = graded(server, source, "update", "predict", "standardize")
    assert result.score == 5 + 2 + 4
    assert not [key for key, verdict in result.verdicts.items() if verdict.followed]
    assert fork.call_count == processes


REFUSED = """

def sigmoid(z):
    return 1 / (1 + np.exp(np.asarray(z, float)))  # wrong sign


def predict(network, params, X):
    try:
        return np.argmax(forward(network, params, X[:, :1])[-1], axis=1)
    except ValueError as error:
        raise {raised}
"""


@pytest.mark.parametrize("raised", ["", "KeyError from error"])
def test_a_refused_call_of_a_lent_function_does_not_read_as_an_error_of_the_students_code(
    server: ForkServer, reference_source: str, raised: str
) -> None:
    result = graded(server, reference_source + REFUSED.format(raised=raised), "activations", "predict")
    verdicts = [verdict for verdict in result.verdicts.values() if verdict.check.task == "predict"]
    assert result.score < 12
    reasons = {verdict.why and verdict.why.reason for verdict in verdicts}
    assert Reason.RAISED not in reasons
    (public,) = [verdict for verdict in verdicts if verdict.check.name == "largest"]
    said = " ".join(report.details(public))
    assert re.search(r"a right version stands in for your forward here.* in line \d+.*do not fit together", said), said
    hidden = [verdict.why for verdict in verdicts if verdict.check.hidden and verdict.why]
    assert all((why.function, why.text, why.line) == ("", "", None) for why in hidden)


BY_ELEMENT = """

def sigmoid(z):
    return 1 / (1 + np.exp(np.asarray(z, float)))  # wrong sign


def _act(name, Z):
    if name in ("sigmoid", "relu"):
        function = sigmoid if name == "sigmoid" else relu
        return np.array([[function(z) for z in row] for row in Z])
    return {"tanh": np.tanh, "softmax": softmax}.get(name, np.asarray)(Z)


def forward(network, params, X):
    activations = [X]
    for layer, (W, b) in enumerate(params, 1):
        name = network.output if layer == len(params) else network.hidden
        activations.append(_act(name, activations[-1] @ W + b))
    return activations
"""


def test_lent_functions_answer_single_numbers_too(server: ForkServer, reference_source: str) -> None:
    result = graded(server, reference_source + BY_ELEMENT, "activations", "forward")
    reached = points(server.homework, result)
    assert reached["forward"] == 15
    assert reached["activations"] < 10
