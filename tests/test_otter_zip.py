"""The zip for Otter: it requires all packages that grading needs, and holds the homework where the grader looks."""

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
    """Return name and content of the files that Otter unpacks beside a submission, and of the tests."""
    otter_zip.build(homework, folder / "autograder.zip", "the course's salt")
    with zipfile.ZipFile(folder / "autograder.zip") as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if not name.endswith("/")}
    return {name.removeprefix("files/"): text for name, text in texts.items()}


def test_its_requirements_are_those_of_the_kit() -> None:
    project = tomllib.loads((KIT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert names(otter_zip.requirements()) == names(project["dependencies"])
    assert {"pyseccomp", "cachetools", "numpy"} <= set(names(otter_zip.requirements()))


@pytest.mark.parametrize(("homework", "place"), [(OWN, ""), (LINE, "homework/")], ids=["own", "another"])
def test_it_holds_the_grader_the_engine_and_the_homework(homework: Homework, place: str, tmp_path: Path) -> None:
    files = built(homework, tmp_path)
    wanted = {"autograder/run/otter.py", "assignment/engine/homework.py", f"{place}assignment/homework.py"}
    wanted |= {f"{place}solutions/homework.py", f"{place}solutions/{homework.filename}"}
    wanted |= {f"{place}{half}/{name}" for half in ("assignment", "solutions") for name in homework.data}
    assert wanted <= files.keys()
    assert not {name for name in files if "handout" in name.split("/") or name.endswith((".ipynb", ".pyc"))}
    assert files[f"autograder/{otter_zip.SALT_FILE}"] == "the course's salt"
    assert all(line in files["environment.yml"] for line in otter_zip.requirements())
    tests = "".join(files[f"tests/{task.name}.py"] for task in homework.tasks)
    assert re.findall(r'judge\(env, "(.*)"\)', tests) == [
        check.id for task in homework.tasks for check in all_checks(homework) if check.task == task.name
    ]
