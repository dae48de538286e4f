"""What hidden checks ask stays hidden, whatever a file does with it afterwards."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assignment.engine import judge, report
from assignment.engine.homework import Homework
from assignment.engine.module import Reply
from assignment.engine.registry import PUBLIC_SALT, Check
from assignment.engine.student import Student
from autograder.grading.grade import checks_for, grade
from autograder.grading.result import Result
from autograder.reports.gradescope import results
from autograder.reports.report import Context
from autograder.sandbox.client.forkserver import ForkServer


def numbers(value: Any) -> Iterator[str]:
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, (float, np.ndarray)):
        yield from (repr(float(number)) for number in np.ravel(value))


def asked(homework: Homework, checks: list[Check], answers: bool = False) -> set[str]:
    """The numbers that some checks ask for, and the right answers; those that are long enough to be recognised."""
    found: set[str] = set()

    def transport(name: str, args: tuple[Any, ...]) -> Reply:
        value = getattr(homework.right.reference, name)(*args)
        found.update(number for number in numbers((args, value) if answers else args) if len(number) > 8)
        return Reply(value)

    student = Student(transport)
    for check in checks:
        judge.run_check(check, student, PUBLIC_SALT)
    return found


def graded(server: ForkServer, source: str, task: str | None = None) -> Result:
    return grade(server, "student-01", source, checks_for(server.homework, task), PUBLIC_SALT)


def visible(server: ForkServer, source: str, task: str) -> str:
    """All that a student reads before the grades are published."""
    shown = results(graded(server, source, task), Context(Path(), server.homework))["tests"]
    return "\n".join(test["output"] for test in shown if test["visibility"] == "visible")


@pytest.mark.parametrize("last", [2, 8, 14, 16, 17, 18])
def test_a_file_cannot_tell_later_what_a_hidden_check_has_asked(
    server: ForkServer, reference_source: str, last: int
) -> None:
    """Some public checks come last, in the process that hidden checks have called before."""
    checks = checks_for(server.homework, "forward")
    hidden = asked(server.homework, [check for check in checks if check.hidden])
    hidden -= asked(server.homework, [check for check in checks if not check.hidden])
    assert len(hidden) > 20
    tells = f"""
_seen, _right = [], forward
def forward(network, params, X):
    _seen.append((float(X[0, 0]), float(params[0][0][0, 0])))
    if len(_seen) >= {last}:
        raise ValueError(repr(_seen[::-1]))
    return _right(network, params, X)
"""
    text = visible(server, reference_source + tells, "forward")
    assert "your code raised" in text
    assert not [number for number in hidden if number in text]


@pytest.mark.parametrize("how", ["table.index.name = str(X.tolist())", "raise ValueError(str(X.tolist()))"])
def test_an_instance_that_public_and_hidden_checks_share_is_not_shown(
    server: ForkServer, reference_source: str, how: str
) -> None:
    tells = f"""
def compare(X, y, folds, seed):
    table = pd.DataFrame({{name: [0.5] * 5 for name in ("network", "logistic", "softmax")}})
    {how}
    return table
"""
    hidden = asked(server.homework, [check for check in checks_for(server.homework, "compare") if check.hidden])
    text = visible(server, reference_source + tells, "compare")
    assert "failed" in text or "error" in text
    assert not [number for number in hidden if number in text]


def test_a_line_number_that_the_file_does_not_have_is_not_shown(server: ForkServer, reference_source: str) -> None:
    """A student's code may change what its worker says; a false line number could carry a hidden input."""
    tells = """
def update(params, grads, rate):
    import sys
    serve = sys.modules["autograder.sandbox.inside.serve"]
    right, false = serve.encode, {"line": 4620700254627235590, "text": "division by zero"}
    serve.encode = lambda said: right({**said, **false} if type(said) is dict else said)
    raise ValueError
"""
    verdicts = graded(server, reference_source + tells, "update").verdicts
    assert verdicts["update.shapes"].why is not None
    assert verdicts["update.shapes"].why.text == "division by zero"  # or else the worker was not changed at all
    assert {verdict.outcome for verdict in verdicts.values()} == {"error"}
    assert not [verdict for verdict in verdicts.values() if "line" in report.fact(verdict)]


def test_public_checks_after_hidden_ones_show_no_class_of_an_exception(
    server: ForkServer, reference_source: str
) -> None:
    """And public checks before them do, or students would not know what to repair."""
    tells = "".join(f"\n\ndef {name}(*args):\n    raise ValueError('told')\n" for name in server.homework.functions)
    verdicts = graded(server, reference_source + tells).verdicts
    hidden_in = {verdict.check.task for verdict in verdicts.values() if verdict.check.hidden}
    late = [v for v in verdicts.values() if v.check.task in hidden_in and v.check.last]
    assert len(late) >= 10
    assert not [verdict.check.id for verdict in late if "ValueError" in report.fact(verdict)]
    assert "ValueError" in report.fact(verdicts["update.shapes"])
