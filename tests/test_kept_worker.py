"""A worker is kept while every check passes; that changes no verdict."""

from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest

from assignment.engine.judge import Openers
from assignment.engine.outcomes import Outcome
from assignment.engine.verdicts import Verdict
from autograder.grading.grade import checks_for, grade
from autograder.grading.result import Result
from autograder.grading.workers import Workers
from autograder.sandbox.client.forkserver import ForkServer
from tests.corpus.written import written

SET_BY_FORWARD = """
_forward, _loss = forward, loss

def forward(*args):
    global EPS
    EPS = 1e-12
    return _forward(*args)

def loss(*args):
    EPS
    return _loss(*args)
"""
MALFORMED_ONCE = """
_right, _calls = backward, []

def forward(network, params, X):
    import sys
    serve = sys.modules["autograder.sandbox.inside.serve"]
    encode = serve.encode
    def once(value):
        serve.encode = encode
        return encode(None).replace(b"null", b"nil!")
    serve.encode = once
    _calls.append(1)
    return [X]

def backward(*args):
    return None if _calls else _right(*args)
"""


def graded(server: ForkServer, source: str, task: str | None = None) -> Result:
    return grade(server, "x", source, checks_for(server.homework, task), "public")


def one_worker_a_task(server: ForkServer, source: str, task: str | None = None) -> Result:
    """Grade in the same way without keeping any worker."""
    openers = property(lambda self: Openers(self._fresh, None, self._lent))
    with patch.object(Workers, "openers", openers):
        return graded(server, source, task)


@pytest.mark.parametrize("place", ["_left", "np"])
def test_what_the_functions_of_one_task_leave_behind_costs_nothing_in_another(
    server: ForkServer, reference_source: str, place: str
) -> None:
    """Either in the module itself, which is executed again, or elsewhere, which needs a new worker."""
    leaving = f"""
class _left: pass
_xor, _loss = xor_params, loss

def xor_params():
    {place}.behind = True
    return _xor()

def loss(*args):
    return None if hasattr({place}, "behind") else _loss(*args)
"""
    assert graded(server, reference_source + leaving).score == 110


@pytest.mark.parametrize(("wrong", "workers"), [("", 1), ("\n\ndef k_fold(*args):\n    raise ValueError\n", 4)])
def test_a_new_worker_is_started_only_after_a_check_has_failed(
    server: ForkServer, reference_source: str, wrong: str, workers: int
) -> None:
    """Up to k_fold, k_fold alone, the rest, which does not build on it, and one to look for a name."""
    with patch.object(ForkServer, "fork", autospec=True, side_effect=ForkServer.fork) as forked:
        result = graded(server, reference_source + wrong)
    assert forked.call_count == workers
    assert result.score == (106 if wrong else 110)


@pytest.mark.slow
@pytest.mark.parametrize("case", written("mistakes")[::8], ids=lambda case: case.name)
def test_wrong_submissions_get_the_verdicts_of_one_worker_a_task(
    server: ForkServer, reference_source: str, case: Any
) -> None:
    source = case.submission(reference_source)
    kept, apart = graded(server, source), one_worker_a_task(server, source)
    one, other = ({key: _placeless(v) for key, v in result.verdicts.items()} for result in (kept, apart))
    assert one == other
    assert kept.findings == apart.findings


def _placeless(verdict: Verdict) -> Verdict:
    """Leave out where an endless loop was when it was stopped."""
    stopped = verdict.why and verdict.outcome == Outcome.TIMEOUT
    return replace(verdict, why=replace(verdict.why, line=None)) if stopped else verdict


def test_a_function_that_is_right_only_after_another_task_was_called_is_wrong(
    server: ForkServer, reference_source: str
) -> None:
    source = reference_source + SET_BY_FORWARD
    alone = {name: verdict.outcome for name, verdict in graded(server, source, "loss").verdicts.items()}
    assert set(alone.values()) == {Outcome.ERROR}
    together = graded(server, source).verdicts
    assert {name: together[name].outcome for name in alone} == alone


def test_an_answer_that_cannot_be_decoded_costs_only_the_check_that_asked(
    server: ForkServer, reference_source: str
) -> None:
    """The worker is ended, and with it everything that the file remembers."""
    verdicts = graded(server, reference_source + MALFORMED_ONCE, "backward").verdicts
    assert verdicts == one_worker_a_task(server, reference_source + MALFORMED_ONCE, "backward").verdicts
    assert verdicts["backward.deep"].passed


def test_after_a_worker_has_ended_the_next_call_starts_another(server: ForkServer, reference_source: str) -> None:
    leaves = "\n\ndef forward(network, params, X):\n    import os\n    os._exit(0)\n"
    assert graded(server, reference_source + leaves, "backward").verdicts["backward.deep"].passed


def test_calls_of_one_task_share_a_worker(server: ForkServer, reference_source: str) -> None:
    remembers = "\n\n_seen, _forward, _backward = [], forward, backward\ndef forward(*args):\n    _seen.append(1)\n"
    remembers += "    return _forward(*args)\ndef backward(*args):\n    return None if _seen else _backward(*args)\n"
    verdicts = graded(server, reference_source + remembers, "backward").verdicts
    assert verdicts["backward.deep"].outcome == Outcome.FAILED


@pytest.mark.slow
def test_a_right_gradient_that_is_much_too_slow_fails_one_check(server: ForkServer, reference_source: str) -> None:
    slow = "\n\nimport time\n_quick = backward\ndef backward(network, *args):\n    if len(network.units) == 10:\n"
    slow += "        time.sleep(0.85)\n    return _quick(network, *args)\n"
    verdicts = graded(server, reference_source + slow, "backward").verdicts
    assert [name for name, verdict in verdicts.items() if not verdict.passed] == ["backward.analytic"]
