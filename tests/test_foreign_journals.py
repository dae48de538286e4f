"""``merge`` believes nothing that is in the parts: a part that the kit cannot have made is refused, and named."""

import fcntl
import hashlib
import io
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from assignment.engine.homework import load
from assignment.engine.outcomes import Outcome, Reason, Why
from assignment.engine.registry import all_checks
from assignment.engine.verdicts import Verdict
from autograder.cli.main import main
from autograder.grading.grade import not_graded
from autograder.grading.result import Result as Graded
from autograder.pages import PAGES
from autograder.reports import REPORTS, Context
from autograder.run import record
from autograder.run.fingerprint import of_submission
from autograder.run.journal import Journal
from autograder.run.settings import Settings

from .class_files import grades, hot_journal

HOMEWORK = load(solutions=True)
SETTINGS = Settings(task="gates")
NAMES = [f"student-0{number}" for number in range(1, 6)]  # the last one is in neither part
MARK = "a file of somebody else"
OTHER = next(check.id for check in all_checks(HOMEWORK) if check.task == "loss")


def graded(name: str, outcome: Outcome = Outcome.PASSED) -> Graded:
    why = None if outcome == Outcome.PASSED else Why(Reason.RAISED, "gates", ("ValueError",), limit=1.0)
    return Graded(name, 5, {check.id: Verdict(check, outcome, why) for check in SETTINGS.checks})


def a_part(folder: Path, number: int, names: list[str] = NAMES, chosen: Settings = SETTINGS) -> Path:
    """Make the folder of a run with ``--shard NUMBER/3``, without grading anything."""
    folder.mkdir(parents=True)
    with Journal(folder, HOMEWORK) as journal:
        journal.settle(**chosen.in_common)
        journal.place((number, 3), names)
        for position, name in enumerate(names):
            if position % 3 == number - 1:
                journal.put(graded(name), position, of_submission(name, chosen))
    return folder


def credited(record: dict[str, Any]) -> None:
    """Let all of backward have failed, and credit what is beside one mistake."""
    for verdict in record["verdicts"]:
        verdict[1] = "failed"
    record["credits"] = [{"task": "backward", "slots": ["divisor"], "points": 22.0}]


@pytest.mark.parametrize("chosen", [True, False])
def test_credit_is_merged_only_where_the_course_has_chosen_it(tmp_path: Path, chosen: bool) -> None:
    settings = Settings(task="backward", credited=chosen)
    checks = {check.id: Verdict(check, Outcome.PASSED) for check in settings.checks}
    with patch(f"{__name__}.graded", lambda name: Graded(name, 25, checks)):
        parts = [a_part(tmp_path / f"{number}", number, chosen=settings) for number in (1, 2)]
    rewrite(parts[1], credited)
    if chosen:
        assert merge(parts, tmp_path / "out").exit_code == 1  # the third part is missing
        assert "student-02,22,25,22," in (tmp_path / "out" / "grades.csv").read_text(encoding="utf-8")
    else:
        refused(parts, tmp_path / "out")


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    """Two parts of three: places 0 and 3, and places 1 and 4. The tests change the second one."""
    return [a_part(tmp_path / f"part-{number}", number) for number in (1, 2)]


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A file outside of all these folders."""
    path = tmp_path / "elsewhere" / "victim"
    path.parent.mkdir()
    path.write_text(MARK)
    return path


def merge(parts: list[Path], out: Path) -> Result:
    return CliRunner().invoke(main, ["merge", *map(str, parts), "--out", str(out)])


def listing(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return all entries with their kind and content, so that any change is seen."""
    found = {}
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() and path.stat().st_size < 1 << 20 else b""
        found[str(path)] = path.lstat().st_mode, hashlib.sha256(content).digest()
    return found


