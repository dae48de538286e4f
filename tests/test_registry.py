"""Checks, points and names fit together."""

import ast
import hashlib
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from assignment.checks.engine.registry import generator, public_checks
from assignment.checks.engine.tasks import CORE_POINTS, TASKS
from autograder.grading import all_checks, checks_for
from autograder.sandbox.zygotes import ROOT

EVALUATION = ("standardize", "k_fold", "cross_validate", "compare")


def test_ids_are_unique_and_titles_say_something() -> None:
    assert max(Counter(check.id for check in all_checks()).values()) == 1
    assert all(len(check.title) > 15 and not check.title.endswith(".") for check in all_checks())


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_the_checks_of_a_task_give_its_points(task) -> None:
    assert sum(check.points for check in checks_for(task.name)) == task.points


def test_a_generator_starts_anew_each_time_and_is_numpys_own() -> None:
    """It is decided by the words' digest; a course's grades depend on these numbers."""
    entropy = np.frombuffer(hashlib.sha256(b"salt:loss.check").digest(), np.uint8).astype(np.uint32)
    for _ in range(2):
        wanted, drawn = np.random.default_rng(entropy), generator("salt", "loss", "check")
        np.testing.assert_array_equal(drawn.normal(size=9), wanted.normal(size=9))
        np.testing.assert_array_equal(drawn.permutation(9), wanted.permutation(9))
    assert generator("salt", "loss", "other").normal() != generator("salt", "loss", "check").normal()


def test_core_and_bonus() -> None:
    assert CORE_POINTS == 100
    assert sum(task.points for task in TASKS) == 110


def test_what_can_be_looked_up_gives_few_points() -> None:
    published = [check for check in all_checks() if check.published]
    assert sum(check.points for check in published) <= 15
    assert sum(check.points for check in published if check.task in EVALUATION) <= 5


def test_hidden_instances_carry_a_large_part() -> None:
    assert sum(check.points for check in all_checks() if check.hidden) >= 40


def test_another_salt_gives_other_instances_and_a_check_its_own() -> None:
    checks = [check for check in all_checks() if not check.instance]
    draws = [check.generator(salt).normal() for check in checks for salt in ("one", "two")]
    assert len(set(draws)) == len(draws)
    assert checks[0].generator("one").normal() == checks[0].generator("one").normal()


def test_the_assignment_imports_nothing_outside_itself() -> None:
    allowed = {
        "click",
        "numpy",
        "pandas",
        "pytest",
        "otter",
        "checks",
        *sys.stdlib_module_names,
    }  # click comes with Otter
    for path in (ROOT / "assignment").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [str(node.module)]
            assert {name.partition(".")[0] for name in names} <= allowed, path


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_k_selects_the_checks_of_one_task(task) -> None:
    """``pytest -k TASK``, as the docstrings of the stubs say, selects no other task's checks."""
    selected = {check.task for check in public_checks() if task.name in check.id}
    assert selected == {task.name}


def test_stub_docstrings_teach(stub_source: str) -> None:
    tree = ast.parse(stub_source)
    functions = {node.name: ast.get_docstring(node) or "" for node in tree.body if isinstance(node, ast.FunctionDef)}
    for task in TASKS:
        for name in task.functions:
            assert "Returns\n-------" in functions[name], name
            assert "Notes\n-----" in functions[name], name
            assert f"Check this task alone: ``pytest -k {task.name}``" in functions[name], name


def test_a_stub_raises_with_its_name(stub_source: str) -> None:
    tree = ast.parse(stub_source)
    last = {node.name: ast.unparse(node.body[-1]) for node in tree.body if isinstance(node, ast.FunctionDef)}
    for task in TASKS:
        for name in task.functions:
            assert last[name] == f"raise NotImplementedError('{name} is not written yet')"


def test_random_sizes_are_all_different() -> None:
    from assignment.checks.engine.instances import draw

    for seed in range(50):
        case = draw(np.random.default_rng(seed), hidden_layers=2)
        sizes = [len(case.X), *case.network.units]
        assert len(set(sizes)) == len(sizes)


def test_pytest_collects_the_registry(tmp_path: Path) -> None:
    command = [sys.executable, "-B", "-m", "pytest", "--collect-only", "-k", "backward"]
    shown = subprocess.run(command, cwd=ROOT / "assignment", capture_output=True, text=True).stdout
    wanted = [check.id for check in public_checks() if check.task == "backward"]
    assert [line.partition("[")[2].rstrip("]") for line in shown.splitlines() if "[" in line] == wanted
