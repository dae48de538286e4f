"""One function cleans for each kind of reader: nothing acts, hides or is lost, and no two texts look alike."""

import csv
import html
import io
import json
import re
import sys
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assignment.engine import clean

Reader = Callable[..., str]
LINES = (clean.terminal, clean.json_text)
READERS = (*LINES, clean.log, clean.cell, clean.html, clean.markdown)
STARTS = {"=", "+", "-", "@"}  # of a formula
VISIBLE_FORMATS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)}
FILLERS = set(map(ord, "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe0f"))
JOINERS = re.compile("[\u180b-\u180f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")

NASTY = (
    *(
        "::error::",
        "##[command]",
        "##vso[task.x]",
        "##teamcity[x]",
        "\n",
        "\r",
        "\t",
        "\x1b[2J",
        "\x9b31m",
        "\x00",
        "\x85",
    ),
    *("\u2028", "\u2029", "\u061c", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\ufe0f", "\ud800", "\U000e0041"),
    *(
        "=",
        "＝",
        "＋",
        ";=",
        "|@",
        ';"=',
        "';-",
        "'=",
        "|",
        '"',
        "'",
        ",",
        "<script>",
        "&lt;",
        "&#60;",
        "`",
        "\\",
        "](",
    ),
    *("http://x", "www.x.y", "$x$", "<U+202E>", "<U+", "202E>", "\u3164", "\u0301", "\u0e47", "e", "好", "👩", "ع"),
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(NASTY), max_size=12).map("".join))
FAMOUS = (
    "王小明",
    "张　三",
    "葛\U000e0100城",  # a form of a character that a name needs
    "䶮\ue863",  # a rare character, also where older systems have it
    "مُحَمَّد",
    "علی\u200cرضا",
    "क्\u200dषमा",
    "ᠮᠣᠩᠭᠣᠯ\u180eᠠ",
    "Nguyễn Văn Ánh",
    "Jose\u0301",
    "👨\u200d👩\u200d👧\u200d👦 ❤\ufe0f 🧑🏽\u200d🚀 1\ufe0f\u20e3 🇩🇪 🏳\ufe0f\u200d🌈 🫨",
    "O'Brien-Smith, Jr. (2) <x> a_b",
)


def plain(reader: Reader, shown: str) -> str:
    """Return what a person reads who is shown a cleaned text."""
    if reader is clean.markdown:
        shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown)
    return html.unescape(shown) if reader in (clean.html, clean.markdown) else shown


def undone(reader: Reader, shown: str) -> str:
    """Return the text that was cleaned: that this is possible means that no two texts look alike."""
    text = plain(reader, shown)
    if reader is clean.cell:
        text = re.sub(rf"((?:^|[;|])[\"\s]*)'('*[{clean.EQUAL}{clean.MINUS}])", r"\1\2", text)
    return re.sub(r"<U\+([0-9A-F]{4,6})>", lambda found: chr(int(found[1], 16)), text)


@pytest.mark.parametrize("reader", READERS)
@given(text=TEXTS)
def test_nothing_is_lost_and_no_two_texts_look_alike(reader: Reader, text: str) -> None:
    assert undone(reader, reader(text)) == text


@pytest.mark.parametrize("reader", READERS)
@given(text=TEXTS)
def test_nothing_acts_or_hides(reader: Reader, text: str) -> None:
    shown = reader(text)
    assert not re.search(f"[{clean.UNSEEN}]", JOINERS.sub("", shown))
    assert reader in LINES or not re.search(r"[\n\t]", shown)
    assert len(shown.splitlines()) <= shown.count("\n") + 1
    shown.encode("utf-8")  # raises an error at half a character


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", FAMOUS)
def test_names_of_people_and_emoji_stay_as_they_are(reader: Reader, name: str) -> None:
    assert plain(reader, reader(name)) == name


@pytest.mark.parametrize(
    "text",
    [
        "a\u200db",  # between letters that do not join
        "\u200c\u200c",
        "ع\u200c",
        "👩\u200d",
        "👩\u200d\u200d👩",
        "❤\ufe0f\ufe0f",
        "1\ufe0f",
        "好\ufe0f",
        "a\U000e0100",
        "🏴\U000e0067\U000e0062\U000e007f",
    ],
)
def test_a_joiner_that_joins_nothing_is_shown_by_its_number(text: str) -> None:
    assert "<U+" in clean.log(text)


