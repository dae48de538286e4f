"""``python -m assignment.engine.watch`` as a student uses it: once, and left running while the file is saved."""

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assignment.engine.homework import KIT, Homework, load
from assignment.engine.watch_rows import Row, State, is_current

READY = "Ctrl-C ends"
SLOPE = ("D = (D @ W.T) * activation_gradient(network.hidden, A)", "D = D @ W.T")
LOSS = ("-np.sum(log_likelihood) / m", "-np.sum(log_likelihood)")
HANG = ("    return np.maximum(z, 0.0)", "    while True: pass")
COMMAND = [sys.executable, "-m", "assignment.engine.watch"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assignment alone, in a folder with a name that a student chose."""
    target = tmp_path_factory.mktemp("desk") / "my homework (1)"
    shutil.copytree(KIT / "assignment", target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


@pytest.fixture
def file(folder: Path, tmp_path: Path, reference_source: str) -> Path:
    """A new file with everything right."""
    path = tmp_path / "neural_network.py"
    path.write_text(reference_source, encoding="utf-8")
    (tmp_path / "data").symlink_to(folder / "data")
    return path


def change(file: Path, *edits: tuple[str, str]) -> None:
    source = file.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in source
        source = source.replace(old, new, 1)
    file.write_text(source, encoding="utf-8")


def unwrite(file: Path, *names: str) -> None:
    """Return code that makes functions stubs again: the last definition counts."""
    stubs = "".join(f"\n\ndef {name}(*rest):\n    raise NotImplementedError\n" for name in names)
    file.write_text(file.read_text(encoding="utf-8") + stubs, encoding="utf-8")


def once(folder: Path, *arguments: object) -> tuple[int, str]:
    command = [*COMMAND, "--once", *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, env=environment())
    assert "Traceback" not in done.stdout + done.stderr
    assert "\x1b" not in done.stdout
    return done.returncode, done.stdout + done.stderr


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", **more}


def rows(shown: str) -> dict[str, str]:
    return dict(re.findall(r"^:.  +[\d.]+/[\d.]+  (\w+) +(.*?) *$", shown, re.MULTILINE))


def test_an_untouched_file_shows_which_function_to_write_first(folder: Path) -> None:
    code, shown = once(folder)
    assert code == 1
    assert set(rows(shown).values()) == {"to do", "to do (bonus)"}
    assert "todo: xor_params is not written yet" in shown
    assert re.search(r"^next: write xor_params \(line \d+\)", shown, re.MULTILINE)


def test_a_correct_file_gets_all_points_and_is_to_be_handed_in(folder: Path, file: Path) -> None:
    code, shown = once(folder, file)
    assert code == 0
    assert set(rows(shown).values()) == {"done", "done (bonus)"}
    assert "public checks: 81 of 81 points" in shown
    assert "hand in neural_network.py (public checks give 81 of 110 points; " in " ".join(shown.split())


def test_the_first_failing_check_is_shown_in_full(folder: Path, file: Path) -> None:
    change(file, SLOPE)
    unwrite(file, "train", "cross_validate", "compare")
    code, shown = once(folder, file)
    assert code == 1
    assert (rows(shown)["backward"], rows(shown)["train"]) == ("failing", "to do")
    block = shown[shown.index("backward.numerical_hidden") :].splitlines()
    words = [line.split()[0] for line in block[1:5]]
    assert words == ["failed:", "got", "expected", "hint:"]
    assert "update" in block[5]  # the next task: the student need not wait for it
    assert "next: repair backward (line" in block[-1]
    assert shown.count("backward.numerical_hidden") == 1


def test_task_shows_that_task_and_those_it_builds_on(folder: Path, file: Path) -> None:
    change(file, SLOPE, LOSS)
    code, shown = once(folder, file, "--task", "k_fold")
    assert (code, list(rows(shown))) == (0, ["k_fold"])
    code, shown = once(folder, file, "--task", "backward")
    assert (code, list(rows(shown))) == (1, ["activations", "forward", "loss", "backward"])
    assert "these tasks:" in shown
    assert re.search(r"^backward\.\w+  ", shown, re.MULTILINE)


def test_an_unknown_task_or_homework_is_a_usage_error(folder: Path) -> None:
    code, shown = once(folder, "--task", "nothing")
    assert code == 2
    assert shown == f"there is no task 'nothing'; the tasks are {', '.join(task.name for task in load().tasks)}\n"
    code, shown = once(folder, "--homework", folder / "data")
    assert code == 2
    assert "there is no assignment/homework.py" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("edits", "sentence", "code"),
    [
        (
            [("def relu(z: Array) -> Array:", "def relu(z: Array -> Array:")],
            r"line LINE$",
            "def relu(z: Array -> Array:",
        ),
        ([("import hashlib\n", "import hashlib\nimport torch\n")], r"line LINE .*torch is not allowed", "import torch"),
        (
            [("import hashlib\n", "import hashlib\nwhile True: pass\n")],
            r"loading the file does not end \(line LINE\)",
            "while True",
        ),
        ([HANG], r"activations was stopped after 1 s \(line LINE\): infinite loop", "    while True: pass"),
        ([(HANG[0], "    import os; os._exit(3)")], "your code ended Python, in activations", ""),
        (
            [(HANG[0], "    import ctypes; ctypes.string_at(0)")],
            r"your code ended Python \(line LINE\), in activations",
            "string_at",
        ),
    ],
)
def test_a_file_that_cannot_be_judged_is_reported_with_the_line_to_blame(
    folder: Path, file: Path, edits: list[tuple[str, str]], sentence: str, code: str
) -> None:
    change(file, *edits)
    text = file.read_text(encoding="utf-8")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if code in line]
    returned, shown = once(folder, file, "--limit", "1")
    assert returned == 1
    assert any(re.search(sentence.replace("LINE", str(line)), shown, re.MULTILINE) for line in lines), shown
    assert len(shown.splitlines()) <= 6
    assert "repair this" in shown


def test_a_missing_file_is_reported_in_one_sentence(folder: Path, tmp_path: Path) -> None:
    code, shown = once(folder, tmp_path / "none.py")
    assert code == 1
    assert "there is no file none.py" in shown


def test_what_the_file_prints_is_not_shown(folder: Path, file: Path) -> None:
    noise = "import hashlib\nimport sys\nprint('{}')\nsys.stderr.write('x')\nsys.stdout = None\n"
    change(file, ("import hashlib\n", noise), (HANG[0], f"    print('loud', flush=True)\n{HANG[0]}"))
    code, shown = once(folder, file, "--task", "activations")
    assert code == 0
    assert "loud" not in shown


class Running:
    """The running command, with a terminal if wanted."""

    def __init__(self, folder: Path, file: Path, *arguments: str, **more: str) -> None:
        self.shown = ""
        ours, theirs = pty.openpty() if "TERM" in more else os.pipe()
        self._output = ours
        self.process = subprocess.Popen(
            [*COMMAND, str(file), *arguments], cwd=folder, stdout=theirs, stderr=theirs, env=environment(**more)
        )
        os.close(theirs)
        os.set_blocking(ours, False)

    def until(self, text: str, seconds: float = 15.0) -> str:
        """Return what is shown up to a text; the next call continues after it."""
        end = time.monotonic() + seconds
        while text not in self.shown:
            assert time.monotonic() < end, self.shown
            try:
                self.shown += os.read(self._output, 65536).decode()
            except BlockingIOError:
                time.sleep(0.02)
        before, self.shown = self.shown.split(text, 1)
        return before

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(10)

    def rest(self) -> str:
        try:
            return self.shown + os.read(self._output, 65536).decode()
        except OSError:
            return self.shown

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        if self._output >= 0:
            os.close(self._output)
        self._output = -1


@pytest.fixture
def start(folder: Path, file: Path) -> Iterator[type[Running]]:
    started: list[Running] = []

    def make(*arguments: str, **more: str) -> Running:
        started.append(Running(folder, file, *arguments, **more))
        return started[-1]

    yield make  # type: ignore[misc]
    for running in started:
        running.close()


def test_every_save_is_noticed_and_the_changed_task_is_shown(start, file: Path) -> None:
    change(file, LOSS)
    unwrite(file, "train", "cross_validate", "compare", "train_minibatch", "choose_hidden_units")
    running = start()
    assert "loss.guessing" in running.until(READY)
    change(file, ("def k_fold(", "def k_fold(n, *rest): return []\n\n\ndef _old("))
    shown = running.until(READY)
    assert rows(shown)["loss"] == rows(shown)["k_fold"] == "failing"
    assert "repair k_fold" in shown
    file.write_text(file.read_text(encoding="utf-8") + "\n# a note\n", encoding="utf-8")
    assert "repair k_fold" in running.until(READY)  # still the task being worked on
    assert running.interrupt() == 0
    assert running.rest().strip() == ""


def test_a_save_or_ctrl_c_ends_a_run_that_hangs(start, file: Path) -> None:
    change(file, HANG)
    running = start("--task", "forward")
    running.until("neural_network.py")
    time.sleep(1)
    change(file, (HANG[1], HANG[0]))
    running.until("saved again")
    assert "forward         done" in running.until(READY)
    change(file, HANG)
    running.until("neural_network.py")
    time.sleep(1)
    assert running.interrupt() == 0
    assert re.fullmatch(r"  [\d:]{8}\s+", running.rest())
    assert not processes(file)


def test_the_process_for_the_next_save_ends_with_the_watch_however_that_ends(start, file: Path) -> None:
    running = start("--task", "update")
    running.until(READY)
    assert len(processes(file)) == 2  # the watch, and the process that waits
    running.close()
    end = time.monotonic() + 15
    while processes(file) and time.monotonic() < end:
        time.sleep(0.1)
    assert not processes(file)


def processes(file: Path) -> list[str]:
    listed = subprocess.run(["ps", "-eww", "-o", "args"], capture_output=True, text=True).stdout
    return [line for line in listed.splitlines() if str(file) in line]


@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}])
def test_colours_only_on_a_terminal_and_where_they_are_wanted(start, file: Path, variables: dict[str, str]) -> None:
    change(file, LOSS)
    running = start("--task", "loss", TERM="xterm", **variables)
    shown = running.until(READY)
    assert ("\x1b[3" in shown) is (variables == {})
    assert running.interrupt() == 0


def test_the_next_step_names_the_function_that_the_check_complains_about(folder: Path, file: Path) -> None:
    change(file, ("    return np.maximum(z, 0.0)", "    z[z < 0] = 0.0\n    return z"))
    assert re.search(r"^next: repair relu \(line \d+\)", once(folder, file)[1], re.MULTILINE)


def test_a_task_is_shown_at_once_if_no_later_one_can_be_what_the_student_works_on(homework: Homework) -> None:
    first, second, third = (Row(task, State.DONE) for task in homework.tasks[:3])
    rows = [first, second, third]
    second.state = third.state = State.FAILING
    assert not is_current(first, rows, (), "")
    assert is_current(second, rows, (), "")
    assert is_current(second, rows, second.task.functions, third.task.name)
    assert not is_current(second, rows, third.task.functions, "")
    assert not is_current(second, rows, (), third.task.name)
    assert is_current(third, rows, (), third.task.name)
    second.state = State.TODO
    assert not is_current(second, rows, (), "")
