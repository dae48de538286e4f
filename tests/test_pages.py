"""The pages of a class: nothing in them acts, they can be read by everybody, and they hold what they should."""

import io
import re
import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from rich.console import Console

from assignment.engine.homework import load
from assignment.engine.outcomes import Outcome, Reason, Why
from assignment.engine.verdicts import Verdict
from autograder.grading.grade import checks_for, not_graded, refused
from autograder.grading.result import Result, max_score
from autograder.intake.names import unique_names
from autograder.intake.student import NOBODY, Student
from autograder.mistakes.finding import Finding
from autograder.pages.report import Pages
from autograder.pages.student import student_page
from autograder.pages.templates import SCRIPT
from autograder.reports import Context

from .html_pages import Page, active

HOMEWORK = load(solutions=True)
CHECKS = checks_for(HOMEWORK)
LANGUAGES = ("en", "zh")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</style></script></code></pre><svg onload=alert(1)>",
    "<!-- {{ 7 * 7 }} {% raw %} -->",
    "]]>&lt;b&gt;&#106;",
    "\u202e<b>\x1b[2J\x00",
)
EXAMPLE = ("a = np.array([[1.0, 2.0]])", "update(a)", "# got      [[1.0, 2.0]]", "# expected [[1.0, 2.5]]")


def a_result(name: str = "student-01", text: str = "a text", code: str = "U04") -> Result:
    """A result in which every field that holds a text holds this one, and every outcome comes up."""
    outcomes = [*Outcome]
    verdicts = {}
    for number, check in enumerate(CHECKS):
        outcome = outcomes[number % len(outcomes)]
        why = Why(Reason.RAISED, text, (text,), text, 2) if outcome == Outcome.ERROR else None
        what = "" if why or outcome == Outcome.PASSED else text
        called = frozenset(HOMEWORK.task(check.task).functions[:1])
        verdicts[check.id] = Verdict(check, outcome, why, what, text, text, text, called=called)
    findings = {
        "update": [Finding("update", ((code,),), EXAMPLE)],
        "loss": [Finding("loss", (("L02", "L03"),), (text, "loss(a)", f"# got      {text}", f"# expected {text}"))],
        "forward": [Finding("forward", (), ("forward(a)", f"# got      {text}", "# expected [1.0]"))],
    }
    said = {"remarks": (text,), "noted": (text,), "handed_in": text, "student": Student(id=text, name=text)}
    return Result(name, max_score(HOMEWORK, CHECKS), verdicts, None, findings, **said)  # type: ignore[arg-type]


def a_class(text: str) -> list[Result]:
    unreadable = refused(HOMEWORK, "student-02", CHECKS, Outcome.ERROR, Why(Reason.HAND_IN, text=text))
    syntax = refused(HOMEWORK, "student-03", CHECKS, Outcome.ERROR, Why(Reason.SYNTAX, text=text, line=2))
    failed = not_graded(HOMEWORK, "student-04", CHECKS, text)
    unwritten = {c.id: Verdict(c, Outcome.TODO, Why(Reason.NOT_WRITTEN, "f")) for c in CHECKS}
    return [a_result(text=text), unreadable, syntax, failed, Result("student-05", 100, unwritten)]


def written(out: Path, results: list[Result], language: str = "en", source: str = "") -> dict[str, Page]:
    console = Console(file=io.StringIO(), width=120)
    pages = Pages(Context(out, HOMEWORK, language, console=console, source=lambda name: source))
    for result in results:
        pages.add(result)
    pages.close()
    return {path.name: Page(path.read_text(encoding="utf-8")) for path in sorted(out.glob("html/**/*.html"))}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_shown_as_text_and_changes_no_element(tmp_path: Path, text: str) -> None:
    for folder in ("hostile", "plain"):
        (tmp_path / folder).mkdir()
    hostile = written(tmp_path / "hostile", a_class(text), source=f"first = 1\n{text}\n")
    plain = written(tmp_path / "plain", a_class("a text"), source="first = 1\na text\n")
    shown = text.replace("\u202e", "<U+202E>").replace("\x1b", "<U+001B>").replace("\x00", "<U+0000>")
    for name, page in hostile.items():
        assert not active(page), name
        assert page.structure == plain[name].structure, name
        assert shown in page.text or "student-05" in name, name
        assert page.scripts == ([SCRIPT] if name == "index.html" else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_can_be_read_without_eyes_or_mouse(tmp_path: Path, language: str) -> None:
    for name, page in written(tmp_path, a_class("a text"), language).items():
        assert not active(page) and not page.unclosed, name
        assert page.all("html")[0]["lang"] == {"en": "en", "zh": "zh-CN"}[language]
        marks = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(marks) == len(set(marks)), name
        for tag, attributes in page.elements:
            assert {*attributes.get("aria-labelledby", "").split()} <= {*marks}, (name, attributes)
            if tag == "svg":
                assert attributes.get("aria-label") or attributes.get("aria-hidden") == "true"
            if tag == "pre" or "wide" in attributes.get("class", "").split():
                assert attributes.get("tabindex") == "0"
            if tag == "a" and attributes["href"].startswith("#"):
                assert attributes["href"][1:] in marks
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)
        assert all("scope" in head for head in page.all("th"))


