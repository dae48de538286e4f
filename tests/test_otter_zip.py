"""The zip for Otter: it holds all that grading needs, and says that it is for trusted files."""

import json
import re
import tomllib
import zipfile
from pathlib import Path

import pytest

from assignment.engine.homework import KIT, Homework, load
from assignment.engine.registry import all_checks
from autograder.release import otter_zip

OWN = load(solutions=True)
LINE = load(KIT / "tests" / "line", solutions=True)


def names(lines: list[str]) -> list[str]:
    return sorted(re.split(r"[^\w.-]", line)[0] for line in lines)


def built(homework: Homework, folder: Path) -> dict[str, str]:
    """Return name and content of the zip's files."""
    otter_zip.build(homework, folder / "dist" / "autograder.zip", "a salt for tests, number 2718281828")
    with zipfile.ZipFile(folder / "dist" / "autograder.zip") as archive:
        return {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built(LINE, tmp_path_factory.mktemp("line"))


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    return built(OWN, tmp_path)


def test_its_requirements_are_those_of_the_kit() -> None:
    project = tomllib.loads((KIT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert names(otter_zip.requirements()) == names(project["dependencies"])
    assert {"pyseccomp", "cachetools", "numpy"} <= set(names(otter_zip.requirements()))


@pytest.mark.parametrize(("homework", "name", "place"), [(OWN, "own", ""), (LINE, "line", "homework/")])
def test_it_holds_the_grader_the_engine_and_the_homework(
    homework: Homework, name: str, place: str, request: pytest.FixtureRequest
) -> None:
    files = request.getfixturevalue(name)
    wanted = {"autograder/run/otter.py", "assignment/engine/homework.py", f"{place}assignment/homework.py"}
    wanted |= {f"{place}solutions/homework.py", f"{place}solutions/{homework.filename}"}
    wanted |= {f"{place}{half}/{name}" for half in ("assignment", "solutions") for name in homework.data}
    assert wanted <= files.keys()
    assert not {name for name in files if "handout" in name.split("/") or name.endswith((".ipynb", ".pyc"))}
    assert all(package in files["environment.yml"] for package in otter_zip.requirements())
    tests = "".join(files[f"tests/{task.name}.py"] for task in homework.tasks)
    assert re.findall(r'judge\(env, "(.*)"\)', tests) == [
        check.id for task in homework.tasks for check in all_checks(homework) if check.task == task.name
    ]


def test_it_says_on_its_first_line_that_it_is_for_trusted_files(line: dict[str, str]) -> None:
    config = json.loads(line["otter_config.json"])
    assert line["README.md"].splitlines()[0] == otter_zip.LABEL
    assert "For trusted files" in otter_zip.LABEL and "`make grade`" in otter_zip.LABEL
    assert config["plugins"] == [
        {
            otter_zip.PLUGIN: {
                "label": otter_zip.LABEL,
                "salt": "a salt for tests, number 2718281828",
                "homework": "homework",
                "credit": "checks",
                "language": "en",
                "rescue": "5",
            }
        }
    ]


def test_nothing_of_it_lies_beside_a_submission_but_the_tests(line: dict[str, str]) -> None:
    """Otter copies the folder files/ beside a submission, and leaves there what a student has put in its place."""
    assert not [name for name in line if name.startswith("files/")]
