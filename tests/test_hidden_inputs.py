"""What hidden checks ask stays hidden, whatever a file does with it afterwards."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from assignment.checks.engine import judge
from assignment.checks.engine.module import Reply
from assignment.checks.engine.registry import Check
from assignment.checks.engine.student import Student
from assignment.checks.engine.tasks import TASKS
from autograder import grading
from autograder.grading import DEFAULT_SALT, checks_for, grade
from autograder.outputs.feedback import Feedback
from autograder.outputs.gradescope import results
from autograder.sandbox.zygotes import Zygote


def numbers(value: Any) -> Iterator[str]:
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, (float, np.ndarray)):
        yield from (repr(float(number)) for number in np.ravel(value))


def asked(checks: list[Check]) -> set[str]:
    """The numbers that some checks ask for, those that are long enough to be recognised."""
    found: set[str] = set()

    def transport(name: str, args: tuple[Any, ...]) -> Reply:
        found.update(number for number in numbers(args) if len(number) > 8)
        return Reply(getattr(grading.reference, name)(*args))

    student = Student(transport)
    for check in checks:
        judge.run_check(check, student, DEFAULT_SALT)
    return found


def visible(zygote: Zygote, source: str, task: str) -> str:
    """All that a student reads before the grades are published."""
    result = grade("x", source, zygote, checks_for(task), DEFAULT_SALT)
    shown = results(result, Feedback())["tests"]
    return "\n".join(test["output"] for test in shown if test["visibility"] == "visible")


@pytest.mark.parametrize("last", [2, 8, 14, 16, 17, 18])
def test_a_file_cannot_tell_later_what_a_hidden_check_has_asked(
    zygote: Zygote, reference_source: str, last: int
) -> None:
    """Public side checks come last, in the process that hidden checks have called."""
    checks = checks_for("forward")
    hidden = asked([check for check in checks if check.hidden]) - asked([check for check in checks if not check.hidden])
    assert len(hidden) > 20
    tells = f"""
_seen, _right = [], forward
def forward(network, params, X):
    _seen.append((float(X[0, 0]), float(params[0][0][0, 0])))
    if len(_seen) >= {last}:
        raise ValueError(repr(_seen[::-1]))
    return _right(network, params, X)
"""
    text = visible(zygote, reference_source + tells, "forward")
    assert "ValueError" in text
    assert not [number for number in hidden if number in text]


@pytest.mark.parametrize("how", ["table.index.name = str(X.tolist())", "raise ValueError(str(X.tolist()))"])
def test_the_instance_that_public_and_hidden_checks_share_is_not_shown(
    zygote: Zygote, reference_source: str, how: str
) -> None:
    tells = f"""
def compare(X, y, folds, seed):
    table = pd.DataFrame({{name: [0.5] * 5 for name in ("network", "logistic", "softmax")}})
    {how}
    return table
"""
    hidden = asked([check for check in checks_for("compare") if check.hidden])
    text = visible(zygote, reference_source + tells, "compare")
    assert "failed" in text or "error" in text
    assert not [number for number in hidden if number in text]


def test_a_line_that_the_file_does_not_have_is_not_named(zygote: Zygote, reference_source: str) -> None:
    tells = """
def update(params, grads, rate):
    import sys
    values = sys.modules["autograder.sandbox.encoding"].Values
    right = values.append
    line = {"line": 4620700254627235590}
    values.append = lambda self, v: right(self, {**v, **line} if type(v) is dict and "line" in v else v)
    raise ValueError
"""
    result = grade("x", reference_source + tells, zygote, checks_for("update"), DEFAULT_SALT)
    assert {verdict.outcome for verdict in result.verdicts.values()} == {"error"}
    assert not [verdict for verdict in result.verdicts.values() if "line" in verdict.sentence]


def test_in_every_task_public_checks_after_hidden_ones_show_no_text(zygote: Zygote, reference_source: str) -> None:
    """And those before them do, or students would not know what to repair."""
    names = [name for task in TASKS for name in task.functions]
    tells = "".join(f"\n\ndef {name}(*args):\n    raise ValueError('told')\n" for name in names)
    verdicts = grade("x", reference_source + tells, zygote, checks_for(None), DEFAULT_SALT).verdicts.values()
    hidden_in = {verdict.check.task for verdict in verdicts if verdict.check.hidden}
    late = [verdict for verdict in verdicts if verdict.check.task in hidden_in and verdict.check.side]
    assert len(late) >= 10
    assert not [verdict.check.id for verdict in late if "told" in verdict.sentence]
    assert "told" in next(verdict.sentence for verdict in verdicts if verdict.check.id == "update.shapes")
