"""The second level of hints: why a mistake matters, and how students find it themselves."""

import json
import os
import pty
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from assignment.engine.homework import Homework
from assignment.engine.otter import hint
from autograder.mistakes.catalogue import catalogue, more, subjects
from tests.corpus.field_files import FIELD

WRONG = FIELD / "wrong" / "act_softmax_whole_matrix.py"
BEGINS = "Softmax turns the scores of one example into probabilities."
TABLES = tomllib.loads((Path(__file__).parents[1] / "solutions/mistakes/why.toml").read_text(encoding="utf-8"))
READMES = {"section": "README.md", "section_zh": "README.zh-CN.md"}
LONGEST_SENTENCE = 20  # words, on average


def test_every_mistake_has_a_subject_and_only_one(homework: Homework) -> None:
    codes = [code for table in TABLES.values() for code in table["codes"].split()]
    assert sorted(codes) == sorted(catalogue(homework))
    assert all(more(homework, code, language) for code in codes for language in ("en", "zh"))
    assert len(subjects(homework)) == len(codes)


@pytest.mark.parametrize("name", TABLES)
def test_a_text_has_a_good_length_short_sentences_and_a_section_that_exists(name: str, homework: Homework) -> None:
    table = TABLES[name]
    words = table["text"].split()
    assert 60 <= len(words) <= 120
    assert len(words) / len(re.findall(r"[.?!:](?:\s|$)", table["text"])) <= LONGEST_SENTENCE
    assert 100 <= len(table["text_zh"].strip()) <= 260
    for field, readme in READMES.items():
        headings = re.findall(r"^#+ (.+)$", (homework.folder / readme).read_text(encoding="utf-8"), re.MULTILINE)
        assert table[field] in headings


def test_no_text_has_a_line_of_the_solution_or_its_formulas(reference_source: str) -> None:
    regions = re.findall(r"# BEGIN SOLUTION\n(.*?)# END SOLUTION", reference_source, re.DOTALL)
    lines = {line.strip() for region in regions for line in region.splitlines() if len(line.strip()) > 12}
    formulas = ("A - Y", "a * (1 - a)", "1 - a", ".T @", "W.T", "/ m", "exp(", "log(", "np.sum", "axis=")
    for table in TABLES.values():
        for text in (table["text"], table["text_zh"]):
            assert not [line for line in (*lines, *formulas) if line in text]


def test_a_code_that_nothing_is_written_about_has_no_second_level(homework: Homework) -> None:
    assert more(homework, "X99", "en") == ""


def test_pytest_tells_more_when_it_is_asked(homework: Homework) -> None:
    command = [sys.executable, "-m", "pytest", "-c", "assignment/pytest.ini", "--rootdir", "assignment"]
    command += ["assignment/test_homework.py", f"--submission={WRONG}", "-k", "softmax"]
    shown = [
        subprocess.run(
            [*command, *option], cwd=homework.root, capture_output=True, encoding="utf-8", check=False
        ).stdout
        for option in ([], ["--why"])
    ]
    assert [BEGINS in text for text in shown] == [False, True]
    assert 'Read "Forward" in README.md.' in " ".join(shown[1].split())


def test_enter_in_the_watch_tells_more(homework: Homework, tmp_path: Path) -> None:
    file = tmp_path / homework.filename
    file.write_bytes(WRONG.read_bytes())
    ours, theirs = pty.openpty()
    watch = subprocess.Popen(
        [sys.executable, "-m", "assignment.engine.watch", "--task", "activations", str(file)],
        cwd=homework.root, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    try:
        shown = _until(ours, "Ctrl-C ends")
        assert "Enter tells more about the hint" in " ".join(shown.split())
        assert BEGINS not in shown
        os.write(ours, b"\n")
        assert BEGINS in _until(ours, BEGINS)
    finally:
        watch.kill()
        watch.wait()
        os.close(ours)


def _until(terminal: int, text: str) -> str:
    """What the terminal shows until a text has come."""
    shown, end = "", time.monotonic() + 60
    while text not in " ".join(shown.split()) and time.monotonic() < end:
        shown += os.read(terminal, 4096).decode("utf-8", "replace")
    return " ".join(shown.split())


def test_a_notebook_asks_for_more_by_the_name_of_the_task(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], homework: Homework
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / homework.filename).write_bytes(WRONG.read_bytes())
    hint("activations")
    assert BEGINS in " ".join(capsys.readouterr().out.split())
    hint("gates")
    assert "nothing more to say" in capsys.readouterr().out
    hint("softmax")
    assert "there is no task 'softmax'; the tasks are gates, activations" in capsys.readouterr().out


def test_results_hold_both_levels(homework: Homework, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "autograder", "grade", "--task", "activations", "--out", str(tmp_path), str(WRONG)]
    subprocess.run(command, cwd=homework.root, capture_output=True, check=True)
    extra = json.loads((tmp_path / "results" / f"{WRONG.stem}.json").read_text(encoding="utf-8"))["extra_data"]
    assert extra["misconceptions"] == ["A08"]
    assert extra["why"] == {"A08": more(homework, "A08", "en")}
