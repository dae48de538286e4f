"""The students' notebook: how it is made, and that it runs from start to end with nothing written."""

import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from assignment.engine.homework import KIT
from autograder.release import build
from autograder.release.notebook import notebook
from solutions.handout import datasets

from .notebook_cells import HOMEWORK, SOURCE, START, cells, fresh, pictures, printed

REFERENCE = HOMEWORK.right.source
FUNCTIONS = set(HOMEWORK.functions)


def only(*names: str, before: str = "") -> nbformat.NotebookNode:
    """Return some of the notebook's cells, after the test's own code."""
    book = fresh()
    first = [nbformat.v4.new_code_cell(before)] if before else []
    book.cells = first + [cells(book)[name] for name in names]
    return book


def execute(book: nbformat.NotebookNode, place: Path, blocked: Path) -> nbformat.NotebookNode:
    """Execute the notebook where only the packages that students have can be imported."""
    for name in ("autograder", "solutions", "sklearn"):
        (blocked / name).mkdir(parents=True, exist_ok=True)
        (blocked / name / "__init__.py").write_text("raise ImportError('students do not have this')\n")
    environment = {**os.environ, "PYTHONPATH": str(blocked), "PYTHONDONTWRITEBYTECODE": "1"}
    client = NotebookClient(book, timeout=300, coalesce_streams=True, resources={"metadata": {"path": str(place)}})
    client.execute(env=environment)
    return book


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    target = tmp_path / "assignment"
    for name, content in build.contents(HOMEWORK).items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    return target


@pytest.fixture
def solved(desk: Path) -> Path:
    shutil.copyfile(REFERENCE, desk / "neural_network.py")
    return desk


def test_the_students_notebook_is_valid_empty_and_the_same_each_time() -> None:
    assert notebook(HOMEWORK, SOURCE) == notebook(HOMEWORK, SOURCE)
    book = fresh()
    nbformat.validate(book)
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in book.cells)
    for cell in book.cells:
        if cell.cell_type == "markdown":
            assert re.search("[a-z]{3}", cell.source), cell.id
            assert re.search("[\u4e00-\u9fff]{3}", cell.source.rpartition("\n\n")[2]), cell.id


def test_each_task_has_a_text_a_picture_and_a_check_in_its_order() -> None:
    names = list(cells(fresh()))
    places = []
    for task in HOMEWORK.tasks:
        name = task.name.replace("_", "-")
        places += [names.index(f"{name}-{part}") for part in ("text", "picture", "check")]
    assert places == sorted(places)
    assert max(places) < min(names.index(name) for name in names if name.startswith("experiment"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name="train-picture"', 'name="gates-picture"', "have the same name"),
        ('python name="train-picture"', "python", "has no name"),
        ('grader.check("train")', 'grader.check("trian")', "tasks"),
        ('name="train-check"', 'name="train-checked"', "missing: train-check$"),
        ('name="k-fold-text"', 'name="k-fold-texts"', "missing: k-fold-text$"),
    ],
)
def test_a_wrong_source_is_an_error(old: str, new: str, message: str) -> None:
    assert SOURCE.count(old) == 1
    with pytest.raises(ValueError, match=message):
        notebook(HOMEWORK, SOURCE.replace(old, new))


def test_with_nothing_written_it_runs_to_its_end_and_says_what_is_missing(desk: Path, tmp_path: Path) -> None:
    book = execute(fresh(), desk, tmp_path / "blocked")
    for cell in book.cells:
        if cell.cell_type == "code" and cell.id not in START:
            named = set(re.findall(r"(\w+) is not written yet", printed(cell)))
            assert named, cell.id
            assert named <= FUNCTIONS, cell.id
            assert not pictures(cell), cell.id
    assert "todo: xor_params is not written yet" in printed(cells(book)["gates-picture"])
    assert "todo: train_minibatch is not written yet" in printed(cells(book)["sgd-picture"])


def test_a_picture_sees_the_saved_file_after_a_check(desk: Path, tmp_path: Path) -> None:
    source = REFERENCE.read_text(encoding="utf-8")
    book = only(*START, "gates-check", "gates-picture", "update-picture")
    book.cells.insert(4, nbformat.v4.new_code_cell(f"Path('neural_network.py').write_text({source!r}, 'utf-8')"))
    execute(book, desk, tmp_path / "blocked")
    assert "xor_params is not written yet" in printed(cells(book)["gates-check"])
    assert pictures(cells(book)["gates-picture"]) == pictures(cells(book)["update-picture"]) == 1


def test_with_a_file_that_python_cannot_read_the_cells_say_so_until_it_is_repaired(
    solved: Path, tmp_path: Path
) -> None:
    file = solved / "neural_network.py"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("def relu(", "def relu((", 1), encoding="utf-8")
    broken = only(*START, "gates-picture", "gates-check")
    after = only("update-picture", "update-check")
    repair = nbformat.v4.new_code_cell(f"_ = Path('neural_network.py').write_text({text!r}, 'utf-8')")
    broken.cells += [repair, *after.cells]
    found = cells(execute(broken, solved, tmp_path / "blocked"))
    assert "Python cannot read neural_network.py, line " in printed(found["setup"])
    assert "not drawn" in printed(found["gates-picture"])
    assert "Python cannot read the file" in printed(found["gates-check"])
    assert pictures(found["update-picture"]) == 1
    assert "passed" in printed(found["update-check"])


def test_outside_its_folder_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CellExecutionError, match=r"neural_network\.py is not in(.|\n)*assignment\.zip"):
        execute(only(*START), tmp_path, tmp_path / "blocked")


def test_beside_its_folder_it_finds_it(solved: Path, tmp_path: Path) -> None:
    book = execute(only(*START, "gates-check", "gates-picture"), tmp_path, tmp_path / "blocked")
    assert "passed" in printed(cells(book)["gates-check"])
    assert pictures(cells(book)["gates-picture"]) == 1


def test_without_otter_and_without_data_it_goes_on_and_says_so(solved: Path, tmp_path: Path) -> None:
    (solved / "data" / "diabetes.csv").unlink()
    before = "import sys\nsys.modules['otter'] = None"
    book = only(*START, "gates-check", "experiment-diabetes", "experiment-ones", before=before)
    execute(book, solved, tmp_path / "blocked")
    assert "python start.py --notebook" in printed(cells(book)["gates-check"])
    assert "data/diabetes.csv is missing" in printed(cells(book)["experiment-diabetes"])
    assert pictures(cells(book)["experiment-ones"]) == 1


@pytest.mark.parametrize("path", datasets.contents(), ids=lambda path: path.relative_to(KIT).as_posix())
def test_the_tables_are_what_the_script_writes(path: Path) -> None:
    assert path.read_bytes() == datasets.contents()[path]
    assert path.stat().st_size < 150_000
