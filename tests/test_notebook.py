"""The students' notebook: how it is made, and that it runs from start to end with nothing written."""

import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from assignment.engine.homework import KIT
from autograder.release import build
from autograder.release.notebook import notebook
from solutions.handout import datasets

from .notebook_cells import HOMEWORK, SOURCE, START, cells, fresh, lines, pictures, printed

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
    assert not [cell.id for cell in book.cells if cell.id != "place" and re.search("[\u4e00-\u9fff]", cell.source)]


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


def saved(text: str) -> nbformat.NotebookNode:
    """Return a cell that saves the student's file."""
    return nbformat.v4.new_code_cell(f"_ = Path('neural_network.py').write_text({text!r}, 'utf-8')")


def again(name: str, number: int) -> nbformat.NotebookNode:
    """Return a cell of the notebook under another name, to run it once more."""
    (cell,) = only(name).cells
    cell.id = f"{name}-{number}"
    return cell


def test_a_picture_sees_the_saved_file_after_a_check(desk: Path, tmp_path: Path) -> None:
    stub = 'raise NotImplementedError("xor_params is not written yet")'
    small = "return [([[0.5, -0.5], [0.5, -0.5]], [-0.25, 0.75]), ([[0.5], [0.5]], [-0.75])]"
    text = (desk / "neural_network.py").read_text(encoding="utf-8")
    book = only(*START, "gates-check")
    book.cells += [saved(text.replace(stub, small)), again("gates-picture", 1)]
    book.cells += [
        saved(REFERENCE.read_text(encoding="utf-8")),
        again("gates-picture", 2),
        *only("update-picture").cells,
    ]
    found = cells(execute(book, desk, tmp_path / "blocked"))
    assert "xor_params is not written yet" in printed(found["gates-check"])
    assert pictures(found["gates-picture-1"]) == pictures(found["gates-picture-2"]) == 1
    only_steps = "With steps in place of the sigmoids this would be XOR, with the sigmoids it is not yet."
    assert only_steps in printed(found["gates-picture-1"])
    assert only_steps not in printed(found["gates-picture-2"])
    assert pictures(found["update-picture"]) == 1


def test_with_a_file_that_cannot_be_loaded_the_cells_say_so_until_it_is_repaired(solved: Path, tmp_path: Path) -> None:
    text = (solved / "neural_network.py").read_text(encoding="utf-8")
    broken = {
        1: ("def relu((", "Python cannot read neural_network.py, line ", "Python cannot read the file"),
        2: ("unknown\ndef relu(", "neural_network.py stops with an error in line ", "name 'unknown' is not defined"),
        3: ("raise SystemExit\ndef relu(", "neural_network.py stops with an error in line ", "raised SystemExit"),
    }
    versions = {number: text.replace("def relu(", new, 1) for number, (new, _, _) in broken.items()}
    (solved / "neural_network.py").write_text(versions[1], encoding="utf-8")
    book = only(*START)
    for number, version in [*versions.items(), (4, text)]:
        book.cells += [saved(version), again("gates-check", number), again("experiment-linear", number)]
    found = cells(execute(book, solved, tmp_path / "blocked"))
    assert lines(found["setup"])[0].startswith(broken[1][1])
    for number, (_, sentence, verdict) in broken.items():
        assert verdict in printed(found[f"gates-check-{number}"])
        assert f"not drawn: {sentence}" in printed(found[f"experiment-linear-{number}"])
    assert "passed" in printed(found["gates-check-4"])
    assert pictures(found["experiment-linear-4"]) == 1


@pytest.fixture(params=["en", "zh"])
def first_cell(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], str]:
    """Return a function that executes the first cell in a folder, and gives what is shown in place of a traceback."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def run(folder: Path) -> str:
        monkeypatch.chdir(folder)
        with pytest.raises(Exception, match=r"\.") as raised:
            exec(cells(fresh(request.param))["place"].source, {})
        (sentence,) = raised.value._render_traceback_()  # type: ignore[attr-defined]
        assert bool(re.search("[\u4e00-\u9fff]", sentence)) == (request.param == "zh")
        return str(sentence)

    return run


def test_outside_its_folder_it_says_what_to_do(first_cell: Callable[[Path], str], tmp_path: Path) -> None:
    sentence = first_cell(tmp_path)
    assert "neural_network.py, assignment.py, engine, checks, questions, tests" in sentence
    assert "unzip -q assignment.zip" in sentence


def test_a_kernel_that_lacks_packages_is_told(
    first_cell: Callable[[Path], str], desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "otter", None)
    sentence = first_cell(desk)
    assert sys.executable in sentence
    assert "pandas, otter" in sentence
    assert "python start.py --notebook" in sentence


def test_a_sentence_of_the_first_cell_comes_without_a_traceback(tmp_path: Path) -> None:
    book = only("place")
    with pytest.raises(CellExecutionError):
        execute(book, tmp_path, tmp_path / "blocked")
    assert [output.traceback for output in book.cells[0].outputs] == [[book.cells[0].outputs[0].evalue]]


def test_beside_its_folder_it_finds_it_and_tells_a_kernel_that_is_not_the_one_in_venv(
    solved: Path, tmp_path: Path
) -> None:
    (solved / ".venv").mkdir()
    found = cells(execute(only(*START, "gates-check", "gates-picture"), tmp_path, tmp_path / "blocked"))
    (sentence,) = lines(found["place"])
    assert sentence.startswith(f"The kernel of this notebook is {sys.executable}. ")
    assert sentence.endswith("choose the Python in .venv as the notebook's kernel.")
    assert "passed" in printed(found["gates-check"])
    assert pictures(found["gates-picture"]) == 1


def test_without_otter_and_without_data_it_goes_on_and_says_so(solved: Path, tmp_path: Path) -> None:
    (solved / "data" / "diabetes.csv").unlink()
    before = "import sys\nsys.modules['otter'] = None"
    book = only(*START, "gates-check", "experiment-diabetes", "experiment-ones", before=before)
    execute(book, solved, tmp_path / "blocked")
    assert "python start.py --notebook" in printed(cells(book)["gates-check"])
    assert "which lacks otter" in printed(cells(book)["place"])
    assert "data/diabetes.csv is missing" in printed(cells(book)["experiment-diabetes"])
    assert pictures(cells(book)["experiment-ones"]) == 1


@pytest.mark.parametrize("path", datasets.contents(), ids=lambda path: path.relative_to(KIT).as_posix())
def test_the_tables_are_what_the_script_writes(path: Path) -> None:
    assert path.read_bytes() == datasets.contents()[path]
    assert path.stat().st_size < 150_000


LABELLED = """
def labelled(shown=plt.show):
    for ax in plt.gcf().axes:
        for axis in (ax.xaxis, ax.yaxis):
            ticks = [label.get_text() for label in axis.get_ticklabels() if label.get_visible()]
            side = axis.get_tick_params()
            drawn = any(side.get(name) for name in ("labelbottom", "labelleft", "labelright"))
            assert axis.get_label_text() or not (drawn and any(ticks)), (ax.get_title(), axis.axis_name)
    shown()
plt.show = labelled
"""


@pytest.mark.slow
def test_every_axis_of_every_picture_has_a_label(solved: Path, tmp_path: Path) -> None:
    book = fresh()
    at = [cell.id for cell in book.cells].index("helpers-code") + 1
    book.cells.insert(at, nbformat.v4.new_code_cell(LABELLED))
    execute(book, solved, tmp_path / "blocked")
    assert sum(pictures(cell) for cell in book.cells if cell.cell_type == "code") > 25
