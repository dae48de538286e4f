"""Correct but unusual: every file of corpus/correct gets full marks, and what it borrows from nobody.

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

from assignment.checks.engine.module import decode_source
from assignment.checks.engine.tasks import FILE_BYTES, TASKS
from autograder.grading import Result, all_checks, grade
from autograder.sandbox.zygotes import ROOT, Zygote

STYLES = sorted((Path(__file__).parent / "corpus" / "correct").glob("*.py"))
NAMES = [path.stem for path in STYLES]
LONG = ("pure_python_lists", "squeezed_scalars")  # ten seconds each
QUICK = [name for name in NAMES[::6] if name not in LONG]
SOME = [pytest.param(p, id=p.stem, marks=() if p.stem in QUICK else pytest.mark.slow) for p in STYLES]
FULL_MARKS = sum(task.points for task in TASKS)

# They return what only this runner hands on to the next function, or touch the process they run in.
IN_PROCESS = (
    "bom_crlf_tabs",
    pytest.param("generators", marks=pytest.mark.slow),
    pytest.param("pure_python_lists", marks=pytest.mark.slow),
    "stdout_rewrapped",
)


def source(path: Path) -> str:
    return decode_source(path.read_bytes())


def lost(result: Result) -> str:
    """What is wrong with the verdicts on a submission that is right, one line a check."""
    if result.reason:
        return result.reason
    lines = [
        f"{verdict.check.id}: {verdict.outcome}: {verdict.sentence} {verdict.hint}".rstrip()
        for verdict in result.verdicts.values()
        if verdict.outcome != "passed"
    ]
    lines += [
        f"{verdict.check.id}: passed only with lent functions"
        for verdict in result.verdicts.values()
        if verdict.outcome == "passed" and verdict.followed
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("path", SOME)
def test_full_marks(zygote: Zygote, path: Path) -> None:
    with patch.object(Zygote, "fork", autospec=True, side_effect=Zygote.fork) as fork:
        result = grade(path.stem, source(path), zygote, all_checks(), "public")
    assert not lost(result), f"{result.score:g} of {FULL_MARKS}\n{lost(result)}"
    assert result.score == FULL_MARKS
    assert not result.findings
    assert fork.call_count == 1  # whatever a check is answered, it asks the same questions


@pytest.mark.parametrize("name", IN_PROCESS)
def test_public_checks_in_the_students_own_process(name: str) -> None:
    path = STYLES[NAMES.index(name)]
    command = [sys.executable, "-B", "-m", "pytest", f"--submission={path}"]
    env = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=ROOT / "assignment", capture_output=True, text=True, errors="replace", env=env)
    found = re.search(r"public checks: ([\d.]+) of ([\d.]+) points", done.stdout)
    assert found, done.stdout[-2000:] + done.stderr[-2000:]
    assert found[1] == found[2], done.stdout
    assert done.returncode == 0


def test_every_file_is_a_whole_submission_with_a_style_of_its_own() -> None:
    assert len(STYLES) >= 22
    first_lines = set()
    for path in STYLES:
        assert len(path.read_bytes()) <= FILE_BYTES
        text = source(path)
        assert "NotImplementedError(" not in text
        first_lines.add((ast.get_docstring(ast.parse(text)) or "").partition("\n")[0])
    assert "" not in first_lines
    assert len(first_lines) == len(STYLES)


def test_the_encodings_have_survived() -> None:
    """An editor or git may turn them into plain UTF-8 with LF, and then they test nothing."""
    folder = STYLES[0].parent
    gbk = (folder / "pinyin_gbk.py").read_bytes()
    assert "全角标点" in gbk.decode("gbk")
    with pytest.raises(UnicodeDecodeError):
        gbk.decode("utf-8")
    windows = (folder / "bom_crlf_tabs.py").read_bytes()
    assert windows.startswith(b"\xef\xbb\xbf")
    assert windows.count(b"\r\n") == windows.count(b"\n") > 100
    assert b"\r\n\treturn " in windows
