"""Each repair of text: what it mends, that it adds nothing, and that strings keep their text."""

import io
import re
import tokenize
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.rescue import characters, lines
from autograder.rescue.driver import repaired
from autograder.rescue.repair import Failure, Kind, Trouble, together

FUNCTIONS, ALLOWED = frozenset({"loss", "update"}), frozenset({"numpy", "os"})
FOREIGN = {plain: foreign for foreign, plain in characters.REPLACED.items() if plain}
ADDED = Counter(("def", "args", "kwargs", "raise", "SyntaxError", "None"))
STRINGS = st.text("ab 　，：“”‘’#（\u00a0\u200b%!>`", max_size=8)
NAMES = st.sampled_from(["x", "y", "loss", "数"])


def read(
    text: str, trouble: Trouble = Trouble.SYNTAX, **known: object
) -> tuple[str, list[tuple[Kind, tuple[int, ...]]]]:
    made, repairs = repaired(text, Failure(trouble, **known), FUNCTIONS, ALLOWED)  # type: ignore[arg-type]
    return made, [(repair.kind, repair.lines) for repair in together(repairs)]


@st.composite
def statements(draw: st.DrawFn) -> str:
    """A few statements that Python reads, with strings and comments of all kinds."""
    made = []
    for _ in range(draw(st.integers(1, 4))):
        quote = draw(st.sampled_from(['"', "'", '"""', "'''"]))
        string = f"{quote}{draw(STRINGS)}{quote}"
        form = draw(
            st.sampled_from(
                [
                    "{0} = [{1}, ({0}, -{2})]",
                    "if {0}:\n    {0} = {{{1}: 2}}",
                    "def {0}({0}):\n    return {0} + {1}; pass",
                ]
            )
        )
        made.append(form.format(draw(NAMES), string, draw(st.integers(0, 99))) + f"  # {draw(STRINGS)}")
    return "\n".join(made) + "\n"


@given(statements(), st.data())
def test_foreign_characters_in_code_are_made_plain_again_and_nothing_else_is(source: str, data: st.DataObject) -> None:
    rows = source.splitlines(keepends=True)
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    for token in reversed([token for token in tokens if token.type == tokenize.OP and token.string in FOREIGN]):
        if data.draw(st.booleans()):
            row, column = token.start
            rows[row - 1] = rows[row - 1][:column] + FOREIGN[token.string] + rows[row - 1][column + 1 :]
    assert characters.plain("".join(rows))[0] == source


@given(statements())
def test_strings_and_comments_of_a_readable_file_stay_as_they_are(source: str) -> None:
    for mend in (
        characters.plain,
        lines.without_fences,
        lines.without_prompts,
        lines.without_conflicts,
        lines.without_magic,
        lambda text: lines.without_tabs(text, 4),
    ):
        assert mend(source) == (source, [])


PIECES = st.sampled_from(
    [
        *(
            "x = 1",
            "def loss(a):",
            "    return a",
            "class A:",
            "loss = x",
            "import os",
            "@x",
            "print(x)",
            "loss = (",
            ")",
        ),
        *("“x”", "‘x", '"""', "'", "x：1", "（", "`x`", "```python", "```", ">>> x", "... x", "%time x", "!ls", "x?"),
        *(
            "<<<<<<< a",
            "=======",
            ">>>>>>> b",
            "\tx",
            "    x",
            "\u00a0x",
            "x\u200b",
            "\x1a",
            "p = 'C:\\Users'",
            "#",
            "",
        ),
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=12).map("\n".join))
def test_a_repaired_file_has_the_same_lines_and_no_word_that_was_not_there(text: str) -> None:
    made, repairs = repaired(text, Failure(Trouble.SYNTAX, 1), FUNCTIONS, ALLOWED)
    assert made.count("\n") == text.count("\n")
    if made == text:
        return
    compile(made, "file", "exec")
    assert repairs
    raising = r"(?m)^def (\w+)\(\*args, \*\*kwargs\): raise SyntaxError\(.*\)$"
    words = Counter(re.findall(r"\w+", re.sub(raising, r"\1", made)))
    there = Counter(re.findall(r"\w+", text)) + Counter(re.findall(r"\w+", text.replace("\u200b", "")))
    assert set(words) <= {*there, "None", "rC", "r"}
    assert len(re.findall(raising, made)) == sum(repair.kind == Kind.FUNCTION for repair in repairs)