def refused(parts: list[Path], out: Path, *words: str, culprit: int = 1) -> None:
    """Merge, and see that the part is named, that it says what to do, and that nothing was written anywhere."""
    before = [listing(part) for part in parts]
    done = merge(parts, out)
    assert done.exit_code == 2, done.output
    assert isinstance(done.exception, SystemExit)
    said = done.stderr
    assert f"{parts[culprit]} cannot be merged: " in said, said
    assert "; " in said.partition("cannot be merged")[2], "what to do"
    assert len(said.splitlines()) == 1
    for word in words:
        assert word in said, said
    assert list(out.iterdir()) == []
    assert [listing(part) for part in parts] == before


def change(part: Path, *statements: str, values: tuple[Any, ...] = ()) -> None:
    """Change a journal as its owner can."""
    connection = sqlite3.connect(part / "journal.sqlite", isolation_level=None)
    for statement in statements:
        connection.execute(statement, values if "?" in statement else ())
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def rewrite(part: Path, edit: Callable[[dict[str, Any]], object], position: int = 1) -> None:
    """Change the record of a result."""
    connection = sqlite3.connect(part / "journal.sqlite")
    (text,) = connection.execute("SELECT result FROM results WHERE position = ?", (position,)).fetchone()
    connection.close()
    record = json.loads(text)
    edit(record)
    change(part, "UPDATE results SET result = ? WHERE position = ?", values=(json.dumps(record), position))


