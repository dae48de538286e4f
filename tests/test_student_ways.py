"""What a student does with nothing but the assignment folder: pytest, otter check, grader.check in a notebook."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from assignment.engine.homework import KIT, Homework
from autograder.release import build

PUBLIC = 81
SOLUTION = KIT / "solutions" / "neural_network.py"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The assignment alone in a folder of the student's own; nothing of the rest of the kit can be imported."""
    target = tmp_path / "my homework"
    shutil.copytree(KIT / "assignment", target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def environment(desk: Path) -> dict[str, str]:
    """Python finds the installed packages, but not this kit."""
    blocker = desk.parent / "elsewhere"
    for name in ("autograder", "solutions"):
        (blocker / name).mkdir(parents=True, exist_ok=True)
        (blocker / name / "__init__.py").write_text("raise ImportError('not on a student\\'s computer')\n")
    ours = {"PYTHONPATH": str(blocker), "PYTHONDONTWRITEBYTECODE": "1", "JUPYTER_PLATFORM_DIRS": "1"}
    return {**os.environ, **ours, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # students have no other plugins


def run(desk: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=desk, capture_output=True, text=True, env=environment(desk)
    )
    return done.stdout + done.stderr


def solve(desk: Path, old: str = "", new: str = "") -> None:
    source = SOLUTION.read_text(encoding="utf-8")
    assert old in source
    (desk / "neural_network.py").write_text(source.replace(old, new, 1) if old else source, encoding="utf-8")


def test_the_checks_of_the_students_own_folder_are_run(desk: Path) -> None:
    """Also where the kit, or another package of that name, is installed."""
    for name in ("assignment.engine.judge", "assignment.checks.forward"):
        code = f"import importlib; print(importlib.import_module({name!r}).__file__)"
        command = [sys.executable, "-c", code]
        shown = subprocess.run(command, cwd=desk, capture_output=True, text=True, env=environment(desk)).stdout
        assert Path(shown.strip()).is_relative_to(desk), shown


def test_pytest_says_what_is_not_written_yet(desk: Path) -> None:
    shown = run(desk, "pytest")
    assert f"public checks: 0 of {PUBLIC} points" in shown
    assert "todo: forward is not written yet" in shown
    assert "Traceback" not in shown
    assert re.match(r"\d+ skipped in ", shown.splitlines()[-1])  # none has failed, though the command has


def test_pytest_gives_a_right_solution_all_points(desk: Path) -> None:
    solve(desk)
    shown = run(desk, "pytest")
    assert f"public checks: {PUBLIC} of {PUBLIC} points" in shown
    assert f"public checks give {PUBLIC} of 110 points; checks that you do not have judge the rest" in shown


def test_pytest_k_runs_the_checks_of_one_task(desk: Path) -> None:
    solve(desk)
    shown = run(desk, "pytest", "-k", "backward")
    assert "public checks: 17 of 17 points" in shown
    assert "forward." not in shown


def test_a_failed_check_says_what_was_got_and_where_to_look(desk: Path) -> None:
    solve(desk, "D = (D @ W.T) * activation_gradient(network.hidden, A)", "D = D @ W.T")
    shown = run(desk, "pytest")
    block = shown[shown.index("backward.numerical_hidden") :].splitlines()
    assert block[1].strip().startswith("failed: dW1: ")
    assert block[2].strip().startswith("got ")
    assert block[3].strip().startswith("expected ")
    assert block[4].strip().startswith("hint: The error that you pass back to a hidden layer leaves out the slope")
    assert "Traceback" not in shown
    assert ".py:" not in shown


def test_a_failure_that_may_follow_from_an_earlier_one_is_blocked_and_says_what_to_repair(desk: Path) -> None:
    solve(desk, "/ (2 * m)", "/ m")
    solve(desk, "-np.sum(log_likelihood) / m", "-np.sum(log_likelihood)")
    shown = run(desk, "pytest")
    block = shown[shown.index("backward.numerical_output") :].splitlines()
    assert block[1].strip().startswith("blocked:")
    assert any("first repair loss." in line for line in block[:6])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("def f(:\n", "Python cannot read the file: invalid syntax in line 1"),
        (None, "there is no file neural_network.py"),
        ("1/0\n", "line 1"),
    ],
)
def test_a_file_that_cannot_be_run_gives_one_sentence(desk: Path, content: str | None, sentence: str) -> None:
    path = desk / "neural_network.py"
    path.unlink() if content is None else path.write_text(content)
    shown = run(desk, "pytest", "-k", "gates")
    assert sentence in shown
    assert "Traceback" not in shown