UPDATE = "def update(a, b):\n    return a - b\n"
MENDED = {
    "x = 1\x1a": ("x = 1", Kind.END_MARK, (1,)),
    "x = 1\n \x1a\n": ("x = 1\n \n", Kind.END_MARK, (2,)),
    "```python\nx = 1\n```\n": ("\nx = 1\n\n", Kind.FENCE, (1, 3)),
    ">>> x = [1,\n...      2]\n...\n": ("x = [1,\n     2]\n\n", Kind.PROMPT, (1, 2, 3)),
    "In [12]: def f():\n   ...:     return 1\n": ("def f():\n    return 1\n", Kind.PROMPT, (1, 2)),
    "<<<<<<< me\nx = 1\n||||||| old\nx = 0\n=======\nx = 2\n>>>>>>> you\n": (
        "\nx = 1\n\n\n\n\n\n",
        Kind.CONFLICT,
        (1, 3, 4, 5, 6, 7),
    ),
    "%matplotlib inline\nx = 1\n": ("\nx = 1\n", Kind.MAGIC, (1,)),
    "def f():\n    !ls\n    return 1\n": ("def f():\n\n    return 1\n", Kind.MAGIC, (2,)),
    "names = !ls\nx = 1\n": ("\nx = 1\n", Kind.MAGIC, (1,)),
    "np.dot?\nx = 1\n": ("\nx = 1\n", Kind.MAGIC, (1,)),
    "if x：\n    y = '：'\n": ("if x:\n    y = '：'\n", Kind.CHARACTER, (1,)),
    "x = 3 − 1": ("x = 3 - 1", Kind.CHARACTER, (1,)),
    "＃ 注释\nx = 1": ("# 注释\nx = 1", Kind.CHARACTER, (1,)),
    "x =\u00a01": ("x = 1", Kind.INVISIBLE, (1,)),
    "def f():\n\u3000\u3000return 1": ("def f():\n    return 1", Kind.INVISIBLE, (2,)),
    "x = soft\u200bmax": ("x = softmax", Kind.INVISIBLE, (1,)),
    "x = “你好，it's”": ('x = "你好，it\'s"', Kind.QUOTE, (1,)),
    "x = ‘a’": ("x = 'a'", Kind.QUOTE, (1,)),
    "x = “““a\n，b”””": ('x = """a\n，b"""', Kind.QUOTE, (1,)),
    'x = "a”': ('x = "a"', Kind.QUOTE, (1,)),
    "if x:\n    y = 1\n\ty = 2\n": ("if x:\n    y = 1\n    y = 2\n", Kind.TAB, (3,)),
    "p = 'C:\\Users\\x'": ("p = r'C:\\Users\\x'", Kind.RAW, (1,)),
    "x = 1\ndef update(a:\n    return a\ny = 2\n": (
        "x = 1\ndef update(*args, **kwargs): raise SyntaxError(\"'(' was never closed\")\n\ny = 2\n",
        Kind.FUNCTION,
        (2,),
    ),
    "x = 1\nThis is my homework.\n\n" + UPDATE: ("x = 1\n\n\n" + UPDATE, Kind.UNPARSED, (2,)),
    UPDATE + "update = )\n": (UPDATE + "update = None\n", Kind.UNPARSED, (3,)),
}


@pytest.mark.parametrize("text", MENDED)
def test_a_slip_that_python_cannot_read_is_mended_and_named_with_its_line(text: str) -> None:
    made, kind, places = MENDED[text]
    assert read(text) == (made, [(kind, places)])


def test_a_function_is_replaced_only_where_no_repair_of_its_characters_helps() -> None:
    text = "def loss(a:\n    return a\n\n\ndef update(a，b）：\n    return a\n"
    made, repairs = read(text)
    assert made.splitlines()[4:] == ["def update(a,b):", "    return a"]
    assert repairs == [(Kind.FUNCTION, (1,)), *[(Kind.CHARACTER, (5,))] * 3]


FAILED = {
    "get_ipython().system('ls')\nx = 1\n": (1, "NameError", "\nx = 1\n", Kind.MAGIC),
    "import os, torch as t, numpy as n\n": (1, "ImportError", "import os, numpy as n\n", Kind.IMPORT),
    "from torch import (a,\n    b)\nx = 1\n": (1, "ImportError", "\n\nx = 1\n", Kind.IMPORT),
    "from . import x\n": (1, "ImportError", "\n", Kind.IMPORT),
    "import os; import torch; x = 1\n": (1, "ImportError", "import os; x = 1\n", Kind.IMPORT),
    "def loss(a):\n    return a\nfrom torch import (loss,\n    relu)\n": (
        3,
        "ImportError",
        "def loss(a):\n    return a\nloss = None\n\n",
        Kind.IMPORT,
    ),
    "x = np.float(1) + np.floating\n": (1, "AttributeError", "x = float(1) + np.floating\n", Kind.ALIAS),
    "def f(e=np.int(1)):\n    return np.int(e)\n": (
        1,
        "AttributeError",
        "def f(e=int(1)):\n    return np.int(e)\n",
        Kind.ALIAS,
    ),
    "@jit\n@cache\ndef f():\n    pass\n": (1, "NameError", "\n@cache\ndef f():\n    pass\n", Kind.DECORATOR),
    "def f(a=b):\n    pass\n": (
        1,
        "NameError",
        "def f(*args, **kwargs): raise RuntimeError('the definition cannot be executed')\n\n",
        Kind.DEFINITION,
    ),
    "x = 1\nx = open(\n  'a')\n": (2, "OSError", "x = 1\nx = None\n\n", Kind.FILE),
    "for i in x:\n    plot(i)\n": (2, "NameError", "\n\n", Kind.FAILED),
    "x = 1; exit()\n": (1, "SystemExit", "\n", Kind.EXIT),
}