def test_every_control_format_and_filler_of_unicode_is_shown_by_its_number_and_no_letter_is() -> None:
    for number in range(sys.maxunicode + 1):
        kind = unicodedata.category(chr(number))
        hides = kind in ("Cc", "Cs", "Zl", "Zp") or (kind == "Cf" and number not in VISIBLE_FORMATS)
        if hides or number in FILLERS:
            assert clean.log(chr(number)) == f"<U+{number:04X}>"
        elif kind[0] in "LNSP" or kind in ("Zs", "Co"):
            assert clean.log(chr(number)) == chr(number), hex(number)


def test_marks_on_one_letter_do_not_cover_other_lines() -> None:
    assert clean.log("e" + "\u0301" * clean.STACK) == "e" + "\u0301" * clean.STACK
    assert clean.log("ก" + "\u0e47" * (clean.STACK + 2)).count("<U+0E47>") == 2


@pytest.mark.parametrize("reader", [clean.log, clean.cell])
@given(text=TEXTS, width=st.integers(1, 20))
def test_a_log_finds_no_command_wherever_a_line_is_broken(reader: Reader, text: str, width: int) -> None:
    shown = reader(text)
    for start in range(len(shown)):
        line = shown[start : start + width].lstrip()
        assert not re.search(r"::|##", line)


@pytest.mark.parametrize("separator", [",", ";", "|", "\t"])
@given(texts=st.lists(TEXTS, min_size=1, max_size=3))
def test_a_sheet_finds_no_formula_wherever_it_splits(separator: str, texts: list[str]) -> None:
    book = io.StringIO()
    csv.writer(book, lineterminator="\n").writerow(map(clean.cell, texts))
    (line,) = book.getvalue().splitlines()
    fields = next(csv.reader([line])) if separator == "," else line.split(separator)
    for field in fields:
        start = unicodedata.normalize("NFKC", field).lstrip(' "')[:1]
        assert start not in STARTS


def test_every_form_of_a_formulas_start_is_known() -> None:
    forms = {chr(n) for n in range(sys.maxunicode + 1) if unicodedata.normalize("NFKC", chr(n)) in STARTS}
    for form in forms:
        assert clean.cell(f"{form}1") == f"'{form}1"
        assert clean.cell(f'a; "{form}1') == f"a; \"'{form}1"
    assert clean.cell("3 - 2 = 1; x-1") == "3 - 2 = 1; x-1"


class Page(HTMLParser):
    """Collects the text of a page, and counts everything else."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text, self.others = "", 0
        self.feed(source)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.others += 1

    def handle_comment(self, data: str) -> None:
        self.others += 1

    handle_decl = handle_pi = unknown_decl = handle_comment


@given(text=TEXTS)
def test_a_page_shows_the_text_and_nothing_else(text: str) -> None:
    page = Page(clean.html(text))
    assert (page.text, page.others) == (plain(clean.html, clean.html(text)), 0)
    assert not re.search("[<>\"']", clean.html(text))


@given(text=TEXTS)
def test_a_cell_of_a_markdown_table_shows_the_text_and_nothing_else(text: str) -> None:
    table = f"| a |\n| --- |\n| {clean.markdown(text)} |\n"
    rendered = MarkdownIt("commonmark").enable("table").render(table)
    (cell,) = re.findall(r"<td>(.*?)</td>", rendered, re.DOTALL)
    page = Page(cell)
    assert (page.text.strip(), page.others) == (plain(clean.html, clean.html(text)).strip(), 0)


@pytest.mark.parametrize("text", ["http://x.y", "www.x.y", "WWW.x.y", "$x$", "a@b.c", "@user", "#1", "~~x~~", "![](x)"])
def test_what_github_makes_of_plain_words_is_escaped(text: str) -> None:
    """A bare address becomes a link there, and a dollar begins a formula."""
    assert "\\" in clean.markdown(text)


@given(text=TEXTS)
def test_a_json_file_holds_the_text_in_utf_8(text: str) -> None:
    shown = clean.json_text(text)
    assert json.loads(json.dumps(shown, ensure_ascii=False).encode("utf-8")) == shown


@pytest.mark.parametrize("reader", [*LINES, clean.log])
@given(text=TEXTS, limit=st.integers(3, 30))
def test_a_long_text_is_cut_and_no_number_is_cut_in_half(reader: Reader, text: str, limit: int) -> None:
    shown = reader(text * 20, limit)
    assert len(shown) <= limit
    assert not re.search(r"<(U(\+[0-9A-F]*)?)?\.\.\.$", shown)


def test_of_a_text_of_any_length_only_the_beginning_is_looked_at() -> None:
    assert len(clean.log("\u202e" * 50_000_000)) <= clean.LIMIT
