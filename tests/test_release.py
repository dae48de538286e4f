"""The students' zip holds what must be in it, and nothing that must not."""

import ast
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement

from assignment.engine.homework import load
from assignment.engine.registry import all_checks, public_checks
from autograder.release import build
from autograder.release.stubs import SUSPECT

HOMEWORK = load(solutions=True)
TOP = "assignment/"
ENGINE = TOP + "engine/"  # shared with the grader: it may mention salts, hidden checks and solutions
NOTEBOOKS = ("homework.ipynb", "homework.zh-CN.ipynb")
WANTED = [
    *build.KIT_FILES,
    *(f"{name}.{kind}" for name in ("README", "README.zh-CN", "errata", "errata.zh-CN") for kind in ("md", "html")),
    "neural_network.py",
    *NOTEBOOKS,
    "homework.py",
    "engine/watch.py",
    "data/ex4.csv",
    "figures/network.svg",
    *(f"checks/{check.task}.py" for check in public_checks(HOMEWORK)),
    *(f"tests/{check.task}.py" for check in public_checks(HOMEWORK)),
]
ENDINGS = (".py", ".md", ".html", ".ipynb", ".txt", ".ini", ".svg", ".csv", ".json", ".mo")
# Words of those who write or run the kit; "hidden checks" and "the grader" are the handout's own words.
INSIDE = re.compile(
    r"autograder|instructor|gradebook|misconception|corpus|mutant|\bsalt|follow-through|"
    r"model answer|answer key|solutions/|official solution|sample solution|class_run|/work/|/tmp/|/home/",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    target = tmp_path_factory.mktemp("release") / "assignment.zip"
    build.release(HOMEWORK, target)
    return target.read_bytes()


@pytest.fixture(scope="module")
def files(released: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(released)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_the_zip_holds_what_a_student_needs(files: dict[str, str]) -> None:
    assert {TOP + name for name in WANTED} <= set(files)
    assert all(name.startswith(TOP) and name.endswith(ENDINGS) for name in files)
    on_disk = {path.name for pattern in ("data/*.csv", "figures/*.svg") for path in HOMEWORK.folder.glob(pattern)}
    assert on_disk <= {PurePosixPath(name).name for name in files}


def test_the_zip_is_small_and_the_same_every_time(released: bytes, tmp_path: Path) -> None:
    assert len(released) < 600_000
    build.release(HOMEWORK, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == released
    with zipfile.ZipFile(io.BytesIO(released)) as archive:
        assert {info.date_time for info in archive.infolist()} == {build.EPOCH}
        assert archive.namelist() == sorted(archive.namelist())


def test_the_zip_holds_no_marker_and_nothing_between_markers(files: dict[str, str], reference_source: str) -> None:
    regions = re.findall(r"# BEGIN SOLUTION\n(.*?)# END SOLUTION", reference_source, re.DOTALL)
    given = re.sub(r"# BEGIN SOLUTION\n.*?# END SOLUTION", "", reference_source, flags=re.DOTALL)
    secret = {line.strip() for region in regions for line in region.splitlines() if len(line.strip()) > 20}
    secret -= {line.strip() for line in given.splitlines()}
    assert len(secret) > 50
    stub = files[TOP + "neural_network.py"]
    assert not secret & {line.strip() for line in stub.splitlines()}
    for name, text in files.items():
        assert not SUSPECT.search(text), name
        found = {line for line in secret if line in text}
        assert not found or name.startswith((TOP + "checks/", ENGINE)), (name, found)


def test_every_function_to_write_is_a_stub(files: dict[str, str]) -> None:
    found = 0
    for node in ast.parse(files[TOP + "neural_network.py"]).body:
        if isinstance(node, ast.FunctionDef) and "is not written yet" in ast.unparse(node):
            assert len(node.body) == 2 and isinstance(node.body[1], ast.Raise), node.name
            found += 1
    assert found == 17


def test_the_zip_holds_no_hidden_check_and_no_secret(files: dict[str, str]) -> None:
    public = "\n".join(f"{check.id}\n{check.title}" for check in public_checks(HOMEWORK))
    hidden = {
        text for check in all_checks(HOMEWORK) if check.hidden for text in (check.id, check.title) if text not in public
    }
    assert len(hidden) > 50
    for name, text in files.items():
        assert not {phrase for phrase in hidden if phrase in text}, name
        assert "AUTOGRADER_SALT" not in text, name
        assert "hidden=True" not in text or name.startswith(ENGINE), name


def test_the_zip_does_not_mention_instructors_files(files: dict[str, str]) -> None:
    found = {name: sorted(set(INSIDE.findall(text))) for name, text in files.items() if not name.startswith(ENGINE)}
    assert {name: words for name, words in found.items() if words} == {}


def test_every_import_is_of_something_that_students_have(files: dict[str, str]) -> None:
    installed = {line.name for line in required(files, "requirements.txt")}
    installed |= {"otter"}  # of the notebook's
    for name, text in files.items():
        if name.endswith(".py"):
            assert set(imported(text)) <= installed | sys.stdlib_module_names | {"assignment"}, name


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]


def test_the_notebooks_hold_no_results(files: dict[str, str]) -> None:
    for name in NOTEBOOKS:
        for cell in json.loads(files[TOP + name])["cells"]:
            assert not cell.get("outputs") and cell.get("execution_count") is None


def test_links_lead_to_files_of_the_zip(files: dict[str, str]) -> None:
    pages = {name: text for name, text in files.items() if name.endswith(".md")}
    for name in NOTEBOOKS:
        cells = json.loads(files[TOP + name])["cells"]
        pages[name] = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    for page, text in pages.items():
        for target in re.findall(r"\]\(([^)\s#]+)[^)]*\)", text):
            assert ":" in target or TOP + target in files, (page, target)


def test_the_handouts_say_how_to_start_without_make(files: dict[str, str]) -> None:
    for name in ("README.md", "README.zh-CN.md"):
        assert "python3 start.py" in files[TOP + name]
        assert "py start.py" in files[TOP + name]
        assert "python -m assignment.engine.watch" in files[TOP + name]
        assert not re.search(r"^ +make ", files[TOP + name], re.MULTILINE)


def test_requirements_leave_room_for_newer_versions(files: dict[str, str]) -> None:
    """A fixed version of a compiled package would have no wheel for the next Python; only Otter's is fixed."""
    core, more = (required(files, name) for name in ("requirements.txt", "requirements-notebook.txt"))
    assert {line.name for line in core} == {"numpy", "pandas", "matplotlib", "cachetools", "click", "pytest"}
    assert not [line.name for line in core if "==" in str(line.specifier)]
    assert [(line.name, str(line.specifier)) for line in more] == [("otter-grader", "==7.0.0")]


def required(files: dict[str, str], name: str) -> list[Requirement]:
    return [Requirement(line) for line in files[TOP + name].splitlines()]
