"""What an instructor sees while a class is graded: how far it is, what it waits for, and since when."""

import io
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from assignment.engine.homework import KIT
from assignment.engine.outcomes import Outcome, Reason, Why
from assignment.engine.registry import Check
from assignment.engine.verdicts import Verdict
from autograder.grading.result import Result
from autograder.run import under_way as module
from autograder.run.progress import Meter
from autograder.run.under_way import UnderWay

from .class_files import hand_in
from .terminal import on_a_terminal, screen

AT_EACH_STEP = """
from contextlib import contextmanager
from autograder.run import under_way
from autograder.run.under_way import UnderWay

under_way.TICK, under_way.AT_ONCE, under_way.LATEST = 0.05, 0, 0
doing = UnderWay.doing

@contextmanager
def looked_at(self, what):
    with doing(self, what) as tell:
        self.look()
        yield lambda step: (tell(step), self.look())

UnderWay.doing = looked_at
from autograder.__main__ import main
main()
"""
HANGS = (KIT / "tests" / "corpus" / "attacks" / "deny_loop_in_call.py").read_text(encoding="utf-8")
EVIL = "\x1b]0;evil\x07[bold]"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def looks(under_way: UnderWay, clock: Clock, seconds: float) -> list[tuple[float, str]]:
    """Let time pass; return what was said, and when."""
    said = []
    for _ in range(int(seconds / module.TICK)):
        clock.now += module.TICK
        before = under_way.stream.tell()
        under_way.look()
        under_way.stream.seek(before)
        said += [(clock.now, line) for line in under_way.stream.read().splitlines()]
    return said


def gaps(said: list[tuple[float, str]]) -> list[float]:
    times = [0.0, *(time for time, _ in said)]
    return [later - earlier for earlier, later in pairwise(times)]


CORE_AND_BONUS = (("core", 5), ("bonus", 10))


def a_result(score: float = 100, sentence: str = "", problem: str = "") -> Result:
    check = Check("task", "name", "title", score, lambda student, rng: None)
    rest = Check("task", "rest", "title", 100 - score, lambda student, rng: None)
    verdicts = {check.id: Verdict(check, Outcome.PASSED)} | (
        {rest.id: Verdict(rest, Outcome.FAILED)} if score < 100 else {}
    )
    return Result(
        "student-01", 100, verdicts, Why(Reason.HAND_IN, text=sentence) if sentence else None, problem=problem
    )


def command(*arguments: object) -> list[str]:
    """Return a command that says at each step, and often between them, what it waits for."""
    return [sys.executable, "-B", "-c", AT_EACH_STEP, *map(str, arguments)]


