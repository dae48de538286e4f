"""Hostile submissions: each succeeds against a simple grader, none against this one, as root or as an ordinary user."""

import fcntl
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assignment.engine.homework import KIT, Homework

from .attacks import instruments
from .attacks.evidence import REPORT_BYTES, Evidence, told
from .attacks.hand_ins import HONEST
from .attacks.scene import TOKEN
from .attacks.table import ATTACKS, files
from .demo_class import EXPECTED

NOBODY = 65534
USERS = [os.getuid(), NOBODY] if os.getuid() == 0 else [os.getuid()]
RUNS = [(runner, uid) for runner in ("kit", "naive") for uid in USERS] + [("rescued", USERS[-1])]
SECONDS = 400  # a busy machine takes its time

pytestmark = pytest.mark.slow

Runs = Callable[[str, int], dict[str, Evidence]]


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Return a function that gives the evidence of a run, by runner and user; pytest's workers share the runs."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    known: dict[tuple[str, int], dict[str, Evidence]] = {}

    def make(runner: str, uid: int, wait: int) -> None:
        path = shared / f"{runner}-{uid}.json"
        with open(path.with_suffix(".lock"), "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | wait)
            except BlockingIOError:
                return
            if path.exists():
                return
            try:
                path.write_text(collect(runner, uid))
            except Exception as error:  # not tried again: every test that needs this run reads why it failed
                path.write_text(json.dumps({"failed": f"{type(error).__name__}: {error}"}))

    def run(runner: str, uid: int) -> dict[str, Evidence]:
        if (runner, uid) not in known:
            for other in ((runner, uid), *RUNS):  # do a run that no other worker does yet, and only then wait
                make(*other, fcntl.LOCK_NB)
            make(runner, uid, 0)
            content = json.loads((shared / f"{runner}-{uid}.json").read_text())
            assert "failed" not in content, content["failed"]
            known[runner, uid] = {name: Evidence(**seen) for name, seen in content.items()}
        return known[runner, uid]

    return run


def collect(runner: str, uid: int) -> str:
    """Let a process of that user run the attacks in a new folder."""
    base = Path(tempfile.mkdtemp(prefix="attacks-"))
    try:
        (base / "tmp").mkdir()
        for folder in (base, base / "tmp"):
            os.chown(folder, uid, uid if uid == NOBODY else -1)
        env = {**os.environ, "TMPDIR": str(base / "tmp"), "HOME": str(base / "home")}
        env[TOKEN] = f"secret{secrets.token_hex(8)}"
        command = [sys.executable, "-B", "-m", "tests.attacks", runner, str(uid), str(base)]
        with open(base / "terminal", "wb") as terminal, open(base / "errors", "w+b") as errors:
            done = subprocess.run(command, cwd=KIT, env=env, stdout=terminal, stderr=errors, timeout=SECONDS)
            errors.seek(0)
            assert done.returncode == 0, errors.read().decode(errors="replace")[-3000:]
        return (base / "evidence.json").read_text()
    finally:
        subprocess.run(["rm", "-rf", str(base)], check=True)  # some of it is deeper than shutil's recursion


@pytest.mark.parametrize("uid", USERS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_succeeds_against_a_simple_grader_and_fails_against_the_kit(
    runs: Runs, attack: str, uid: int
) -> None:
    naive, kit = runs("naive", uid)[attack], runs("kit", uid)[attack]
    succeeded = ATTACKS[attack]
    assert succeeded(naive), f"this attack does not work at all: {naive}"
    assert not succeeded(kit), kit


@pytest.mark.parametrize("attack", files())
def test_an_attack_gains_nothing_by_slips_that_are_repaired(runs: Runs, attack: str) -> None:
    uid = USERS[-1]
    rescued, kit = runs("rescued", uid)[attack], runs("kit", uid)[attack]
    if ATTACKS[attack] is not told:  # what was denied is left out, and then the word behind it is printed
        assert not ATTACKS[attack](rescued), rescued
    assert rescued.score <= kit.score
    assert not runs("rescued", uid)["class"].left


@pytest.mark.parametrize("uid", USERS)
def test_the_simple_grader_gives_honest_submissions_the_points_they_deserve(runs: Runs, uid: int) -> None:
    seen = {name: runs("naive", uid)[name] for name in HONEST}
    assert not any(evidence.broke for evidence in seen.values())
    assert seen["honest_right"].score == 100
    assert 0 < seen["honest_partly"].score < 100
    assert 0 < seen["honest_unfinished"].score < 100


@pytest.mark.parametrize("uid", USERS)
def test_honest_submissions_keep_their_grades_among_attacks(runs: Runs, homework: Homework, uid: int) -> None:
    possible = {task.name: task.points for task in homework.tasks if task.name in instruments.TASKS}
    for name, demo in HONEST.items():
        short = EXPECTED[demo][1]
        assert runs("kit", uid)[name].score == sum(short.get(task, points) for task, points in possible.items()), name


@pytest.mark.parametrize("uid", USERS)
def test_the_run_over_all_attacks_ends_normally_and_leaves_nothing_behind(runs: Runs, uid: int) -> None:
    seen = runs("kit", uid)["class"]
    assert not seen.broke, "the command's exit code"
    assert seen.changed == []
    assert seen.left == []
    assert seen.memory < seen.bound
    assert seen.size < REPORT_BYTES
    assert len(seen.shown) < 5 * REPORT_BYTES
    assert "Traceback" not in seen.shown
