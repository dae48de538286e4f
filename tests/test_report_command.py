"""``report`` writes the pages again from the journal alone; grade and merge write them at their end."""

import io
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from assignment.engine.homework import load
from assignment.engine.outcomes import Outcome, Reason, Why
from autograder.cli.main import main
from autograder.grading.grade import checks_for, grade, not_graded, refused
from autograder.pages.next_steps import NextSteps
from autograder.pages.student import student_page
from autograder.reports import Context
from autograder.run.journal import Journal
from autograder.run.settings import Settings
from autograder.sandbox.client.forkserver import ForkServer

from .class_files import hand_in, with_body
from .html_pages import Page, active
from .runs import grade_all
from .test_hidden_inputs import asked
from .test_pages import a_result

HOMEWORK = load(solutions=True)
CHECKS = checks_for(HOMEWORK, "update")
WRONG = "    return [(W + learning_rate * dW, b + learning_rate * db) for (W, b), (dW, db) in zip(params, grads)]\n"
RAISES = "    raise ValueError('mine')\n"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, reference_source: str) -> Path:
    """The output folder of a class of three; its pages are not written yet."""
    folder = tmp_path_factory.mktemp("graded")
    files: dict[str, str | bytes] = {
        "in/student-01/neural_network.py": reference_source,
        "in/student-02/neural_network.py": with_body(reference_source, WRONG),
        "in/student-03/neural_network.py": with_body(reference_source, RAISES),
    }
    hand_in(folder, files)
    grade_all(folder / "in", folder / "out", settings=Settings(task="update"))
    with Journal(folder / "out", HOMEWORK) as journal:
        journal.settle(**Settings(task="update").in_common)
    return folder / "out"


def report(*args: object) -> Result:
    return CliRunner().invoke(main, ["report", *map(str, args)])


def read(out: Path, name: str) -> Page:
    return Page((out / "html" / name).read_text(encoding="utf-8"))


def test_pages_are_written_from_the_journal_alone_in_any_language(out: Path) -> None:
    before = (out / "journal.sqlite").read_bytes()
    done = report(out, "--language", "zh")
    assert done.exit_code == 0, done.output
    assert (out / "journal.sqlite").read_bytes() == before
    assert sorted(path.name for path in out.iterdir() if path.suffix != ".sqlite") == ["html", "journal.lock"]
    for name in ("index.html", *(f"students/student-0{number}.html" for number in (1, 2, 3))):
        page = read(out, name)
        assert page.all("html") == [{"lang": "zh-CN"}] and not active(page) and not page.unclosed
    assert "update(params, grads, " in read(out, "students/student-02.html").text
    assert report(out).exit_code == 0
    assert "Everything is right." in read(out, "students/student-01.html").text
    assert "Who needs help" in read(out, "index.html").text


def test_lines_of_the_students_own_code_are_shown_where_the_class_is_given(out: Path) -> None:
    assert report(out).exit_code == 0
    assert "raise ValueError('mine')" not in read(out, "students/student-03.html").text
    assert report(out, "--submissions", out.parent / "in").exit_code == 0
    assert "raise ValueError('mine')" in read(out, "students/student-03.html").text
    assert "raise ValueError('mine')" not in read(out, "index.html").text
    done = report(out, "--submissions", out.parent / "in", "--from", "canvas")
    assert (done.exit_code, "is named as in this: Canvas download" in done.output) == (2, True), done.output


