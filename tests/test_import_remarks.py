"""A file that imports a package that it may not use gets a remark, without being run."""

from pathlib import Path

import pandas as pd
import pytest

from assignment.engine.homework import Homework
from assignment.engine.outcomes import Stopped
from autograder.sandbox.client.forkserver import ForkServer
from autograder.sandbox.client.replies import IMPORTS, NAME
from autograder.sandbox.client.worker import Worker, shared_by
from autograder.sandbox.inside import imports

from .conftest import Command


def foreign(homework: Homework, source: str) -> list[tuple[int, str]]:
    return imports.foreign(homework, compile(source, "file", "exec"))


@pytest.mark.parametrize(
    ("source", "line", "name"),
    [
        ("import torch\n", 1, "torch"),
        ("import numpy as np, jax.numpy as jnp\n", 1, "jax"),
        ("x = 1; from sklearn.svm import SVC\n", 1, "sklearn"),
        ("def f():\n    # why not\n    import scipy.optimize\n", 3, "scipy"),
        ("class A:\n    def f(self):\n        return lambda: [__import__('os')]\n    import autograd\n", 4, "autograd"),
        ("from scipy \\\n    import optimize\n", 1, "scipy"),
        ("from torch import (nn,\n    optim)\n", 1, "torch"),
        ("try:\n    import tqdm\nexcept ImportError:\n    pass\n", 2, "tqdm"),
        ("from torch import *\n", 1, "torch"),
        ("from . import helper\n", 1, ""),
        ("from .numpy import helper\n", 1, ""),
        ("".join(f"x{i} = {i}.5\n" for i in range(300)) + "from .. import helper\n", 301, ""),
    ],
)
def test_a_foreign_import_is_found_with_its_line(homework: Homework, source: str, line: int, name: str) -> None:
    assert foreign(homework, source) == [(line, name)]


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np  # arrays\nfrom pandas import DataFrame\nimport os.path, hashlib  # torch\n",
        "'''import torch'''\n# import torch\nx = 'import torch'\n",
        "def f():\n    yield from g()\n    raise ValueError from error\n",
        "__import__('torch')\n",
        "",
    ],
)
def test_allowed_imports_and_texts_are_not_found(homework: Homework, source: str) -> None:
    assert foreign(homework, source) == []


def test_each_package_is_found_once_and_not_too_many_are(homework: Homework) -> None:
    assert foreign(homework, "import torch\nimport torch.nn\nfrom torch import optim\n") == [(1, "torch")]
    many = foreign(homework, "".join(f"import {'p' * 99}{i}\n" for i in range(99)) + "import a, b, c, d, e, f, g\n")
    assert (len(many), len(many[0][1])) == (IMPORTS, NAME)


@pytest.mark.parametrize("ending", ["1 / 0\n", "import os\nos._exit(0)\n", "while True:\n    pass\n"])
def test_the_imports_of_a_file_are_known_even_if_it_cannot_be_executed_to_its_end(
    server: ForkServer, ending: str
) -> None:
    shared = shared_by(server.homework)
    shared.left = 4.0
    with Worker(server, f"if 0 > 1:\n    import torch\n{ending}", shared=shared) as worker, pytest.raises(Stopped):
        worker.load()
    assert shared.imports == [(2, "torch")]


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
