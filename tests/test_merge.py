"""``--shard`` and ``merge``: a class graded in parts."""

from pathlib import Path

import pytest

from .class_files import grades, hand_in
from .conftest import Command


def test_a_part_without_a_submission_is_not_a_failure(autograder: Command, tmp_path: Path) -> None:
    folder = hand_in(tmp_path / "in", {"student-01/neural_network.py": "x = 1\n", "data/ex4x.dat": "1"})
    for part in (1, 2):
        done = autograder("grade", folder, "--out", tmp_path / f"{part}", "--task", "gates", "--shard", f"{part}/2")
        assert done.returncode == 0, done.stderr
    assert "no submission" in done.stdout
    done = autograder("merge", tmp_path / "1", tmp_path / "2", "--out", tmp_path / "all")
    assert done.returncode == 0, done.stderr
    assert list(grades(tmp_path / "all").index) == ["student-01"]
    assert (tmp_path / "all" / "html" / "students" / "student-01.html").is_file()
    assert "ignored: 'data'" in done.stdout
    ignored = [(tmp_path / name / "ignored.csv").read_text(encoding="utf-8") for name in ("1", "all")]
    assert ignored[0] == ignored[1]
    assert "data,a folder without a student's file" in ignored[1]
    (tmp_path / "1" / "ignored.csv").write_bytes(b"\xff")
    (tmp_path / "2" / "ignored.csv").unlink()
    done = autograder("merge", tmp_path / "1", tmp_path / "2", "--out", tmp_path / "all")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("ignored.csv cannot be read") == 2


@pytest.mark.slow
@pytest.mark.parametrize("what", ["task", "salt"])
def test_results_of_different_settings_are_not_mixed(autograder: Command, tmp_path: Path, what: str) -> None:
    """Neither in one folder nor by merge: tasks that were not judged would look like tasks with 0 points."""
    folder = hand_in(tmp_path / "in", {f"student-0{i}/neural_network.py": "x = 1\n" for i in (1, 2)})
    given = {"task": ("gates", "loss"), "salt": ("one salt, number 2718281828", "two salts, number 2718281828")}[what]
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


def test_a_missing_part_is_noticed(autograder: Command, tmp_path: Path) -> None:
    folder = hand_in(tmp_path / "in", {f"student-0{i}/neural_network.py": "" for i in (1, 2, 3)})
    autograder("grade", folder, "--out", tmp_path / "1", "--task", "gates", "--shard", "1/2")
    done = autograder("merge", tmp_path / "1", "--out", tmp_path / "all")
    assert done.returncode == 1
    assert "1 submissions are in no part: is a shard missing?" in done.stderr
    assert list(grades(tmp_path / "all").index) == ["student-01", "student-03"]


def test_a_folder_that_is_not_a_part_is_refused(autograder: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = autograder("merge", tmp_path / "empty", "--out", tmp_path / "all")
    assert done.returncode == 2
    assert "holds no journal.sqlite" in done.stderr
