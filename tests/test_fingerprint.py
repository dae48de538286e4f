"""The fingerprint changes with everything that decides points, and not with texts, so that only the former regrades."""

import ast
import functools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from assignment.engine.homework import KIT, Homework
from autograder.run import fingerprint
from autograder.run.fingerprint import of_submission, what_decides
from autograder.run.settings import Settings

ENGINE = "assignment/engine"
ONLY_WORDS = {"words", "report", "language"}


@pytest.fixture(scope="module", autouse=True)
def read_once() -> Iterator[None]:
    """Most files are the same in every test: their trees are parsed once."""
    with patch.object(fingerprint, "what_decides", functools.cache(what_decides)):
        yield


@pytest.fixture
def copy(tmp_path: Path, homework: Homework, monkeypatch: pytest.MonkeyPatch) -> Homework:
    """A copy of the whole kit; the tests take its fingerprint."""
    for package in ("assignment", "autograder", "solutions"):
        shutil.copytree(KIT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "*.ipynb"))
    monkeypatch.setattr(fingerprint, "KIT", tmp_path)
    return replace(homework, folder=tmp_path / "assignment")


def taken(homework: Homework) -> str:
    """Compute the fingerprint now, without using a remembered one."""
    found: str = fingerprint.of_kit.__wrapped__(homework)  # type: ignore[attr-defined]
    return found


def changes_after(copy: Homework, path: str, edit: Callable[[str], str]) -> bool:
    """Return whether the fingerprint changes when a file is edited."""
    before, file = taken(copy), copy.root / path
    text = file.read_text(encoding="utf-8")
    assert edit(text) != text, "nothing was edited"
    file.write_text(edit(text), encoding="utf-8")
    return taken(copy) != before


def with_comment(source: str) -> str:
    return f"# a remark at the top\n{source}\n# and one at the end\n"


