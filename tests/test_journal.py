"""A class run can be stopped anywhere and goes on; what is known is not graded again."""

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

from autograder import kit, record, work
from autograder.grading import all_checks, grade
from autograder.kit import Settings
from autograder.sandbox.zygotes import ROOT, Zygote
from tests.runs import grade_all

Command = Callable[..., subprocess.CompletedProcess[str]]
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
    """How often each submission was graded with its key, and the key."""
    connection = sqlite3.connect(out / "journal.sqlite")
    rows = {name: (times, key) for name, times, key in connection.execute("SELECT submission, times, key FROM results")}
    connection.close()
    return rows


def test_a_second_run_grades_nothing_and_writes_the_same(quick: Command, tmp_path: Path) -> None:
    assert quick().returncode == 0
    first, rows = (tmp_path / "out" / "grades.csv").read_bytes(), journal(tmp_path / "out")
    again = quick()
    assert "8 of 8 were known" in again.stdout
    assert (tmp_path / "out" / "grades.csv").read_bytes() == first
    assert journal(tmp_path / "out") == rows
    assert {times for times, _ in rows.values()} == {1}


def test_only_what_changed_is_graded(quick: Command, tmp_path: Path, handed_in: Path, reference_source: str) -> None:
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


@pytest.mark.parametrize("arguments", [("--salt", "another"), ("--i-trust-these-submissions",)])
def test_other_settings_grade_anew(quick: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    quick()
    assert "were known" not in quick("out", *arguments).stdout


def test_another_language_does_not(quick: Command) -> None:
    quick()
    assert "8 of 8 were known" in quick("out", "--language", "zh", "--show-counterexamples").stdout


def test_fresh_grades_all_again(quick: Command, tmp_path: Path) -> None:
    quick()
    assert "were known" not in quick("out", "--fresh").stdout
    assert {times for times, _ in journal(tmp_path / "out").values()} == {1}


def test_the_key_follows_the_kit_the_settings_and_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings("public")
    keys = {kit.key("a", settings), kit.key("b", settings), kit.key("a", Settings("other"))}
    keys |= {kit.key("a", Settings("public", "loss")), kit.key("a", Settings("public", isolated=False))}
    monkeypatch.setattr(kit, "digest", lambda: "another kit")
    keys.add(kit.key("a", settings))
    assert len(keys) == 6


def test_the_fingerprint_covers_what_decides_a_grade() -> None:
    paths = {path.relative_to(kit.ROOT).as_posix() for pattern in kit.DECIDES for path in kit.ROOT.glob(pattern)}
    for needed in (
        "assignment/checks/backward.py",
        "assignment/checks/engine/judge.py",
        "autograder/checks/backward.py",
        "autograder/misconceptions/catalogue.toml",
        "autograder/misconceptions/switches/backward.py",
        "autograder/sandbox/worker.py",
        "autograder/grading.py",
        "solutions/neural_network.py",
        "assignment/data/ex4.csv",
    ):
        assert needed in paths


def test_a_record_gives_the_result_back(zygote: Zygote, reference_source: str) -> None:
    for source in (reference_source, reference_source + WRONG, "def f(:\n", "print('\\u4f60', '\\ud800')\n1/0\n"):
        result = grade("student-01", source, zygote, all_checks(), "public")
        assert record.load(record.dump(result)) == result


def test_a_worker_of_another_version_is_refused(reference_source: str) -> None:
    with pytest.raises(work.Broken, match="another version"):
        work.graded("x", reference_source, Settings("public", "update"), "another digest")


def test_a_damaged_journal_ends_in_a_sentence(quick: Command, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "journal.sqlite").write_bytes(b"no database" * 1000)
    done = quick()
    assert done.returncode == 1
    assert "journal.sqlite cannot be used" in done.stderr
    assert "--fresh" in done.stderr
    assert "Traceback" not in done.stderr
    assert quick("out", "--fresh").returncode == 0


def test_two_runs_do_not_share_a_folder(quick: Command, tmp_path: Path) -> None:
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


@pytest.mark.parametrize("part", ["3", "0/2", "3/2", "a/b", "1/0", "1/2/3"])
def test_a_shard_that_is_none_is_refused(quick: Command, part: str) -> None:
    done = quick("out", "--shard", part)
    assert done.returncode == 2
    assert part in done.stderr


def test_shards_merged_are_the_class(quick: Command, autograder: Command, tmp_path: Path) -> None:
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


def test_an_interruption_keeps_what_is_done(handed_in: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-B", "-m", "autograder", "grade", str(handed_in), "--out", str(out), "--jobs", "1"]
    command += ["--task", "cross_validate"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
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
    results = grade_all(handed_in, out, settings=Settings("public", "cross_validate"))
    assert {name: result.score for name, result in results.items()} == {f"student-0{n}": 6 for n in range(1, 9)}
    assert {times for times, _ in journal(out).values()} == {1}


@pytest.mark.slow
def test_killed_at_random_moments_the_grades_are_those_of_an_undisturbed_run(
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
        with subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet, start_new_session=True) as process:
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
mount -t tmpfs -o size=400k tmpfs "$1" || exit 9
head -c 250000 /dev/zero > "$1/ballast"
"$2" -B -m autograder grade "$3" --out "$1/out" --task update; echo "first: $?"
rm "$1/ballast"
"$2" -B -m autograder grade "$3" --out "$1/out" --task update; echo "second: $?"
cp "$1/out/grades.csv" "$4"
umount "$1"
"""


def test_a_full_disk_ends_in_a_sentence_and_the_run_goes_on(handed_in: Path, quick: Command, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    private = [] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]  # only root may mount
    arguments = [disk, sys.executable, handed_in, tmp_path / "grades.csv"]
    command = [*private, "sh", "-c", FULL_DISK, "sh", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert "first: 1" in done.stdout, done.stdout + done.stderr
    assert "second: 0" in done.stdout
    assert "make room" in done.stderr or "no space is left" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    quick("whole")
    assert (tmp_path / "grades.csv").read_bytes() == (tmp_path / "whole" / "grades.csv").read_bytes()


def test_faults_and_unreadable_files_are_tried_again(handed_in: Path, tmp_path: Path, quick: Command) -> None:
    (handed_in / "student-10.py").write_bytes(b"\0")
    quick()
    assert journal(tmp_path / "out")["student-10"][1] == ""
    assert "8 of 9 were known" in quick().stdout
    assert json.loads((tmp_path / "out" / "results" / "student-10.json").read_text())["score"] == 0
