"""The handout as pages of HTML: they hold all that the Markdown holds, and need no network and no other file."""

import base64
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from click.testing import CliRunner, Result

from assignment.engine.homework import KIT, load
from autograder.cli.main import main
from autograder.release import build
from autograder.release.formula import formula

from .markdown_texts import blocks, formulas, headings, read, slug

HOMEWORK = load(solutions=True)
LINE = KIT / "tests" / "line"
TEXTS = [HOMEWORK.folder / name for name in (*build.HANDOUTS, *build.ERRATA)]
ALL = [pytest.param(path, id=path.stem) for path in TEXTS]
KILOBYTES_400 = 400_000
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What gives a page its structure; how many words are set off or are code is each language's own.
BLOCKS = {*HEADINGS, "nav", "main", "table", "tr", "th", "td", "pre", "ul", "ol", "li", "img", "math"}


def page(text: Path) -> Element:
    """Return the page of a text; it is well-formed XML."""
    doctype, _, document = read(text.with_suffix(".html")).partition("\n")
    assert doctype == "<!DOCTYPE html>"
    return ElementTree.fromstring(document)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def outside_of_code(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in ("code", "pre"):
            yield from outside_of_code(child)
        yield child.tail or ""


@pytest.mark.parametrize("text", ALL)
def test_a_page_has_no_script_and_loads_nothing(text: Path) -> None:
    root = page(text)
    assert not {element.tag for element in root.iter()} & {"script", "link", "iframe", "object", "embed", "base"}
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name in ("srcset", "style")]
        assert element.get("src", "data:").startswith("data:")
    (style,) = root.iter("style")
    assert not re.search(r"url\(|@import|@font-face", words(style))
    assert text.with_suffix(".html").stat().st_size < KILOBYTES_400


@pytest.mark.parametrize("text", ALL)
def test_every_formula_is_there_as_mathml(text: Path) -> None:
    found = list(page(text).iter("math"))
    assert Counter(math.get("alttext") for math in found) == formulas(read(text))
    for math in found:
        assert len(words(math)) > 0
        assert not {element.tag for element in math.iter()} & {"merror", "mtext"} or "\\ " in math.get("alttext", "")
        assert not re.search(r"[\\{}$&]", words(math)), words(math)
    prose = "".join(outside_of_code(page(text).find(".//main") or Element("main")))
    assert prose and not re.search(r"[$\\]|\*\*|`", prose)


@pytest.mark.parametrize("text", ALL)
def test_every_heading_has_its_anchor_and_stands_in_the_table_of_contents(text: Path) -> None:
    root, titles = page(text), headings(read(text))
    shown = [element for element in root.iter() if element.tag in HEADINGS]
    assert [(element.tag, element.get("id"), words(element)) for element in shown] == [
        (f"h{len(level)}", slug(title), title) for level, title in titles
    ]
    entries = [(link.get("href"), words(link)) for link in root.iterfind(".//nav//a")]
    assert entries == [(f"#{slug(title)}", title) for level, title in titles if len(level) in (2, 3)]
    assert words(next(root.iter("title"))) == titles[0][1]


@pytest.mark.parametrize("text", ALL)
def test_links_lead_to_pages_and_anchors_that_exist(text: Path) -> None:
    root = page(text)
    marks = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(marks) == len(set(marks))
    targets = [unquote(link.get("href", "")) for link in root.iter("a")]
    assert targets[0] == "#text" and root.find(".//main[@id='text']") is not None  # for those who use the keyboard
    for target in targets:
        if target.startswith("#"):
            assert target[1:] in marks
        elif ":" not in target:
            assert (text.parent / target).is_file()
            assert not target.endswith(".md"), target


@pytest.mark.parametrize(("one", "two"), [TEXTS[:2], TEXTS[2:]], ids=["handout", "errata"])
def test_both_languages_have_the_same_structure_and_lead_to_each_other(one: Path, two: Path) -> None:
    pages = {"en": page(one), "zh-CN": page(two)}
    english, chinese = ([e.tag for e in root.iter() if e.tag in BLOCKS] for root in pages.values())
    assert english == chinese
    for (language, root), other in zip(pages.items(), ((two, "zh-CN"), (one, "en")), strict=True):
        assert root.get("lang") == language
        (link,) = root.iterfind(".//a[@hreflang]")
        assert (link.get("href"), link.get("hreflang")) == (other[0].with_suffix(".html").name, other[1])


