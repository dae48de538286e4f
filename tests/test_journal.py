"""A class run can be interrupted anywhere and resumed; what has been graded is not graded again."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assignment.engine.homework import KIT, Homework
from autograder.grading.grade import checks_for, grade
from autograder.grading.result import Result
from autograder.run import record, worker_pool
from autograder.run.journal import Journal, JournalError, NotAFile
from autograder.run.settings import Settings
from autograder.run.worker_pool import Job
from autograder.sandbox.client.forkserver import ForkServer
from tests.class_files import hot_journal
from tests.runs import grade_all

Command = Callable[..., subprocess.CompletedProcess[str]]
ANOTHER_SALT = "another-salt-0123456789abcdef"
WRONG = "\n\ndef update(params, grads, learning_rate):\n    return params\n"


@pytest.fixture
def handed_in(tmp_path: Path, reference_source: str) -> Path:
    """Eight submissions of which some are wrong."""
    folder = tmp_path / "class"
    folder.mkdir()
    for number in range(1, 9):
        source = reference_source + (WRONG if number % 3 == 0 else "") + f"# {number}\n"
        (folder / f"student-0{number}.py").write_text(source, encoding="utf-8")
    return folder


@pytest.fixture
def quick(handed_in: Path, autograder: Command, tmp_path: Path) -> Callable[..., Any]:
    """Grade one task of the class into a folder."""

    def run(out: str = "out", *arguments: object, path: Path = handed_in) -> subprocess.CompletedProcess[str]:
        return autograder("grade", path, "--out", tmp_path / out, "--task", "update", *arguments)

    return run


def journal(out: Path) -> dict[str, tuple[int, str]]:
    """Return how often each submission was graded with its key, and the key."""
    connection = sqlite3.connect(out / "journal.sqlite")
    rows = {name: (times, key) for name, times, key in connection.execute("SELECT submission, times, key FROM results")}
    connection.close()
    return rows


def test_a_second_run_grades_nothing_and_writes_the_same_grades(quick: Command, tmp_path: Path) -> None:
    assert quick().returncode == 0
    first, rows = (tmp_path / "out" / "grades.csv").read_bytes(), journal(tmp_path / "out")
    again = quick()
    assert "8 of 8 were known" in again.stdout
    assert (tmp_path / "out" / "grades.csv").read_bytes() == first
    assert journal(tmp_path / "out") == rows
    assert {times for times, _ in rows.values()} == {1}


def test_only_new_and_changed_submissions_are_graded(
    quick: Command, tmp_path: Path, handed_in: Path, reference_source: str
) -> None:
    quick()
    before = journal(tmp_path / "out")
    (handed_in / "student-02.py").write_text(reference_source + WRONG, encoding="utf-8")
    (handed_in / "student-09.py").write_text(reference_source, encoding="utf-8")
    (handed_in / "student-04.py").unlink()
    again = quick()
    assert "6 of 8 were known" in again.stdout
    after = journal(tmp_path / "out")
    assert set(after) == set(before) - {"student-04"} | {"student-09"}
    assert {name for name in before if name in after and before[name] != after[name]} == {"student-02"}


def test_another_salt_is_refused_in_the_same_folder(quick: Command, tmp_path: Path) -> None:
    quick()
    rows, grades = journal(tmp_path / "out"), (tmp_path / "out" / "grades.csv").read_bytes()
    refused = quick("out", "--salt", ANOTHER_SALT)
    assert refused.returncode == 2
    assert "holds the results of a run with another salt" in refused.stderr
    assert "--fresh" in refused.stderr
    assert journal(tmp_path / "out") == rows
    assert (tmp_path / "out" / "grades.csv").read_bytes() == grades


@pytest.mark.slow
def test_another_salt_grades_everything_anew_in_another_folder_or_with_fresh(quick: Command, tmp_path: Path) -> None:
    quick()
    before = journal(tmp_path / "out")
    for out, arguments in (("other", ()), ("out", ("--fresh",))):
        done = quick(out, "--salt", ANOTHER_SALT, *arguments)
        assert done.returncode == 0, done.stderr
        assert "were known" not in done.stdout
        after = journal(tmp_path / out)
        assert after.keys() == before.keys()
        assert all(after[name][1] != key for name, (_, key) in before.items())
        assert {times for times, _ in after.values()} == {1}


@pytest.mark.slow
def test_without_the_sandbox_everything_is_graded_anew(quick: Command, tmp_path: Path) -> None:
    quick()
    before = journal(tmp_path / "out")
    done = quick("out", "--i-trust-these-submissions")
    assert done.returncode == 0, done.stderr
    assert "were known" not in done.stdout
    after = journal(tmp_path / "out")
    assert all(after[name][1] != key for name, (_, key) in before.items())


def test_another_language_of_the_reports_grades_nothing_anew(quick: Command) -> None:
    quick()
    assert "8 份中有 8 份沿用之前的结果" in quick("out", "--language", "zh", "--show-counterexamples").stdout


def test_fresh_grades_everything_again(quick: Command, tmp_path: Path) -> None:
    quick()
    assert "were known" not in quick("out", "--fresh").stdout
    assert {times for times, _ in journal(tmp_path / "out").values()} == {1}


def test_a_result_can_be_read_back_from_its_record(server: ForkServer, reference_source: str) -> None:
    homework = server.homework
    for source in (reference_source, reference_source + WRONG, "def f(:\n", "print('\\u4f60', '\\ud800')\n1/0\n"):
        result = grade(server, "student-01", source, checks_for(homework), "public")
        assert record.load(homework, record.dump(result)) == result


def test_a_record_with_a_check_that_does_not_exist_is_unreadable(server: ForkServer, reference_source: str) -> None:
    checks = checks_for(server.homework, "update")
    text = record.dump(grade(server, "student-01", reference_source, checks, "public"))
    with pytest.raises(record.Unreadable):
        record.load(server.homework, text.replace(checks[0].id, "update.nothing"))


def test_a_machine_with_another_version_of_the_kit_is_refused(reference_source: str) -> None:
    job = Job("student-01", reference_source, Settings(task="update"))
    with pytest.raises(worker_pool.Broken, match="another version"):
        worker_pool.graded_as_text(job, "another fingerprint")


def test_a_damaged_journal_is_reported_in_a_sentence(quick: Command, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "journal.sqlite").write_bytes(b"no database" * 1000)
    done = quick()
    assert done.returncode == 1
    assert "journal.sqlite cannot be used" in done.stderr
    assert "--fresh" in done.stderr
    assert "Traceback" not in done.stderr
    assert quick("out", "--fresh").returncode == 0


def test_two_runs_at_the_same_time_cannot_share_a_folder(quick: Command, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    holder = "import fcntl, time; f = open('journal.lock', 'w'); fcntl.flock(f, 2)\n"
    holder += "print('ready', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", holder], cwd=tmp_path / "out", stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        done = quick()
        other.kill()
    assert done.returncode == 1
    assert "another run is writing into" in done.stderr


@pytest.mark.parametrize("name", ["journal.lock", "journal.sqlite", "journal.sqlite-wal", "journal.sqlite-journal"])
def test_a_link_in_the_place_of_the_journal_is_refused(tmp_path: Path, homework: Homework, name: str) -> None:
    (tmp_path / "victim").write_text("precious")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).symlink_to(tmp_path / "victim")
    with (
        pytest.raises(NotAFile, match=f"{name} is not a file but a link.*: remove it"),
        Journal(tmp_path / "out", homework),
    ):
        pass
    assert (tmp_path / "victim").read_text() == "precious"


def test_sqlite_deletes_no_file_that_somebody_named_beside_the_journal(tmp_path: Path, homework: Homework) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    with Journal(tmp_path, homework) as kept:
        kept.settle(task="all")
    hot_journal(tmp_path, victim)
    with Journal(tmp_path, homework) as kept:
        assert kept.settings() == {"task": "all"}
    assert victim.read_text() == "precious"


def test_a_journal_with_a_trigger_is_not_used(tmp_path: Path, homework: Homework) -> None:
    with Journal(tmp_path, homework):
        pass
    connection = sqlite3.connect(tmp_path / "journal.sqlite")
    connection.execute("CREATE TRIGGER t AFTER INSERT ON results BEGIN UPDATE results SET key = 'x'; END")
    connection.close()
    with pytest.raises(JournalError, match="other tables than a journal"), Journal(tmp_path, homework):
        pass
    with Journal(tmp_path, homework, fresh=True):
        pass


def test_a_result_that_stands_under_another_name_is_graded_again(tmp_path: Path, homework: Homework) -> None:
    """Its own name could lead out of the folder."""
    with Journal(tmp_path, homework) as kept:
        kept.put(Result("student-01", 5), 0, "key")
        assert kept.get("student-01", "key")
    connection = sqlite3.connect(tmp_path / "journal.sqlite")
    connection.execute("UPDATE results SET result = replace(result, 'student-01', '../student-01')")
    connection.commit()
    connection.close()
    with Journal(tmp_path, homework) as kept:
        assert kept.get("student-01", "key") is None


@pytest.mark.parametrize("part", ["3", "0/2", "3/2", "a/b", "1/0", "1/2/3"])
def test_a_malformed_shard_is_refused(quick: Command, part: str) -> None:
    done = quick("out", "--shard", part)
    assert done.returncode == 2
    assert part in done.stderr


@pytest.mark.slow
def test_merged_shards_give_the_grades_of_the_whole_class(quick: Command, autograder: Command, tmp_path: Path) -> None:
    quick("whole")
    for part in (1, 2, 3):
        assert quick(f"part-{part}", "--shard", f"{part}/3").returncode == 0
    parts = [tmp_path / f"part-{part}" for part in (3, 1, 2)]
    merged = autograder("merge", *parts, "--out", tmp_path / "merged")
    assert merged.returncode == 0, merged.stderr
    assert (tmp_path / "merged" / "grades.csv").read_bytes() == (tmp_path / "whole" / "grades.csv").read_bytes()
    for path in (tmp_path / "whole" / "results").iterdir():
        assert (tmp_path / "merged" / "results" / path.name).read_bytes() == path.read_bytes()
    short = autograder("merge", *parts[:2], "--out", tmp_path / "short")
    assert short.returncode == 1
    assert "is a shard missing?" in short.stderr
    nothing = autograder("merge", tmp_path / "class", "--out", tmp_path / "nothing")
    assert nothing.returncode == 2
    assert "holds no journal.sqlite" in nothing.stderr


def test_after_an_interruption_the_same_command_grades_only_the_rest(handed_in: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-B", "-m", "autograder", "grade", str(handed_in), "--out", str(out), "--jobs", "1"]
    command += ["--task", "cross_validate"]
    with subprocess.Popen(command, cwd=KIT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        end = time.monotonic() + 60
        while len(list(out.glob("results/*.json"))) < 2 and time.monotonic() < end:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "of 8 are graded; the same command goes on from there" in errors
    assert "Traceback" not in errors
    assert 2 <= len(journal(out)) < 8
    assert not (out / "grades.csv").exists()
    results = grade_all(handed_in, out, settings=Settings(task="cross_validate"))
    assert {name: result.score for name, result in results.items()} == {f"student-0{n}": 6 for n in range(1, 9)}
    assert {times for times, _ in journal(out).values()} == {1}


@pytest.mark.slow
def test_runs_killed_at_random_moments_end_with_the_grades_of_an_undisturbed_run(
    handed_in: Path, tmp_path: Path, quick: Command
) -> None:
    for number in range(9, 25):
        shutil.copy(handed_in / f"student-0{number % 8 + 1}.py", handed_in / f"student-{number:02}.py")
    quick("whole")
    arguments = ["grade", str(handed_in), "--out", str(tmp_path / "out"), "--task", "update", "--jobs", "2"]
    rng = random.Random(5)
    kills = 0
    while kills < 50:
        command = [sys.executable, "-B", "-m", "autograder", *arguments]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, cwd=KIT, stdout=quiet, stderr=quiet, start_new_session=True) as process:
            time.sleep(rng.uniform(0.3, 1.8))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        kills += 1
        if kills % 10 == 0:  # begin anew, or there would be nothing left to disturb
            done = quick("out")
            assert done.returncode == 0, done.stderr
            assert (tmp_path / "out" / "grades.csv").read_bytes() == (tmp_path / "whole" / "grades.csv").read_bytes()
            assert {times for times, _ in journal(tmp_path / "out").values()} == {1}
            shutil.rmtree(tmp_path / "out")


FULL_DISK = """
mount -t tmpfs -o size=2000k tmpfs "$1" || exit 9
head -c 1890000 /dev/zero > "$1/ballast"
"$2" -B -m autograder grade "$3" --out "$1/out" --task update; echo "first: $?"
rm "$1/ballast"
"$2" -B -m autograder grade "$3" --out "$1/out" --task update; echo "second: $?"
cp "$1/out/grades.csv" "$4"
umount "$1"
"""


@pytest.mark.slow
def test_a_full_disk_is_reported_in_a_sentence_and_the_run_can_be_resumed(
    handed_in: Path, quick: Command, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    private = [] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]  # only root may mount
    arguments = [disk, sys.executable, handed_in, tmp_path / "grades.csv"]
    command = [*private, "sh", "-c", FULL_DISK, "sh", *map(str, arguments)]
    done = subprocess.run(command, cwd=KIT, capture_output=True, text=True, timeout=120)
    assert "first: 1" in done.stdout, done.stdout + done.stderr
    assert "second: 0" in done.stdout
    assert "make room" in done.stderr or "no space is left" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    quick("whole")
    assert (tmp_path / "grades.csv").read_bytes() == (tmp_path / "whole" / "grades.csv").read_bytes()


def test_an_unreadable_file_is_tried_again_in_the_next_run(handed_in: Path, tmp_path: Path, quick: Command) -> None:
    (handed_in / "student-10.py").write_bytes(b"\0")
    quick()
    assert journal(tmp_path / "out")["student-10"][1] == ""
    assert "8 of 9 were known" in quick().stdout
    assert json.loads((tmp_path / "out" / "results" / "student-10.json").read_text())["score"] == 0
