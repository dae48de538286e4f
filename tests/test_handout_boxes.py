"""What a student takes from the handout to work with: the table of shapes, two rows by hand, the lines to paste."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assignment.checks.backward import EXAMPLE
from autograder.mistakes.catalogue import catalogue
from solutions import neural_network as nn
from solutions.handout import figures

from .markdown_texts import blocks, headings, read, rows
from .test_handout import HANDOUT, HOMEWORK

LANGUAGES = pytest.mark.parametrize("path", HANDOUT, ids=["en", "zh"])
SIZES = {"m": 4, "n": 3, "k": 2}


def shape(text: str) -> tuple[int, ...]:
    return tuple(SIZES.get(size) or int(size) for size in re.findall(r"\w+", text))


@LANGUAGES
def test_the_table_of_shapes_is_what_numpy_does(path: Path) -> None:
    seen = 0
    for code, _, shapes in (row for row in rows(read(path)) if len(row) == 3):
        found = re.findall(r"\$(\(.*?\))\$", shapes)
        if not (expression := re.fullmatch(r"`(A.*)`", code)):
            continue
        *given, result = map(shape, found)
        names = dict(zip(("A", "B"), map(np.ones, given), strict=False))
        names["b"] = names.get("B")
        assert eval(expression[1], names).shape == result
        seen += 1
    assert seen == 7
    assert (np.ones((4, 1)) - np.ones(4)).shape == (4, 4)


def example(number: int, l2: float) -> tuple[nn.Network, list[np.ndarray], np.ndarray, nn.Params, float]:
    """Network, activations, targets, gradient and loss of the worked example with one row or two."""
    network = nn.Network((5, 4, 3), l2=l2)
    X = np.vstack([EXAMPLE.X, [0.0, 1, 1, 0, 0]])[:number]
    Y = np.vstack([EXAMPLE.Y, [1.0, 0, 0]])[:number]
    activations = nn.forward(network, EXAMPLE.params, X)
    grads = nn.backward(network, EXAMPLE.params, activations, Y)
    return network, activations, Y, grads, nn.loss(network, EXAMPLE.params, activations[-1], Y)


def printed(values: np.ndarray) -> str:
    return ", ".join(f"{value:g}" if value == 0.5 else f"{value:.6f}" for value in values)


@LANGUAGES
def test_two_rows_by_hand_are_what_the_reference_computes(path: Path) -> None:
    text = read(path)
    network, (_, h, a), Y, ((_, db_1), (dw, db_2)), J = example(2, 0.0)
    D_2 = (a - Y) / 2
    D_1 = D_2 @ EXAMPLE.params[1][0].T * nn.activation_gradient(network.hidden, h)
    assert np.allclose(D_1.sum(axis=0), db_1)
    assert np.allclose(D_2.sum(axis=0), db_2)
    for array in (h, a, D_2, D_1):
        assert [printed(row) for row in array] in [row[2:] for row in rows(text) if len(row) == 4]
    assert printed(db_2) in text
    assert f"{h[0, 2]:.6f} · ({D_2[0, 1]:.6f}) + {h[1, 2]:g} · {D_2[1, 1]:.6f} = {dw[2, 1]:.6f}" in text
    assert f"{J:.6f}" in text


@LANGUAGES
@pytest.mark.parametrize(("place", "number", "l2"), [(0, 1, 0.0), (1, 1, 0.1), (2, 2, 0.0)])
def test_the_numbers_to_compare_with_are_what_the_reference_computes(
    path: Path, place: int, number: int, l2: float
) -> None:
    table = [row for row in rows(read(path)) if len(row) == 4 and re.fullmatch(r"\d\.\d{6}", row[1])]
    *_, grads, J = example(number, l2)
    assert table[place][1:] == [f"{value:.6f}" for value in (J, grads[1][0][2, 1], grads[0][0][3, 2])]


@pytest.mark.parametrize("right", [True, False])
def test_the_lines_to_paste_tell_a_right_gradient_from_a_wrong_one(
    right: bool, tmp_path: Path, reference_source: str
) -> None:
    (lines,) = (block for block in blocks(read(HANDOUT[0])) if "import Network, backward" in block)
    (tmp_path / "differences.py").write_text("\n".join(line[4:] for line in lines.splitlines()), encoding="utf-8")
    slope = "(D @ W.T) * activation_gradient(network.hidden, A)"
    assert reference_source.count(slope) == 1
    source = reference_source if right else reference_source.replace(slope, "D @ W.T")
    (tmp_path / HOMEWORK.filename).write_text(source, encoding="utf-8")
    told = subprocess.run([sys.executable, "differences.py"], cwd=tmp_path, capture_output=True, text=True, check=True)
    pairs = [line.partition(": ")[2].split() for line in told.stdout.splitlines()]
    assert len(pairs) == 39
    assert all(difference == slope for difference, slope in pairs) == right


@LANGUAGES
def test_every_task_names_what_to_read_first(path: Path) -> None:
    tasks = re.split(r"^\d+\. (?=\*\*)", read(path), flags=re.MULTILINE)[1:]
    assert len(tasks) == len(HOMEWORK.tasks)
    assert all("](#" in task.partition("\n\n")[0] for task in tasks)


@LANGUAGES
def test_the_mean_of_the_shuffle_that_is_drawn_is_named(path: Path) -> None:
    X, y = nn.load_ex4()
    accuracies = nn.cross_validate(nn.LOGISTIC, X, y, figures.shuffled(), nn.LEARNING_RATE, nn.EPOCHS, 0)
    assert figures.two_places(float(np.mean(accuracies))) in read(path)


def test_chinese_hints_name_headings_of_the_chinese_handout() -> None:
    titles = {title for _, title in headings(read(HANDOUT[1]))}
    named = set()
    for entry in catalogue(HOMEWORK).values():
        assert "README.md" not in entry.where["zh"], entry.code
        if "README" in entry.where["zh"]:
            named |= {*re.findall("“(.*?)”", entry.where["zh"])}
    assert {title.partition("（")[0] for title in named} == {"记号", "规则", "任务"}
    assert named <= titles
