"""``python -m autograder grade`` over tiny folders of right, wrong, broken and missing files."""

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from autograder.grading import checks_for, refused
from autograder.outputs.feedback import Feedback
from autograder.outputs.gradebook import write_grades
from autograder.outputs.gradescope import results
from autograder.outputs.row import row
from autograder.sandbox.zygotes import ROOT
from autograder.work import not_graded

from .conftest import Command

UPDATE = '    """One step of gradient descent.'


def grades(out: Path) -> pd.DataFrame:
    return pd.read_csv(out / "grades.csv", keep_default_na=False).set_index("submission")


def read_tests(out: Path, name: str) -> list[dict[str, Any]]:
    return json.loads((out / "results" / f"{name}.json").read_text(encoding="utf-8"))["tests"]


def body(source: str, lines: str) -> str:
    """The reference with another body of update."""
    start = source.index("    # BEGIN SOLUTION", source.index("def update("))
    end = source.index("    # END SOLUTION", start)
    return source[:start] + lines + source[end:]


def hand_in(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_every_kind_of_trouble_gets_a_row_an_outcome_and_a_sentence(
    autograder: Command, tmp_path: Path, reference_source: str
) -> None:
    trouble: dict[str, tuple[str | bytes, str, str]] = {
        "syntax": ("x = 1\ndef f(:\n    pass\n", "error", "invalid syntax in line 2"),
        "fullwidth": ("x = 1\nprint（1）\n", "error", "in line 2"),
        "utf16": (reference_source.encode("utf-16"), "error", "save it as UTF-8"),
        "binary": (b"\xff\x81\xfe\x80" * 99, "error", "neither UTF-8 nor GBK"),
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
        "notebook": ('{"cells": [], "nbformat": 4}', "error", "is a notebook: hand in the Python file"),
        "raises": (body(reference_source, "    lost = params[9]\n"), "error", "IndexError in line"),
        "none": (body(reference_source, "    pass\n"), "failed", "update returned None"),
        "spins": (
            body(reference_source, "    import time\n    while True: time.sleep(1)\n"),
            "timeout",
            "stopped after 5 s",
        ),
        "dies": (body(reference_source, "    import os; os._exit(3)\n"), "killed", "ended the process"),
        "hungry": (body(reference_source, "    return np.ones(1 << 28), params\n"), "memory", "1 GiB"),
        "odd": (body(reference_source, "    return object()\n"), "failed", "type object"),
        "unwritten": (
            body(reference_source, '    raise NotImplementedError("x")\n'),
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
            "other/more.py": "x = 1\n",
            "notes.txt": "hello",
            ".hidden/neural_network.py": "x = 1",
        },
    )
    done = autograder("grade", folder, "--out", tmp_path / "out", "--task", "update", "--jobs", 2)
    assert done.returncode == 0, done.stderr
    table = grades(tmp_path / "out")
    assert sorted(table.index) == sorted([*trouble, "missing", "other"])
    assert list(table.columns) == ["score", "max_score", "update", "misconceptions", "note", "handed_in"]
    for name, (_, outcome, sentence) in trouble.items():
        first = read_tests(tmp_path / "out", name)[0]
        assert first["extra_data"]["outcome"] == outcome, (name, first)
        assert sentence in first["output"], (name, first)
        assert table.loc[name, "score"] == (5 if outcome == "passed" else 0), name
        assert "Traceback" not in first["output"]
    assert table.loc["missing", "note"] == "there is no neural_network.py; nothing was handed in"
    assert "found main.py, more.py" in table.loc["other", "note"]
    assert "ignored: 'notes.txt'" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_an_exception_names_the_students_own_line(autograder: Command, tmp_path: Path, reference_source: str) -> None:
    source = (
        body(reference_source, "    helper(params)\n    return params\n") + "\n\ndef helper(p):\n    return 1 // 0\n"
    )
    line = source[: source.index("1 // 0")].count("\n") + 1
    hand_in(tmp_path, {"in/neural_network.py": source})
    autograder("grade", tmp_path / "in" / "neural_network.py", "--out", tmp_path / "out", "--task", "update")
    outputs = {test["extra_data"]["check"]: test["output"] for test in read_tests(tmp_path / "out", "neural_network")}
    assert f"ZeroDivisionError in line {line} (helper)" in outputs["update.weights"]
    assert outputs["update.learning_rate"] == f"error: your code raised ZeroDivisionError in line {line}"


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


@pytest.mark.parametrize("kind", ["empty", "missing", "not a zip", "a zip of nothing", "out is a file"])
def test_what_cannot_be_graded_is_said_in_one_sentence(autograder: Command, tmp_path: Path, kind: str) -> None:
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
    autograder: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = hand_in(tmp_path / "in", {"student-01/neural_network.py": "import numpy\nopen('x', 'w').write('y')\n"})
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    before = sorted(folder.rglob("*"))
    done = autograder("grade", folder, "--out", tmp_path / "out", "--task", "gates", TMPDIR=str(temporary))
    assert done.returncode == 0
    assert sorted(folder.rglob("*")) == before
    assert list(temporary.iterdir()) == []
    assert not list((ROOT / "autograder" / "sandbox").glob("__pycache__"))


def test_what_a_file_prints_is_kept_capped_and_harmless(
    autograder: Command, tmp_path: Path, reference_source: str
) -> None:
    noise = 'print("::error::\\x1b[2Jhello" + "x" * 200_000)\n'
    hand_in(tmp_path, {"in/student-01/neural_network.py": reference_source + noise})
    done = autograder("grade", tmp_path / "in", "--out", tmp_path / "out", "--task", "gates")
    path = tmp_path / "out" / "results" / "student-01.json"
    result = json.loads(path.read_text(encoding="utf-8"))
    assert result["score"] == 5
    assert "hello" in result["extra_data"]["printed"]
    assert "\x1b" not in result["extra_data"]["printed"]
    assert path.stat().st_size < 50_000
    assert "hello" not in done.stdout


def test_what_a_function_prints_is_not_taken_for_what_the_file_prints(
    autograder: Command, tmp_path: Path, reference_source: str
) -> None:
    source = reference_source.replace("    hidden = (", '    print("called")\n    hidden = (')
    assert source != reference_source
    hand_in(tmp_path, {"in/student-01/neural_network.py": source + '\nprint("loaded")\n'})
    autograder("grade", tmp_path / "in", "--out", tmp_path / "out", "--task", "gates")
    result = json.loads((tmp_path / "out" / "results" / "student-01.json").read_text(encoding="utf-8"))
    assert result["score"] == 5
    assert result["extra_data"]["printed"].strip() == "loaded"


def test_names_stay_apart_and_harmless(autograder: Command, tmp_path: Path) -> None:
    names = ["a", "A", "=1+1", "王-01", "n" * 250, "n" * 249 + "m", "x/../y".replace("/", ":"), "-rf"]
    hand_in(tmp_path / "in", {f"{name}/neural_network.py": "x = 1\n" for name in names})
    done = autograder("grade", tmp_path / "in", "--out", tmp_path / "out", "--task", "gates")
    assert done.returncode == 0, done.stderr
    table = grades(tmp_path / "out")
    files = [path.stem for path in (tmp_path / "out" / "results").iterdir()]
    assert len({name.casefold() for name in table.index}) == len(names)
    assert sorted(files) == sorted(table.index)
    assert "王-01" in table.index
    assert not any(name.startswith(("=", "-", "+", "@")) for name in table.index)


def test_the_result_has_the_shape_that_gradescope_reads(
    autograder: Command, tmp_path: Path, reference_source: str
) -> None:
    hand_in(tmp_path, {"in/student-01/neural_network.py": body(reference_source, "    return params\n")})
    autograder("grade", tmp_path / "in", "--out", tmp_path / "out", "--task", "update")
    result = json.loads((tmp_path / "out" / "results" / "student-01.json").read_text(encoding="utf-8"))
    assert result["score"] == sum(test["score"] for test in result["tests"])
    for test in result["tests"]:
        assert set(test) >= {"number", "name", "score", "max_score", "status", "output", "visibility", "extra_data"}
        assert set(test["extra_data"]) >= {"check", "task", "outcome", "misconceptions"}
        assert test["status"] == ("passed" if test["extra_data"]["outcome"] == "passed" else "failed")


def test_hidden_checks_do_not_quote_the_students_exception(
    autograder: Command, tmp_path: Path, reference_source: str
) -> None:
    leak = '    raise type("Leak" + str(len(params)), (ValueError,), {})(repr(params[0][0].tolist()))\n'
    hand_in(tmp_path, {"in/student-01/neural_network.py": body(reference_source, leak)})
    autograder("grade", tmp_path / "in", "--out", tmp_path / "out", "--task", "update")
    for test in read_tests(tmp_path / "out", "student-01"):
        assert "Leak" not in test["output"]
        if test["visibility"] != "visible":
            assert "[[" not in test["output"]


def test_the_summary_is_a_table_whatever_the_names_are(autograder: Command, tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    path.write_text('submission,score,note\n"a|b<script>`x`",5,"::error::[x](y)"\n', encoding="utf-8")
    lines = autograder("summary", path).stdout.splitlines()
    assert len(lines) == 3
    assert "<script>" not in lines[2]
    assert lines[2].replace("\\|", "").count("|") == 4


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


class Plain(zipfile.ZipInfo):
    """A member whose name is bytes of which nothing is known."""

    def __init__(self, name: bytes) -> None:
        super().__init__(name.hex())
        self.raw = name

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # zipfile asks it for the bytes
        return self.raw, self.flag_bits


def test_results_are_not_written_among_the_submissions(autograder: Command, tmp_path: Path) -> None:
    hand_in(tmp_path, {"student-01/neural_network.py": ""})
    for out in (tmp_path, tmp_path / "grades"):
        done = autograder("grade", tmp_path, "--out", out)
        assert done.returncode == 2
        assert "choose another --out" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["student-01"]


def test_a_hand_in_that_cannot_be_a_file_says_what_it_is(autograder: Command, tmp_path: Path) -> None:
    folder = hand_in(tmp_path / "in", {"right/neural_network.py": ""})
    for name in ("linked", "piped", "folder", "many", "deep"):
        (folder / name).mkdir()
    (folder / "linked" / "neural_network.py").symlink_to(folder / "right" / "neural_network.py")
    os.mkfifo(folder / "piped" / "neural_network.py")
    (folder / "folder" / "neural_network.py").mkdir()
    for number in range(10_001):
        (folder / "many" / str(number)).touch()
    hand_in(folder, {"deep/1/2/3/neural_network.py": ""})
    done = autograder("grade", folder, "--out", tmp_path / "out", "--task", "gates")
    assert done.returncode == 0, done.stderr
    notes = grades(tmp_path / "out")["note"]
    assert "is not a regular file but a link" in notes["linked"]
    assert "is not a regular file" in notes["piped"]
    assert "more than 10000 files" in notes["many"]
    assert "there is no neural_network.py" in notes["folder"]
    assert "there is no neural_network.py" in notes["deep"]


def test_a_part_without_a_submission_is_no_failure(autograder: Command, tmp_path: Path) -> None:
    folder = hand_in(tmp_path / "in", {"student-01/neural_network.py": "x = 1\n"})
    for part in (1, 2):
        done = autograder("grade", folder, "--out", tmp_path / f"{part}", "--task", "gates", "--shard", f"{part}/2")
        assert done.returncode == 0, done.stderr
    assert "no submission" in done.stdout
    done = autograder("merge", tmp_path / "1", tmp_path / "2", "--out", tmp_path / "all")
    assert done.returncode == 0, done.stderr
    assert list(grades(tmp_path / "all").index) == ["student-01"]


@pytest.mark.parametrize("what", ["task", pytest.param("salt", marks=pytest.mark.slow)])
def test_results_of_different_settings_are_not_mixed(autograder: Command, tmp_path: Path, what: str) -> None:
    """Neither in one folder nor by merge: tasks that nobody judged would look like zeros."""
    folder = hand_in(tmp_path / "in", {f"student-0{i}/neural_network.py": "x = 1\n" for i in (1, 2)})
    given = {"task": ("gates", "loss"), "salt": ("one", "two")}[what]
    always = [] if what == "task" else ["--task", "gates"]

    def part(number: int, value: str, *more: str) -> int:
        command = ("grade", folder, "--out", tmp_path / str(number), "--shard", f"{number}/2", *always, *more)
        done = autograder(*command, f"--{what}", value)
        assert done.returncode == 0 or f"another {what}" in done.stderr
        return done.returncode

    assert [part(1, given[0]), part(2, given[1])] == [0, 0]
    before = (tmp_path / "1" / "grades.csv").read_bytes()
    merged = autograder("merge", tmp_path / "1", tmp_path / "2", "--out", tmp_path / "all")
    assert merged.returncode == 2
    assert f"another {what}" in merged.stderr
    assert part(1, given[1]) == 2
    assert (tmp_path / "1" / "grades.csv").read_bytes() == before
    assert part(1, given[1], "--fresh") == 0
    assert autograder("merge", tmp_path / "1", tmp_path / "2", "--out", tmp_path / "all").returncode == 0
    assert autograder("merge", tmp_path / "1", tmp_path / "2", "--out", tmp_path / "1").returncode == 2


def test_one_task_is_reported_out_of_its_own_points(autograder: Command, tmp_path: Path) -> None:
    folder = hand_in(
        tmp_path / "in", {"王 丽/neural_network-1.py": "def xor_params():\n    raise NotImplementedError\n"}
    )
    done = autograder("grade", folder, "--out", tmp_path / "out", "--task", "gates")
    assert "gates 0/5 todo" in done.stdout
    assert "median 0 of 5 points" in done.stdout
    table = grades(tmp_path / "out")
    assert table.loc["王_丽", ["score", "max_score", "handed_in"]].tolist() == [0, 5, "王 丽/neural_network-1.py"]


def test_what_could_not_be_judged_has_no_score(tmp_path: Path) -> None:
    """A 0 would be uploaded and believed."""
    result = not_graded("student-01", "the process that starts the workers has ended")
    unreadable = refused("student-02", checks_for("gates"), "error", "no file")
    write_grades([row(result), row(unreadable)], tmp_path / "grades.csv")
    assert grades(tmp_path)["score"].to_dict() == {"student-01": "", "student-02": "0"}
    assert "score" not in results(result, Feedback())
    assert results(result, Feedback())["extra_data"]["fault"]
