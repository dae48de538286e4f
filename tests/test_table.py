"""A data frame passes between a check and a student as plain arrays, and is a frame again in his hands."""

import numpy as np
import pandas as pd
import pytest

from assignment.checks.engine import expect, module
from assignment.checks.engine.plain import plain
from assignment.checks.engine.table import Table
from autograder.sandbox.encoding import decode, encode

SOURCE = """
import pandas as pd

def update(frame):
    frame["a"] = 0
    return type(frame) is pd.DataFrame

def forward(frame):
    return frame + 1
"""
FRAMES = {
    "numbers": pd.DataFrame({"a": [1, 2], "b": [0.5, 1.5]}, index=pd.Index([1, 2], name="fold")),
    "numbered columns": pd.DataFrame(np.arange(6.0).reshape(3, 2)),
    "no columns": pd.DataFrame(index=[1, 2]),
    "nothing": pd.DataFrame(),
    "truths": pd.DataFrame({"a": [True, False]}),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_check_reads_the_same_numbers_as_from_the_frame(name: str) -> None:
    frame = FRAMES[name]
    table = decode(encode(plain(frame)))
    assert type(table) is Table
    assert np.array_equal(np.asarray(table, float), np.asarray(frame, float))
    assert np.shape(table) == frame.shape
    assert np.array_equal(expect.array(table, "it"), expect.array(np.asarray(frame, float), "it"))
    assert [*table.columns] == [*map(str, frame.columns)]
    assert table.name == frame.index.name


def test_a_student_is_given_a_frame_and_what_he_changes_in_it_is_seen() -> None:
    student = module.load(SOURCE, "neural_network.py")
    table = plain(FRAMES["numbers"])
    reply = module.call(student, "neural_network.py", "update", (table,), {})
    assert reply.value is True
    assert reply.changed == (0,)
    assert table.columns["a"].tolist() == [1, 2]
    reply = module.call(student, "neural_network.py", "forward", (table,), {})
    assert reply.changed == ()
    assert np.array_equal(np.asarray(reply.value), np.asarray(FRAMES["numbers"]) + 1)


def test_what_is_shown_of_one_is_short() -> None:
    assert expect.show(plain(FRAMES["numbers"])) == "a DataFrame of 2 rows with the columns ['a', 'b']"
    hostile = pd.DataFrame({"x\n:)  1/1  passed\x1b[2K\r": [1.0]})
    assert "\n" not in expect.show(plain(hostile))
    assert expect.show(plain(hostile)).isprintable()


def test_two_columns_of_the_same_name_are_refused() -> None:
    student = module.load(
        "import pandas as pd\ndef compare():\n    return pd.DataFrame([[1, 2]], columns=['a', 'a'])\n", "x.py"
    )
    with pytest.raises(module.Stopped, match="failed"):
        module.call(student, "x.py", "compare", (), {})
