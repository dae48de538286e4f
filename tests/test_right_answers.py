"""Right answers are kept on disk between runs: exactly, safely, and only where that is possible and allowed."""

import hashlib
import os
import pickle
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assignment.checks.network import Network
from assignment.engine.homework import KIT, load
from assignment.engine.remembered import remembered
from autograder.run import fingerprint, right_answers
from autograder.run.right_answers import FOLDER, kept
from autograder.run.settings import Settings

from .class_files import grades
from .conftest import Command

ANSWER = (np.array([[0.1, -0.0, np.nan], [1e-310, np.inf, 2.0]]), {"a": [1, None, "text"]}, Network((2, 3)), True)
SETTINGS = Settings()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, which does not exist yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / FOLDER


class Run:
    """A run of the grader with an empty memory; it counts how often a right answer is computed."""

    def __init__(self, settings: Settings = SETTINGS) -> None:
        self.settings = settings
        self.computed: list[Any] = []

    def ask(self, number: int = 1) -> Any:
        """Ask for the right answer to a question."""

        @remembered(8, lasting=True)
        def answer(number: int) -> Any:
            self.computed.append(number)
            return (*ANSWER, number)

        with kept(self.settings):
            return answer(number)


def is_right(answer: Any, number: int = 1) -> bool:
    return pickle.dumps(answer) == pickle.dumps((*ANSWER, number))


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_the_next_run_gets_the_same_bits_without_computing_them(folder: Path) -> None:
    first, second = Run(), Run()
    assert is_right(first.ask())
    assert is_right(second.ask())
    assert (first.computed, second.computed) == ([1], [])


def test_another_question_has_another_answer(folder: Path) -> None:
    Run().ask(1)
    other = Run()
    assert is_right(other.ask(2), 2)
    assert other.computed == [2]
    assert len([*folder.iterdir()]) == 2


def test_another_version_of_the_kit_does_not_use_the_answers_of_this_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Run().ask()
    monkeypatch.setattr(fingerprint, "of_files", lambda homework: "another version")
    other = Run()
    other.ask()
    assert other.computed == [1]


def test_another_homework_does_not_use_the_answers_of_this_one(folder: Path) -> None:
    Run().ask()
    line = Run(Settings(folder=KIT / "tests" / "line"))
    assert is_right(line.ask())
    assert line.computed == [1]


