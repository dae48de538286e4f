"""Fingerprint of all that decides points besides the submission: code that judges, versions, settings.

Only the syntax tree of the code counts, without docstrings and sentences: rewording one regrades nobody.
"""

import ast
import hashlib
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from assignment.engine.homework import KIT, Homework
from assignment.engine.remembered import remembered

from .settings import Settings

ENGINE = (
    *("expect", "homework", "judge", "module", "outcomes", "plain", "records", "registry", "remembered"),
    *("student", "table"),
)  # the modules of the engine that decide points
KIT_CODE = ("autograder/grading/*.py", "autograder/sandbox/**/*.py")
HOMEWORK_CODE = ("assignment/homework.py", "assignment/checks/**/*.py", "solutions/*.py", "solutions/checks/**/*.py")
PACKAGES = ("numpy", "scikit-learn")  # with which checks and references compute, besides what submissions import


@remembered(8, key=lambda homework: homework.root)  # code does not change while it runs
def of_kit(homework: Homework) -> str:
    """Return the fingerprint of everything but the submission and the settings: equal ones give equal points."""
    versions = [_version(name) for name in sorted({*homework.imports, *PACKAGES})]
    found = hashlib.sha256(f"{platform.python_version()} {versions}".encode())
    for path, content in sorted(_contents(homework)):
        found.update(f"{path}\0".encode() + hashlib.sha256(content).digest())
    return found.hexdigest()


def _version(package: str) -> str:
    """Return the version of a package; empty if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def of_submission(source: str, settings: Settings) -> str:
    """Return the fingerprint of everything that decides the points of a file."""
    chosen = repr((settings.salt, settings.task, settings.isolated))
    parts = (source.encode("utf-8", "surrogatepass"), of_kit(settings.homework).encode(), chosen.encode())
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


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