@pytest.mark.slow
def test_a_loop_that_never_ends_is_stopped_and_its_line_named(desk: Path) -> None:
    solve(
        desk,
        "    z = np.asarray(z, dtype=float)\n",
        "    while True:\n        z = np.asarray(__import__('time').sleep(1))\n",
    )
    shown = run(desk, "pytest", "-k", "sigmoid_values")
    line = (desk / "neural_network.py").read_text().split(".sleep(1)")[0].count("\n") + 1
    found = re.search(r"sigmoid was stopped after 5 s in line (\d+)", shown)
    assert found, shown
    assert abs(int(found[1]) - line) <= 1


@pytest.mark.slow
@pytest.mark.parametrize("last", ["import time\ntime.sleep(60)\n", "while True:\n    pass\n"], ids=["sleeps", "loops"])
def test_a_file_that_does_not_end_is_stopped_and_its_line_named(desk: Path, last: str) -> None:
    (desk / "neural_network.py").write_text("x = 1\n" + last)
    start = time.monotonic()
    shown = run(desk, "pytest", "-k", "gates")
    assert re.search(r"neural_network.py cannot be checked: your file was stopped after 10 s in line [23]: ", shown)
    assert time.monotonic() - start < 40
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("    return [1 / 0 for _ in range(3)]\n", "ZeroDivisionError in line 3 (sigmoid)"),
        (
            "    return inner(z)\ndef inner(z):\n    return [][1]\n",
            "IndexError in line 5 (inner): list index out of range",
        ),
        ("    return inner(z)\ndef inner(z):\n    return [][1]\n", "out of range; called in line 3 (sigmoid)"),
        ("    input()\n", "do not call input: "),
    ],
)
def test_an_exception_is_reported_with_its_line_and_function(desk: Path, body: str, says: str) -> None:
    (desk / "neural_network.py").write_text("import numpy as np\ndef sigmoid(z):\n" + body)
    assert says in run(desk, "pytest", "-k", "sigmoid_values")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("activations[-1] @ W + b", "activations[-1] @ W", "hint: one term of Z_l"),
        (" + [network.output]", ' + ["softmax"]', "hint: A_1 is right: is network.output the activation"),
        ("return grads\n", "return grads[::-1]\n", "the layers are in reverse order"),
        (" / len(Y)", "", "hint: every number is "),
    ],
)
def test_where_no_mistake_is_named_the_hint_fits_it(desk: Path, old: str, new: str, says: str) -> None:
    (desk / "mistakes.json").unlink()
    source = SOLUTION.read_text(encoding="utf-8")
    head, name, tail = source.partition("def backward(" if "grads" in old or "len" in old else "def forward(")
    assert old in tail
    (desk / "neural_network.py").write_text(head + name + tail.replace(old, new, 1), encoding="utf-8")
    assert says in run(desk, "pytest", "-k", "forward or backward")


@pytest.mark.slow
def test_otter_check_shows_the_same_verdicts(desk: Path) -> None:
    shown = run(desk, "otter", "check", "neural_network.py")
    assert "xor_params is not written yet" in shown
    solve(desk)
    assert "All tests passed!" in run(desk, "otter", "check", "neural_network.py")
    solve(desk, "D = (D @ W.T) * activation_gradient(network.hidden, A)", "D = D @ W.T")
    shown = run(desk, "otter", "check", "neural_network.py", "-q", "backward")
    assert "failed: dW1: " in shown
    assert shown.count("Test case passed") == 9


