"""The notebook: runs from start to end, with nothing written and with everything; says what is true."""

import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from assignment.checks.engine.tasks import TASKS
from autograder.grading import REFERENCE
from autograder.release import datasets, executed, notebook
from autograder.release.figures import two_places
from autograder.sandbox.zygotes import ROOT

START = ("place", "setup", "helpers-code")
WITHOUT_PICTURE = ("experiment-forward", "experiment-minibatch")
FUNCTIONS = {function for task in TASKS for function in task.functions}


def cells(book: nbformat.NotebookNode) -> dict[str, nbformat.NotebookNode]:
    return {cell.id: cell for cell in book.cells}


def printed(cell: nbformat.NotebookNode) -> str:
    parts = [output.get("text", "") for output in cell.outputs]
    parts += [output.get("data", {}).get(kind, "") for output in cell.outputs for kind in ("text/plain", "text/html")]
    return "".join(parts)


def pictures(cell: nbformat.NotebookNode) -> int:
    return sum("image/png" in output.get("data", {}) for output in cell.outputs)


def only(*names: str, before: str = "") -> nbformat.NotebookNode:
    """Some of the notebook's cells, after code of the test's own."""
    book = nbformat.reads(notebook.homework(), as_version=4)
    first = [nbformat.v4.new_code_cell(before)] if before else []
    book.cells = first + [cells(book)[name] for name in names]
    return book


def execute(book: nbformat.NotebookNode, place: Path, blocked: Path) -> nbformat.NotebookNode:
    """Run it where only the packages that students have can be imported."""
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
    shutil.copytree(ROOT / "assignment", target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


@pytest.fixture
def solved(desk: Path) -> Path:
    shutil.copyfile(REFERENCE, desk / "neural_network.py")
    return desk


@pytest.fixture(scope="module")
def kept() -> nbformat.NotebookNode:
    return nbformat.read(executed.TARGET, as_version=4)


def test_the_students_notebook_is_valid_empty_and_the_same_each_time() -> None:
    text = notebook.homework()
    assert text == notebook.homework()
    book = nbformat.reads(text, as_version=4)
    nbformat.validate(book)
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in book.cells)
    for cell in book.cells:
        if cell.cell_type == "markdown":
            assert re.search("[a-z]{3}", cell.source), cell.id
            assert re.search("[\u4e00-\u9fff]{3}", cell.source.rpartition("\n\n")[2]), cell.id


