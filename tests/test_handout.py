"""The handout: two languages say the same, figures and numbers are what the code computes, links lead somewhere."""

import html
import re
import zipfile
from ast import literal_eval
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from markdown_it import MarkdownIt

from assignment.checks.backward import EXAMPLE
from assignment.engine.homework import KIT, load
from assignment.engine.language import LANGUAGES, said
from assignment.engine.otter import Source
from assignment.engine.report import lines, total
from autograder.mistakes.catalogue import catalogue
from autograder.release import build, handout
from solutions import neural_network as nn
from solutions.handout import figures

from .markdown_texts import blocks, formulas, headings, read, rows, sections, slug

HOMEWORK = load(solutions=True)
HANDOUT = (KIT / "assignment" / "README.md", KIT / "assignment" / "README.zh-CN.md")
READMES = (KIT / "README.md", KIT / "README.zh-CN.md")
ERRATA = (KIT / "docs" / "errata.md", KIT / "docs" / "errata.zh-CN.md")
TWINS = [pytest.param(*HANDOUT, id="handout"), pytest.param(*READMES, id="kit")]
WITH_FORMULAS = [pytest.param(path, id=path.name) for path in (*HANDOUT, *ERRATA)]
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
KILOBYTES_60 = 60_000
SCREEN = "backward.worked_example"  # stands in the block that shows what a student reads, in their language


@pytest.mark.parametrize(("english", "chinese"), [*TWINS, pytest.param(*ERRATA, id="errata")])
def test_both_languages_have_the_same_structure(english: Path, chinese: Path) -> None:
    one, two = read(english), read(chinese)
    assert [level for level, _ in headings(one)] == [level for level, _ in headings(two)]
    code = [[block for block in blocks(text) if SCREEN not in block] for text in (one, two)]
    assert code[0] == code[1]
    assert len(code[0]) >= 4 or english in ERRATA
    for (_, title), left, right in zip(headings(one), sections(one)[1:], sections(two)[1:], strict=True):
        assert formulas(left) == formulas(right), title
        items = r"^(\d+\.|-) "
        assert re.findall(items, left, re.MULTILINE) == re.findall(items, right, re.MULTILINE), title
        code = re.compile(r"`[^`\n]+`|\]\([^)#]+\)")
        same = re.compile(r"\.zh-CN|#.*")
        assert {same.sub("", span) for span in code.findall(left.replace("\n", " "))} == {
            same.sub("", span) for span in code.findall(right.replace("\n", " "))
        }, title
    assert f"]({chinese.name})" in one.split("\n\n")[1]
    assert f"]({english.name})" in two.split("\n\n")[1]


@pytest.mark.parametrize(("english", "chinese"), TWINS)
def test_tables_hold_the_same_numbers_and_code(english: Path, chinese: Path) -> None:
    one, two = rows(read(english)), rows(read(chinese))
    assert len(one) == len(two) > 10
    for left, right in zip(one, two, strict=True):
        assert len(left) == len(right), left
        for a, b in zip(left, right, strict=True):
            code = r"`[^`]*`|\$[^$]*\$"
            assert Counter(re.findall(code, a)) == Counter(re.findall(code, b)), (a, b)
            assert NUMBER.findall(re.sub(code, "", a)) == NUMBER.findall(re.sub(code, "", b)), (a, b)


@pytest.mark.parametrize(("english", "chinese"), TWINS)
def test_the_texts_hold_the_same_decimals(english: Path, chinese: Path) -> None:
    decimals = r"(?<![\d.])\d+\.\d+(?!\d|\.\d)"
    assert Counter(re.findall(decimals, read(english))) == Counter(re.findall(decimals, read(chinese)))


@pytest.mark.parametrize("path", WITH_FORMULAS)
def test_github_renders_the_formulas(path: Path) -> None:
    """A dollar needs a space before it and no letter after it, and Markdown must not change the text between."""
    text = re.sub(r"`[^`\n]*`", "", read(path))
    assert text.count("$$") % 2 == 0
    prose = re.sub(r"^\$\$\n.*?\n\$\$$", "", text, flags=re.MULTILINE | re.DOTALL)
    for line in prose.splitlines():
        pieces = line.split("$")
        assert len(pieces) % 2, line
        for before, after in zip(pieces[:-1:2], pieces[2::2], strict=True):
            assert not before or before[-1] == " ", line
            assert not after or not after[0].isalnum(), line
    for formula in formulas(text):
        assert formula == formula.strip()
        assert formula.isascii(), formula
        assert not re.search(r"\\[^A-Za-z ]|\*|\}_|\||<", formula), formula
        assert formula.count("{") == formula.count("}"), formula


