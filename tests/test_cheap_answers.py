"""Answers that are cheap and wrong earn nothing, and cost the grader little."""

import resource

import pytest

from autograder.grading import DEFAULT_SALT, checks_for, grade
from autograder.sandbox.zygotes import Zygote

CHEAP = {
    "no scores": ("hidden_units", "def choose_hidden_units(X, y, candidates, *rest):\n    return 1, {}\n"),
    "zeros": ("standardize", "def standardize(a, b):\n    return a * 0, b * 0\n"),
}
SLOW_DIFFERENCES = """

import time
_forward = forward

def forward(network, params, X):
    if max(network.units) > 50:
        time.sleep(0.02)
    return _forward(network, params, X)

def backward(network, params, activations, Y):
    if max(network.units) > 50:
        time.sleep(1.2)
    return _right(network, params, activations, Y)
"""


@pytest.mark.parametrize("name", CHEAP)
def test_a_cheap_answer_earns_nothing(zygote: Zygote, reference_source: str, name: str) -> None:
    task, source = CHEAP[name]
    result = grade("x", f"{reference_source}\n\n{source}", zygote, checks_for(task), DEFAULT_SALT)
    assert result.score == 0, [key for key, verdict in result.verdicts.items() if verdict.points]


def test_a_slow_forward_gives_backward_no_time(zygote: Zygote, reference_source: str) -> None:
    source = reference_source + "\n\n_right = backward\n" + SLOW_DIFFERENCES
    result = grade("x", source, zygote, checks_for("backward"), DEFAULT_SALT)
    assert [key for key, verdict in result.verdicts.items() if verdict.outcome != "passed"] == ["backward.analytic"]


@pytest.mark.parametrize(
    "how",
    [
        "return [(np.ones_like(W), np.ones_like(b)) for W, b in params]",
        "time.sleep(0 if _known else 0.9)\n        _known.append(_right(network, params, activations, Y))\n"
        "        return _known[0]",
    ],
)
def test_an_invented_or_remembered_gradient_is_none(zygote: Zygote, reference_source: str, how: str) -> None:
    """Who estimates small networks' gradients must not answer for a large one with anything that is quick."""
    source = f"""{reference_source}

import time
_right, _known = backward, []

def backward(network, params, activations, Y):
    if params[0][0].size > 1000:
        {how}
    return _right(network, params, activations, Y)
"""
    result = grade("x", source, zygote, checks_for("backward"), DEFAULT_SALT)
    assert [key for key, verdict in result.verdicts.items() if verdict.outcome != "passed"] == ["backward.analytic"]


def test_giant_folds_are_refused_before_they_are_looked_at(zygote: Zygote, reference_source: str) -> None:
    giant = "\n\ndef k_fold(m, k, seed):\n    small = np.arange(9)\n"
    giant += "    return [(small, np.arange(8_000_000).astype(np.uint16))] + [(small, small)] * (k - 1)\n"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = grade("x", reference_source + giant, zygote, checks_for("k_fold"), DEFAULT_SALT)
    assert result.score == 0
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 << 10


@pytest.mark.parametrize(
    ("odd", "says"),
    [
        ("    def __post_init__(self):\n        raise ValueError('no')\n", "ValueError in line"),
        ("    def __post_init__(self):\n        object.__setattr__(self, 'units', np.array(self.units))\n", ""),
    ],
)
def test_a_network_of_its_own_kind_is_the_files_own_affair(
    zygote: Zygote, reference_source: str, odd: str, says: str
) -> None:
    at = reference_source.index("    l2: float = 0.0\n") + len("    l2: float = 0.0\n")
    source = reference_source[:at] + "\n" + odd + reference_source[at:]
    source = source.replace("NETWORK = ", "NETWORK = None and ").replace("LOGISTIC = ", "LOGISTIC = None and ")
    source = source.replace("SOFTMAX = ", "SOFTMAX = None and ")
    result = grade("x", source, zygote, checks_for("forward"), DEFAULT_SALT)
    if says:
        assert all(says in verdict.sentence for verdict in result.verdicts.values())
    else:
        assert result.score == 15