def test_chinese_pages_hold_no_english_sentence_of_the_templates(tmp_path: Path) -> None:
    english, chinese = (
        "".join(page.text for page in written(tmp_path, a_class("x"), name).values()) for name in LANGUAGES
    )
    assert "How the score came about" in english and "Who needs help" in english
    for template in Path(student_page.__code__.co_filename).parent.glob("*.jinja"):
        for words in re.findall(r"""_\("([^"{]+ [^"{]+)\"""", template.read_text(encoding="utf-8")):
            assert words not in chinese, words


def test_pages_of_strange_names_exist_and_the_class_leads_to_them(tmp_path: Path) -> None:
    raw = [
        "index",
        "INDEX",
        "\u05d0\u05d1\u05d2 \u202e",
        "n" * 250,
        "n" * 249 + "m",
        "学生 01",
        "a#b?c%20d&e",
        '"><b>',
        ".",
    ]
    names = unique_names(raw)
    pages = written(tmp_path, [a_result(names[one]) for one in raw])
    assert len(pages) == len(raw) + 1
    links = {unquote(link["href"]) for link in pages["index.html"].all("a") if link["href"].startswith("students/")}
    assert links == {f"students/{name}.html" for name in names.values()}
    assert all((tmp_path / "html" / link).is_file() for link in links)
    for name, page in pages.items():
        assert not active(page), name
    assert len(pages["index.html"].all("bdi")) >= len(raw)


def test_a_students_page_tells_of_hidden_checks_how_they_ended_and_nothing_else(tmp_path: Path) -> None:
    result = a_result(text="SECRET")
    verdicts = {key: one for key, one in result.verdicts.items() if one.check.hidden}
    only_hidden = replace(result, verdicts=verdicts, findings={}, remarks=(), noted=(), student=NOBODY)
    (tmp_path / "own").mkdir()
    pages = written(tmp_path, [only_hidden], source="first = 1\nSECRET = 2\n")
    assert "SECRET" not in pages["student-01.html"].text
    assert "a hidden check does not show what went wrong" in pages["student-01.html"].text


def test_a_students_page_holds_nothing_of_the_others(tmp_path: Path) -> None:
    results = [a_result(f"student-{number}", f"text of {number}") for number in range(1, 5)]
    pages = written(tmp_path, results)
    for number in range(1, 5):
        text = pages[f"student-{number}.html"].text + str(pages[f"student-{number}.html"].elements)
        others = [other for other in range(1, 5) if other != number]
        assert f"text of {number}" in text
        assert not [other for other in others if f"student-{other}" in text or f"text of {other}" in text]


def test_remarks_are_for_the_instructor_alone(tmp_path: Path) -> None:
    pages = written(tmp_path, [replace(a_result(), remarks=("imports torch",))])
    assert "imports torch" in pages["index.html"].text
    assert "imports torch" not in pages["student-01.html"].text


def test_a_lost_point_is_explained_once_with_the_call_and_the_wrong_entries_marked() -> None:
    page = Page(student_page(a_result(), Context(Path(), HOMEWORK), ""))
    assert page.text.count("np.array([[1.0, 2.0]])\nupdate(a)") == 1
    marked = re.findall(r"<mark>([^<]*)</mark>", student_page(a_result(), Context(Path(), HOMEWORK), ""))
    assert marked == ["2", "2.5"]
    lost = [check for check in a_result().verdicts.values() if not check.outcome.earns_points]
    assert page.text.count("explained above") == len(lost)


def test_the_students_own_line_is_shown_where_an_exception_was() -> None:
    source = "first = 1\nsecond = 1 / 0\nthird = 3\n"
    text = student_page(a_result(), Context(Path(), HOMEWORK), source)
    assert re.search(r"<mark>\s*2 ▸ second = 1 / 0</mark>", text)
    assert "second = 1 / 0" not in student_page(a_result(), Context(Path(), HOMEWORK), "")


def test_pages_are_small(tmp_path: Path) -> None:
    long = a_result(text="x" * 1000)
    assert len(student_page(long, Context(tmp_path, HOMEWORK), "").encode()) < 200_000
    results = [replace(long, submission=f"student-{number:03}") for number in range(300)]
    pages = Pages(Context(tmp_path, HOMEWORK))
    pages.add(long)
    (entry,) = pages._entries.values()
    rows = {one.submission: replace(entry, row=replace(entry.row, submission=one.submission)) for one in results}
    pages._entries |= rows
    pages.close()
    assert (tmp_path / "html" / "index.html").stat().st_size < 2_000_000