def test_parts_that_the_kit_made_are_merged(parts: list[Path], tmp_path: Path) -> None:
    third = a_part(tmp_path / "part-3", 3)
    done = merge([*parts, third], tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert list(grades(tmp_path / "out").index) == NAMES
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["grades.csv", "html", "ignored.csv", "results"]


def test_a_part_that_is_missing_at_the_end_of_the_class_is_noticed(parts: list[Path], tmp_path: Path) -> None:
    done = merge(parts[:1], tmp_path / "out")
    assert done.exit_code == 1
    assert "3 submissions are in no part" in done.stderr


def test_what_a_killed_run_left_in_the_log_of_its_journal_is_merged(parts: list[Path], tmp_path: Path) -> None:
    killed = tmp_path / "part-3"
    running = a_part(tmp_path / "running", 3, names=NAMES[:2])
    with Journal(running, HOMEWORK) as journal:
        journal.place((3, 3), NAMES)
        journal.put(graded(NAMES[2]), 2, of_submission("", SETTINGS))
        killed.mkdir()
        for name in ("journal.sqlite", "journal.sqlite-wal"):
            shutil.copy(running / name, killed / name)
    assert (killed / "journal.sqlite-wal").stat().st_size > 0
    done = merge([*parts, killed], tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert NAMES[2] in grades(tmp_path / "out").index


def test_results_that_are_graded_again_each_time_have_no_key(parts: list[Path], tmp_path: Path) -> None:
    third = a_part(tmp_path / "part-3", 3)
    change(third, "DELETE FROM results")
    with Journal(third, HOMEWORK) as journal:
        journal.put(not_graded(HOMEWORK, NAMES[2], SETTINGS.checks, "the fork server has ended"), 2, "")
    done = merge([*parts, third], tmp_path / "out")
    assert "marked as fault" in done.stderr
    assert grades(tmp_path / "out").loc[NAMES[2], "score"] == ""


# --- places and names


def test_two_results_for_one_place_are_refused(parts: list[Path], tmp_path: Path) -> None:
    change(parts[1], "UPDATE results SET position = 1")
    refused(parts, tmp_path / "out", "place 1")


def test_two_results_for_one_name_are_refused(parts: list[Path], tmp_path: Path) -> None:
    rewrite(parts[1], lambda record: record.update(submission="student-01"))
    change(parts[1], "UPDATE results SET submission = 'student-01' WHERE position = 1")
    refused(parts, tmp_path / "out", "a second result for student-01", str(parts[0]))


def test_two_names_that_are_one_file_on_some_systems_are_refused(parts: list[Path], tmp_path: Path) -> None:
    rewrite(parts[1], lambda record: record.update(submission="STUDENT-01"))
    change(parts[1], "UPDATE results SET submission = 'STUDENT-01' WHERE position = 1")
    refused(parts, tmp_path / "out", "a second result for STUDENT-01")


def test_a_name_that_is_nobodys_in_the_class_is_refused_when_the_class_is_whole(
    parts: list[Path], tmp_path: Path
) -> None:
    rewrite(parts[1], lambda record: record.update(submission="student-77"))
    change(parts[1], "UPDATE results SET submission = 'student-77' WHERE position = 1")
    parts = [*parts, a_part(tmp_path / "part-3", 3)]
    refused(parts, tmp_path / "out", "the names in the parts are not those of its class", culprit=0)


@pytest.mark.parametrize("position", [-1, 0, 2, 7, 10**9, 2**62, "x", 1.5, b"1"])
def test_a_place_that_is_not_in_the_shard_is_refused(parts: list[Path], tmp_path: Path, position: object) -> None:
    change(parts[1], "UPDATE results SET position = ? WHERE position = 1", values=(position,))
    refused(parts, tmp_path / "out")


@pytest.mark.parametrize(
    "name",
    [
        "../../elsewhere/victim",
        "/etc/passwd",
        "a/b",
        "..",
        ".hidden",
        "-rf",
        "",
        "a\0b",
        "a\nb",
        "a\u202eb",
        "a\u3164",
        "=1+1",
        "n" * 300,
    ],
)
def test_a_name_that_the_kit_does_not_give_is_refused(
    parts: list[Path], tmp_path: Path, victim: Path, name: str
) -> None:
    rewrite(parts[1], lambda record: record.update(submission=name))
    change(parts[1], "UPDATE results SET submission = ? WHERE position = 1", values=(name,))
    refused(parts, tmp_path / "out", "is not a name that the kit gives")
    assert victim.read_text() == MARK
    assert [path.name for path in victim.parent.iterdir()] == ["victim"]


# --- records


def first(record: dict[str, Any]) -> list[Any]:
    verdict: list[Any] = record["verdicts"][0]
    return verdict


BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "the name of another": lambda record: record.update(submission="student-01"),
    "an unknown outcome": lambda record: first(record).__setitem__(1, "brilliant"),
    "an outcome that is a number": lambda record: first(record).__setitem__(1, 1),
    "an unknown check": lambda record: first(record).__setitem__(0, "gates.invented"),
    "a check of another task": lambda record: first(record).__setitem__(0, OTHER),
    "a check less": lambda record: record["verdicts"].pop(),
    "a check twice": lambda record: record["verdicts"].append(record["verdicts"][0]),
    "no check": lambda record: record.update(verdicts=[]),
    "points and a failure of the kit": lambda record: record.update(problem="it died"),
    "a score": lambda record: record.update(score=110),
    "a most": lambda record: record.update(max_score=1),
    "a field less": lambda record: record.pop("remarks"),
    "a number for a text": lambda record: record.update(handed_in=5),
    "a text for a truth": lambda record: record.update(isolated="yes"),
    "a list for a text": lambda record: record.update(output=["x"]),
    "a text beyond bytes": lambda record: record.update(output="\u4f60"),
    "lists in lists": lambda record: record.update(remarks=[["x"]]),
    "a code with markup": lambda record: record.update(
        findings={"gates": [{"function": "f", "mistakes": [["[link=file:///x]"]], "example": []}]}
    ),
    "a mistake without a code": lambda record: record.update(
        findings={"gates": [{"function": "f", "mistakes": [[]], "example": []}]}
    ),
    "NaN": lambda record: record.update(
        why={"reason": "raised", "function": "", "kinds": [], "text": "", "line": None, "limit": float("nan")}
    ),
    "infinity": lambda record: record.update(
        why={"reason": "raised", "function": "", "kinds": [], "text": "", "line": None, "limit": float("inf")}
    ),
    "a line of many digits": lambda record: record.update(
        why={"reason": "raised", "function": "", "kinds": [], "text": "", "line": None, "limit": 10**4000}
    ),
    "a reason of its own": lambda record: record.update(
        why={"reason": "magic", "function": "", "kinds": [], "text": "", "line": None, "limit": 0}
    ),
    "too long a text": lambda record: record.update(problem="x" * (3 << 20)),
}


@pytest.mark.parametrize("edit", BROKEN.values(), ids=BROKEN)
def test_a_record_that_the_kit_does_not_write_is_refused(
    parts: list[Path], tmp_path: Path, edit: Callable[[dict[str, Any]], object]
) -> None:
    rewrite(parts[1], edit)
    refused(parts, tmp_path / "out")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["passed", "raised"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in JSON data, as a container and a key."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [(value, key) for key in keys] + [place for key in keys for place in places(value[key])]


@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_whatever_a_record_says_it_is_unreadable_or_all_reports_can_be_written(data: st.DataObject) -> None:
    finding = {"function": "f", "mistakes": [["A01", "B02"]], "example": ["f(1)"]}
    content = json.loads(record.dump(graded("student-01", Outcome.FAILED)))
    content |= {"why": content["verdicts"][0][2], "findings": {"gates": [finding]}, "remarks": ["x"]}
    for _ in range(data.draw(st.integers(0, 2))):
        container, key = data.draw(st.sampled_from(places(content)))
        container[key] = data.draw(JSON)
    try:
        result = record.load(HOMEWORK, json.dumps(content))
    except record.Unreadable:
        return
    with tempfile.TemporaryDirectory() as folder:
        context = Context(Path(folder), HOMEWORK, console=Console(file=io.StringIO()))
        for make in (*REPORTS, *PAGES):
            report = make(context)
            report.add(replace(result, submission="student-01"))
            report.close()
        assert sorted(path.name for path in Path(folder).iterdir()) == ["grades.csv", "html", "results"]


@pytest.mark.parametrize(
    "text",
    ["[" * 500_000, '{"a":' * 100_000 + "1" + "}" * 100_000, "null", "[]", "3", '"x"', "", "{", "\ufeff{}", "NaN"],
)
def test_a_record_that_is_no_json_object_is_refused(parts: list[Path], tmp_path: Path, text: str) -> None:
    change(parts[1], "UPDATE results SET result = ? WHERE position = 1", values=(text,))
    refused(parts, tmp_path / "out", "cannot be read")


@pytest.mark.parametrize("expression", ["zeroblob(500000000)", "x'ff'", "CAST(x'fffe' AS TEXT)", "1", "1e999"])
def test_a_value_that_is_no_text_is_refused(parts: list[Path], tmp_path: Path, expression: str) -> None:
    change(parts[1], f"UPDATE results SET result = {expression} WHERE position = 1")
    refused(parts, tmp_path / "out")


@pytest.mark.parametrize("key", ["", "x", "0" * 64, "0" * 128])
def test_a_key_that_is_not_this_kits_is_refused(parts: list[Path], tmp_path: Path, key: str) -> None:
    change(parts[1], "UPDATE results SET key = ? WHERE position = 1", values=(key,))
    refused(parts, tmp_path / "out", "another version of the kit")


def test_a_result_without_isolation_has_another_key(parts: list[Path], tmp_path: Path) -> None:
    """It cannot be passed off as an isolated one by changing a word."""
    open_result = of_submission("x", Settings(task="gates", isolated=False))
    change(parts[1], "UPDATE results SET key = ? WHERE position = 1", values=(open_result,))
    refused(parts, tmp_path / "out", "another version of the kit")


# --- settings


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM settings",
        "DELETE FROM settings WHERE name = 'shard'",
        "UPDATE settings SET value = 'none' WHERE name = 'task'",
        "UPDATE settings SET value = 'another' WHERE name = 'homework'",
        "UPDATE settings SET value = 'x' WHERE name = 'salt'",
        "UPDATE settings SET value = x'00' WHERE name = 'salt'",
        "UPDATE settings SET value = 'everything' WHERE name = 'credit'",
        "UPDATE settings SET value = '0/0' WHERE name = 'shard'",
        "UPDATE settings SET value = '2/' || hex(zeroblob(3000)) WHERE name = 'shard'",
        "UPDATE settings SET value = '٢/٣' WHERE name = 'shard'",
        "UPDATE settings SET value = '-5 ' || hex(zeroblob(32)) WHERE name = 'class'",
        "INSERT INTO settings VALUES ('more', '1')",
    ],
)
def test_settings_that_the_kit_does_not_write_are_refused(parts: list[Path], tmp_path: Path, statement: str) -> None:
    change(parts[1], statement)
    refused(parts, tmp_path / "out")


