"""The Chinese notebook: the same program as the English one, texts that belong to today's English, labels in a font."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import pytest
from click.testing import CliRunner
from matplotlib import font_manager

from assignment.engine import language
from autograder.release import build, executed
from autograder.release.catalogues import missing
from autograder.release.looked_at import main
from autograder.release.notebook import notebook, stale

from .notebook_cells import CHINESE, HOMEWORK, SOURCE, WITHOUT_PICTURE, cells, complete, described, fresh, lines

HAN = re.compile("[\u4e00-\u9fff]")
GATES = "Each neuron cuts its plane along a line"


def program(code: str) -> str:
    """Return code without comments, and with the same text in place of every text."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


def test_both_notebooks_have_the_same_cells_and_their_code_differs_in_texts_and_comments_only() -> None:
    english, chinese = fresh(), fresh("zh")
    assert english.metadata == chinese.metadata
    assert [(cell.id, cell.cell_type) for cell in english.cells] == [
        (cell.id, cell.cell_type) for cell in chinese.cells
    ]
    for one, other in zip(english.cells, chinese.cells, strict=True):
        if one.cell_type == "code":
            assert program(one.source) == program(other.source), one.id
        else:
            assert HAN.search(other.source), other.id
            assert set(re.findall("`.*?`", one.source)) == set(re.findall("`.*?`", other.source)), one.id


def test_each_chinese_text_was_compared_with_the_english_one_of_today() -> None:
    assert stale(SOURCE, CHINESE) == [], "compare these cells, then: python -m autograder.release.looked_at CELL ..."


def test_a_changed_english_text_names_its_cell_until_somebody_has_looked_at_it(tmp_path: Path) -> None:
    path, translated = tmp_path / build.NOTEBOOK, tmp_path / "solutions" / "handout" / "notebook.zh-CN.md"
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE.replace(GATES, f"{GATES}, or two"), encoding="utf-8")
    translated.write_text(CHINESE, encoding="utf-8")

    def run(*names: str) -> str:
        return CliRunner().invoke(main, [*names, "--homework", str(tmp_path)]).output

    assert "still to be compared: gates-text\n" in run()
    assert "has not changed in loss-text" in run("gates-text", "loss-text")
    assert "still to be compared: gates-text\n" in run()
    assert "still to be compared: none\n" in run("gates-text")
    english = path.read_text(encoding="utf-8")
    assert stale(english, translated.read_text(encoding="utf-8")) == []
    assert notebook(HOMEWORK, SOURCE, "zh", translated.read_text(encoding="utf-8")) == notebook(
        HOMEWORK, SOURCE, "zh", CHINESE
    )


def test_a_translation_with_other_cells_is_refused() -> None:
    renamed = CHINESE.replace('name="loss-text"', 'name="lost-text"')
    with pytest.raises(ValueError, match="'lost-text' stands for 'loss-text'"):
        notebook(HOMEWORK, SOURCE, "zh", renamed)


def numbers(cell: nbformat.NotebookNode) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?(?:e-\d+)?", cell.source)) - {"1"}  # a column of ones is 一列 1


def test_both_languages_give_the_same_numbers() -> None:
    chinese = cells(fresh("zh"))
    for name, cell in cells(fresh()).items():
        assert cell.cell_type == "code" or numbers(cell) == numbers(chinese[name]), name


def test_every_text_of_the_notebook_is_translated() -> None:
    assert [text for text in missing(HOMEWORK) if "notebook.po" in text] == []
    for cell in fresh("zh").cells:
        tree = ast.parse(cell.source) if cell.cell_type == "code" else ast.Module([], [])
        functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
        assert all(HAN.search(ast.get_docstring(node) or "。文") for node in functions), cell.id
        assert all(HAN.search(line) for line in cell.source.splitlines() if line.startswith("# ")), cell.id


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that executes the cell of the texts where certain fonts are installed."""
    monkeypatch.chdir(HOMEWORK.folder)
    monkeypatch.setattr(language, "_now", [])
    saved = dict(plt.rcParams)

    def run(chosen: str, *fonts: str) -> dict[str, Any]:
        found = [SimpleNamespace(name=name) for name in ("DejaVu Sans", *fonts)]
        monkeypatch.setattr(font_manager.fontManager, "ttflist", found)
        names: dict[str, Any] = {"LANGUAGE": chosen, "Path": Path, "sys": SimpleNamespace(path=[])}
        exec(cells(fresh(chosen))["texts"].source, names)
        return names

    yield run
    plt.rcParams.update(saved)


@pytest.mark.parametrize("font", ["Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei"])
def test_with_a_usual_font_the_labels_are_chinese(pictures: Any, font: str) -> None:
    names = pictures("zh", font)
    assert names["label"]("seed {seed}", seed=3) == "种子 3"
    assert names["label"]("{name}, mean {mean:.3f}", name="logistic", mean=0.5) == "逻辑回归，平均 0.500"
    assert plt.rcParams["font.family"] == ["sans-serif", font]


def test_without_such_a_font_the_labels_are_english_and_the_sentences_chinese(
    pictures: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    names = pictures("zh", "Liberation Serif")
    assert names["label"]("seed {seed}", seed=3) == "seed 3"
    assert names["label"]("{name}, mean {mean:.3f}", name="logistic", mean=0.5) == "logistic, mean 0.500"
    assert plt.rcParams["font.family"] == ["sans-serif"]
    names["say"]("seed {seed}: outputs {outputs}", seed=3, outputs="0.1")
    assert capsys.readouterr().out == "种子 3：输出 0.1\n"


def test_in_english_the_labels_are_english_whatever_is_installed(pictures: Any) -> None:
    names = pictures("en", "Noto Sans CJK SC")
    assert names["label"]("seed {seed}", seed=3) == "seed 3"


def test_the_checks_speak_the_notebooks_language(pictures: Any) -> None:
    for chosen in ("zh", "en"):
        pictures(chosen)
        assert language.chosen() == chosen


def test_the_folder_of_the_assignment_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "homework (1)"
    for name in ("assignment.py", "engine/__init__.py", "engine/language.py", "locale/zh/LC_MESSAGES/homework.mo"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HOMEWORK.folder / name, folder / name)
    text = "the output is on the right side of 0.5 at the four corners"
    program = f"from assignment.engine.language import said; print(said({text!r}, 'zh').isascii())"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "False\n"


@pytest.mark.slow
def test_with_everything_written_the_chinese_notebook_is_complete_and_speaks_chinese() -> None:
    """A letter that its font lacks would be a warning, and the cell not complete."""
    source = HOMEWORK.right.source.read_bytes()
    book: nbformat.NotebookNode = executed.executed(HOMEWORK, source, "homework.zh-CN.ipynb")
    complete(book)
    shown = {cell.id: cell for cell in book.cells if cell.cell_type == "code" and lines(cell)}
    for name in shown.keys() - {f"{task.name}-check".replace("_", "-") for task in HOMEWORK.tasks}:
        english = [line for line in lines(shown[name]) if re.search("[a-z]{3,} [a-z]{3,}", line)]
        assert english == [] or name == "compare-picture", name  # its table has the names of the task
        assert name in WITHOUT_PICTURE or HAN.search(described(shown[name])), name
