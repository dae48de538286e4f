"""Mistakes that only a function's text shows are looked for in a bounded part of it."""

import pytest

from assignment.questions.messages import MOST, body, silent

FUNCTION = 'def loss(P, Y):\n    """A sentence."""\n    x = 1  # why\n    print(x)\n'


def test_the_words_of_a_function_are_read_without_docstring_and_comments() -> None:
    assert body(FUNCTION, "loss") == [["x", "=", "1"], ["print", "(", "x", ")"]]
    assert silent(FUNCTION, "loss") == "E12"
    assert body(FUNCTION, "update") is None


@pytest.mark.parametrize(
    "hostile",
    [
        "    return [][" + " " * 200_000 + "℘]\n",
        "    x = " + "\\'" * 100_000 + "\n",
        ("    x = " + "'\\" * 90 + "\n") * 1_300,
        ("    x = " + "\\\n") * 30_000,
        "    x = " + "1_" * 100_000 + "\n",
        "    x = '''" + "\\'''" * 50_000 + "\n",
        "    '''" + "\n" * 200_000 + "\n",
        "    x = " + "{" * 200_000 + "\n",
        "".join(" " * (4 + i % 190) + "if x:\n" for i in range(2_000)),
        "def\n",
    ],
    ids=["gap", "escapes", "lines", "joined", "digits", "quotes", "text", "braces", "depth", "no name"],
)
def test_a_text_that_slows_down_pythons_tokenizer_is_read_at_once(hostile: str) -> None:
    """Some of these would take hours."""
    for source in (FUNCTION + hostile, "def loss(P, Y):\n" + hostile):
        silent(source, "loss")
        body(source, "loss")
    assert body(FUNCTION + "\n" * 2 + hostile, "loss") is not None


def test_only_the_beginning_of_a_long_file_is_read() -> None:
    assert body("#\n" * MOST + FUNCTION, "loss") is None
