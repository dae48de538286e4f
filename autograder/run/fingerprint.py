"""What decides points besides the submission: the code that judges, the versions beneath it, the settings.

Code counts as its syntax tree, without docstrings and sentences: rewording one regrades nobody.
"""

import ast
import hashlib
import platform
from collections.abc import Iterator
from importlib.metadata import version

from assignment.engine.homework import KIT, Homework
from assignment.engine.remembered import remembered

from .settings import Settings

ENGINE = (
    *("expect", "homework", "judge", "module", "outcomes", "plain", "records", "registry", "remembered"),
    *("student", "table"),
)  # of the engine, what decides points
KIT_CODE = ("autograder/grading/*.py", "autograder/sandbox/**/*.py")
HOMEWORK_CODE = ("assignment/homework.py", "assignment/checks/*.py", "solutions/*.py", "solutions/checks/*.py")
PACKAGES = ("numpy", "pandas", "scikit-learn")


@remembered(8, key=lambda homework: homework.root)  # code does not change while it runs
def of_kit(homework: Homework) -> str:
    """Fingerprint of everything but the submission and the settings: the same where it gives the same points."""
    found = hashlib.sha256(f"{platform.python_version()} {[version(name) for name in PACKAGES]}".encode())
    for path, content in sorted(_contents(homework)):
        found.update(f"{path}\0".encode() + hashlib.sha256(content).digest())
    return found.hexdigest()


def of_submission(source: str, settings: Settings) -> str:
    """Fingerprint of everything that decides the points of a file."""
    chosen = repr((settings.salt, settings.task, settings.isolated))
    parts = (source.encode("utf-8", "surrogatepass"), of_kit(settings.homework).encode(), chosen.encode())
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _contents(homework: Homework) -> Iterator[tuple[str, bytes]]:
    """Name and deciding content of every file."""
    engine = [(KIT, KIT / "assignment" / "engine" / f"{name}.py") for name in ENGINE]
    kit = [(KIT, path) for pattern in KIT_CODE for path in KIT.glob(pattern)]
    own = [(homework.root, path) for pattern in HOMEWORK_CODE for path in homework.root.glob(pattern)]
    for root, path in (*engine, *kit, *own):
        yield path.relative_to(root).as_posix(), what_decides(path.read_text(encoding="utf-8"))
    for name in homework.data:
        yield name, (homework.folder / name).read_bytes()


def what_decides(source: str) -> bytes:
    """The syntax tree of a module as bytes, without docstrings, comments and sentences."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body[0] = ast.Pass()
    return ast.dump(_WithoutSentences().visit(tree)).encode()


class _WithoutSentences(ast.NodeTransformer):
    """Leaves out every sentence: it tells somebody something, and decides nothing."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """A sentence."""
        return ast.Constant("") if isinstance(node.value, str) and _is_sentence(node.value) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        """A sentence with values in it."""
        text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        return ast.Constant("") if _is_sentence(text) else self.generic_visit(node)


def _is_sentence(text: str) -> bool:
    """Whether a text has a space between words, or Chinese words, which have none."""
    return " " in text.strip() or not text.isascii()