@pytest.mark.parametrize("text", FAILED)
def test_of_a_statement_that_fails_only_what_cannot_be_executed_is_left_out(text: str) -> None:
    line, error, made, kind = FAILED[text]
    assert read(text, Trouble.RAISED, line=line, kinds=(error,)) == (
        made,
        [(kind, (1 if kind == Kind.FAILED else line,))],
    )


NEEDED = {
    "import os, torch, jax.numpy as jnp\ndef loss(a):\n    return torch.exp(a) if a else jnp\n": (
        "import os\ndef loss(a):\n    return torch.exp(a) if a else jnp\n",
        [("torch", "torch"), ("jax.numpy", "jnp")],
    ),
    "from torch import dot, exp as e\nclass A:\n    def f(self):\n        return e + dot\n": (
        "\nclass A:\n    def f(self):\n        return e + dot\n",
        [("torch", "dot, e")],
    ),
    "import jax\nimport numpy as jax\ndef f():\n    return jax\n": (
        "\nimport numpy as jax\ndef f():\n    return jax\n",
        [("jax", "")],
    ),
    "from torch import sum\ndef f(a):\n    return sum(a)\n": (
        "sum = None\ndef f(a):\n    return sum(a)\n",
        [("torch", "sum")],
    ),
    "from .x import y\ndef y():\n    return y\n": ("\ndef y():\n    return y\n", [(".x", "")]),
    "from pylab import *\ndef loss(a):\n    return len(exp(a)), loss, __file__\n": (
        "\ndef loss(a):\n    return len(exp(a)), loss, __file__\n",
        [("pylab", "exp")],
    ),
}


@pytest.mark.parametrize("text", NEEDED)
def test_of_an_import_that_is_left_out_the_names_are_known_that_functions_use(text: str) -> None:
    made, needed = NEEDED[text]
    assert repaired(text, Failure(Trouble.RAISED, 1, ("ImportError",)), FUNCTIONS, ALLOWED)[0] == made
    for trouble, kind in ((Trouble.RAISED, Kind.IMPORT), (Trouble.NOTEBOOK, Kind.NOTEBOOK_IMPORT)):
        repairs = repaired(text, Failure(trouble, 1, ("ImportError",)), FUNCTIONS, ALLOWED)[1]
        assert [(one.text, one.detail) for one in repairs if one.kind == kind] == needed
    assert Kind.IMPORT.costs
    assert not Kind.NOTEBOOK_IMPORT.costs


def test_experiments_are_what_no_function_uses() -> None:
    text = """
import os, numpy
import torch
RATE = 0.1
TABLE = {}
TABLE["half"] = 0.5
TABLE.update(whole=1)
data = numpy.ones(3)
print(data)
def loss(x, data):
    return RATE * TABLE[x]
loss = loss
for i in range(3):
    print(loss(i))
try:
    import torch
except ImportError:
    torch = None
"""
    made, repairs = read(text, Trouble.NOTEBOOK)
    left_out = ("import torch", "data = numpy.ones(3)", "print(data)", "for i in range(3):", "    print(loss(i))")
    expected = [("" if row in left_out else row) for row in text.split("\n")]
    assert made.split("\n") == expected
    assert [kind for kind, _ in repairs] == [Kind.NOTEBOOK_IMPORT, *[Kind.EXPERIMENT] * 3]


def test_where_loading_takes_long_experiments_and_the_statement_that_was_running_are_left_out() -> None:
    text = "W = train(9)\nprint(W)\ndef update():\n    return W\n"
    assert read(text, Trouble.SLOW, line=1) == (
        "\n\ndef update():\n    return W\n",
        [(Kind.SLOW, (1,)), (Kind.SLOW, (2,))],
    )