@pytest.mark.parametrize("name", ["solutions/checks/compare.py", "assignment/engine/remembered.py", "data"])
def test_every_byte_that_may_decide_an_answer_is_in_the_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    homework = load(solutions=True)
    for path in (*KIT.glob("a*/**/*.py"), *KIT.glob("solutions/**/*.py"), homework.folder / homework.data[0]):
        target = tmp_path / path.relative_to(KIT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    monkeypatch.setattr(fingerprint, "KIT", tmp_path)
    copy = replace(homework, folder=tmp_path / "assignment")
    of_files: Callable[[Any], str] = fingerprint.of_files.__wrapped__  # type: ignore[attr-defined]
    before = of_files(copy)
    edited = tmp_path / ("assignment/" + homework.data[0] if name == "data" else name)
    edited.write_bytes(edited.read_bytes() + b"\n# a remark\n")
    assert of_files(copy) != before


def _right_checksum(data: bytes) -> bytes:
    return hashlib.sha256(data).digest() + data


@dataclass(frozen=True)
class Shape:
    """A record that the homework does not have."""

    corners: int = 3


class Executed:
    """Leaves a trace if it is unpickled."""

    def __reduce__(self) -> Any:
        return os.mkdir, (os.environ["TRACE"],)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut": lambda content: content[:-1],
    "longer": lambda content: content + b"\0",
    "one bit": lambda content: content[:50] + bytes([content[50] ^ 1]) + content[51:],
    "another checksum": lambda content: bytes(32) + content[32:],
    "of another program": lambda content: b"SQLite format 3\0" * 100,
    "too short a value": lambda content: _right_checksum(b"x"),
    "no value": lambda content: _right_checksum(bytes(8)),
    "too large": lambda content: _right_checksum(content[32:] + bytes(right_answers.MOST_BYTES)),
    "a pickle": lambda content: _right_checksum(pickle.dumps(Executed())),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_ignored_and_replaced(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    monkeypatch.setenv("TRACE", str(tmp_path / "executed"))
    Run().ask()
    path = only_file(folder)
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    after, later = Run(), Run()
    assert is_right(after.ask())
    assert is_right(later.ask())
    assert (after.computed, later.computed) == ([1], [])
    assert not (tmp_path / "executed").exists()


@pytest.mark.parametrize("kind", ["folder", "pipe", "link to nothing"])
def test_what_is_no_file_is_ignored(folder: Path, kind: str) -> None:
    Run().ask()
    path = only_file(folder)
    path.unlink()
    {"folder": path.mkdir, "pipe": lambda: os.mkfifo(path), "link to nothing": lambda: path.symlink_to("nothing")}[
        kind
    ]()
    after = Run()
    assert is_right(after.ask())
    assert after.computed == [1]


def test_nobody_else_can_read_the_files(folder: Path) -> None:
    Run().ask()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert only_file(folder).stat().st_mode & 0o077 == 0


def test_a_folder_that_others_can_write_into_is_not_used(folder: Path) -> None:
    Run().ask()
    folder.chmod(0o777)
    after = Run()
    assert is_right(after.ask())
    assert after.computed == [1]


def test_a_folder_of_another_user_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Run().ask()
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    after = Run()
    assert is_right(after.ask())
    assert after.computed == [1]


def test_where_no_folder_can_be_made_answers_are_computed(folder: Path) -> None:
    folder.write_text("a file is in the way")
    run = Run()
    assert is_right(run.ask())
    assert run.computed == [1]


def test_where_nothing_can_be_written_answers_are_computed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    run = Run()
    assert is_right(run.ask())
    assert run.computed == [1]
    assert [*folder.iterdir()] == []


def test_a_user_without_a_home_has_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(right_answers, "user_cache_path", lambda name: Path("~/.cache") / name)
    assert is_right(Run().ask())
    assert [*tmp_path.iterdir()] == []


def test_without_the_cache_nothing_is_read_or_written(folder: Path) -> None:
    without = Run(Settings(cache=False))
    without.ask()
    assert not folder.exists()
    Run().ask()
    again = Run(Settings(cache=False))
    again.ask()
    assert (without.computed, again.computed) == ([1], [1])


def test_an_answer_that_is_not_plain_data_is_computed_each_time(folder: Path) -> None:
    @remembered(8, lasting=True)
    def answer(which: int) -> Any:
        return (Shape(), {1, 2})[which]

    with kept(SETTINGS):
        assert answer(0) == Shape()
        assert answer(1) == {1, 2}
    assert [*folder.iterdir()] == []


def test_many_writers_at_once_leave_one_whole_file(folder: Path) -> None:
    writers = 8
    meet = threading.Barrier(writers)

    def write(_: int) -> bool:
        run = Run()
        meet.wait(30)
        return is_right(run.ask())

    with ThreadPoolExecutor(writers) as pool:
        for _ in range(20):
            assert all(pool.map(write, range(writers)))
            only_file(folder).write_bytes(b"damaged")
            assert all(pool.map(write, range(writers)))
    last = Run()
    assert is_right(last.ask())
    assert last.computed == []
    only_file(folder)


def test_of_too_many_files_the_oldest_are_removed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(right_answers, "MOST_FILES", 3)
    for number in range(5):
        before = {*folder.iterdir()} if folder.exists() else set()
        Run().ask(number)
        (new,) = {*folder.iterdir()} - before
        os.utime(new, (number, number))
    assert len([*folder.iterdir()]) == 3
    again = Run()
    for number in (4, 3, 0):
        again.ask(number)
    assert again.computed == [0]


PROGRAM = """
import sys
from autograder.run import record, worker_pool
from autograder.run.settings import Settings
from autograder.run.worker_pool import Job
settings = Settings(salt=sys.argv[1], task="compare")
source = settings.homework.right.source.read_text(encoding="utf-8")
print(record.dump(worker_pool.graded(Job("student-01", source, settings))))
print("sklearn" in sys.modules)
worker_pool.close()
"""


@pytest.mark.slow
def test_with_the_cache_a_fresh_process_gives_the_same_verdicts_without_scikit_learn(folder: Path) -> None:
    def graded(salt: str) -> tuple[str, str]:
        done = subprocess.run([sys.executable, "-B", "-c", PROGRAM, salt], cwd=KIT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        result, imported = done.stdout.splitlines()
        return re.sub(r'"seconds":[\d.]+', "", result), imported

    first, second, other = graded("a secret"), graded("a secret"), graded("another secret")
    assert first[0] == second[0]
    assert (first[1], second[1], other[1]) == ("True", "False", "True")  # another salt has its own answers
    names = [path.name for path in folder.iterdir()]
    assert all(len(name) == 64 and int(name, 16) for name in names)
    assert b"secret" not in b"".join(path.read_bytes() for path in folder.iterdir())


@pytest.mark.slow
def test_the_command_gives_the_same_table_with_the_cache_and_without(
    autograder: Command, folder: Path, tmp_path: Path, reference_source: str
) -> None:
    wrong = f"{reference_source}\n\ndef cross_validate(*args):\n    return np.zeros(len(args[3]))\n"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "student-01.py").write_text(reference_source, encoding="utf-8")
    (tmp_path / "in" / "student-02.py").write_text(wrong, encoding="utf-8")
    for out, *more in (("without", "--no-cache"), ("first",), ("second",)):
        arguments = ("--out", tmp_path / out, "--task", "cross_validate", *more)
        done = autograder("grade", tmp_path / "in", *arguments)
        assert done.returncode == 0, done.stderr
        assert folder.exists() == (out != "without")
    tables = [(tmp_path / out / "grades.csv").read_bytes() for out in ("without", "first", "second")]
    assert tables[0] == tables[1] == tables[2]
    assert grades(tmp_path / "second")["score"].tolist() == [6, 0]
