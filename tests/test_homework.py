"""A homework is loaded from a folder, with or without its solutions, beside others."""

import subprocess
import sys
from pathlib import Path

import pytest

from assignment.engine.homework import KIT, Homework, load

DESCRIPTION = """
from pathlib import Path

from assignment.engine.homework import Homework, Task

TASKS = (
    Task("first", ("one", "two"), 3, {{"en": "a start", "zh": "开始"}}, seconds=7.0),
    Task("second", ("three",), 4, {{"en": "more", "zh": "更多"}}, builds_on=("one",)),
    Task("extra", ("four",), 2, {{"en": "a bonus", "zh": "附加"}}, bonus=True),
)
HOMEWORK = Homework(__package__, Path(__file__).parent, "{title}", "work.py", TASKS, given=("help",))
"""
HIDDEN = """
import types

from assignment.engine.homework import Hidden

HIDDEN = Hidden(types.ModuleType("{title}"), {{}}, lambda name, arguments: None, None)
"""


def make(folder: Path, title: str, solutions: bool = True) -> Path:
    """Make a folder with a small homework."""
    for package, text in (("assignment", DESCRIPTION), *([("solutions", HIDDEN)] if solutions else [])):
        (folder / package).mkdir(parents=True)
        (folder / package / "homework.py").write_text(text.format(title=title), encoding="utf-8")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Homework:
    return load(make(tmp_path / "small", "Small"), solutions=True)


def test_homeworks_from_several_folders_can_be_loaded_side_by_side(tmp_path: Path, homework: Homework) -> None:
    one, two = (load(make(tmp_path / title, title), solutions=True) for title in ("One", "Two"))
    assert (one.title, two.title) == ("One", "Two")
    assert (one.root, two.root) == (tmp_path / "One", tmp_path / "Two")
    assert (one.right.reference.__name__, two.right.reference.__name__) == ("One", "Two")
    assert len({one.package, two.package, homework.package}) == 3
    assert (homework.root, homework.right.source) == (KIT, KIT / "solutions" / "neural_network.py")
    assert load(tmp_path / "Two" / ".." / "One").package == one.package


@pytest.mark.parametrize("folder", ["empty", "missing", "file"])
def test_a_folder_without_a_homework_is_refused_with_a_sentence(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("no homework")
    with pytest.raises(ValueError, match=rf"{folder} holds no homework: .*assignment/homework\.py"):
        load(tmp_path / folder)


def test_without_its_solutions_a_homework_has_no_hidden_half(tmp_path: Path) -> None:
    folder = make(tmp_path / "public", "Public", solutions=False)
    with pytest.raises(LookupError, match="no solutions"):
        _ = load(folder).right
    with pytest.raises(ValueError, match=r"public holds no solutions: .*solutions/homework\.py"):
        load(folder, solutions=True)


def test_loading_the_public_half_imports_no_solution() -> None:
    code = "import sys; from assignment.engine.homework import load; load(); print([*sys.modules])"
    shown = subprocess.run([sys.executable, "-B", "-c", code], cwd=KIT, capture_output=True, text=True, check=True)
    assert "'assignment.homework'" in shown.stdout
    assert "'solutions" not in shown.stdout


def test_points_functions_and_limits_follow_from_the_tasks(small: Homework) -> None:
    assert small.core_points == 3 + 4
    assert small.functions == ("one", "two", "three", "four")
    assert small.module == "work"
    assert small.task("second").builds_on == ("one",)
    found = [small.task_of(name) for name in ("two", "help", "unknown")]
    assert [task and task.name for task in found] == ["first", None, None]
    assert small.seconds_for("two") == 7.0
    assert small.seconds_for("three") == small.seconds_for("help") == small.limits.call_seconds


def test_an_unknown_task_is_a_stop_iteration(small: Homework) -> None:
    with pytest.raises(StopIteration):
        small.task("unknown")


def test_the_command_line_refuses_a_folder_without_a_homework(tmp_path: Path) -> None:
    command = [sys.executable, "-B", "-m", "autograder", "grade", "--homework", str(tmp_path), "--out", "out", "x"]
    done = subprocess.run(command, cwd=KIT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "holds no homework" in done.stderr
    assert "Traceback" not in done.stderr