def until(name: str, task: str, *codes: str) -> Result:
    """A student who has all points before a task and has not written it or any later one."""
    names = [known.name for known in HOMEWORK.tasks]
    before = names[: names.index(task)]
    verdicts = {
        check.id: Verdict(check, Outcome.PASSED if check.task in before else Outcome.TODO, None) for check in CHECKS
    }
    findings = {"loss": [Finding("loss", ((code,),), EXAMPLE) for code in codes]}
    return Result(name, 100, verdicts, None, findings)


def section(page: str, name: str) -> str:
    """The text of a section of the class's page."""
    found = re.search(rf'<section aria-labelledby="{name}">(.*?)</section>', page, re.DOTALL)
    assert found
    return " ".join(Page(found[1]).text.split())


def test_the_class_page_says_who_needs_help_what_to_teach_and_how_far_the_class_got(tmp_path: Path) -> None:
    ahead = replace(until("s-1", "sgd", "L03"), findings={})
    results = [ahead, until("s-2", "loss", "L02", "L03"), until("s-3", "loss", "L02"), until("s-4", "gates")]
    failed = not_graded(HOMEWORK, "s-5", CHECKS, "the server died")
    unreadable = refused(HOMEWORK, "s-6", CHECKS, Outcome.ERROR, Why(Reason.HAND_IN, text="no file"))
    written(tmp_path, [*results, failed, unreadable])
    page = (tmp_path / "html" / "index.html").read_text(encoding="utf-8")
    assert section(page, "help").endswith(
        "Their file could not be run (1) s-6: no file Nothing is written yet (1) s-4 "
        "Stuck: nothing earned from this task on loss: s-2, s-3"
    )
    assert "The grader failed: grade again (1) s-5: not graded, the kit failed: the server died" in section(
        page, "faults"
    )
    counts = re.findall(r'<span class="count">(\d+)<.*?· (\w+)', page)
    assert counts == [("2", "loss"), ("1", "loss")]
    assert "s-2, s-3" in section(page, "mistakes")
    rungs = dict(re.findall(r'<tr><th scope="row">(\w+)<.*?aria-label="(all points: [^"]+)"', page, re.DOTALL))
    assert rungs["forward"] == "all points: 3, some: 0, none: 1, not written: 1"
    assert rungs["loss"] == "all points: 1, some: 0, none: 1, not written: 3"


def test_checks_that_nobody_fails_or_passes_and_that_go_together_are_named(tmp_path: Path) -> None:
    results = [until(f"s-{number}", "forward" if number < 4 else "loss") for number in range(8)]
    pages = written(tmp_path, results)
    checks = section((tmp_path / "html" / "index.html").read_text(encoding="utf-8"), "checks")
    assert pages["index.html"].text.count("never failed") == sum(c.task in ("gates", "activations") for c in CHECKS)
    forward = sum(check.task == "forward" for check in CHECKS)
    assert checks.count("always as forward.") == forward
    assert checks.count("never passed") == len(CHECKS) - forward - checks.count("never failed")


def test_the_class_page_says_how_long_grading_took_and_what_each_check_alone_notices(tmp_path: Path) -> None:
    seconds = {"s-1": 2.0, "s-2": 30.0, "s-3": 1.0, "s-4": 4.0, "older": 0.0}
    written(tmp_path, [replace(until(name, "loss"), seconds=took) for name, took in seconds.items()])
    page = (tmp_path / "html" / "index.html").read_text(encoding="utf-8")
    assert "Median: 3.0 s. Longest: s-2 (30.0 s), s-4 (4.0 s), s-1 (2.0 s)" in section(page, "faults")
    noticed = tomllib.loads((HOMEWORK.root / "solutions" / "mutants.toml").read_text(encoding="utf-8"))
    assert noticed and {*noticed} <= {check.id for check in CHECKS}
    numbers = dict(re.findall(r"<code>([\w.]+)</code>.*?</th>.*?data-value=\"(\d+)\">\d*</td>", page, re.DOTALL))
    assert {name: int(count) for name, count in numbers.items() if int(count)} == noticed


def test_without_a_count_of_mutants_and_times_the_class_page_does_not_speak_of_them(tmp_path: Path) -> None:
    homework = load(Path("tests/line"), solutions=True)
    verdicts = {check.id: Verdict(check, Outcome.PASSED) for check in checks_for(homework)}
    pages = Pages(Context(tmp_path, homework, console=Console(file=io.StringIO())))
    pages.add(Result("s-1", 10, verdicts))
    pages.close()
    text = Page((tmp_path / "html" / "index.html").read_text(encoding="utf-8")).text
    assert "notices alone" not in text and "Time of grading" not in text and "discrimination" in text
