"""The files of corpus/field and the submissions that hang are what they are said to be."""

import ast

import pytest

from assignment.engine.homework import Homework
from assignment.engine.registry import PUBLIC_SALT
from autograder.grading.grade import checks_for, grade
from autograder.sandbox.client.forkserver import ForkServer
from tests.corpus.field_files import faults, field_files
from tests.corpus.hanging import LOOP, hanging, hanging_files
from tests.fields import RIGHTLY, SILENT, judged, lost


def test_it_is_written_down_which_tasks_each_wrong_file_loses(homework: Homework) -> None:
    assert set(faults()) == set(field_files("wrong"))
    names = {task.name for task in homework.tasks} | {"all"}
    for fault in faults().values():
        assert fault["wrong"]
        assert set(fault["loses"]) <= names


QUICK = (
    "bwd_dot_for_star",
    "loss_ravel_target",
    "pair_sigmoid_and_data_loss",
    "prd_column_and_equals",
    "trn_own_start",
)
WRONG = [
    pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in sorted(field_files("wrong"))
]  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_loses_its_task_and_no_other_and_is_named_rightly_or_not_at_all(
    name: str, server: ForkServer, homework: Homework
) -> None:
    fault = faults()[name]
    result = grade(server, name, field_files("wrong")[name], checks_for(homework), PUBLIC_SALT)
    assert not result.faulty
    tasks = [task.name for task in homework.tasks] if fault["loses"] == ["all"] else [*fault["loses"]]
    assert lost(result) == tasks
    names = [*fault.get("names", [])]
    assert judged(homework, result, names) == (RIGHTLY if names else SILENT), result.mistakes


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(field_files("correct")))
def test_an_unusual_right_file_has_full_marks_and_no_name(name: str, server: ForkServer, homework: Homework) -> None:
    result = grade(server, name, field_files("correct")[name], checks_for(homework), PUBLIC_SALT)
    assert result.score == (106 if name == "float32_inside" else 110)
    assert not result.mistakes


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
