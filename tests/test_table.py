"""A data frame passes between a check and a student as plain arrays, and is a frame again in their hands."""

import numpy as np
import pandas as pd
import pytest

from assignment.engine import expect, module
from assignment.engine.homework import Homework
from assignment.engine.outcomes import Outcome, Reason, Stopped
from assignment.engine.plain import plain
from assignment.engine.table import Table
from autograder.sandbox.encoding import decode, encode

SOURCE = """
import pandas as pd

def update(frame):
    frame["a"] = 0
    return type(frame) is pd.DataFrame

def forward(frame):
    return frame + 1

def compare():
    return pd.DataFrame([[1, 2]], columns=["a", "a"])
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


def call(homework: Homework, name: str, *args: object) -> module.Reply:
    student = module.load(homework, SOURCE, homework.filename)
    return module.call(homework, student, homework.filename, name, args)


def test_a_student_is_given_a_frame_of_their_own_and_changes_in_it_are_noticed(homework: Homework) -> None:
    table = plain(FRAMES["numbers"])
    reply = call(homework, "update", table)
    assert reply.value is True
    assert reply.changed == (0,)
    assert table.columns["a"].tolist() == [1, 2]


def test_a_student_who_leaves_a_frame_alone_changes_nothing(homework: Homework) -> None:
    reply = call(homework, "forward", plain(FRAMES["numbers"]))
    assert reply.changed == ()
    assert np.array_equal(np.asarray(reply.value), np.asarray(FRAMES["numbers"]) + 1)


def test_a_frame_is_shown_in_one_printable_line() -> None:
    assert expect.show(plain(FRAMES["numbers"])) == "DataFrame(rows=2, columns=['a', 'b'])"
    hostile = expect.show(plain(pd.DataFrame({"x\n:)  1/1  passed\x1b[2K\r": [1.0]})))
    assert "\n" not in hostile
    assert hostile.isprintable()


def test_a_frame_with_two_columns_of_the_same_name_is_unusable(homework: Homework) -> None:
    with pytest.raises(Stopped) as stopped:
        call(homework, "compare")
    assert (stopped.value.outcome, stopped.value.why.reason) == (Outcome.FAILED, Reason.UNUSABLE)
    assert "two columns have the same name" in stopped.value.why.text
