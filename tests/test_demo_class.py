"""The demo class scores what was judged by hand; test_runners says so for other salts."""

from pathlib import Path

import pandas as pd
import pytest

from assignment.engine.homework import KIT, Homework

from .conftest import Command
from .demo_class import EXPECTED

DEMO = KIT / "data" / "demo_class"
NAMED = {"student-06": "A08", "student-07": "L02", "student-08": "B06", "student-09": "K01", "student-10": "E08"}


def test_every_folder_of_the_demo_class_has_an_expected_score() -> None:
    assert sorted(path.name for path in DEMO.iterdir()) == sorted(EXPECTED)


@pytest.mark.slow
def test_the_demo_class_gets_the_points_and_the_mistakes_that_were_judged_by_hand(
    autograder: Command, homework: Homework, tmp_path: Path
) -> None:
    done = autograder("grade", DEMO, "--out", tmp_path, "--jobs", 2)
    assert done.returncode == 0, done.stderr
    table = pd.read_csv(tmp_path / "grades.csv", keep_default_na=False).set_index("submission")
    full = {task.name: task.points for task in homework.tasks}
    for name, (score, short) in EXPECTED.items():
        row = table.loc[name]
        assert row["score"] == score, name
        assert {task: row[task] for task in full if row[task] < full[task]} == short, name
        assert row["misconceptions"] == NAMED.get(name, ""), name
    assert len(list((tmp_path / "results").glob("*.json"))) == len(EXPECTED)
    assert "Traceback" not in done.stdout + done.stderr
    for name in EXPECTED:
        assert name in done.stdout
