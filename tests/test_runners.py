"""The same submission gets the same score from the sandbox, pytest and Otter, each with a different salt."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assignment.engine.homework import KIT, Homework
from assignment.engine.registry import all_checks
from autograder.grading.grade import grade
from autograder.intake.find import find
from autograder.release import otter_zip
from autograder.sandbox.client.forkserver import ForkServer

from .demo_class import EXPECTED

DEMO = KIT / "data" / "demo_class"
FILES = {"reference": KIT / "solutions" / "neural_network.py", "stub": KIT / "assignment" / "neural_network.py"}
FILES |= {name: DEMO / name / "neural_network.py" for name in EXPECTED}
QUICK = ("reference",)  # the others take a minute more
SOME = [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in FILES]
SCORES = {"reference": 110, "stub": 0} | {name: score for name, (score, _) in EXPECTED.items()}
AS_THEY_STAND = SCORES | {"student-12": 0}  # pytest repairs nothing
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "JUPYTER_PLATFORM_DIRS": "1"}
ENVIRONMENT["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # the plugins of the kit's own tests take a second to load


@pytest.mark.parametrize("name", ["reference", "stub"])  # test_demo_class grades the others
def test_the_sandbox_gives_the_expected_score(homework: Homework, server: ForkServer, name: str) -> None:
    ((submission,), *_others) = find(FILES[name], homework)
    result = grade(server, name, submission.read().text, all_checks(homework), "public")
    assert result.score == SCORES[name]


@pytest.mark.parametrize("name", SOME)
def test_pytest_over_all_checks_gives_the_same_score(name: str) -> None:
    command = [sys.executable, "-m", "pytest", "-c", str(KIT / "assignment" / "pytest.ini")]
    command += [str(KIT / "autograder" / "pytest_runner"), f"--submission={FILES[name]}"]
    env = {**ENVIRONMENT, "AUTOGRADER_SALT": "a salt for tests, number 2718281828"}
    shown = subprocess.run(command, cwd=KIT, capture_output=True, text=True, env=env).stdout
    found = re.search(r"all checks: ([\d.]+) of 110 points", shown)
    assert found, shown
    assert float(found[1]) == AS_THEY_STAND[name]


@pytest.fixture(scope="module")
def autograder_zip(homework: Homework, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("otter") / "autograder.zip"
    otter_zip.build(homework, target, "a third salt, number 1414213562")
    return target


@pytest.mark.parametrize("name", SOME)
def test_otter_run_gives_the_same_score(autograder_zip: Path, tmp_path: Path, name: str) -> None:
    command = [sys.executable, "-m", "otter", "run", "-a", str(autograder_zip), "-o", str(tmp_path), str(FILES[name])]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert sum(test.get("score", 0) for test in results["tests"]) == pytest.approx(SCORES[name])
    assert sum(test.get("max_score", 0) for test in results["tests"]) == 110
