"""The notebook with results in the repository: it is complete, and its texts agree with its results."""

import re

import nbformat
import numpy as np
import pytest

from assignment.engine.homework import KIT
from autograder.release import executed
from solutions.handout.figures import two_places

from .notebook_cells import HOMEWORK, cells, complete, described, fresh, lines, printed

Cells = dict[str, nbformat.NotebookNode]
DATA = np.loadtxt(KIT / "data" / "ex4.csv", delimiter=",", skiprows=1)
X, y = DATA[:, :2], DATA[:, 2]


@pytest.fixture(scope="module")
def kept() -> nbformat.NotebookNode:
    return nbformat.read(executed.target(HOMEWORK), as_version=4)


def test_the_kept_solution_has_the_same_cells(kept: nbformat.NotebookNode) -> None:
    made = fresh()
    kinds = [[(cell.id, cell.cell_type, cell.source) for cell in book.cells] for book in (kept, made)]
    assert kinds[0] == kinds[1], "make notebook"
    assert kept.metadata == made.metadata


def test_the_kept_solution_is_complete_and_small(kept: nbformat.NotebookNode) -> None:
    complete(kept)
    text = executed.target(HOMEWORK).read_text(encoding="utf-8")
    assert len(text.encode()) < 2_500_000
    assert not re.search(r"/(tmp|home|root|work|Users)/", text)


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", text)]


def claims(book: nbformat.NotebookNode) -> None:
    """Check that the texts agree with the results of the cells below them."""
    tasks(cells(book))
    models(cells(book))
    experiments(cells(book))


def said(by_name: Cells, name: str, *phrases: str) -> None:
    text = " ".join(by_name[f"{name}-text"].source.split())
    assert [phrase for phrase in phrases if phrase not in text] == []


def tasks(by_name: Cells) -> None:
    picture = {name.removesuffix("-picture"): cell for name, cell in by_name.items() if name.endswith("-picture")}
    assert lines(picture["gates"])[0].endswith(": 0.00 1.00 1.00 0.00")
    said(by_name, "loss", "27.63", "1/2")
    assert "at p = 0: 27.63" in printed(picture["loss"])
    assert described(picture["loss"]).endswith("6.91, 0.00; 0.50, 0.00")
    said(by_name, "activations", "flat on both sides")
    assert "[0.  0.5 1. ]" in printed(picture["activations"])
    said(by_name, "softmax", "gives the same bars")
    first, second, third = described(picture["softmax"]).partition(": ")[2].partition(": ")[2].split("; ")
    assert first == second != third
    said(by_name, "forward", "its rows sum to 1")
    assert described(picture["forward"]).count("1.00") == 5
    said(by_name, "backward", "touch the curve")
    slopes = numbers(described(picture["backward"]))
    assert slopes[:2] == slopes[2:]
    said(by_name, "update", "above 2/8 b is larger after each step")
    slow, swinging, leaving = numbers(described(picture["update"]).partition(" at (3")[2])[-5::2]
    assert abs(swinging) < slow < 1 < 3 < abs(leaving)
    said(by_name, "train", "four different starts", "all four have learned XOR")
    assert len(set(numbers(described(picture["train"]).rpartition(":")[2]))) == 4
    for line in lines(picture["train"]):
        outputs = numbers(line)[1:]
        assert max(outputs[0], outputs[3]) < 0.1 < 0.9 < min(outputs[1:3])
    said(by_name, "standardize", "similar spreads but different means", "The test set does not")
    assert np.abs(np.diff(X.std(axis=0))) < 0.5 < 20 < np.abs(np.diff(X.mean(axis=0)))
    assert lines(picture["standardize"])[0] == "training set: mean [0. 0.], deviation [1. 1.]"
    assert lines(picture["standardize"])[1] != "test set: mean [0. 0.], deviation [1. 1.]"
    said(by_name, "k-fold", "of five folds cut without a shuffle four")
    assert sum(len(set(part)) == 1 for part in np.split(y, 5)) == 4
    said(by_name, "sgd", "falls fastest", "smoothly and slowly")
    first, last = (numbers(part) for part in described(picture["sgd"]).partition("one epoch")[2].split("before"))
    assert first[2] < first[1] < first[0]
    assert max(last[1:3]) < last[0]


