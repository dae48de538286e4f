"""``python -m autograder interview``: five questions about lines that stand in the file, the same for the same file."""

import ast
import re
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner, Result

from assignment.engine.homework import KIT, Homework, load
from assignment.engine.language import said
from assignment.engine.module import decode_source
from autograder.cli.main import main
from autograder.grading.result import Result as Graded
from autograder.intake.notebook import code_of
from autograder.interview.code import bound
from autograder.interview.questions import Question, questions
from autograder.interview.rules import rules
from autograder.mistakes.finding import Finding
from autograder.run.fingerprint import of_file
from autograder.run.journal import Journal

from .corpus.field_files import field_files
from .corpus.written import HERE, written

CORRECT = {path.stem: decode_source(path.read_bytes()) for path in sorted((HERE / "correct").glob("*.py"))}
FIELD = {name: text for kind in ("correct", "wrong") for name, text in field_files(kind).items()}
WRITTEN = {one.name: one.text for one in written("mistakes") if "P10" not in one.codes}  # a single function each
FILES = CORRECT | FIELD | WRITTEN
SOME = dict(sorted(FILES.items())[2::6])
DIRECTED = {  # what a question says of its line, and what must then stand there
    "axis=0": r"\baxis=0|\((?:\w+, )?0\)|, 0\)",
    "axis=1": r"\baxis=1|\(1\b|, 1\b",
    "keepdims": r"keepdims=True",
    "network.l2": r"network\.l2",
    "network.output": r"network\.output",
    "network.objective": r"network\.objective",
    "X_train": r"X_train",
    "Why minus": r"-",
    "maximum": r"max",
    "0.5": r"0?\.50?\b",
    "`params =`": r"params = update",
    "put at the front": r"insert|appendleft",
    "a generator": r"seed",
    "logarithm": r"log",
}


SAYS = {"axis=0": "Why axis=0", "axis=1": "Why axis=1", "0.5": "Why 0.5"}


def ask(text: str, homework: Homework) -> list[Question]:
    return questions(ast.parse(text), text, homework)


def interview(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["interview", *map(str, arguments)])


@pytest.fixture(scope="module", params=[SOME, pytest.param(FILES, marks=pytest.mark.slow)], ids=["some", "all"])
def asked(request: pytest.FixtureRequest) -> dict[str, list[Question]]:
    homework = load(solutions=True)
    return {name: ask(text, homework) for name, text in request.param.items()}


def test_every_file_gets_five_different_questions(asked: dict[str, list[Question]]) -> None:
    for name, found in asked.items():
        assert len({question.ask for question in found}) == 5, name


def test_every_line_stands_in_the_file_and_in_the_function_that_is_named(asked: dict[str, list[Question]]) -> None:
    for name, found in asked.items():
        lines = FILES[name].split("\n")
        for question in found:
            assert all(lines[line - 1].strip() for line in question.lines[:1]), name
            assert any(_holds(node, question) for node in ast.parse(FILES[name]).body), (name, question)


def _holds(node: ast.stmt, question: Question) -> bool:
    """Whether a statement at the top of a file binds the name that a question gives, around the question's line."""
    around = node.lineno <= question.lines[0] <= (node.end_lineno or 0)
    return around and question.within in bound(ast.Module([node], []))


@pytest.mark.parametrize("said_of_it", DIRECTED)
def test_what_a_question_says_of_its_line_is_there(asked: dict[str, list[Question]], said_of_it: str) -> None:
    seen = 0
    for name, found in asked.items():
        for question in found:
            if re.match(SAYS.get(said_of_it, f".*{re.escape(said_of_it)}"), question.ask):
                seen += 1
                lines = FILES[name].split("\n")
                line = "\n".join(lines[number - 1] for number in question.lines)
                assert re.search(DIRECTED[said_of_it], line), (name, question, line)
    assert seen


def test_lines_that_would_change_places_depend_on_each_other(asked: dict[str, list[Question]]) -> None:
    seen = 0
    for name, found in asked.items():
        for question in found:
            if "changed places" in question.ask:
                seen += 1
                lines = FILES[name].split("\n")
                variable = re.search(r"reads `(\w+)`", question.answer)
                assert variable, question
                first, second = (question.lines[0], question.lines[-1])
                assert re.match(rf"\s*{variable[1]} = ", lines[first - 1]), name
                assert f"Line {second} reads" in question.answer
                assert re.search(rf"\b{variable[1]}\b", "\n".join(lines[first:])), name
    assert seen


def test_different_files_get_different_questions(asked: dict[str, list[Question]]) -> None:
    chosen = {tuple(question.ask for question in found) for found in asked.values()}
    assert len(chosen) > 0.9 * len(asked)


def test_the_same_file_gets_the_same_questions(homework: Homework) -> None:
    for text in list(CORRECT.values())[:5]:
        assert ask(text, homework) == ask(text, homework)