@pytest.mark.parametrize("path", [*HANDOUT, *READMES, *ERRATA], ids=lambda path: str(path.relative_to(KIT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    text = read(path)
    anchors = {slug(title) for _, title in headings(text)}
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    assert targets
    for target in targets:
        if target.startswith("#"):
            assert target[1:] in anchors
        elif not target.startswith("https://"):
            page, _, anchor = target.partition("#")
            assert (path.parent / page).exists(), target
            assert not anchor or anchor in {slug(title) for _, title in headings(read(path.parent / page))}, target


@pytest.mark.parametrize("path", WITH_FORMULAS)
def test_markdown_leaves_the_formulas_alone(path: Path) -> None:
    """No underscore between dollars begins an emphasis, no backslash is lost."""
    text = read(path)
    shown = html.unescape(MarkdownIt("commonmark").enable("table").render(text))
    for formula, times in formulas(text).items():
        assert shown.count(formula) >= times, formula


def test_what_the_handout_links_to_is_in_the_release(tmp_path: Path) -> None:
    shown = {name for path in HANDOUT for name in re.findall(r"!\[[^]]+\]\((.*?)\)", read(path))}
    assert shown == {f"figures/{path.name}" for path in figures.drawn()}
    build.release(HOMEWORK, tmp_path / "kit.zip")
    with zipfile.ZipFile(tmp_path / "kit.zip") as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if not name.endswith(".mo")}
    assert {f"assignment/{name}" for name in (*shown, "README.md", "README.zh-CN.md")} <= texts.keys()
    for name, text in texts.items():
        for word in ("solutions/", "autograder/", "AUTOGRADER_SALT"):
            assert word not in text or name.startswith("assignment/engine/"), name


def test_the_figures_are_what_the_script_draws() -> None:
    """To the byte with the same Matplotlib; with another one the labels must agree."""
    drawn = figures.drawn()
    assert drawn == figures.drawn()
    for path, content in drawn.items():
        assert len(content) < KILOBYTES_60
        kept, made = read(path), content.decode()
        version = re.compile(r"Matplotlib v[\d.]+")
        if version.findall(kept) == version.findall(made):
            assert kept == made, f"{path.name} is old: python -m solutions.handout.figures"
        else:
            labels = re.compile(r"<!-- (.*?) -->")
            assert labels.findall(kept) == labels.findall(made)
    assert set(figures.FOLDER.iterdir()) == set(drawn)


def test_the_tables_are_generated_in_both_languages() -> None:
    for path, language in zip(HANDOUT, ("en", "zh"), strict=True):
        assert handout.points_table(HOMEWORK, language) in read(path)
        assert handout.limits_table(HOMEWORK, language) in read(path)
        assert path in build.generated(HOMEWORK)
    assert all(set(task.goal) == {"en", "zh"} for task in HOMEWORK.tasks)
    assert handout.WORDS["en"].keys() == handout.WORDS["zh"].keys()
    for broken in ("", "<!-- points -->\n" * 2, "<!-- points -->\n<!-- end points -->"):
        with pytest.raises(ValueError, match="the handout needs one pair"):
            handout.fill(HOMEWORK, broken, "zh")


@pytest.mark.parametrize("path", HANDOUT, ids=["en", "zh"])
def test_every_task_is_listed_in_order(path: Path) -> None:
    assert re.findall(r"^\d+\. \*\*(\w+)\*\*", read(path), re.MULTILINE) == [task.name for task in HOMEWORK.tasks]


@pytest.mark.parametrize("path", HANDOUT, ids=["en", "zh"])
def test_nothing_that_students_do_not_have_is_mentioned(path: Path) -> None:
    text = read(path).lower()
    for word in ("solutions/", "autograder", "salt", "盐", "make grade", "sandbox", "沙箱"):
        assert word not in text, word


def test_headings_that_feedback_points_to_exist() -> None:
    """Advice says "See Rules in README.md": there is such a heading."""
    named: set[str] = set()
    for entry in catalogue(HOMEWORK).values():
        named |= set(re.findall(r"See (?:the end of )?(\w+) in README\.md", entry.where["en"]))
        named |= set(re.findall(r"under (\w+) in README\.md", entry.where["en"]))
    assert named >= {"Notation", "Rules", "Tasks"}
    titles = [{title for _, title in headings(read(path))} for path in HANDOUT]
    for name in named:
        assert name in titles[0]
        assert any(name in title for title in titles[1])


def worked_example() -> list[float]:
    """Return every computed number of the 5-4-3 example."""
    text = read(HANDOUT[0])
    found = {
        name: np.array(literal_eval(value), float)
        for name, value in re.findall(r"^    ([vw]) = (\[\[.*\]\])$", text, re.M)
    }
    x, Y = np.array([[1.0, 0, -1, 2, 1]]), np.array([[0.0, 1, 0]])
    network, v, w = nn.Network((5, 4, 3)), found["v"], found["w"]
    (checked_v, _), (checked_w, _) = EXAMPLE.params  # the check asks for this very example
    for printed, checked in ((v, checked_v), (w, checked_w), (x, EXAMPLE.X), (Y, EXAMPLE.Y)):
        assert np.array_equal(printed, checked)

    def J(v: np.ndarray, w: np.ndarray) -> float:
        params = [(v, np.zeros(4)), (w, np.zeros(3))]
        return nn.loss(network, params, nn.forward(network, params, x)[-1], Y)

    params = [(v, np.zeros(4)), (w, np.zeros(3))]
    activations = nn.forward(network, params, x)
    _, h, a = activations
    (dv, _), (dw, _) = grads = nn.backward(network, params, activations, Y)
    back = (a - Y) @ w.T
    (v_1, b_1), (w_1, c_1) = nn.update(params, grads, 0.1)
    stepped = [(v_1, b_1), (w_1, c_1)]
    after = nn.loss(network, stepped, nn.forward(network, stepped, x)[-1], Y)
    moved = w.copy()
    moved[2, 1] += 0.001
    assert round((J(v, moved) - J(v, w)) / 0.001, 3) == -0.648
    arrays = (h, h @ w, a, a - Y, back, h * (1 - h), back * h * (1 - h))
    numbers = [float(value) for array in arrays for value in array.ravel()]
    assert np.array_equal(x @ v, [[0, 2, 1, -1]])
    return [*numbers, J(v, w), dw[2, 1], dv[3, 2], J(v, moved), after]


@pytest.mark.parametrize("path", HANDOUT, ids=["en", "zh"])
def test_the_worked_example_is_what_the_reference_computes(path: Path) -> None:
    text = read(path)
    for value in worked_example():
        printed = f"{value:.6f}" if round(value, 2) != value else f"{value:g}"
        assert re.search(rf"(?<![\d.]){re.escape(printed)}(?!\d)", text), printed


@pytest.mark.parametrize(("language", "path"), [*zip(LANGUAGES, HANDOUT, strict=True)])
def test_the_failed_check_that_is_shown_is_what_a_student_reads(
    language: str, path: Path, reference_source: str
) -> None:
    right = "(D @ W.T) * activation_gradient(network.hidden, A)"
    assert reference_source.count(right) == 1
    wrong = Source(HOMEWORK, reference_source.replace(right, "D @ W.T")).judged(HOMEWORK.task("backward"))
    (shown,) = (block for block in blocks(read(path)) if SCREEN in block)
    checks = [wrong.verdicts[f"backward.{name}"] for name in ("worked_example", "sigmoid_output")]
    told = [line for verdict in checks for line in lines(verdict, language)]
    assert [line[4:] for line in shown.splitlines() if line] == [*told, said(total(wrong.verdicts.values()), language)]


@pytest.mark.parametrize("path", HANDOUT, ids=["en", "zh"])
def test_the_numbers_about_ex4_are_measured(path: Path) -> None:
    text = read(path)
    X, y = nn.load_ex4()
    in_order = nn.cross_validate(nn.LOGISTIC, X, y, figures.in_order(), nn.LEARNING_RATE, nn.EPOCHS, 0)
    assert ", ".join(figures.two_places(value) for value in in_order) in text
    assert round(float(in_order.sum()) * 16) == 57
    assert "57" in text
    raw, (scaled, _) = X, nn.standardize(X, X)
    for network in (nn.LOGISTIC, nn.SOFTMAX):
        Y, start = nn.encode_targets(network, y), nn.init_params(network, 0)
        assert f"{nn.train(network, start, scaled, Y, nn.LEARNING_RATE, 1000)[1][-1]:.6f}" in text
    Y, start = nn.encode_targets(nn.LOGISTIC, y), nn.init_params(nn.LOGISTIC, 0)
    late = nn.train(nn.LOGISTIC, start, raw, Y, nn.LEARNING_RATE, 1000)[1][-20:]
    assert late.min() > 12
    assert late.max() - late.min() > 0.1
    assert (X.min().round(), X.max().round()) == (16, 86)


@pytest.mark.slow
def test_the_spread_over_shuffles_is_measured() -> None:
    X, y = nn.load_ex4()
    means = []
    for seed in range(20):
        cut = nn.k_fold(len(y), 5, seed)
        tables = [
            nn.cross_validate(model, X, y, cut, nn.LEARNING_RATE, nn.EPOCHS, 0) for model in (nn.NETWORK, nn.LOGISTIC)
        ]
        means.append([round(float(table.mean()) * len(y)) for table in tables])
    network, logistic = np.array(means).T
    ahead = [int(np.sum(np.sign(network - logistic) == sign)) for sign in (1, 0, -1)]
    english, chinese = (" ".join(read(path).split()) for path in HANDOUT)
    for text in (english, chinese):
        for value in (network.min(), network.max(), logistic.min(), logistic.max(), network.mean(), logistic.mean()):
            assert f"{value / 80:g}" in text
    assert "ahead {} times, level {} times, behind {} times".format(*ahead) in english
    assert "领先 {} 次，打平 {} 次，落后 {} 次".format(*ahead) in chinese