def test_another_salt_is_refused(parts: list[Path], tmp_path: Path) -> None:
    parts[1] = a_part(tmp_path / "other", 2, chosen=Settings(salt="two", task="gates"))
    refused(parts, tmp_path / "out", "another salt", str(parts[0]))


def test_the_same_shard_twice_is_refused(parts: list[Path], tmp_path: Path) -> None:
    refused([parts[0], a_part(tmp_path / "other", 1)], tmp_path / "out", "shard 1/3 as well", "give each part once")
    refused([parts[0], parts[0]], tmp_path / "out", "shard 1/3 as well")


def test_a_part_of_another_class_is_refused(parts: list[Path], tmp_path: Path) -> None:
    parts[1] = a_part(tmp_path / "other", 2, names=[*NAMES, "student-06"])
    refused(parts, tmp_path / "out", "another class")


# --- tables


FORMS = {
    "a view that never ends": (
        "ALTER TABLE results RENAME TO old",
        "CREATE VIEW results AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT 'x' AS submission, i AS position, '' AS key, 1 AS times, '' AS result FROM n",
    ),
    "a view of settings": (
        "ALTER TABLE settings RENAME TO old",
        "CREATE VIEW settings AS SELECT name, value FROM old",
    ),
    "a trigger": ("CREATE TRIGGER t AFTER UPDATE ON results BEGIN DELETE FROM settings; END",),
    "a generated column": (
        "ALTER TABLE results ADD COLUMN more GENERATED ALWAYS AS (hex(zeroblob(900000000))) VIRTUAL",
    ),
    "a column that is computed": (
        "DROP TABLE results",
        "CREATE TABLE results (submission TEXT PRIMARY KEY, position INTEGER NOT NULL, key TEXT NOT NULL, "
        "times INTEGER NOT NULL, result TEXT AS (printf('%.*c', 900000000, 'x')) NOT NULL)",
    ),
    "a virtual table": ("DROP TABLE results", "CREATE VIRTUAL TABLE results USING fts5(submission, position, key)"),
    "an index with an expression": ("CREATE INDEX i ON results (hex(result))",),
    "no primary key": (
        "CREATE TABLE copy AS SELECT * FROM results",
        "DROP TABLE results",
        "ALTER TABLE copy RENAME TO results",
    ),
    "a table more": ("CREATE TABLE more (x)",),
    "a table less": ("DROP TABLE results",),
}