@pytest.mark.parametrize("text", ALL)
def test_pictures_are_inside_and_have_names(text: Path) -> None:
    told = re.findall(r"!\[([^]]+)\]\((.*?)\)", read(text))
    pictures = list(page(text).iter("img"))
    assert [picture.get("alt") for picture in pictures] == [name for name, _ in told]
    for picture, (_, file) in zip(pictures, told, strict=True):
        kind, _, content = picture.get("src", "").partition(";base64,")
        assert kind == "data:image/svg+xml"
        assert base64.b64decode(content) == (text.parent / file).read_bytes()


@pytest.mark.parametrize("text", ALL)
def test_code_is_kept_and_what_scrolls_can_be_reached_by_keyboard(text: Path) -> None:
    root = page(text)
    code = [re.sub(r"\s+", "", block) for block in blocks(read(text))]
    assert [re.sub(r"\s+", "", words(block)) for block in root.iter("pre")] == code
    parents = {child: parent for parent in root.iter() for child in parent}
    for wide in root.iter():
        if wide.tag in ("table", "img") or wide.get("display") == "block":
            assert parents[wide].get("tabindex") == "0", wide.tag
        elif wide.tag == "pre":
            assert wide.get("tabindex") == "0"


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("a = -b", '<mo form="prefix">−</mo>'),
        ("(-b)", '<mo form="prefix">−</mo>'),
        ("(a) - b", "<mo>−</mo>"),
        ("a - b", "<mo>−</mo>"),
        ("dJ/dW", '<mo lspace="0" rspace="0">/</mo>'),
        ("W_{l-1}", '<mo lspace="0" rspace="0">−</mo>'),
        (r"\mathrm{softmax}(z)", "<mi>softmax</mi></mrow><mo"),
        (r"y \log a", '<mi>y</mi><mspace width="0.1667em" /><mi>log</mi><mspace width="0.1667em" /><mi>a</mi>'),
        (r"(a) \log (b)", '</mo><mspace width="0.1667em" /><mi>log</mi><mo'),
        (r"-\log a", '<mo>−</mo><mi>log</mi><mspace width="0.1667em" />'),
    ],
)
def test_formulas_have_the_spaces_of_tex(latex: str, expected: str) -> None:
    assert expected in formula(latex, "inline")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(LINE, tmp_path / "line")


def assignment(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["assignment", "--homework", str(folder), *options])


def test_a_page_that_is_out_of_date_is_told_and_written_the_same_each_time(copy: Path) -> None:
    handout = copy / "assignment" / "README.md"
    kept = handout.with_suffix(".html").read_bytes()
    handout.write_text(read(handout).replace("# Fit a line", "# Fit *a* line & more", 1), encoding="utf-8")
    assert assignment(copy, "--check").output == f"drifted: {handout.with_suffix('.html')}\n"
    assert assignment(copy).exit_code == 0
    assert "<title>Fit a line &amp; more</title>" in read(handout.with_suffix(".html"))
    handout.write_bytes((LINE / "assignment" / "README.md").read_bytes())
    assert assignment(copy).exit_code == 0
    assert handout.with_suffix(".html").read_bytes() == kept


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("![a picture](figures/none.svg)", "README.md: there is no picture figures/none.svg in"),
        ("![a picture](https://example.org/a.svg)", "README.md: there is no picture https://example.org/a.svg in"),
        (r"a $\left( a$ here", r"README.md: this is not a formula: \left( a ("),
        (r"a $\fraction{1}{2}$ here", r"README.md: there is no \fraction for formulas: \fraction{1}{2}"),
    ],
)
def test_what_cannot_be_shown_is_told_in_one_sentence(copy: Path, wrong: str, told: str) -> None:
    with (copy / "assignment" / "README.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{wrong}\n")
    done = assignment(copy)
    assert (done.exit_code, len(done.output.splitlines())) == (2, 1)
    assert told in done.output


def test_a_text_without_a_heading_is_told(copy: Path) -> None:
    handout = copy / "assignment" / "README.md"
    handout.write_text(re.sub("^#+ ", "", read(handout), flags=re.MULTILINE), encoding="utf-8")
    assert "README.md: the text has no heading" in assignment(copy).output


def test_without_the_packages_a_homework_with_a_handout_says_so_and_one_without_is_made(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "autograder.release.page", None)
    done = assignment(copy)
    assert done.exit_code == 2
    assert "the handout's pages cannot be made" in done.output and "pip install -e '.[build]'" in done.output
    for name in (*build.HANDOUTS, "README.html", "README.zh-CN.html"):
        (copy / "assignment" / name).unlink()
    assert assignment(copy, "--check").exit_code == 0
