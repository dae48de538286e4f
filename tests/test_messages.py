"""Which words of an exception a student reads: Python's, NumPy's and ours, but nothing that a file can make up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assignment.engine import module, report
from assignment.engine.homework import Homework
from assignment.engine.outcomes import Stopped
from assignment.engine.registry import PUBLIC_SALT
from autograder.grading.grade import checks_for, grade
from autograder.sandbox.client.forkserver import ForkServer
from autograder.sandbox.client.messages import known

# what students' code does, and the source in which the names stand
GENUINE: tuple[str, ...] = (
    "missing_name",
    "np.mat([1])",
    "np.zeros(3).foo",
    "np.zeros(3)()",
    "len(3)",
    "for x in 3: pass",
    "None[0]",
    "(1, 2)[0] = 3",
    "'a' + 1",
    "-'a'",
    "'a' < 1",
    "[1] * 'a'",
    "f = lambda x: x; f()",
    "f = lambda x: x; f(1, 2)",
    "f = lambda x: x; f(1, y=2)",
    "a, b = 1",
    "a, b = [1]",
    "a, b = [1, 2, 3]",
    "[1][5]",
    "(1,)[5]",
    "[1]['W1']",
    "{'b': 1}['W1']",
    "1 / 0",
    "1.0 % 0",
    "int('W1')",
    "float('W1')",
    "{np.zeros(2)}",
    "np.zeros((2, 3)) + np.zeros((3, 2))",
    "np.zeros((2, 3)) @ np.zeros((2, 3))",
    "np.dot(np.zeros((2, 3)), np.zeros((2, 3)))",
    "np.zeros(6).reshape(4, 2)",
    "np.zeros(3)[7]",
    "np.zeros(3)[1, 1]",
    "np.zeros(3)[0.5]",
    "np.zeros(3).sum(axis=1)",
    "np.concatenate([np.zeros((2, 3)), np.zeros((3, 2))])",
    "np.array([[1, 2], [3]])",
    "float(np.zeros(3))",
    "bool(np.zeros(3))",
    "np.zeros(3)[:] = np.zeros(4)",
    "a = np.zeros(3, int); a += 0.5",
    "np.zeros(0).max()",
    "np.argmax([])",
    "np.linalg.inv(np.zeros((2, 2)))",
    "np.zeros(3)[np.array([True, False])]",
    "a = np.zeros(3); a.flags.writeable = False; a[0] = 1",
    "import no_such_module",
    "open('data.csv')",
)
SYNTAX: tuple[str, ...] = (
    "def f(:\n    pass",
    "x = (1, 2",
    "x = 1)",
    "print 'a'",
    "if x = 1:\n    pass",
    "def f()\n    return 1",
    "  x = 1",
    "def f():\nreturn 1",
    "def f():\n    x = 1\n  return x",
    "x = '",
    "x = 1，2",
    "return 1",
    "break",
    "f(a=1, 2)",
    "def f(a, a): pass",
    "x = 012",
)


@pytest.mark.parametrize("code", GENUINE)
def test_a_message_of_python_or_numpy_is_shown(code: str) -> None:
    with pytest.raises(Exception) as raised:
        exec(code, {"np": np})
    text = known(str(raised.value), code)
    assert text
    assert str(raised.value).startswith(text)


@pytest.mark.parametrize("code", SYNTAX)
def test_a_syntax_error_is_shown_with_its_line(homework: Homework, code: str) -> None:
    with pytest.raises(Stopped) as stopped:
        module.compiled(homework, code, homework.filename)
    text = stopped.value.why.text
    assert known(text, code).partition(" in line ")[2] == text.partition(" in line ")[2]
    assert known(text, code).partition(" in line ")[0]


@pytest.mark.parametrize(
    "text",
    [
        "told",
        "/etc/passwd has 1834 bytes",
        "name 'secret_4711' is not defined",
        "index 123456789 is out of bounds for axis 0 with size 987654321",
        "No module named 'host_name'",
        "[Errno 2] No such file or directory: '/home/student-02/neural_network.py'",
        "'secret'",
        "1700000000",
        "a value of type Secret",
        "told; called in line 3 (secret)",
    ],
)
def test_a_message_that_a_file_makes_up_is_not_shown(text: str) -> None:
    assert known(text, "def forward(network, params, X): ...") == ""


def test_the_line_of_the_call_is_kept_where_the_message_is_not() -> None:
    assert known("told; called in line 3 (train)", "def train(): ...") == "called in line 3 (train)"
    assert known("called in line 3 (train)", "def train(): ...") == "called in line 3 (train)"
    assert known("division by zero; called in line 3 (train)", "def train(): ...") == (
        "division by zero; called in line 3 (train)"
    )


@given(st.text(max_size=300), st.text(max_size=50))
@settings(deadline=None)
def test_whatever_a_worker_says_what_is_shown_is_a_part_of_it(text: str, source: str) -> None:
    assert known(text, source) in text


numbers = st.integers(1000, 10**12).map(str)


@given(numbers, st.sampled_from(["list index out of range", "index {} is out of bounds for axis 0 with size 3", "{}"]))
def test_a_number_of_more_than_three_digits_is_never_shown(number: str, template: str) -> None:
    assert number not in known(template.format(number), "")


def test_a_student_reads_the_line_and_the_class_of_an_exception_but_not_a_message_of_their_own(
    server: ForkServer, reference_source: str
) -> None:
    source = reference_source + "\n\ndef update(*args):\n    raise ValueError(str(__import__('os').getpid()))\n"
    verdicts = grade(server, "student-01", source, checks_for(server.homework, "update"), PUBLIC_SALT).verdicts
    line = source.count("\n")
    assert report.fact(verdicts["update.shapes"]) == f"your code raised ValueError in line {line} (update)"
