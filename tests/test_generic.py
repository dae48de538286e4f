"""The grader and the engine know no homework, and importing them changes nothing in the interpreter."""

import inspect
import io
import os
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from assignment.engine.homework import KIT, load
from autograder.mistakes.catalogue import catalogue, left_out

HOMEWORK = load(solutions=True)
FILES = sorted([*(KIT / "autograder").rglob("*.py"), *(KIT / "assignment" / "engine").rglob("*.py")])

RECORDS = {record.__name__ for record in HOMEWORK.records}
FUNCTIONS = {*HOMEWORK.functions, *HOMEWORK.given}
NAMES = FUNCTIONS | RECORDS | {HOMEWORK.module} | {task.name for task in HOMEWORK.tasks}
EVERYWHERE = {"name", "seed", "params"}  # parameters that functions of any program have, as those of one letter
PARAMETERS = {
    parameter
    for name in FUNCTIONS
    for parameter in inspect.signature(getattr(HOMEWORK.right.reference, name)).parameters
    if len(parameter) > 1 and parameter not in EVERYWHERE
}
VARIABLES = PARAMETERS | {"W", "W1", "W2", "b1", "b2", "Z1", "Z2", "A1", "A2", "dW", "db", "dZ", "n_in", "n_out", "l2"}
DATA = {path.stem for path in (KIT / "data").glob("*.csv")}
CODES = catalogue(HOMEWORK).keys() | left_out(HOMEWORK).keys()
TERMS = {  # besides the names with an underscore, words that mean this homework in prose as well
    *("Network", "neural", "xor", "XOR", "sigmoid", "relu", "ReLU", "softmax", "tanh", "logistic", "backward"),
    *("backpropagation", "standardize", "minibatch", "epoch", "epochs", "entropy loss", "cross-entropy", "l2"),
}
UNMISTAKABLE = TERMS | DATA | CODES | {name for name in NAMES if "_" in name}


def any_of(words: set[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


IN_PROSE = re.compile(rf"(?<![A-Za-z0-9])({any_of(UNMISTAKABLE)})(?![A-Za-z0-9])")
QUOTED = re.compile(rf"[`'\"](?:\w+\.)*({any_of(NAMES)})[`'\"(.:]")  # "loss", ``loss``, `loss(...)`, "loss.finite"


def mentions(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and word of every place where some code names this homework."""
    for number, line in enumerate(source.splitlines(), 1):
        yield from ((number, match[1]) for match in IN_PROSE.finditer(line))
    tokens = [*tokenize.generate_tokens(io.StringIO(source).readline)]
    for before, token, after in zip([tokens[0], *tokens], tokens, [*tokens[1:], tokens[-1]], strict=False):
        if token.type == tokenize.NAME:
            method = token.string == "update" and before.string == "." and after.string == "("  # of a dict, a hash
            option = token.string == "compare" and "field(" in token.line and after.string == "="  # of a dataclass
            if token.string in NAMES | VARIABLES and not method and not option:
                yield token.start[0], token.string
        elif token.type != tokenize.OP:  # strings and comments
            for match in QUOTED.finditer(token.string):
                yield token.start[0] + token.string[: match.start()].count("\n"), match[1]


def test_no_module_of_the_grader_or_the_engine_names_this_homework() -> None:
    found = {
        f"{path.relative_to(KIT)}:{line}: {word}" for path in FILES for line, word in mentions(path.read_text("utf-8"))
    }
    assert not found, "\n" + "\n".join(sorted(found))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("from solutions import neural_network", ["neural_network"]),
        ("student.predict(x)", ["predict"]),
        ("def grade(loss): ...", ["loss"]),
        ("if name == 'gates': ...", ["gates"]),
        ("call('forward.batch')", ["forward"]),
        ("'''See ``loss``, then `update(x)`.'''", ["loss", "update"]),
        ("'''\n\nThe slope of softmax.'''", ["softmax"]),
        ("x = 1  # as in ex4.csv", ["ex4"]),
        ("x = 1  # B06", ["B06"]),
        ("def make_Network(): ...", ["Network"]),
        ("Y_hat = 1", ["Y_hat"]),
        ("hash.update(b'')", []),
        ("update(b'')", ["update"]),
        ("'''Step forward, then compare the loss of time with the train; predict an update.'''", []),
        ("'''No network is reached.'''", []),
    ],
)
def test_a_name_of_this_homework_in_the_code_is_found(source: str, words: list[str]) -> None:
    assert sorted({word for _, word in mentions(source)}) == words


def test_a_name_in_a_docstring_is_reported_with_its_line() -> None:
    assert list(mentions('"""One.\n\nSee ``loss``.\n"""\n')) == [(3, "loss")]


IMPORT_ALL = """
import ast, importlib, os, signal, sys, warnings
from pathlib import Path

root = Path(sys.argv[1])
sys.path.insert(0, str(root))
files = [*(root / "autograder").rglob("*.py"), *(root / "assignment" / "engine").rglob("*.py")]

for path in files:  # other packages first: what they change is not ours
    for node in ast.parse(path.read_text("utf-8")).body:
        names = [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else names
        for name in names:
            if name.partition(".")[0] not in ("autograder", "assignment", "solutions"):
                try:
                    importlib.import_module(name)
                except ImportError:
                    pass

def state():
    return {
        "bytecode": sys.dont_write_bytecode, "path": sys.path[:], "finders": sys.meta_path[:],
        "warnings": warnings.filters[:], "hooks": (sys.excepthook, sys.displayhook, warnings.showwarning),
        "signals": {n: signal.getsignal(n) for n in signal.valid_signals()},
        "environment": dict(os.environ), "folder": os.getcwd(), "streams": (sys.stdin, sys.stdout, sys.stderr),
    }

before = state()
for path in files:
    name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
    importlib.import_module(name)
    changed = [what for what, value in state().items() if value != before[what]]
    if changed:
        sys.exit(f"importing {name} changes {', '.join(changed)}")
"""


@pytest.mark.slow
def test_importing_every_module_leaves_the_interpreter_as_it_was(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}  # not -B: that would hide a change of it
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", IMPORT_ALL, str(KIT)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
