"""The notebook with results in the repository: it is complete, and its texts agree with its results."""

import re

import nbformat
import pytest

from autograder.release import executed
from solutions.handout.figures import two_places

from .notebook_cells import HOMEWORK, START, cells, fresh, pictures, printed

WITHOUT_PICTURE = ("experiment-forward", "experiment-minibatch")


@pytest.fixture(scope="module")
def kept() -> nbformat.NotebookNode:
    return nbformat.read(executed.target(HOMEWORK), as_version=4)


def test_the_kept_solution_has_the_same_cells(kept: nbformat.NotebookNode) -> None:
    made = fresh()
    kinds = [[(cell.id, cell.cell_type, cell.source) for cell in book.cells] for book in (kept, made)]
    assert kinds[0] == kinds[1], "make notebook"
    assert kept.metadata == made.metadata


def complete(book: nbformat.NotebookNode) -> None:
    """Check that each cell has the outputs that it should have, and no others."""
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
    text = executed.target(HOMEWORK).read_text(encoding="utf-8")
    assert len(text.encode()) < 2_500_000
    assert not re.search(r"/(tmp|home|root|work|Users)/", text)


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", text)]


def claims(book: nbformat.NotebookNode) -> None:
    """Check that the texts agree with the results of the cells below them."""
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
    said("train", "gradient descent finds the weights", "four different starts")
    for line in lines("train-picture"):
        outputs = numbers(line)[1:]
        assert max(outputs[0], outputs[3]) < 0.1 < 0.9 < min(outputs[1:3])
    said("standardize", "The values of the test set differ a little")
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
    said("experiment-rates", "hardly changes", "works", "higher than at the start")
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
    said("experiment-linear", "far from 1.5", "gets as far", "comes close to 1.5")
    batch, stochastic = (numbers(line.partition("=")[2]) for line in lines("experiment-linear"))
    assert batch[0] > 2.5 < stochastic[0]
    assert max(abs(a - b) for a, b in zip(batch, stochastic, strict=True)) < 0.05
    assert abs(numbers(lines("experiment-minibatch")[-1])[2] - 1.5) < 0.1
    said("experiment-diabetes", "442 patients", "fit the training set better", "the test set worse")
    linear, hidden = (numbers(line.partition("R2")[2]) for line in lines("experiment-diabetes"))
    assert hidden[0] > linear[0]
    assert hidden[1] < linear[1]
    said("experiment-cancer", "569 tumours", "At least 99 %", "fewer on a third")
    everything, parts = (numbers(line) for line in lines("experiment-cancer"))
    assert everything[0] >= 0.99 <= parts[0]
    assert parts[1] < parts[0]
    said("experiment-ones", "the same steps", "the steps differ")
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
    book = executed.executed(HOMEWORK, HOMEWORK.right.source.read_bytes())
    complete(book)
    claims(book)
