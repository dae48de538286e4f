"""``python -m autograder grade`` over tiny folders of right, wrong, broken and missing files."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from assignment.engine.homework import KIT, load

from .class_files import Plain, grades, hand_in, read_result, with_body
from .conftest import Command


def test_every_kind_of_failure_gets_a_row_an_outcome_and_a_sentence(
    autograder: Command, tmp_path: Path, reference_source: str
) -> None:
    trouble: dict[str, tuple[str | bytes, str, str]] = {
        "syntax": ("x = 1\ndef f(:\n    pass\n", "error", "invalid syntax in line 2"),
        "fullwidth": ("x = 1\nprint（1）\n", "error", "in line 2"),
        "utf16": (reference_source.encode("utf-16"), "passed", ""),
        "binary": (b"\x80\xff\x81\xfe" * 99, "error", "save it as UTF-8"),
        "huge": ("#" * 300_000, "error", "larger than 256 KiB"),
        "sklearn": (
            "import numpy\nimport sklearn.svm\n",
            "error",
            "line 2 (the top level of the file): sklearn is not",
        ),
        "relative": ("from . import x\n", "error", "not allowed"),
        "name": ("x = 1\n\nundefined\n", "error", "NameError in line 3"),
        "exits": ("import sys\nsys.exit(0)\n", "error", "SystemExit in line 2"),
        "vanishes": ("import os\nos._exit(0)\n", "killed", "ended the process"),
        "crashes": ("import ctypes\nctypes.string_at(0)\n", "killed", "SIGSEGV"),
        "loops": ("import time\nwhile True:\n    time.sleep(1)\n", "timeout", "stopped after 10 s"),
        "nothing": (" \n", "error", "neural_network.py is empty"),
        "comments": ("# to be done\n", "error", "has no function update"),
        "notebook": ('{"cells": [], "nbformat": 4}', "error", "is a notebook without code cells"),
        "raises": (with_body(reference_source, "    lost = params[9]\n"), "error", "IndexError in line"),
        "none": (with_body(reference_source, "    pass\n"), "failed", "update returned None"),
        "spins": (
            with_body(reference_source, "    import time\n    while True: time.sleep(1)\n"),
            "timeout",
            "stopped after 1 s",
        ),
        "dies": (with_body(reference_source, "    import os; os._exit(3)\n"), "killed", "ended the process"),
        "hungry": (with_body(reference_source, "    return np.ones(1 << 28), params\n"), "memory", "1 GiB"),
        "odd": (with_body(reference_source, "    return object()\n"), "failed", "type object"),
        "unwritten": (
            with_body(reference_source, '    raise NotImplementedError("x")\n'),
            "todo",
            "update is not written yet",
        ),
        "right": (reference_source, "passed", ""),
    }
    folder = hand_in(tmp_path / "in", {f"{name}/neural_network.py": t[0] for name, t in trouble.items()})
    (folder / "missing").mkdir()
    hand_in(
        folder,
        {
            "other/main.py": "x = 1\n",
            "other/more.py": "x = 2\n",
            "notes.txt": "hello",
            "grades_export.csv": "",
            ".hidden/neural_network.py": "",
            ".git/neural_network.py": "",
        },
    )
    done = autograder("grade", folder, "--out", tmp_path / "out", "--task", "update", "--jobs", 2)
    assert done.returncode == 0, done.stderr
    table = grades(tmp_path / "out")
    assert sorted(table.index) == sorted([*trouble, "missing", "notes", "other", "hidden-16924190"])
    assert list(table.columns) == [
        *("score", "max_score", "update", "misconceptions", "note", "handed_in"),
        *("id", "name", "section", "late", "attempt", "time"),
    ]
    for name, (_, outcome, sentence) in trouble.items():
        first = read_result(tmp_path / "out", name)["tests"][0]
        assert first["extra_data"]["outcome"] == outcome, (name, first)
        assert sentence in first["output"], (name, first)
        assert table.loc[name, "score"] == (5 if outcome == "passed" else 0), name
        assert "Traceback" not in first["output"]
    assert table.loc["missing", "note"] == "there is no neural_network.py; nothing was handed in"
    assert "found main.py, more.py" in table.loc["other", "note"]
    assert table.loc["notes", "note"] == "there is no neural_network.py; found notes.txt"
    assert "ignored: 'grades_export.csv'" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_an_exception_names_the_students_own_line(autograder: Command, tmp_path: Path, reference_source: str) -> None:
    source = (
        with_body(reference_source, "    helper(params)\n    return params\n")
        + "\n\ndef helper(p):\n    return 1 // 0\n"
    )
    line = source[: source.index("1 // 0")].count("\n") + 1
    hand_in(tmp_path, {"in/neural_network.py": source})
    autograder("grade", tmp_path / "in" / "neural_network.py", "--out", tmp_path / "out", "--task", "update")
    outputs = {
        test["extra_data"]["check"]: test["output"] for test in read_result(tmp_path / "out", "neural_network")["tests"]
    }
    assert f"ZeroDivisionError in line {line} (helper)" in outputs["update.weights"]
    assert outputs["update.learning_rate"] == "error: a hidden check does not show what went wrong"


@pytest.mark.parametrize("kind", ["empty", "missing", "not a zip", "a zip of nothing", "out is a file"])
def test_a_path_that_cannot_be_graded_is_refused_in_one_sentence(
    autograder: Command, tmp_path: Path, kind: str
) -> None:
    path, out = tmp_path / "in", tmp_path / "out"
    if kind == "empty":
        path.mkdir()
    elif kind == "not a zip":
        path.write_text("hello")
    elif kind == "a zip of nothing":
        zipfile.ZipFile(path, "w").close()
    elif kind == "out is a file":
        hand_in(path, {"student-01/neural_network.py": "x = 1\n"})
        out.write_text("")
    done = autograder("grade", path, "--out", out)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) <= 4
    assert "Traceback" not in done.stderr
    assert str(path) in done.stderr or kind == "out is a file"


def test_nothing_is_written_into_the_submissions_and_nothing_is_left_behind(
    autograder: Command, tmp_path: Path
) -> None:
    folder = hand_in(tmp_path / "in", {"student-01/neural_network.py": "import numpy\nopen('x', 'w').write('y')\n"})
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    before = sorted(folder.rglob("*"))
    done = autograder("grade", folder, "--out", tmp_path / "out", "--task", "gates", TMPDIR=str(temporary))
    assert done.returncode == 0
    assert sorted(folder.rglob("*")) == before
    assert list(temporary.iterdir()) == []
    assert not list((KIT / "autograder" / "sandbox").glob("__pycache__"))


def test_results_are_not_written_among_the_submissions(autograder: Command, tmp_path: Path) -> None:
    hand_in(tmp_path, {"student-01/neural_network.py": ""})
    for out in (tmp_path, tmp_path / "grades"):
        done = autograder("grade", tmp_path, "--out", out)
        assert done.returncode == 2
        assert "choose another --out" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["student-01"]


def test_one_task_is_reported_out_of_its_own_points(autograder: Command, tmp_path: Path) -> None:
    folder = hand_in(
        tmp_path / "in", {"王 丽/neural_network-1.py": "def xor_params():\n    raise NotImplementedError\n"}
    )
    done = autograder("grade", folder, "--out", tmp_path / "out", "--task", "gates")
    assert "gates 0/5 todo" in done.stdout
    assert "median 0 of 5 points" in done.stdout
    table = grades(tmp_path / "out")
    assert table.loc["王_丽", ["score", "max_score", "handed_in"]].tolist() == [0, 5, "王 丽/neural_network-1.py"]


def test_loose_files_a_zip_and_an_outer_folder(autograder: Command, tmp_path: Path, reference_source: str) -> None:
    hand_in(tmp_path / "loose", {"student-01.py": reference_source, "student-02.py": "x = 1\n"})
    hand_in(
        tmp_path / "folders", {"student-01/neural_network.py": reference_source, "student-02/a/neural_network.py": ""}
    )
    for name, prefix in (("flat", ""), ("outer", "class/")):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
            archive.writestr(f"{prefix}student-01/neural_network.py", reference_source)
            archive.writestr(f"{prefix}student-02/neural_network.py", "x = 1\n")
            archive.writestr("__MACOSX/student-01/neural_network.py", "x")
    for name in ("loose", "folders", "flat.zip", "outer.zip"):
        done = autograder("grade", tmp_path / name, "--out", tmp_path / "out", "--task", "gates")
        assert done.returncode == 0, done.stderr
        assert grades(tmp_path / "out")["score"].to_dict() == {"student-01": 5, "student-02": 0}, name


def test_a_zip_from_another_system_has_readable_names(autograder: Command, tmp_path: Path) -> None:
    """Chinese Windows writes names in GBK without saying so; old tools write backslashes."""
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(Plain("学生一/neural_network.py".encode("gbk")), "")
        archive.writestr(Plain("学生二/neural_network.py".encode()), "")
        archive.writestr("student-03\\neural_network.py", "")
        archive.writestr("../outside/neural_network.py", "")
        archive.writestr("/etc/neural_network.py", "")
    done = autograder("grade", path, "--out", tmp_path / "out", "--task", "gates")
    assert done.returncode == 0, done.stderr
    assert sorted(grades(tmp_path / "out").index) == ["student-03", "学生一", "学生二"]
    assert "ignored: '../outside/neural_network.py'" in done.stdout


def test_a_hand_in_that_cannot_be_a_file_says_what_it_is(autograder: Command, tmp_path: Path) -> None:
    folder = hand_in(tmp_path / "in", {"right/neural_network.py": ""})
    for name in ("linked", "piped", "folder", "many", "deep"):
        (folder / name).mkdir()
    (folder / "linked" / "neural_network.py").symlink_to(folder / "right" / "neural_network.py")
    os.mkfifo(folder / "piped" / "neural_network.py")
    (folder / "folder" / "neural_network.py").mkdir()
    for number in range(10_001):
        (folder / "many" / str(number)).touch()
    hand_in(folder, {"deep/a/b/c/d/e/f/g/neural_network.py": ""})
    done = autograder("grade", folder, "--out", tmp_path / "out", "--task", "gates")
    assert done.returncode == 0, done.stderr
    notes = grades(tmp_path / "out")["note"]
    assert "is not a regular file but a link" in notes["linked"]
    assert "is not a regular file" in notes["piped"]
    assert "more than 10000 files" in notes["many"]
    assert "there is no neural_network.py" in notes["folder"]
    assert notes["deep"] == "the files are hidden deeper than 6 folders: hand in the file alone"


def test_an_unknown_task_is_refused_with_the_names_of_all(autograder: Command, tmp_path: Path) -> None:
    done = autograder("grade", tmp_path, "--out", tmp_path / "out", "--task", "sprint")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "there is no task 'sprint'" in line
    assert all(task.name in line for task in load().tasks)


@pytest.mark.parametrize("command", [("grade", "in", "--out", "out"), ("release",), ("assignment",), ("doctor",)])
def test_a_folder_without_a_homework_is_refused_in_one_sentence(
    autograder: Command, tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = autograder(*command, "--homework", tmp_path)
    assert done.returncode == 2
    assert done.stderr == f"autograder: {tmp_path} holds no homework: there is no assignment/homework.py in it\n"
    assert done.stdout == ""


def test_a_homework_without_solutions_is_refused_in_one_sentence(autograder: Command, tmp_path: Path) -> None:
    hand_in(tmp_path, {"assignment/homework.py": "HOMEWORK = None\n"})
    done = autograder("grade", tmp_path, "--out", tmp_path / "out", "--homework", tmp_path)
    assert done.returncode == 2
    assert done.stderr == f"autograder: {tmp_path} holds no solutions: there is no solutions/homework.py in it\n"


def test_the_help_names_the_homework(autograder: Command) -> None:
    assert load().title in " ".join(autograder("--help").stdout.split())


def test_importing_the_package_leaves_the_interpreter_as_it_was() -> None:
    program = "import sys; before = sys.dont_write_bytecode; import autograder; print(before, sys.dont_write_bytecode)"
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": "/nonexistent"}
    done = subprocess.run([sys.executable, "-c", program], cwd=KIT, capture_output=True, text=True, env=env)
    assert done.stdout.split() == ["False", "False"]