@pytest.mark.slow
def test_otter_check_takes_a_file_of_another_name(desk: Path) -> None:
    source = SOLUTION.read_text(encoding="utf-8")
    (desk / "mine.py").write_text(source, encoding="utf-8")
    assert "All tests passed!" in run(desk, "otter", "check", "mine.py")


@pytest.mark.slow
def test_the_handout_notebook_checks_each_task(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    solve(desk, "A.T @ D + network.l2 * W", "A.T @ D * 2")
    for key, value in environment(desk).items():
        monkeypatch.setenv(key, value)
    notebook = nbformat.read(desk / "homework.ipynb", as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(desk)}}).execute()
    shown = {cell.source: json.dumps(cell.outputs) for cell in notebook.cells if cell.cell_type == "code"}
    assert "passed" in shown['grader.check("forward")']
    assert "failed: dW2: " in shown['grader.check("backward")']


def test_a_notebook_sees_the_saved_file_without_a_restart(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in environment(desk).items():
        monkeypatch.setenv(key, value)
    source = SOLUTION.read_text(encoding="utf-8")
    cells = [
        "import otter\ngrader = otter.Notebook()\nfrom neural_network import *",
        'print("first", grader.check("update"))',
        f"open('neural_network.py', 'w', encoding='utf-8').write({source!r})",
        'print("second", grader.check("update"))',
        "import assignment.engine.judge\nprint(assignment.engine.judge.__file__)",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(desk)}}).execute()
    texts = ["".join(output.get("text", "") for output in cell.outputs) for cell in notebook.cells]
    assert "update is not written yet" in texts[1]
    assert "passed" in texts[3]
    assert Path(texts[4].strip()).is_relative_to(desk)


def test_the_release_holds_the_assignment_alone_and_is_the_same_each_time(homework: Homework, tmp_path: Path) -> None:
    build.release(homework, tmp_path / "one.zip")
    build.release(homework, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        names = archive.namelist()
    assert "assignment/neural_network.py" in names
    assert "assignment/data/ex4.csv" in names
    assert all(name.startswith("assignment/") and "__pycache__" not in name for name in names)


def test_the_release_takes_neither_solutions_nor_notes_from_the_assignment_folder(
    homework: Homework, tmp_path: Path, stub_source: str
) -> None:
    folder = tmp_path / "kit" / "assignment"
    shutil.copytree(homework.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "kit" / "solutions").symlink_to(SOLUTION.parent)  # so that the table of mistakes is up to date
    shutil.copy(SOLUTION, folder)
    (folder / "notes.txt").write_text("the solution is ...")
    (folder / ".venv").mkdir()
    (folder / ".venv" / "installed.txt").write_text("numpy")
    build.release(replace(homework, folder=folder), tmp_path / "one.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.read("assignment/neural_network.py").decode() == stub_source
        assert not any("notes" in name or ".venv" in name for name in archive.namelist())


def test_otter_check_refuses_the_packages_that_the_grader_refuses(desk: Path) -> None:
    solve(desk, "import hashlib\n", "import hashlib\nimport matplotlib.pyplot as plt\n")
    shown = run(desk, "otter", "check", "neural_network.py", "-q", "gates")
    assert "matplotlib is not allowed" in shown


@pytest.mark.parametrize(
    ("old", "new", "task", "blamed"),
    [
        ("-np.sum(log_likelihood) / m", "-np.sum(log_likelihood)", "backward", "first repair loss."),
        (
            "def relu(",
            "def sigmoid(z):\n    return 1 / 1 + np.exp(-z)\n\n\ndef relu(",
            "forward",
            "first repair activations.",
        ),
    ],
)
def test_one_task_alone_is_not_blamed_for_what_it_builds_on(
    desk: Path, old: str, new: str, task: str, blamed: str
) -> None:
    solve(desk, old, new)
    shown = run(desk, "pytest", "-k", task)
    assert blamed in shown
    assert not re.search("failed:|fault:|could not judge", shown)
    assert set(re.findall(r"^:. +\S+ +(\w+)\.", shown, re.MULTILINE)) == {task}
