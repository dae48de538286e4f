"""The files of corpus/field and the submissions that hang are what they are said to be."""

import ast

import pytest

from assignment.engine.homework import Homework
from tests.corpus.field_files import faults, field_files
from tests.corpus.hanging import LOOP, hanging, hanging_files


def test_it_is_written_down_which_tasks_each_wrong_file_loses(homework: Homework) -> None:
    assert set(faults()) == set(field_files("wrong"))
    names = {task.name for task in homework.tasks} | {"all"}
    for fault in faults().values():
        assert fault["wrong"]
        assert set(fault["loses"]) <= names


@pytest.mark.parametrize("kind", ["wrong", "correct"])
def test_every_file_is_a_whole_submission(kind: str, homework: Homework) -> None:
    for name, source in field_files(kind).items():
        defined = {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
        assert defined >= set(homework.functions), name


def test_a_submission_hangs_in_the_functions_that_its_name_says(homework: Homework, reference_source: str) -> None:
    files = hanging_files(reference_source, homework.functions)
    for source in files.values():
        ast.parse(source)
    assert {name: source.count(LOOP) for name, source in files.items()} == {
        "hangs_in_train": 1,
        "hangs_in_cross_validate": 1,
        "hangs_in_compare": 1,
        "hangs_in_every_function": len(homework.functions),
        "sleeps_in_train": 0,
    }


def test_a_function_that_students_do_not_write_cannot_be_made_to_hang(reference_source: str) -> None:
    with pytest.raises(ValueError, match="init_params"):
        hanging(reference_source, ["init_params"])