@pytest.mark.parametrize("statements", FORMS.values(), ids=FORMS)
def test_a_journal_with_other_tables_is_refused(parts: list[Path], tmp_path: Path, statements: tuple[str, ...]) -> None:
    change(parts[1], *statements)
    refused(parts, tmp_path / "out", "other tables")


# --- files


def in_place_of(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink(missing_ok=True)
    make(path)


@pytest.mark.parametrize("name", ["journal.lock", "journal.sqlite", "journal.sqlite-wal"])
def test_a_link_is_not_followed(parts: list[Path], tmp_path: Path, victim: Path, name: str) -> None:
    in_place_of(parts[1] / name, lambda path: path.symlink_to(victim))
    refused(parts, tmp_path / "out", f"{name} is a link")
    assert victim.read_text() == MARK


def test_a_link_to_the_journal_of_another_part_is_not_followed(parts: list[Path], tmp_path: Path) -> None:
    in_place_of(parts[1] / "journal.sqlite", lambda path: path.symlink_to(parts[0] / "journal.sqlite"))
    refused(parts, tmp_path / "out", "is a link")


@pytest.mark.parametrize("name", ["journal.lock", "journal.sqlite", "journal.sqlite-wal"])
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir], ids=["pipe", "folder"])
def test_a_pipe_or_a_folder_in_the_place_of_a_file_is_refused(
    parts: list[Path], tmp_path: Path, name: str, make: Callable[[Path], object]
) -> None:
    in_place_of(parts[1] / name, make)
    refused(parts, tmp_path / "out", name)


