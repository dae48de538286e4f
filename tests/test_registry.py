"""Checks, points and names fit together."""

import ast
import hashlib
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assignment.checks.instances import draw
from assignment.engine.homework import KIT, Homework, Task, load
from assignment.engine.registry import PUBLIC_SALT, all_checks, generator, public_checks
from autograder.grading.grade import checks_for

TASKS = load().tasks
EVALUATION = ("standardize", "k_fold", "cross_validate", "compare")
ENGINE_NEEDS = {"assignment", "click", "cachetools", "numpy", "pandas", "pytest"}  # click comes with Otter
each_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)


def test_check_ids_are_unique_and_titles_say_something(homework: Homework) -> None:
    checks = all_checks(homework)
    assert max(Counter(check.id for check in checks).values()) == 1
    assert all(len(check.title) > 15 and not check.title.endswith(".") for check in checks)


@each_task
def test_the_points_of_a_tasks_checks_add_up_to_its_points(homework: Homework, task: Task) -> None:
    assert sum(check.points for check in checks_for(homework, task.name)) == task.points


def test_core_tasks_give_100_points_and_bonus_tasks_10_more(homework: Homework) -> None:
    assert homework.core_points == 100
    assert sum(task.points for task in homework.tasks) == 110


def test_results_that_can_be_looked_up_give_few_points(homework: Homework) -> None:
    published = [check for check in all_checks(homework) if check.published]
    assert sum(check.points for check in published) <= 15
    assert sum(check.points for check in published if check.task in EVALUATION) <= 5


def test_public_checks_give_three_quarters_of_the_points_and_hidden_ones_the_rest(homework: Homework) -> None:
    core = [check for check in all_checks(homework) if not homework.task(check.task).bonus]
    assert sum(check.points for check in core if check.hidden) == 25


def test_random_numbers_depend_on_the_salt_and_the_check_alone_as_numpy_would_draw_them() -> None:
    """The grades of a course depend on these numbers: another version of the kit must draw the same."""
    entropy = np.frombuffer(hashlib.sha256(b"salt:loss.check").digest(), np.uint8).astype(np.uint32)
    for _ in range(2):
        wanted, drawn = np.random.default_rng(entropy), generator("salt", "loss", "check")
        np.testing.assert_array_equal(drawn.normal(size=9), wanted.normal(size=9))
        np.testing.assert_array_equal(drawn.permutation(9), wanted.permutation(9))
    assert generator("salt", "loss", "other").normal() != generator("salt", "loss", "check").normal()


def test_another_salt_or_another_check_draws_other_numbers(homework: Homework) -> None:
    checks = [check for check in all_checks(homework) if not check.instance]
    draws = [check.generator(salt).normal() for check in checks for salt in ("one", "two")]
    assert len(set(draws)) == len(draws)
    assert checks[0].generator("one").normal() == checks[0].generator("one").normal()


def test_a_public_check_that_shares_its_instance_with_a_hidden_one_is_redacted(homework: Homework) -> None:
    checks = all_checks(homework)
    hidden = {(check.task, check.instance) for check in checks if check.hidden and check.instance}
    assert hidden
    for check in checks:
        assert check.redact == (check.hidden or (check.task, check.instance) in hidden), check.id
    assert not any(check.redact or check.hidden for check in public_checks(homework))


def test_the_checks_of_another_homework_are_its_own(homework: Homework, tmp_path: Path) -> None:
    checks = tmp_path / "assignment" / "checks"
    checks.mkdir(parents=True)
    (checks.parent / "homework.py").write_text(
        "from pathlib import Path\n"
        "from assignment.engine.homework import Homework, Task\n"
        'TASKS = (Task("loss", ("loss",), 3, {"en": "a loss", "zh": "损失"}),)\n'
        'HOMEWORK = Homework(__package__, Path(__file__).parent, "Another", "another.py", TASKS)\n',
        encoding="utf-8",
    )
    (checks / "loss.py").write_text(
        "from assignment.engine.registry import check\n\n"
        "@check(points=3)\n"
        "def zero(nn, rng):\n"
        '    """the loss of nothing is zero"""\n'
    )
    other = load(tmp_path)
    assert [check.id for check in public_checks(other)] == ["loss.zero"]
    assert len(public_checks(homework)) > 50


def test_a_check_requires_the_tasks_whose_functions_it_or_its_task_uses(homework: Homework) -> None:
    requires = {check.id: set(check.requires) for check in all_checks(homework)}
    assert requires["loss.penalty"] == set()
    assert requires["backward.shapes"] == {"activations", "forward"}
    assert requires["backward.numerical_output"] == {"activations", "forward", "loss"}


def imported(path: Path) -> Iterator[str]:
    """The packages that a file imports by their absolute names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module).partition(".")[0]


@pytest.mark.parametrize(("folder", "needs"), [("engine", ENGINE_NEEDS), (".", {*ENGINE_NEEDS, "otter"})])
def test_what_students_get_imports_nothing_of_the_kits_other_packages(folder: str, needs: set[str]) -> None:
    paths = list((KIT / "assignment" / folder).rglob("*.py"))
    assert len(paths) > 20
    for path in paths:
        assert set(imported(path)) <= needs | sys.stdlib_module_names, path


@each_task
def test_pytest_k_with_a_tasks_name_selects_the_checks_of_that_task_alone(homework: Homework, task: Task) -> None:
    assert {check.task for check in public_checks(homework) if task.name in check.id} == {task.name}


def functions_of(source: str) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


@each_task
def test_the_docstring_of_an_unwritten_function_says_what_to_return_and_how_to_check_it(
    task: Task, stub_source: str
) -> None:
    for name in task.functions:
        text = ast.get_docstring(functions_of(stub_source)[name]) or ""
        assert "Returns\n-------" in text, name
        assert "Notes\n-----" in text, name
        assert f"Check this task alone: ``pytest -k {task.name}``" in text, name


@each_task
def test_an_unwritten_function_raises_an_error_that_names_it(task: Task, stub_source: str) -> None:
    for name in task.functions:
        last = ast.unparse(functions_of(stub_source)[name].body[-1])
        assert last == f"raise NotImplementedError('{name} is not written yet')"


def test_random_instances_have_no_two_sizes_alike() -> None:
    for seed in range(50):
        case = draw(np.random.default_rng(seed), hidden_layers=2)
        sizes = [len(case.X), *case.network.units]
        assert len(set(sizes)) == len(sizes)


def test_pytest_in_the_students_folder_collects_one_test_for_each_public_check(homework: Homework) -> None:
    command = [sys.executable, "-B", "-m", "pytest", "--collect-only", "-k", "backward"]
    shown = subprocess.run(command, cwd=KIT / "assignment", capture_output=True, text=True).stdout
    wanted = [check.id for check in public_checks(homework) if check.task == "backward"]
    assert [line.partition("[")[2].rstrip("]") for line in shown.splitlines() if "[" in line] == wanted


def test_what_students_may_read_is_drawn_from_another_salt_than_hidden_inputs(homework: Homework) -> None:
    """No number that is shown may be of use to somebody who tries words for the course's salt."""
    checks = all_checks(homework)
    assert {check.redact for check in checks} == {True, False}
    for check in checks:
        drawn = check.generator("a-course").random()
        hidden = generator("a-course", check.task, check.instance or check.name).random()
        assert (drawn == hidden) == check.redact


def test_on_a_students_computer_public_checks_draw_what_the_default_salt_gives(homework: Homework) -> None:
    for check in public_checks(homework):
        instance = check.instance or check.name
        assert check.generator(PUBLIC_SALT).random() == generator(PUBLIC_SALT, check.task, instance).random()
