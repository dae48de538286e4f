"""The demo class scores what was judged by hand; test_runners says so for other salts."""

from pathlib import Path

import pandas as pd

from autograder.sandbox.zygotes import ROOT

from .conftest import Command
from .demo_class import EXPECTED

DEMO = ROOT / "data" / "demo_class"
NOT_TASKS = ("score", "max_score", "misconceptions", "note", "handed_in")
NAMED = {"student-06": "A08", "student-07": "L02", "student-08": "B06", "student-09": "K01", "student-10": "E08"}


def test_every_folder_has_an_expectation() -> None:
    assert sorted(path.name for path in DEMO.iterdir()) == sorted(EXPECTED)


def test_the_grades_of_the_demo_class(autograder: Command, tmp_path: Path) -> None:
    done = autograder("grade", DEMO, "--out", tmp_path, "--jobs", 2)
    assert done.returncode == 0, done.stderr
    table = pd.read_csv(tmp_path / "grades.csv", keep_default_na=False).set_index("submission")
    full = table.loc["student-01"].drop(list(NOT_TASKS))
    assert full.sum() == 110
    for name, (score, short) in EXPECTED.items():
        row = table.loc[name]
        assert row["score"] == score, name
        lost = {task: points for task, points in row.drop(list(NOT_TASKS)).items() if points < full[task]}
        assert lost == short, name
        assert row["misconceptions"] == NAMED.get(name, ""), name
    assert len(list((tmp_path / "results").glob("*.json"))) == len(EXPECTED)
    assert "Traceback" not in done.stdout + done.stderr
    for name in EXPECTED:
        assert name in done.stdout