@pytest.mark.parametrize("name", ["journal.sqlite", "journal.sqlite-wal"])
def test_a_file_of_any_size_is_not_copied(parts: list[Path], tmp_path: Path, name: str) -> None:
    with open(parts[1] / name, "ab") as stream:
        stream.truncate(1 << 40)  # takes no room
    refused(parts, tmp_path / "out", "larger than 1024 MiB")


def test_a_damaged_journal_is_refused(parts: list[Path], tmp_path: Path) -> None:
    path = parts[1] / "journal.sqlite"
    data = path.read_bytes()
    for number, broken in enumerate((data[:5000], b"no database" * 1000, data[:4096] + b"\xff" * (len(data) - 4096))):
        path.write_bytes(broken)
        refused(parts, tmp_path / f"out-{number}", "is damaged")


def test_a_journal_that_is_being_written_is_refused(parts: list[Path], tmp_path: Path) -> None:
    with Journal(parts[1], HOMEWORK):
        refused(parts, tmp_path / "out", "a run is writing into it", "wait")
    with open(parts[1] / "journal.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused(parts, tmp_path / "out-2", "a run is writing into it")


def test_files_beside_a_journal_are_neither_made_nor_used(parts: list[Path], tmp_path: Path, victim: Path) -> None:
    (parts[1] / "journal.lock").unlink()
    (parts[1] / "journal.sqlite-shm").write_bytes(b"\xff" * 5000)
    hot_journal(parts[1], victim)
    before = listing(parts[1])
    assert merge(parts, tmp_path / "out").exit_code == 1, "one part is missing"
    assert listing(parts[1]) == before
    assert victim.read_text() == MARK


# --- OUT


@pytest.mark.parametrize("name", ["results", "grades.csv"])
def test_a_link_in_the_output_folder_is_refused(parts: list[Path], tmp_path: Path, victim: Path, name: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / name).symlink_to(victim.parent if name == "results" else victim)
    done = merge(parts, out)
    assert done.exit_code == 2
    assert f"{out / name} is not a" in done.stderr
    assert "remove it, or choose another --out" in done.stderr
    assert victim.read_text() == MARK
    assert [path.name for path in victim.parent.iterdir()] == ["victim"]


def test_a_link_in_the_place_of_a_draft_or_a_result_is_not_followed(
    parts: list[Path], tmp_path: Path, victim: Path
) -> None:
    out = tmp_path / "out"
    (out / "results").mkdir(parents=True)
    places = ["grades.tmp", ".grades.csv.tmp", "results/.student-01.tmp", "results/.student-01.json.tmp"]
    for name in (*places, "results/student-01.json"):
        (out / name).symlink_to(victim)
    assert merge(parts, out).exit_code == 1, "one part is missing"
    assert victim.read_text() == MARK
    assert json.loads((out / "results" / "student-01.json").read_text())["score"] == 5
    assert not (out / "results" / "student-01.json").is_symlink()


def test_a_folder_in_the_place_of_the_gradebook_is_refused(parts: list[Path], tmp_path: Path) -> None:
    (tmp_path / "out" / "grades.csv").mkdir(parents=True)
    done = merge(parts, tmp_path / "out")
    assert done.exit_code == 2
    assert "grades.csv is not a file but a folder" in done.stderr