def test_a_file_in_which_nothing_is_written_gets_a_sentence(tmp_path: Path, stub_source: str) -> None:
    path = tmp_path / "neural_network.py"
    path.write_text(stub_source, encoding="utf-8")
    done = interview(path)
    assert done.exit_code == 0
    assert "nothing of this homework that is written" in done.output
    assert "##" not in done.output


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_shows_the_lines_as_they_are(tmp_path: Path, language: str) -> None:
    path = KIT / "data" / "demo_class" / "student-10"
    text = (path / "neural_network.py").read_text(encoding="utf-8").split("\n")
    done = interview(path, "--out", tmp_path / "out", "--language", language)
    assert done.exit_code == 0
    shown = re.findall(r"^     *(\d+)  (.*)$", done.stdout, re.MULTILINE)
    assert len(shown) >= 5
    assert all(text[int(number) - 1] == line for number, line in shown)
    (page,) = (tmp_path / "out" / "interview").glob("*.md")
    assert page.read_text(encoding="utf-8") == done.stdout
    assert ("好的回答" if language == "zh" else "A good answer") in done.stdout


def test_a_name_is_looked_up_in_the_class() -> None:
    done = interview("student-10", "--class", KIT / "data" / "demo_class")
    assert done.exit_code == 0
    assert "student-10" in done.output
    assert "there is no submission nobody" in interview("nobody", "--class", KIT / "data" / "demo_class").output
    assert "give its path, or the class with --class" in interview("nobody").output


def test_what_cannot_be_parsed_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "neural_network.py"
    path.write_text("x = 1\ndef f(:\n", encoding="utf-8")
    done = interview(path)
    assert done.exit_code == 2
    assert "it is not valid Python, see line 2" in done.output


def test_a_named_mistake_is_asked_about_if_the_same_file_was_graded(tmp_path: Path, homework: Homework) -> None:
    text = CORRECT["einsum_tuples"]
    path = tmp_path / "student" / "neural_network.py"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    graded = Graded("student", 100, findings={"loss": [Finding("loss", (("L01",),))]})
    (tmp_path / "out").mkdir()
    with Journal(tmp_path / "out", homework) as journal:
        journal.put(graded, 0, "0" * 64 + of_file(text))
    done = interview(path, "--out", tmp_path / "out")
    assert "When the file was graded, this was said: Your data loss" in done.output
    assert "def loss(" in done.output
    path.write_text(text + "# changed\n", encoding="utf-8")
    assert "When the file was graded" not in interview(path, "--out", tmp_path / "out").output


def test_a_named_mistake_of_a_notebook_is_asked_about(tmp_path: Path, homework: Homework) -> None:
    path = tmp_path / "student" / "neural_network.ipynb"
    path.parent.mkdir()
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CORRECT["einsum_tuples"])])
    path.write_text(nbformat.writes(book), encoding="utf-8")
    graded = Graded("student", 100, findings={"loss": [Finding("loss", (("L01",),))]})
    (tmp_path / "out").mkdir()
    with Journal(tmp_path / "out", homework) as journal:
        journal.put(graded, 0, "0" * 64 + of_file(code_of(path.read_bytes(), path.name, homework), True))
    done = interview(path, "--out", tmp_path / "out")
    assert "When the file was graded, this was said: Your data loss" in done.output


def test_a_hostile_file_acts_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "neural_network.py"
    harm = tmp_path / "harm"
    path.write_text(
        f"open({str(harm)!r}, 'w')\ndef relu(z):\n"
        "    if z == '</code><script>\u202e\x1b[31m`](javascript:x)' and z > 0:\n        return z * '`'\n"
        "    return z ** 2\n",
        encoding="utf-8",
    )
    done = interview(path)
    assert done.exit_code == 0
    assert not harm.exists()
    assert not {"\u202e", "\x1b"} & {*done.output}
    outside = [line for line in done.output.splitlines() if not line.startswith("    ")]
    assert not any("<script" in line.replace("`if", "") and "`" not in line for line in outside)


def test_every_rule_has_all_its_texts(homework: Homework) -> None:
    tables = [rule for table in rules(homework) for rule in table]
    assert {function for rule in tables for function in rule.functions} <= {*homework.functions}
    chinese = re.compile(r"[\u4e00-\u9fff]")
    for rule in tables:
        assert rule.shape or rule.patterns
        assert chinese.search(rule.question["zh"])
        assert chinese.search(rule.answer["zh"])


@pytest.mark.slow
def test_every_rule_finds_a_line_somewhere(homework: Homework) -> None:
    trees = [node for text in FILES.values() for node in ast.parse(text).body]
    for rule in (rule for table in rules(homework) for rule in table):
        assert any(next(iter(rule.places(tree, {"np": "np"})), None) for tree in trees), rule.name


def test_both_languages_ask_the_same(asked: dict[str, list[Question]]) -> None:
    for found in asked.values():
        for question in found:
            assert re.findall(r"`[^`]+`|\d+", question.ask) == re.findall(r"`[^`]+`|\d+", said(question.ask, "zh"))