def test_each_task_has_a_text_a_picture_and_a_check_in_its_order() -> None:
    names = list(cells(nbformat.reads(notebook.homework(), as_version=4)))
    places = []
    for task in TASKS:
        name = task.name.replace("_", "-")
        places += [names.index(f"{name}-{part}") for part in ("text", "picture", "check")]
    assert places == sorted(places)
    assert max(places) < min(names.index(name) for name in names if name.startswith("experiment"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# %% train-picture", "# %% gates-picture", "occurs twice"),
        ('grader.check("train")', 'grader.check("trian")', "tasks"),
        ("# %% train-check", "# %% train-checked", "tasks"),
    ],
)
def test_a_wrong_source_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, message: str
) -> None:
    source = notebook.SOURCE.read_text(encoding="utf-8")
    assert source.count(old) == 1
    wrong = tmp_path / "homework.py"
    wrong.write_text(source.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(notebook, "SOURCE", wrong)
    with pytest.raises(ValueError, match=message):
        notebook.homework()


def test_with_nothing_written_it_runs_to_its_end_and_says_what_is_missing(desk: Path, tmp_path: Path) -> None:
    book = execute(nbformat.reads(notebook.homework(), as_version=4), desk, tmp_path / "blocked")
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
    assert "pip install -r requirements.txt" in printed(cells(book)["gates-check"])
    assert "data/diabetes.csv is missing" in printed(cells(book)["experiment-diabetes"])
    assert pictures(cells(book)["experiment-ones"]) == 1


@pytest.mark.parametrize("path", datasets.paths(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_tables_are_what_the_script_writes(path: Path) -> None:
    assert path.read_bytes() == datasets.paths()[path]
    assert path.stat().st_size < 150_000


def test_the_kept_solution_has_the_same_cells(kept: nbformat.NotebookNode) -> None:
    fresh = nbformat.reads(notebook.homework(), as_version=4)
    kinds = [[(cell.id, cell.cell_type, cell.source) for cell in book.cells] for book in (kept, fresh)]
    assert kinds[0] == kinds[1], "make notebook"
    assert kept.metadata == fresh.metadata


def complete(book: nbformat.NotebookNode) -> None:
    """Each cell has the outputs that it should have, and no other kind."""
    for cell in book.cells:
        if cell.cell_type != "code":
            continue
        assert all(output.output_type != "error" and output.get("name") != "stderr" for output in cell.outputs), cell.id
        if cell.id in START:
            assert not cell.outputs, cell.id
        elif cell.id.endswith("-check"):
            assert "passed!" in printed(cell), cell.id
        elif cell.id in WITHOUT_PICTURE:
            assert printed(cell), cell.id
        else:
            assert pictures(cell) == 1, cell.id
        assert "todo" not in printed(cell), cell.id


def test_the_kept_solution_is_complete_and_small(kept: nbformat.NotebookNode) -> None:
    complete(kept)
    text = executed.TARGET.read_text(encoding="utf-8")
    assert len(text.encode()) < 2_500_000
    assert not re.search(r"/(tmp|home|root|work|Users)/", text)


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", text)]


def claims(book: nbformat.NotebookNode) -> None:
    """What the texts say is what the cells below them have computed."""
    by_name = cells(book)

    def said(name: str, *phrases: str) -> None:
        text = " ".join(by_name[f"{name}-text"].source.split())
        assert [phrase for phrase in phrases if phrase not in text] == []

    def lines(name: str) -> list[str]:
        return "".join(output.get("text", "") for output in by_name[name].outputs).splitlines()

    said("loss", "27.63", "1/2")
    assert "at p = 0: 27.63" in printed(by_name["loss-picture"])
    said("activations", "flat on both sides")
    assert "[0.  0.5 1. ]" in printed(by_name["activations-picture"])
    said("train", "gradient descent finds them", "four different starts")
    for line in lines("train-picture"):
        outputs = numbers(line)[1:]
        assert max(outputs[0], outputs[3]) < 0.1 < 0.9 < min(outputs[1:3])
    said("standardize", "The test part has not quite")
    assert lines("standardize-picture")[0] == "training: mean [0. 0.], deviation [1. 1.]"
    assert lines("standardize-picture")[1] != "test: mean [0. 0.], deviation [1. 1.]"
    said("compare", "On 80 points it is not", "their columns agree")
    rows = [numbers(line) for line in lines("compare-picture")[2:7]]
    assert all(row[2] == row[3] for row in rows)
    assert sum(row[1] for row in rows) <= sum(row[2] for row in rows)
    said("hidden-units", "24 students", "1/24")
    assert 80 - round(0.7 * 80) == 24

    assert numbers(lines("experiment-forward")[-1])[0] <= 5.1e-9
    said("experiment-differences", "h near 1e-5")
    one, both = (numbers(line) for line in lines("experiment-differences"))
    assert both[0] < 1e-8 < one[0] < 1e-6
    assert 1e-6 <= both[1] <= 1e-4
    said("experiment-models", "0.405447", "0.668")
    network, logistic, softmax, theta, admitted = lines("experiment-models")
    assert numbers(network)[0] < 0.405447
    assert logistic.endswith(" 0.405447")
    assert softmax.endswith(" 0.405447")
    assert numbers(theta) == [-16.3787, 0.148341, 0.158908]
    assert admitted.endswith(" 0.668")
    said("experiment-rates", "crawls", "works", "jumps")
    crawls, works, jumps = (numbers(line)[1:] for line in lines("experiment-rates"))
    assert 0.55 < crawls[1] < crawls[0]
    assert works[1] < 0.41
    assert jumps[1] > 2 * jumps[0]
    said("experiment-scale", "exactly 1000 times")
    assert lines("experiment-scale")[0].endswith("ratio 1000")
    assert numbers(lines("experiment-scale")[1])[1] < 0.6
    assert numbers(lines("experiment-scale")[2])[0] < 0.6
    assert numbers(lines("experiment-scale")[3])[0] > 0.8
    said("experiment-folds", "0.94, 0.44, 0.88, 0.69, 0.63")
    assert ", ".join(map(two_places, numbers(lines("experiment-folds")[0]))) == "0.94, 0.44, 0.88, 0.69, 0.63"
    assert min(numbers(lines("experiment-folds")[1])) > 0.6
    said("experiment-units", "one, two or four units", "the lines lie closer", "almost flat")
    held, crossed = (numbers(line.removeprefix("5-fold")) for line in lines("experiment-units"))
    assert set(held[:5]) == {1, 2, 4}
    assert crossed[-1] < held[-1]
    assert max(crossed[5:10]) - min(crossed[5:10]) < 0.02
    said("experiment-shapes", "500 points", "every 200 of 5000 epochs")
    for line in lines("experiment-shapes"):
        _, right, outside = numbers(line)
        assert right > 0.95 > outside
    said("experiment-linear", "far from 1.5", "gets as far", "bring it home")
    batch, stochastic = (numbers(line.partition("=")[2]) for line in lines("experiment-linear"))
    assert batch[0] > 2.5 < stochastic[0]
    assert max(abs(a - b) for a, b in zip(batch, stochastic, strict=True)) < 0.05
    assert abs(numbers(lines("experiment-minibatch")[-1])[2] - 1.5) < 0.1
    said("experiment-diabetes", "442 patients", "fit the training part better", "the test part worse")
    linear, hidden = (numbers(line.partition("R2")[2]) for line in lines("experiment-diabetes"))
    assert hidden[0] > linear[0]
    assert hidden[1] < linear[1]
    said("experiment-cancer", "569 tumours", "At least 99 %", "fewer on a third")
    everything, parts = (numbers(line) for line in lines("experiment-cancer"))
    assert everything[0] >= 0.99 <= parts[0]
    assert parts[1] < parts[0]
    said("experiment-ones", "the very same steps", "the steps differ")
    assert lines("experiment-ones")[0].endswith("True")
    assert numbers(lines("experiment-ones")[1])[0] > 0.01
    said("experiment-vanishing", "by about 4", "ReLU lies between")
    sigmoid, tanh, relu = (numbers(line)[0] for line in lines("experiment-vanishing"))
    assert 3.5 < sigmoid < 5
    assert 1 <= tanh < 1.3 < relu < 2
    said("experiment-l2", "53 students")
    squares = [numbers(line.partition("weights")[2]) for line in lines("experiment-l2")]
    assert squares[0][0] > 10 * squares[1][0] > 10 * squares[2][0]
    assert squares[0][1] > max(squares[1][1], squares[2][1])
    assert squares[0][2] < min(squares[1][2], squares[2][2])


def test_the_texts_claim_what_the_kept_cells_have_computed(kept: nbformat.NotebookNode) -> None:
    claims(kept)


@pytest.mark.slow
def test_with_everything_written_it_is_complete_and_its_claims_hold() -> None:
    book = executed.executed(REFERENCE.read_bytes())
    complete(book)
    claims(book)