def in_a_log(*arguments: object) -> list[str]:
    """Run a command without a terminal, and return what it says while it runs."""
    done = subprocess.run(command(*arguments), cwd=KIT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stderr.splitlines()


@pytest.fixture
def handed_in(tmp_path: Path, reference_source: str) -> Path:
    """A class of two: one hangs, and the name of the folder acts on a terminal."""
    files: dict[str, str | bytes] = {f"{EVIL}/neural_network.py": HANGS, "right/neural_network.py": reference_source}
    return hand_in(tmp_path / "class", files)


def test_outcomes_are_counted() -> None:
    with Meter(5, under_way=UnderWay(io.StringIO())) as meter:
        for result in (a_result(), a_result(110), a_result(90), a_result(0, "no file"), a_result(0, "", "it died")):
            meter.add(result, new=True)
    assert meter.done == 5
    assert meter.outcomes == "2 full marks, 1 partial, 1 not readable, 1 faults"


def test_full_marks_need_every_core_point_and_bonus_points_do_not_replace_them() -> None:
    core, bonus = (Check(task, "name", "title", points, lambda student, rng: None) for task, points in CORE_AND_BONUS)
    with Meter(3, {"bonus"}, UnderWay(io.StringIO())) as meter:
        for outcomes in ((Outcome.PASSED, Outcome.FAILED), (Outcome.FAILED, Outcome.PASSED)):
            verdicts = {c.id: Verdict(c, outcome) for c, outcome in zip((core, bonus), outcomes, strict=True)}
            meter.add(Result("student-01", 5, verdicts), new=True)
        meter.add(Result("student-01", 10, {bonus.id: Verdict(bonus, Outcome.PASSED)}), new=True)
    assert meter.outcomes == "2 full marks, 1 partial"


def test_what_is_under_way_is_named_with_its_step_and_its_seconds_and_the_rest_is_counted() -> None:
    clock = Clock()
    under_way = UnderWay(io.StringIO(), clock)
    with under_way.doing("first") as tell:
        clock.now = 2.5
        tell("train")
        with under_way.doing("second"), under_way.doing("third"), under_way.doing("fourth"), under_way.doing("fifth"):
            clock.now = 4
            assert str(under_way) == "first (train, 4 s), second (1 s), third (1 s) and 2 more"
    assert str(under_way) == ""


def test_a_name_is_shown_short_and_cannot_act_on_a_terminal() -> None:
    under_way = UnderWay(io.StringIO())
    with under_way.doing(f"{EVIL}\n\u202e"), under_way.doing("a" * 31):
        assert str(under_way) == f"<U+001B>]0;evil<U+0007>[bol... (0 s), {'a' * 27}... (0 s)"


def test_a_log_is_never_silent_for_three_seconds_and_never_flooded() -> None:
    clock = Clock()
    under_way = UnderWay(io.StringIO(), clock)
    with under_way.doing("student-09") as tell:
        tell("train")
        first, hour = looks(under_way, clock, 120), looks(under_way, clock, 3600)
    assert max(gaps(first)) <= 3
    assert all(line == f"autograder: student-09 (train, {int(time)} s)" for time, line in first + hour)
    assert max(gaps([first[-1], *hour])[1:]) <= 15.5
    assert len(hour) < 400


def test_nothing_is_said_when_nothing_is_under_way() -> None:
    clock = Clock()
    under_way = UnderWay(io.StringIO(), clock)
    assert not looks(under_way, clock, 60)


def test_on_a_terminal_one_line_changes_and_is_removed_at_the_end() -> None:
    clock, stream = Clock(), Terminal()
    under_way = UnderWay(stream, clock)
    with under_way.doing("loading" + "-" * 23) as tell:
        tell("-" * 200)
        looks(under_way, clock, 3)
        (row,) = screen(stream.getvalue())
        assert row.startswith("autograder: loading---")
        assert len(row) < shutil.get_terminal_size().columns
        with under_way.doing("second"):
            looks(under_way, clock, 2)
    assert screen(stream.getvalue()) == [""]
    assert stream.getvalue().endswith("\r")  # what comes next begins at the left


def test_a_reader_who_is_gone_ends_no_run() -> None:
    clock = Clock()
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w") as stream:
        under_way = UnderWay(stream, clock)
        with under_way.doing("student-09"):
            clock.now = 60
            under_way.look()
        os.dup2(os.open(os.devnull, os.O_WRONLY), writer)


def test_a_plain_line_says_how_far_the_class_is_and_what_is_under_way() -> None:
    clock = Clock()
    under_way = UnderWay(io.StringIO(), clock)
    with Meter(400, under_way=under_way) as meter, under_way.doing("student-09") as tell:
        assert looks(under_way, clock, 3) == [(2.5, "graded 0 of 400; now student-09 (2 s)")]
        tell("train")
        for number in range(200):
            meter.add(a_result(), new=number >= 100)
        ((_, line),) = looks(under_way, clock, 3)
    assert re.fullmatch(
        r"graded 200 of 400, .*/s, about \d+ s left: 200 full marks; now student-09 \(train, 5 s\)", line
    )
    assert meter.known == 100
    assert not looks(under_way, clock, 60)  # after the class


def test_on_a_terminal_a_bar_shows_rate_and_outcomes_and_below_it_what_is_under_way() -> None:
    stream = Terminal()
    under_way = UnderWay(stream)
    with under_way.doing("student-09[bold]") as tell, Meter(4, under_way=under_way) as meter:
        tell("train")
        meter.add(a_result(), new=True)
        meter.add(a_result(80), new=True)
    shown = stream.getvalue()
    assert "2/4" in shown
    assert "/s" in shown
    assert "1 full marks, 1 partial" in shown
    assert "student-09[bold] (train, 0 s)" in shown
    assert not any(screen(shown))


def test_in_a_log_a_run_says_from_the_first_second_to_the_last_what_it_waits_for(
    handed_in: Path, tmp_path: Path
) -> None:
    lines = in_a_log("grade", handed_in, "--out", tmp_path / "out", "--task", "activations", "--jobs", 2)
    assert lines[0] == "autograder: loading the grader (0 s)"
    text = "\n".join(lines)
    phases = ("loading the homework", "looking for hand-ins", "trying the sandbox", "reading the hand-ins")
    steps = (rf"right \({step}, \d+ s\)" for step in ("starting workers", "loading", "activations"))
    for part in (*phases, *steps, "ending the workers", "writing the reports"):
        assert re.search(part, text), part
    assert "\x1b" not in text
    seconds = [int(found[1]) for line in lines if (found := re.search(r"evil.* \(activations, (\d+) s\)", line))]
    assert seconds, text
    assert all(later - earlier <= 3 for earlier, later in pairwise(seconds))
    waits = [line for line in lines if line.startswith("graded 1 of 2")]
    assert all(re.search(r"1 full marks; now \w*evil.* s\)$", line) for line in waits[:-1])
    assert waits


def test_on_a_terminal_the_student_who_is_waited_for_is_named_and_only_the_table_stays(
    handed_in: Path, tmp_path: Path
) -> None:
    arguments = ("grade", handed_in, "--out", tmp_path / "out", "--task", "activations", "--jobs", 2)
    written = on_a_terminal(command(*arguments))
    assert "autograder: loading the grader (0 s)\r" in written
    assert re.search(r"evil\w*-[\w.]+ \(activations, \d+ s\)", written)
    assert "\x1b]" not in written
    rows = screen(written)
    assert rows[0] == "folders and files: 2 students"
    assert rows[1].startswith("┏"), rows
    assert [row for row in rows if row.startswith("written into")], rows


def test_ctrl_c_on_a_terminal_leaves_one_sentence(handed_in: Path, tmp_path: Path) -> None:
    arguments = ("grade", handed_in, "--out", tmp_path / "out", "--task", "activations", "--jobs", 1)
    rows = screen(on_a_terminal(command(*arguments), interrupt_at="(activations, "))
    assert rows[0] == "folders and files: 2 students"
    assert "".join(rows[1:]) == "autograder: stopped: 0 of 2 are graded; the same command goes on from there"


def test_merging_says_how_many_results_are_merged(handed_in: Path, tmp_path: Path) -> None:
    parts = [tmp_path / "part-1", tmp_path / "part-2"]
    for number, part in enumerate(parts, 1):
        in_a_log("grade", handed_in, "--out", part, "--task", "gates", "--shard", f"{number}/2")
    lines = in_a_log("merge", *parts, "--out", tmp_path / "out")
    phases = ("reading the parts (0 s)", "merging (2 results, 0 s)", "writing the reports (0 s)")
    assert {f"autograder: {phase}" for phase in phases} <= {*lines}


@pytest.mark.slow
def test_a_run_on_a_cluster_says_what_was_given_to_it(handed_in: Path, tmp_path: Path) -> None:
    arguments = ("--scheduler", "local", "--jobs", 1, "--task", "activations")
    text = "\n".join(in_a_log("grade", handed_in, "--out", tmp_path / "out", *arguments))
    for part in ("loading Dask", "starting a cluster", r"right \(on the cluster, \d+ s\)", "ending the cluster"):
        assert re.search(part, text), part
