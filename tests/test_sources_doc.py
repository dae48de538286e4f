"""docs/sources.md says where each result of a source is taught, checked and tested."""

import json
import re
from pathlib import Path

from assignment.engine.homework import KIT, load
from assignment.engine.registry import all_checks

HOMEWORK = load(solutions=True)
DOC = KIT / "docs" / "sources.md"
ERRATA_DOCS = (KIT / "docs" / "errata.md", KIT / "docs" / "errata.zh-CN.md")
HANDOUTS = (KIT / "assignment" / "README.md", KIT / "assignment" / "README.zh-CN.md")
AUTHORS = ("赵新锋", "胡俊峰", "xiexiaobo", "zhujian", "李旻先")
ROWS = {"S0": 8, "S1": 9, "S2": 3, "S3": 3, "S4": 6}
ERRATA = [f"E{n}" for n in range(1, 16)]


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def rows() -> list[list[str]]:
    """Return the cells of every row with the id of a source's result."""
    lines = [line for line in text(DOC).splitlines() if re.match(r"\| S\d", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def author_sections(path: Path) -> dict[str, str]:
    """Return by author the text below the heading that begins with the author's name."""
    found = re.findall(rf"^## ({'|'.join(AUTHORS)}).*?\n(.*?)(?=^#|\Z)", text(path), re.M | re.S)
    assert [author for author, _ in found] == list(AUTHORS)
    return dict(found)


def test_every_row_of_every_source_is_listed() -> None:
    assert [row[0] for row in rows()] == [
        f"{source}.{n}" for source, count in ROWS.items() for n in range(1, count + 1)
    ]
    for row in rows():
        assert len(row) == 6, row
        assert all(row[:5]), row
    assert re.findall(r"^## (S\d) ", text(DOC), re.M) == list(ROWS)


def test_every_name_in_backticks_exists() -> None:
    checks = {check.id for check in all_checks(HOMEWORK)}
    tasks = {task.name for task in HOMEWORK.tasks}
    files = sorted((KIT / "tests").glob("test_*.py"))
    tests = [name for path in files for name in re.findall(r"^def (test_\w+)", text(path), re.M)]
    names = re.findall(r"`([^`\n]+)`", text(DOC))
    assert len(names) > 60
    for name in names:
        known = name in tasks or name in checks or tests.count(name) == 1 or ((KIT / name).exists() and "/" in name)
        assert known, name
    for row in rows():
        assert all(name in tasks for name in re.findall(r"`([^`]+)`", row[2])), row
        assert re.findall(r"`([^`]+)`", row[3]), row
        assert set(re.findall(r"`([^`]+)`", row[3])).isdisjoint(tasks), row


def test_every_cell_exists_in_the_notebook() -> None:
    book = json.loads(text(KIT / "assignment" / "homework.ipynb"))
    sources = ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "markdown"]
    headings = {title for source in sources for title in re.findall(r"^#+ (.+)$", source, re.M)}
    for row in rows():
        for cell in row[4].split("; "):
            assert cell in headings, cell


def test_every_erratum_is_named_computed_and_told_in_both_languages() -> None:
    named = [(row[0], erratum) for row in rows() for erratum in re.findall(r"E\d+", row[5])]
    assert sorted((erratum for _, erratum in named), key=ERRATA.index) == ERRATA
    own = re.findall(r"^def (test_e\d+_\w+)", text(KIT / "tests" / "test_errata.py"), re.M)
    assert [name.split("_")[1].upper() for name in own] == ERRATA
    authors = {match[0]: match[1] for match in re.findall(r"^## (S\d) ([^,]+),", text(DOC), re.M)}
    for page in ERRATA_DOCS:
        told = author_sections(page)
        for name, erratum in named:
            assert f"- **{erratum}** " in told[authors[name[:2]]], (page.name, erratum)
        assert re.findall(r"^- \*\*(E\d+)\*\* ", text(page), re.M) == ERRATA
    for row in rows():
        for erratum in re.findall(r"E\d+", row[5]):
            assert any(test.startswith(f"test_{erratum.lower()}_") and f"`{test}`" in row[3] for test in own), row


def test_the_handout_names_the_authors_and_the_page_with_the_errata() -> None:
    """The students get that page as it is."""
    for handout, page in zip(HANDOUTS, ERRATA_DOCS, strict=True):
        sources = text(handout).rpartition("\n## ")[2]
        assert f"]({page.name})" in sources
        assert all(author in sources for author in AUTHORS)
        assert (handout.parent / page.name).read_bytes() == page.read_bytes()
