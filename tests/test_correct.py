"""Correct but unusual: every file of corpus/correct gets full marks, and without lent functions.

Each file is a whole submission in a style of its own, named in the first line of its docstring. A
file here that loses a point is a mistake of the kit (or of the interface), not of the file.
"""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from assignment.engine import report
from assignment.engine.homework import KIT, Homework
from assignment.engine.module import decode_source
from assignment.engine.registry import PUBLIC_SALT
from autograder.grading.grade import checks_for, grade
from autograder.grading.result import Result
from autograder.sandbox.client.forkserver import ForkServer

STYLES = sorted((Path(__file__).parent / "corpus" / "correct").glob("*.py"))
NAMES = [path.stem for path in STYLES]
LONG = ("own_autodiff", "pure_python_lists", "squeezed_scalars")  # ten seconds each
QUICK = [name for name in NAMES[::24] if name not in LONG]
SOME = [pytest.param(p, id=p.stem, marks=() if p.stem in QUICK else pytest.mark.slow) for p in STYLES]
FULL_MARKS = 110

# They return values that only the local runner passes on to the next function, or change the process they run in.
IN_PROCESS = (
    "bom_crlf_tabs",
    pytest.param("generators", marks=pytest.mark.slow),
    pytest.param("pure_python_lists", marks=pytest.mark.slow),
    "stdout_rewrapped",
)


def source(path: Path) -> str:
    return decode_source(path.read_bytes())


def lost(result: Result) -> list[str]:
    """What is wrong with the verdicts on a submission that is right, one line a check."""
    verdicts = result.verdicts.values()
    failed = [f"{v.check.id}: {' '.join(report.details(v))}" for v in verdicts if not v.passed]
    return failed + [f"{v.check.id}: passed only with lent functions" for v in verdicts if v.passed and v.followed]


@pytest.mark.parametrize("path", SOME)
def test_an_unusual_right_solution_gets_full_marks_in_one_process(server: ForkServer, path: Path) -> None:
    with patch.object(ForkServer, "fork", autospec=True, side_effect=ForkServer.fork) as fork:
        result = grade(server, path.stem, source(path), checks_for(server.homework), PUBLIC_SALT)
    assert not lost(result), "\n".join(lost(result))
    assert result.why is None
    assert result.score == FULL_MARKS
    assert not result.findings
    assert fork.call_count == 1  # no task had to be judged once more


@pytest.mark.parametrize("name", IN_PROCESS)
def test_the_public_checks_pass_in_the_students_own_process(name: str) -> None:
    path = STYLES[NAMES.index(name)]
    command = [sys.executable, "-B", "-m", "pytest", f"--submission={path}"]
    env = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=KIT / "assignment", capture_output=True, text=True, errors="replace", env=env)
    found = re.search(r"public checks: ([\d.]+) of ([\d.]+) points", done.stdout)
    assert found, done.stdout[-2000:] + done.stderr[-2000:]
    assert found[1] == found[2], done.stdout
    assert done.returncode == 0


def test_every_file_is_a_whole_submission_and_names_its_style(homework: Homework) -> None:
    assert len(STYLES) >= 22
    first_lines = set()
    for path in STYLES:
        assert len(path.read_bytes()) <= homework.limits.file_bytes
        text = source(path)
        assert "NotImplementedError(" not in text
        first_lines.add((ast.get_docstring(ast.parse(text)) or "").partition("\n")[0])
    assert "" not in first_lines
    assert len(first_lines) == len(STYLES)


def test_the_files_in_other_encodings_are_still_in_them() -> None:
    """An editor or git may turn them into UTF-8 with LF, and then they test nothing."""
    folder = STYLES[0].parent
    gbk = (folder / "pinyin_gbk.py").read_bytes()
    assert "全角标点" in gbk.decode("gbk")
    with pytest.raises(UnicodeDecodeError):
        gbk.decode("utf-8")
    windows = (folder / "bom_crlf_tabs.py").read_bytes()
    assert windows.startswith(b"\xef\xbb\xbf")
    assert windows.count(b"\r\n") == windows.count(b"\n") > 100
    assert b"\r\n\treturn " in windows
