"""Answers that are cheap and wrong earn nothing, and cost the grader little."""

import resource

import pytest

from assignment.engine import report
from assignment.engine.registry import PUBLIC_SALT
from autograder.grading.grade import checks_for, grade
from autograder.grading.result import Result
from autograder.sandbox.client.forkserver import ForkServer

CHEAP = {
    "no scores": ("hidden_units", "def choose_hidden_units(X, y, candidates, *rest):\n    return 1, {}\n"),
    "zeros": ("standardize", "def standardize(a, b):\n    return a * 0, b * 0\n"),
}
SLOW_DIFFERENCES = """

import time
_forward = forward

def forward(network, params, X):
    if max(network.units) > 30:
        time.sleep(0.02)
    return _forward(network, params, X)

def backward(network, params, activations, Y):
    if max(network.units) > 30:
        time.sleep(1.2)
    return _right(network, params, activations, Y)
"""
GIANT_FOLDS = """

def k_fold(m, k, seed):
    small = np.arange(9)
    return [(small, np.arange(8_000_000).astype(np.uint16))] + [(small, small)] * (k - 1)
"""


def graded(server: ForkServer, source: str, task: str) -> Result:
    return grade(server, "student-01", source, checks_for(server.homework, task), PUBLIC_SALT)


def lost(result: Result) -> list[str]:
    return [key for key, verdict in result.verdicts.items() if not verdict.passed]


@pytest.mark.parametrize("name", CHEAP)
def test_a_cheap_answer_earns_nothing(server: ForkServer, reference_source: str, name: str) -> None:
    task, source = CHEAP[name]
    result = graded(server, f"{reference_source}\n\n{source}", task)
    assert result.score == 0, [key for key, verdict in result.verdicts.items() if verdict.points]


def test_a_slow_forward_does_not_give_backward_the_time_for_finite_differences(
    server: ForkServer, reference_source: str
) -> None:
    result = graded(server, reference_source + "\n\n_right = backward\n" + SLOW_DIFFERENCES, "backward")
    assert lost(result) == ["backward.analytic"]


@pytest.mark.parametrize(
    "how",
    [
        "return [(np.ones_like(W), np.ones_like(b)) for W, b in params]",
        "time.sleep(0 if _known else 0.9)\n        _known.append(_right(network, params, activations, Y))\n"
        "        return _known[0]",
    ],
    ids=["ones", "the answer to the first call"],
)
def test_a_gradient_of_a_large_network_that_is_invented_or_remembered_is_wrong(
    server: ForkServer, reference_source: str, how: str
) -> None:
    """A student who uses finite differences for small networks has no time for them in a large one."""
    source = f"""{reference_source}

import time
_right, _known = backward, []

def backward(network, params, activations, Y):
    if params[0][0].size > 1000:
        {how}
    return _right(network, params, activations, Y)
"""
    assert lost(graded(server, source, "backward")) == ["backward.analytic"]


def test_giant_folds_are_refused_without_taking_the_graders_memory(server: ForkServer, reference_source: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = graded(server, reference_source + GIANT_FOLDS, "k_fold")
    assert result.score == 0
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 << 10


def with_network_method(source: str, method: str) -> str:
    """The reference whose class Network has a method more; its own networks, which may not survive that, are None."""
    fields = "    l2: float = 0.0\n"
    source = source.replace(fields, f"{fields}\n{method}", 1)
    for name in ("NETWORK", "LOGISTIC", "SOFTMAX"):
        source = source.replace(f"{name} = ", f"{name} = None and ")
    return source


def test_an_error_in_the_students_own_network_class_is_shown_as_theirs(
    server: ForkServer, reference_source: str
) -> None:
    method = "    def __post_init__(self):\n        raise ValueError('no')\n"
    result = graded(server, with_network_method(reference_source, method), "forward")
    said = [(report.fact(verdict), verdict.check.redact) for verdict in result.verdicts.values()]
    assert any("ValueError in line" in fact for fact, _ in said)
    assert all("your code raised" in fact for fact, _ in said)
    assert result.score == 0


def test_a_network_class_that_keeps_its_units_as_an_array_loses_nothing(
    server: ForkServer, reference_source: str
) -> None:
    method = "    def __post_init__(self):\n        object.__setattr__(self, 'units', np.array(self.units))\n"
    assert graded(server, with_network_method(reference_source, method), "forward").score == 15
