"""The students' file in Chinese is the English one with other words: same program, parameters and examples."""

import ast
import doctest
import re
import unicodedata

import pytest

from assignment.engine.homework import load
from autograder.release.stubs import readable

HOMEWORK = load(solutions=True)
ENGLISH, CHINESE = (
    (HOMEWORK.folder / "stubs" / f"neural_network.{language}.py").read_text(encoding="utf-8")
    for language in ("en", "zh")
)
CHARACTER = re.compile(r"[\u4e00-\u9fff]")
SECTION = re.compile(r"^(\w+)\n-+\n", re.MULTILINE)  # numpydoc's names of sections are English in every language
LITERAL = re.compile(r"``.+?``|:func:`\w+`")
WIDTH = 100


def docstrings(source: str) -> dict[str, str]:
    tree = ast.parse(source)
    named = [node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    return {"": ast.get_docstring(tree)} | {node.name: ast.get_docstring(node) for node in named}


def program(source: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node):
            del node.body[0]
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):  # the message has other words
            node.exc.args = [part for part in ast.walk(node.exc) if isinstance(part, ast.FormattedValue)]
    return ast.dump(tree)


def sections(text: str) -> dict[str, str]:
    _summary, *parts = SECTION.split(text)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def names(section: str) -> list[str]:
    return [line.partition(" : ")[0] for line in section.splitlines() if line[:1].strip()]


def literals(text: str) -> list[str]:
    return sorted(LITERAL.findall(text.replace("README.zh-CN.md", "README.md")))


def columns(line: str) -> str:
    """Return a line with one character for each column of the screen."""
    return "".join(each + "_" * (unicodedata.east_asian_width(each) in "WF") for each in line)


PAIRS = [
    pytest.param(english, docstrings(CHINESE)[name], id=name or "module")
    for name, english in docstrings(ENGLISH).items()
]


def test_it_is_the_same_program() -> None:
    assert CHINESE != ENGLISH
    assert program(CHINESE) == program(ENGLISH)


def test_every_docstring_comment_and_message_is_translated() -> None:
    raised = [re.findall(r'raise \w+\(f?"(.+)"\)', source) for source in (CHINESE, ENGLISH)]
    assert len(raised[0]) == len(raised[1]) > len(HOMEWORK.functions) - 2
    assert [text for text in raised[0] if not CHARACTER.search(text)] == []
    assert len(docstrings(CHINESE)) == len(docstrings(ENGLISH)) > 10
    assert [text for text in readable(CHINESE) if not CHARACTER.search(text)] == []


@pytest.mark.parametrize(("english", "chinese"), PAIRS[1:])
def test_its_sections_name_the_same_things_in_the_same_order(english: str, chinese: str) -> None:
    assert list(sections(chinese)) == list(sections(english))
    for section in {"Parameters", "Returns", "Raises"} & {*sections(english)}:
        assert names(sections(chinese)[section]) == names(sections(english)[section]) != []


@pytest.mark.parametrize(("english", "chinese"), PAIRS)
def test_its_code_is_that_of_the_english_docstring(english: str, chinese: str) -> None:
    assert literals(chinese) == literals(english)
    assert sections(chinese).get("Examples") == sections(english).get("Examples")


def test_its_examples_are_what_the_reference_computes() -> None:
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    for name, text in docstrings(CHINESE).items():
        runner.run(parser.get_doctest(text, vars(HOMEWORK.right.reference).copy(), name, None, None))
    assert (runner.tries > 30, runner.failures) == (True, 0)


def test_its_lines_fit_where_a_character_takes_two_columns() -> None:
    lines = [line for line in CHINESE.splitlines() if CHARACTER.search(line)]
    assert [line for line in lines if len(columns(line)) > WIDTH] == []


def test_the_columns_of_its_table_are_below_each_other() -> None:
    table = re.search(r"^=+  =+  =+$.*^=+  =+  =+$", docstrings(CHINESE)[""], re.MULTILINE | re.DOTALL)[0].splitlines()
    gaps = [gap.span() for gap in re.finditer("  ", table[0])]
    for line in map(columns, table):
        assert [line[start:end] for start, end in gaps if line[start:]] == ["  " for start, _ in gaps if line[start:]]
        assert all(line[end] != " " for _, end in gaps if line[end:])
    assert len(table) > 10