def test_the_three_next_things_are_said_at_the_end_in_the_readers_language(out: Path) -> None:
    english, chinese = (report(out, "--language", name).output.splitlines()[-3:] for name in ("en", "zh"))
    assert f"1. look at the class: open {out}/html/index.html" in english
    assert any(line.startswith("2. teach first: ") for line in english)
    assert any("打开" in line for line in chinese) and not any("look" in line for line in chinese)


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ([], []),
        ([not_graded(HOMEWORK, "s-1", CHECKS, "died")], ["look at the class", "grade again", "send each student"]),
        (
            [a_result(name) for name in ("s-4", "s-2", "s-3", "s-1")],
            ["look at the class", "grade again, because the grader failed: s-1, s-2, s-3 + 1", "teach first"],
        ),
        (
            [refused(HOMEWORK, "s-1", CHECKS, Outcome.ERROR, Why(Reason.HAND_IN, text="no"))],
            ["look at the class", "look at files that did not run or have a remark: s-1", "send each student"],
        ),
    ],
)
def test_next_steps_are_three_lines_at_most(results: list, said: list[str]) -> None:
    steps = NextSteps(Context(Path("out"), HOMEWORK, console=Console(file=io.StringIO())), pages=True)
    for result in results:
        steps.add(result)
    lines = steps.lines()
    assert len(lines) == len(said)
    assert all(
        line.startswith(f"{number}. {text}") for number, (line, text) in enumerate(zip(lines, said, strict=True), 1)
    )


def test_a_folder_without_a_journal_is_refused_in_a_sentence(tmp_path: Path) -> None:
    done = report(tmp_path)
    assert (done.exit_code, len(done.output.splitlines())) == (2, 1)
    assert "holds no journal.sqlite: give the --out of grade" in done.output


def test_a_journal_of_another_homework_is_refused(out: Path) -> None:
    done = report(out, "--homework", "tests/line")
    assert (done.exit_code, len(done.output.splitlines())) == (2, 1)
    assert "was graded for another homework" in done.output


@pytest.mark.parametrize("change", ["'{}'", "replace(result, 'student-01', '../../x')"])
def test_a_result_that_cannot_be_read_or_leads_elsewhere_is_told(out: Path, tmp_path: Path, change: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "journal.sqlite").write_bytes((out / "journal.sqlite").read_bytes())
    connection = sqlite3.connect(tmp_path / "out" / "journal.sqlite")
    connection.execute(f"UPDATE results SET result = {change} WHERE position = 0")
    connection.commit()
    connection.close()
    done = report(tmp_path / "out")
    assert done.exit_code == 1
    assert "1 results were not written by this version of the kit: grade again" in done.output
    assert len(list((tmp_path / "out" / "html" / "students").iterdir())) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_no_hidden_instance_and_no_right_answer_to_it_is_in_a_students_page(
    server: ForkServer, reference_source: str
) -> None:
    """Whatever a file says about what it was asked."""
    checks = checks_for(server.homework, "forward")
    secrets = asked(server.homework, [check for check in checks if check.hidden], answers=True)
    secrets -= asked(server.homework, [check for check in checks if not check.hidden], answers=True)
    assert len(secrets) > 100
    tells = """
_seen, _right = [], forward
def forward(network, params, X):
    _seen.append((float(X[0, 0]), float(params[0][0][0, 0])))
    if len(_seen) >= 4:
        raise ValueError(repr(_seen[::-1]))
    return [A + 1e-3 for A in _right(network, params, X)]
"""
    result = grade(server, "student-01", reference_source + tells, checks, "public")
    assert result.score < 15
    for language in ("en", "zh"):
        text = student_page(result, Context(Path(), server.homework, language), reference_source + tells)
        assert not [number for number in secrets if number in text]
        assert "_seen" in text or "hidden" in text or "隐藏" in text


def test_a_class_that_was_graded_with_no_html_has_no_pages(tmp_path: Path) -> None:
    hand_in(tmp_path, {"in/student-01/line.py": Path("tests/line/solutions/line.py").read_bytes()})
    command = ["grade", str(tmp_path / "in"), "--homework", "tests/line", "--jobs", "1"]
    with_pages = CliRunner().invoke(main, [*command, "--out", str(tmp_path / "with")])
    assert with_pages.exit_code == 0, with_pages.output
    assert (tmp_path / "with" / "html" / "students" / "student-01.html").is_file()
    without = CliRunner().invoke(main, [*command, "--out", str(tmp_path / "without"), "--no-html"])
    assert without.exit_code == 0, without.output
    assert not (tmp_path / "without" / "html").exists()
    assert "html" not in without.output.partition("written into")[2].replace(str(tmp_path), "")