def models(by_name: Cells) -> None:
    said(by_name, "compare", "64 of 80 against 66", "20 shuffles in the handout", "their columns agree")
    rows = [numbers(line) for line in lines(by_name["compare-picture"])[2:7]]
    assert all(row[2] == row[3] for row in rows)
    assert numbers(lines(by_name["compare-picture"])[-1]) == [64, 66, 66]
    said(by_name, "hidden-units", "24 students", "1/24", "eight units win by one student")
    assert 80 - round(0.7 * 80) == 24
    right = numbers(lines(by_name["hidden-units-picture"])[0].partition(": ")[2])
    counts = dict(zip(right[::2], right[1::2], strict=True))
    assert counts.pop(8) == max(counts.values()) + 1
    assert numbers(lines(by_name["experiment-forward"])[-1])[0] <= 5.1e-9
    said(by_name, "experiment-differences", "h = 1e-5", "100 times lower")
    one, both = (numbers(line) for line in lines(by_name["experiment-differences"]))
    assert both[0] < 1e-8 < one[0] < 1e-6
    assert 1e-6 <= both[1] <= 1e-4
    assert 50 < one[0] / both[0] < 200
    said(by_name, "experiment-models", "0.405447", "0.668")
    network, logistic, softmax, theta, admitted = lines(by_name["experiment-models"])
    assert numbers(network)[0] < 0.405447
    assert logistic.endswith(" 0.405447")
    assert softmax.endswith(" 0.405447")
    assert numbers(theta) == [-16.3787, 0.148341, 0.158908]
    assert admitted.endswith(" 0.668")
    said(by_name, "experiment-rates", "hardly changes", "works", "higher than at the start")
    crawls, works, jumps = (numbers(line)[1:] for line in lines(by_name["experiment-rates"]))
    assert 0.55 < crawls[1] < crawls[0]
    assert works[1] < 0.41
    assert jumps[1] > 2 * jumps[0]
    said(by_name, "experiment-scale", "exactly 1000 times", "above 10")
    ratio, raw, large, standardized = lines(by_name["experiment-scale"])
    assert ratio.endswith("ratio 1000")
    assert numbers(raw)[0] < 0.6 > numbers(large)[1]
    assert numbers(standardized)[0] > 0.8
    lowest = [
        float(part.partition("-")[0]) for part in described(by_name["experiment-scale"]).split(" in ")[1].split(", ")
    ]
    assert min(lowest[:2]) > 10 > 0.5 > lowest[2]
    said(by_name, "experiment-folds", "0.94, 0.44, 0.88, 0.69, 0.63", "their mean is higher")
    in_order, shuffled = (numbers(line) for line in lines(by_name["experiment-folds"]))
    assert ", ".join(map(two_places, in_order)) == "0.94, 0.44, 0.88, 0.69, 0.63"
    assert sum(shuffled) > sum(in_order)
    said(by_name, "experiment-units", "With another seed both", "at most two students of 80", "lie closer together")
    held, crossed = (numbers(line.removeprefix("5-fold")) for line in lines(by_name["experiment-units"]))
    assert len(set(held[:5])) > 1 < len(set(crossed[:5]))
    assert max(max(means[5:10]) - min(means[5:10]) for means in (held, crossed)) < 2.1 / 80
    assert abs(crossed[5] - crossed[9]) < 1 / 80
    assert crossed[-1] < held[-1]


def experiments(by_name: Cells) -> None:
    said(by_name, "experiment-shapes", "500 points", "every 200 epochs", "as many points right")
    diamond, square = (numbers(line) for line in lines(by_name["experiment-shapes"]))
    assert diamond[1] == square[1] > 0.95 > max(diamond[2], square[2])
    said(by_name, "experiment-linear", "far from 1.5", "gets as far", "close to 1.5")
    batch, stochastic = (numbers(line.partition("=")[2]) for line in lines(by_name["experiment-linear"]))
    assert batch[0] > 2.5 < stochastic[0]
    assert max(abs(a - b) for a, b in zip(batch, stochastic, strict=True)) < 0.05
    assert abs(numbers(lines(by_name["experiment-minibatch"])[-1])[2] - 1.5) < 0.1
    said(by_name, "experiment-diabetes", "442 patients", "in all nine", "worse in eight", "from 0.48 to 0.45")
    training, test = (numbers(lines(by_name["experiment-diabetes"])[line])[0] for line in (2, 5))
    assert (training, test) == (9, 1)
    means = [two_places(numbers(lines(by_name["experiment-diabetes"])[line])[0]) for line in (3, 4)]
    assert means in (["0.48", "0.45"], ["0.48", "0.44"])
    said(by_name, "experiment-cancer", "569 tumours", "At least 99 %", "fewer on the third")
    everything, *thirds = (numbers(line) for line in lines(by_name["experiment-cancer"]))
    assert everything[0] >= 0.99
    assert len(thirds) == 3
    assert all(right >= 0.99 > rest for _, right, rest in thirds)
    said(by_name, "experiment-ones", "the same steps", "the steps differ")
    assert lines(by_name["experiment-ones"])[0].endswith("True")
    assert numbers(lines(by_name["experiment-ones"])[1])[0] > 0.01
    said(by_name, "experiment-vanishing", "by about 4", "ReLU lies between")
    sigmoid, tanh, relu = (numbers(line)[0] for line in lines(by_name["experiment-vanishing"]))
    assert 3.5 < sigmoid < 5
    assert 1 <= tanh < 1.3 < relu < 2
    said(by_name, "experiment-l2", "53 students", "the fewest are right in both", "changes with the shuffle")
    none, little, more = (numbers(line.partition("weights")[2]) for line in lines(by_name["experiment-l2"]))
    assert none[0] > 10 * little[0] > 50 * more[0]
    assert none[1] > little[1] > more[1]
    for shuffle in (-2, -1):
        assert none[shuffle] < min(little[shuffle], more[shuffle])
    assert (little[-2] - more[-2]) * (little[-1] - more[-1]) < 0


def test_the_texts_claim_what_the_kept_cells_have_computed(kept: nbformat.NotebookNode) -> None:
    claims(kept)


@pytest.mark.slow
def test_with_everything_written_it_is_complete_and_its_claims_hold() -> None:
    book = executed.executed(HOMEWORK, HOMEWORK.right.source.read_bytes())
    complete(book)
    claims(book)
