"""docs/course: both languages say the same, examples run, points and hours agree, answers stay with the lecturer."""

import ast
import doctest
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from assignment.engine.homework import KIT, load
from assignment.engine.registry import all_checks
from autograder.release import build
from autograder.release.stubs import BEGIN, END

HOMEWORK = load(solutions=True)
COURSE = KIT / "docs" / "course"
NAMES = ("README", "extensions", "goals", "oral", "policy", "schedule", "shapes", "slides", "written", "written-rubric")
LECTURERS_ONLY = ("oral", "written-rubric")
PAGES = [COURSE / f"{name}{suffix}.md" for name in NAMES for suffix in ("", ".zh-CN")]
FENCED = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)
DECIMAL = re.compile(r"(?<![\d.])\d+\.\d+(?!\d|\.\d)")
both_languages = pytest.mark.parametrize("suffix", ["", ".zh-CN"], ids=["en", "zh"])
every_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def page(name: str, suffix: str) -> str:
    return read(COURSE / f"{name}{suffix}.md")


def prose(text: str) -> str:
    """Return the text without code."""
    return re.sub(r"`[^`\n]*`", "", FENCED.sub("", text))


def headings(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^(#+) (.*)$", FENCED.sub("", text), re.M)


def formulas(text: str) -> Counter[str]:
    displayed = re.findall(r"^\$\$\n(.*?)\n\$\$$", text, re.M | re.S)
    return Counter(displayed) + Counter(re.findall(r"(?<!\$)\$([^$\n]+)\$", prose(text)))


def code(text: str) -> list[str]:
    """Return all blocks of code without their comments, titles and the suffix of Chinese pages."""
    blocks = FENCED.findall(text) + re.findall(r"^    \S.*$", prose(text), re.M)
    return [re.sub(r" +#.*|\.zh-CN|title=\"[^\"]*\"", "", block) for block in blocks]


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_folder_holds_each_page_in_both_languages() -> None:
    assert sorted(COURSE.glob("*.md")) == sorted(PAGES)


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_structure(name: str) -> None:
    one, two = page(name, ""), page(name, ".zh-CN")
    for part in (formulas, code, lambda text: [level for level, _ in headings(text)]):
        assert part(one) == part(two)
    for item in (r"^(\d+\.|-) ", r"^---$", r"^!\[.*?\]\(.*?\)"):
        assert re.findall(item, one, re.M) == re.findall(item, two, re.M)
    assert Counter(DECIMAL.findall(one)) == Counter(DECIMAL.findall(two))
    assert [len(row) for row in rows(one)] == [len(row) for row in rows(two)]
    if name in ("extensions", "written-rubric"):
        assert re.findall(r"\d+", str(rows(one))) == re.findall(r"\d+", str(rows(two)).replace(".zh", ""))
    if name != "slides":
        assert f"]({name}.zh-CN.md)" in one.split("\n\n")[1]
        assert f"]({name}.md)" in two.split("\n\n")[1]


@every_page
def test_every_example_prints_what_the_page_says(path: Path) -> None:
    blocks = [block for block in FENCED.findall(read(path)) if ">>>" in block]
    assert blocks or not path.name.startswith("shapes")
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, path.name, str(path), 0)
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(test)
    assert (runner.failures, runner.tries) == (0, len(test.examples))


def forms(source: str) -> set[str]:
    """Return all expressions of two operations or more, with the same name for every name and number."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        match node:
            case ast.Name():
                node.id = "x"
            case ast.Constant() if not isinstance(node.value, str):
                node.value = 1
            case ast.Attribute() if node.attr != "T":
                node.attr = "x"
    operations = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp | ast.Call)]
    shown = [
        (ast.unparse(node).replace("-1", "1").replace("x[1]", "x"), {*ast.walk(node)} & {*operations})
        for node in operations
    ]
    return {form for form, inside in shown if len(inside) + form.count(".T") > 1}


def test_no_example_for_students_is_a_formula_that_they_must_write() -> None:
    source = read(HOMEWORK.right.source)
    bodies = re.findall(rf"{re.escape(BEGIN)}(.*?){re.escape(END)}", source, re.S)
    right = set.union(*(forms(f"def f():{body}pass") for body in bodies))
    for formula in ("e / e.sum(axis=1, keepdims=True)", "X.T @ E", "(E @ V.T) * slope(name, A)", "p @ V + c"):
        assert forms(formula) & right, formula
    for name in ("shapes", "extensions", "goals", "written"):
        for block in FENCED.findall(page(name, "")):
            examples = doctest.DocTestParser().get_examples(block) if ">>>" in block else []
            assert not forms("".join(example.source for example in examples) or block) & right, name


@every_page
def test_every_link_leads_somewhere_and_stays_in_its_language(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", read(path)):
        file, _, anchor = target.partition("#")
        if target.startswith("https://"):
            continue
        assert (COURSE / file).is_file(), target
        titles = [title.lower() for _, title in headings(read(COURSE / file))] if anchor else [anchor]
        assert anchor in {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}, target
        same_language = (".zh-CN" in file) == (".zh-CN" in path.name)
        assert same_language or target == twin(path) or file.endswith(".svg"), target


@every_page
def test_every_check_and_task_that_is_named_exists(path: Path) -> None:
    known = {*HOMEWORK.functions, *(task.name for task in HOMEWORK.tasks)}
    known |= {check.id for check in all_checks(HOMEWORK)} | {"params", "train"}
    named = set(re.findall(r"`([a-z_]+(?:\.(?!py`)[a-z_]+)?)`", read(path)))
    assert named <= known, named - known


def twin(path: Path) -> str:
    return path.name.replace(".zh-CN.md", ".md") if ".zh-CN" in path.name else path.name.replace(".md", ".zh-CN.md")


@every_page
def test_github_renders_the_formulas(path: Path) -> None:
    """A dollar needs a space before it and no letter after it."""
    for line in re.sub(r"^\$\$\n.*?\n\$\$$", "", prose(read(path)), flags=re.M | re.S).splitlines():
        pieces = line.split("$")
        assert len(pieces) % 2, line
        for before, after in zip(pieces[:-1:2], pieces[2::2], strict=True):
            assert not before or before[-1] == " ", line
            assert not after or not after[0].isalnum() or not after[0].isascii(), line


@both_languages
def test_the_schedule_lists_every_task_with_its_points_and_takes_12_to_18_hours(suffix: str) -> None:
    table = [row for row in rows(page("schedule", suffix)) if len(row) == 3 and re.match(r"\d", row[2])]
    tasks = [(name, points) for name, points, _ in table if points]
    assert tasks == [(task.name, f"{task.points:g}") for task in HOMEWORK.tasks]
    bonus = {task.name for task in HOMEWORK.tasks if task.bonus}
    hours = [[float(n) for n in re.findall(r"[\d.]+", cell)] for name, _, cell in table if name not in bonus]
    assert [sum(side) for side in zip(*hours, strict=True)] == [12, 18]
    assert re.search(r"(?<!\d)12 (?:to|到) 18", page("schedule", suffix))


@both_languages
def test_questions_and_rubric_have_the_same_titles_and_points(suffix: str) -> None:
    questions, rubric = page("written", suffix), page("written-rubric", suffix)
    titles = [title for level, title in headings(questions) if level == "##"]
    assert titles == [title for level, title in headings(rubric) if level == "##"]
    points = [int(re.findall(r"\d+", title)[-1]) for title in titles]
    assert sum(points) == 20
    for name in ("written", "schedule", "README"):
        assert re.search(r"(?<!\d)20(?!\d)", page(name, suffix))
    for most, part in zip(points, re.split(r"^## ", rubric, flags=re.M)[1:], strict=True):
        levels = [int(row[0]) for row in rows(part)[2:]]
        assert levels == sorted(levels, reverse=True)
        assert (levels[0], levels[-1]) == (most, 0)


@both_languages
def test_the_slides_are_for_marp_and_name_mistakes_that_are_known(suffix: str) -> None:
    text = page("slides", suffix)
    front, *slides = re.split(r"^---$", text.removeprefix("---"), flags=re.M)
    assert "\nmarp: true\n" in front
    assert 15 <= len(slides) <= 20
    assert all(re.search(r"^# \S", slide, re.M) for slide in slides)
    known = tomllib.loads(read(KIT / "solutions" / "mistakes" / "words.toml"))
    named = re.findall(r"\b[A-Z]\d\d\b", text)
    assert len(named) > 12
    assert set(named) <= known.keys()


def test_nothing_of_the_course_is_in_the_students_zip() -> None:
    files = build.contents(HOMEWORK)
    assert not [name for name in files if "course" in name or Path(name).name in {path.name for path in PAGES[2:]}]
    everything = b"\n".join(files.values())
    for name in LECTURERS_ONLY:
        for suffix in ("", ".zh-CN"):
            long = [line for line in page(name, suffix).splitlines() if len(line) > 30]
            assert len(long) > 10
            assert not [line for line in long if line.encode() in everything]


def test_the_readmes_and_the_index_lead_to_every_page() -> None:
    for suffix in ("", ".zh-CN"):
        assert f"](docs/course/README{suffix}.md)" in read(KIT / f"README{suffix}.md")
        index = page("README", suffix)
        for name in NAMES[1:]:
            assert f"]({name}{suffix}.md)" in index
        for name in LECTURERS_ONLY:
            assert re.search(rf"^\| \[{name}.*\*\*", index, re.M)