def with_other_docstrings(source: str) -> str:
    """Change every docstring of the module and its functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.FunctionDef) and (text := ast.get_docstring(node, clean=False)):
            source = source.replace(text, "Another sentence in its place.", 1)
    return source


def with_other_sentences(source: str) -> str:
    """Change every sentence in the code, such as a hint; keep names and numbers in it."""
    found = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    for text in {text for text in found if isinstance(text, str) and " " in text.strip() and text in source}:
        source = source.replace(text, text.replace(" ", " indeed ", 1))
    return source


def with_another_number(source: str) -> str:
    """Change the last number in the code."""
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    numbers = [node for node in nodes if type(node.value) in (int, float)]
    return _replaced(source, max(numbers, key=lambda node: (node.lineno, node.col_offset)), "77")


def with_another_comparison(source: str) -> str:
    """Make the first comparison always true."""
    return _replaced(source, next(node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Compare)), "1")


def with_another_constant(source: str) -> str:
    return f"{source}\n\nMORE = 1\n"


def _replaced(source: str, node: ast.expr, text: str) -> str:
    segment, lines = ast.get_source_segment(source, node), source.splitlines(keepends=True)
    assert segment
    line = lines[node.lineno - 1].encode()
    rest = line[node.col_offset :].decode() + "".join(lines[node.lineno :])
    return "".join(lines[: node.lineno - 1]) + line[: node.col_offset].decode() + rest.replace(segment, text, 1)


@pytest.mark.parametrize(
    ("path", "edit"),
    [
        ("assignment/checks/backward.py", with_comment),
        ("assignment/checks/backward.py", with_other_docstrings),
        ("assignment/checks/backward.py", with_other_sentences),
        ("assignment/checks/loss.py", with_other_sentences),
        ("solutions/checks/backward.py", with_other_sentences),
        ("solutions/neural_network.py", with_comment),
        ("solutions/neural_network.py", with_other_docstrings),
        ("solutions/lending.py", with_other_sentences),
        ("assignment/homework.py", with_other_sentences),
        ("assignment/homework.py", lambda text: text.replace("打乱", "随机打乱", 1)),
        (f"{ENGINE}/answers.py", with_another_number),
        (f"{ENGINE}/judge.py", with_other_docstrings),
        (f"{ENGINE}/expect.py", with_other_sentences),
        (f"{ENGINE}/words.py", with_another_number),
        (f"{ENGINE}/report.py", with_another_constant),
        ("autograder/sandbox/client/worker.py", with_other_docstrings),
        ("autograder/sandbox/layers/seccomp.py", with_comment),
        ("autograder/grading/grade.py", with_other_sentences),
        ("autograder/reports/gradebook.py", with_another_comparison),
        ("autograder/reports/sentences.py", with_other_sentences),
        ("autograder/run/progress.py", with_another_number),
        ("autograder/cli/grade.py", with_another_number),
        ("solutions/mistakes/words.toml", lambda text: text.replace(" the ", " this ", 1)),
    ],
)
def test_the_fingerprint_stays_the_same_when_only_words_are_changed(
    copy: Homework, path: str, edit: Callable[[str], str]
) -> None:
    assert not changes_after(copy, path, edit)


@pytest.mark.parametrize(
    ("path", "edit"),
    [
        ("assignment/checks/backward.py", with_another_number),
        ("assignment/checks/loss.py", with_another_number),
        ("assignment/checks/instances.py", with_another_number),
        ("solutions/checks/backward.py", with_another_number),
        ("assignment/homework.py", with_another_number),
        ("assignment/homework.py", lambda text: text.replace("TRAINING_SECONDS = 60.0", "TRAINING_SECONDS = 50.0")),
        ("solutions/neural_network.py", with_another_number),
        ("solutions/neural_network.py", with_another_comparison),
        ("solutions/lending.py", with_another_comparison),
        ("solutions/homework.py", lambda text: text.replace('"sigmoid", ', "")),
        (f"{ENGINE}/expect.py", with_another_comparison),
        (f"{ENGINE}/judge.py", with_another_comparison),
        (f"{ENGINE}/module.py", with_another_comparison),
        (f"{ENGINE}/homework.py", lambda text: text.replace("call_seconds: float = 5.0", "call_seconds: float = 4.0")),
        ("autograder/grading/grade.py", with_another_comparison),
        ("autograder/sandbox/wire.py", with_another_comparison),
        ("autograder/sandbox/client/worker.py", with_another_comparison),
        ("autograder/sandbox/inside/serve.py", lambda text: text.replace("random.seed(0)", "random.seed(1)")),
        ("autograder/sandbox/layers/limits.py", with_another_comparison),
        ("autograder/sandbox/layers/seccomp.py", lambda text: text.replace('"read", ', "")),
        ("assignment/data/ex4.csv", lambda text: text + "1,2,3\n"),
    ],
)
def test_the_fingerprint_changes_with_everything_that_decides_points(
    copy: Homework, path: str, edit: Callable[[str], str]
) -> None:
    assert changes_after(copy, path, edit)


@pytest.mark.parametrize("half", ["assignment", "solutions"])
@pytest.mark.parametrize("name", ["another.py", "below/another.py"])
def test_a_new_check_changes_the_fingerprint(copy: Homework, half: str, name: str) -> None:
    before, path = taken(copy), copy.root / half / "checks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x = 1\n", encoding="utf-8")
    assert taken(copy) != before


@pytest.mark.parametrize(
    ("package", "counts"), [("numpy", True), ("scikit-learn", True), ("pandas", True), ("pytest", False)]
)
def test_another_version_of_a_package_counts_if_points_may_depend_on_it(
    copy: Homework, monkeypatch: pytest.MonkeyPatch, package: str, counts: bool
) -> None:
    before, version = taken(copy), fingerprint.version
    monkeypatch.setattr(fingerprint, "version", lambda name: "0.0" if name == package else version(name))
    assert (taken(copy) != before) == counts


def test_a_package_that_only_another_homework_imports_does_not_count(
    copy: Homework, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(copy, imports=("numpy", "a_package_that_is_not_installed"))
    before, version = taken(other), fingerprint.version
    monkeypatch.setattr(fingerprint, "version", lambda name: "0.0" if name == "pandas" else version(name))
    assert taken(other) == before
    assert taken(copy) != before


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("x = 'a sentence'", "x = 'another sentence'", True),
        ("x = f'about {n} times too large'", "x = f'{m} times too large'", True),
        ("x = 'mean'", "x = 'sum'", False),
        ("x = f'{a}.{b}'", "x = f'{a}.{c}'", False),
        ("x = f'{a}.{b}'", "x = f'{a}:{b}'", False),
        ("def f():\n    'Says.'\n    return 1", "def f():\n    return 1", False),  # a docstring less is no rewording
        ("def f():\n    'Says.'\n    return 1", "def f():\n    'Tells.'\n    return 1", True),
        ("x = 1", "x=1  # one", True),
        ("x = 1", "x = 1.0", False),
    ],
)
def test_the_fingerprint_is_made_of_the_code_without_its_sentences(before: str, after: str, same: bool) -> None:
    assert (what_decides(before) == what_decides(after)) == same


def test_submission_salt_task_sandbox_and_kit_each_change_the_fingerprint_of_a_submission(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    others = (Settings(), Settings("other"), Settings(task="loss"), Settings(isolated=False))
    keys = {of_submission("a", settings) for settings in others} | {of_submission("b", Settings())}
    monkeypatch.setattr(fingerprint, "of_kit", lambda homework: "another kit")
    keys.add(of_submission("a", Settings()))
    assert len(keys) == 6


def imported(path: Path) -> set[str]:
    """Return the engine's modules that a file imports when it runs."""
    package = path.relative_to(KIT).parent.parts
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *filter(None, [node.module])))
            names |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    tops = {name.split(".")[2] for name in names if name.startswith("assignment.engine.")}
    return {name for name in tops if (KIT / ENGINE / f"{name}.py").is_file()}


def test_every_module_of_the_engine_that_grading_or_a_check_imports_is_in_the_fingerprint() -> None:
    patterns = (*fingerprint.KIT_CODE, *fingerprint.HOMEWORK_CODE)
    waiting = set().union(*(imported(path) for pattern in patterns for path in KIT.glob(pattern)))
    assert waiting
    found: set[str] = set()
    while waiting - found:
        name = (waiting - found).pop()
        found.add(name)
        waiting |= imported(KIT / ENGINE / f"{name}.py")
    assert found - ONLY_WORDS == set(fingerprint.ENGINE)
