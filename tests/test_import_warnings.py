"""A file that imports a package that it may not use gets a remark, without being run or parsed."""

from pathlib import Path
from unittest.mock import patch

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assignment.engine.homework import Homework, load
from autograder.grading import import_warnings
from autograder.grading.import_warnings import MAX_REMARKS, remarks

from .conftest import Command


@pytest.mark.parametrize(
    ("source", "line", "name"),
    [
        ("import torch\n", 1, "torch"),
        ("import numpy as np, jax.numpy as jnp\n", 1, "jax"),
        ("x = 1; from sklearn.svm import SVC\n", 1, "sklearn"),
        ("def f():\n    # why not\n    import scipy.optimize\n", 3, "scipy"),
        ("if True: import autograd\n", 1, "autograd"),
        ("from scipy \\\n    import optimize\n", 1, "scipy"),
        ("from torch import (nn,\n    optim)\n", 1, "torch"),
        ("try:\n    import tqdm\nexcept ImportError:\n    pass\n", 2, "tqdm"),
        ("from . import helper\n", 1, "a module beside it"),
        ("import torch\nthis is ( no Python\n", 1, "torch"),
    ],
)
def test_a_foreign_import_is_named_with_its_line(homework: Homework, source: str, line: int, name: str) -> None:
    (remark,) = remarks(homework, source)
    assert remark.startswith(f"line {line} imports {name},")


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np  # arrays\nfrom pandas import DataFrame\nimport os.path, hashlib  # torch\n",
        "'''import torch'''\n# import torch\nx = 'import torch'\n",
        "def f():\n    yield from g()\n    raise ValueError from error\n",
        "__import__('torch')\n",
        "",
        "(" * 100_000,
        "'''" + "\n" * 100_000,
    ],
)
def test_allowed_imports_and_texts_that_are_not_python_get_no_remark(homework: Homework, source: str) -> None:
    assert remarks(homework, source) == ()


PIECES = (
    *("import numpy as np", "from pandas import DataFrame", "import torch", "from torch", " import numpy", "import os"),
    *("from . import x", ", jax", "; ", "x = 1", "(", "#", "'", '"""', "\\\n", "\n", "\r\n", "\r", "\x0c", "\u2028"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=8))
@settings(max_examples=1000, deadline=None)
def test_the_quick_search_finds_every_import_that_the_tokenizer_finds(parts: list[str]) -> None:
    homework = load()
    source = "".join(parts)
    try:
        compile(source, "file", "exec")
    except SyntaxError:
        return
    quick = remarks(homework, source)
    with patch.object(import_warnings, "_plain", lambda *_: False):
        assert remarks(homework, source) == quick


def test_each_package_is_named_once_and_not_too_many_are(homework: Homework) -> None:
    assert len(remarks(homework, "import torch\nimport torch.nn\nfrom torch import optim\n")) == 1
    assert len(remarks(homework, "".join(f"import package{i}\n" for i in range(99)))) == MAX_REMARKS


def test_a_remark_costs_no_points_and_stands_in_the_gradebook(
    autograder: Command, tmp_path: Path, reference_source: str
) -> None:
    plot = '\n\nif __name__ == "__main__":\n    import matplotlib.pyplot as plt\n'
    (tmp_path / "plots.py").write_text(reference_source + plot, encoding="utf-8")
    done = autograder("grade", tmp_path / "plots.py", "--out", tmp_path / "out", "--task", "gates")
    assert done.returncode == 0, done.stderr
    row = pd.read_csv(tmp_path / "out" / "grades.csv").iloc[0]
    assert row["score"] == 5
    line = (reference_source + plot).count("\n")
    assert row["note"] == f"line {line} imports matplotlib, which is refused where it is executed"


BUSY = (
    "from os import " + " " * 200_000 + "$",
    ("from os import " + " " * 980 + "$\n") * 250,
    "from " + "a." * 100_000 + " import x",
)


@pytest.mark.parametrize("line", BUSY, ids=["spaces", "many", "dots"])
def test_a_line_made_to_slow_down_the_search_takes_a_second_at_most(homework: Homework, line: str) -> None:
    """A pattern with backtracking would take an hour."""
    remarks(homework, line)
