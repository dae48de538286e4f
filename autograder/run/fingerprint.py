"""Fingerprint of all that decides points besides the submission: code that judges, versions, settings.

Only the syntax tree of the code counts, without docstrings and sentences: rewording one regrades nobody.
"""

import ast
import hashlib
import platform
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version

from assignment.engine.homework import KIT, Homework
from assignment.engine.remembered import remembered

from ..mistakes import EXPLAINED
from .settings import Settings

ENGINE = (
    *("expect", "homework", "judge", "module", "outcomes", "picture", "plain", "records", "registry", "remembered"),
    *("shown", "student", "table", "verdicts"),
)  # the modules of the engine that decide points
KIT_CODE = ("autograder/grading/*.py", "autograder/sandbox/**/*.py", "autograder/rescue/*.py")
HOMEWORK_CODE = ("assignment/homework.py", "assignment/checks/**/*.py", "solutions/*.py", "solutions/checks/**/*.py")
CREDIT_CODE = (
    ("autograder/mistakes/*.py", "assignment/engine/answers.py"),
    ("assignment/questions/*.py", "solutions/mistakes/*"),
)
PACKAGES = ("numpy", "scikit-learn", "scipy", "parso")  # that decide points, besides those that submissions import
ALL_CODE = (("autograder/**/*.py", "assignment/engine/*.py"), ("assignment/**/*.py", "solutions/**/*.py"))


@remembered(8, key=lambda homework: homework.root, lasting=True)  # code does not change while it runs
def of_kit(homework: Homework) -> str:
    """Return the fingerprint of everything but the submission and the settings: equal ones give equal points."""
    return _digest(_versions(homework), _contents(homework))


@remembered(8, key=lambda homework: homework.root)  # as above
def of_credit(homework: Homework) -> str:
    """Return a digest of all that decides which mistakes are credited."""
    return _digest("", _bytes(homework, *CREDIT_CODE))


@remembered(8, key=lambda homework: homework.root)  # as above
def of_files(homework: Homework) -> str:
    """Return a digest of every byte of the kit and the homework, sentences too: equal ones compute equal answers."""
    data = ((name, (homework.folder / name).read_bytes()) for name in homework.data)
    return _digest(f"{platform.machine()} {_versions(homework)}", [*_bytes(homework, *ALL_CODE), *data])


def _bytes(homework: Homework, kit: Iterable[str], own: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files that match patterns, in the kit and in the homework."""
    for root, patterns in ((KIT, kit), (homework.root, own)):
        for path in (path for pattern in patterns for path in root.glob(pattern) if path.is_file()):
            yield path.relative_to(root).as_posix(), path.read_bytes()


def _digest(versions: str, contents: Iterable[tuple[str, bytes]]) -> str:
    found = hashlib.sha256(versions.encode())
    for path, content in sorted(contents):
        found.update(f"{path}\0".encode() + hashlib.sha256(content).digest())
    return found.hexdigest()


def _versions(homework: Homework) -> str:
    packages = [_version(name) for name in sorted({*homework.imports, *PACKAGES})]
    return f"{platform.python_version()} {packages}"


def _version(package: str) -> str:
    """Return the version of a package; empty if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def of_submission(source: str, settings: Settings, notebook: bool = False) -> str:
    """Return the fingerprint of everything that decides the points of a file."""
    run = of_run(settings.homework, settings.in_common, settings.isolated)
    return run + of_file(source, notebook)


def of_file(source: str, notebook: bool = False) -> str:
    """Return what the fingerprint of a file ends with, whatever it was graded with."""
    content = source.encode("utf-8", "surrogatepass") + (b"\0notebook" if notebook else b"")  # no file has such an end
    return hashlib.sha256(content).hexdigest()


def of_run(homework: Homework, in_common: Mapping[str, str], isolated: bool) -> str:
    """Return the beginning of the fingerprint, which all submissions of a run share; ``merge`` computes it anew."""
    known = of_credit(homework) if in_common["credit"] == EXPLAINED else ""
    chosen = repr((of_kit(homework), known, sorted(in_common.items()), isolated))
    return hashlib.sha256(chosen.encode()).hexdigest()


def _contents(homework: Homework) -> Iterator[tuple[str, bytes]]:
    """Yield the name of every file, and the part of its content that decides points."""
    engine = [(KIT, KIT / "assignment" / "engine" / f"{name}.py") for name in ENGINE]
    kit = [(KIT, path) for pattern in KIT_CODE for path in KIT.glob(pattern)]
    own = [(homework.root, path) for pattern in HOMEWORK_CODE for path in homework.root.glob(pattern)]
    for root, path in (*engine, *kit, *own):
        yield path.relative_to(root).as_posix(), what_decides(path.read_text(encoding="utf-8"))
    for name in homework.data:
        yield name, (homework.folder / name).read_bytes()


def what_decides(source: str) -> bytes:
    """Return the syntax tree of a module as bytes, without docstrings, comments and sentences."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body[0] = ast.Pass()
    return ast.dump(_WithoutSentences().visit(tree)).encode()


class _WithoutSentences(ast.NodeTransformer):
    """Removes every sentence: it is for readers and decides nothing."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Remove a sentence."""
        return ast.Constant("") if isinstance(node.value, str) and _is_sentence(node.value) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        """Remove a sentence with values in it."""
        text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        return ast.Constant("") if _is_sentence(text) else self.generic_visit(node)


def _is_sentence(text: str) -> bool:
    """Return whether a text has a space between words, or is Chinese."""
    return " " in text.strip() or not text.isascii()
