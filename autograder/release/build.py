"""Write what is generated; tell what has drifted."""

import zipfile
from pathlib import Path

from assignment.checks.engine.registry import public_checks

from ..sandbox.zygotes import ROOT
from .handout import fill
from .notebook import homework
from .otter_files import test_files
from .stubs import stub

ASSIGNMENT = ROOT / "assignment"
STUDENT_MODULE = "checks.engine.otter"
EPOCH = (2020, 1, 1, 0, 0, 0)
WRITTEN = ("start.py", "conftest.py", "test_homework.py", "pytest.ini", "requirements.txt")
FIGURES = ("network.svg", "activations.svg", "folds.svg")
PATTERNS = ("checks/**/*.py", "data/*.csv", "figures/*.svg")


def generated() -> dict[Path, bytes]:
    """Content of every generated file of the assignment."""
    texts = {
        "neural_network.py": stub(_read(ROOT / "solutions" / "neural_network.py")),
        "README.md": fill(_read(ASSIGNMENT / "README.md"), "en"),
        "README.zh-CN.md": fill(_read(ASSIGNMENT / "README.zh-CN.md"), "zh"),
        "homework.ipynb": homework(),
    }
    texts |= {f"tests/{name}": text for name, text in test_files(public_checks(), STUDENT_MODULE).items()}
    files = {ASSIGNMENT / name: text.encode() for name, text in texts.items()}
    return files | {ASSIGNMENT / "data" / "ex4.csv": (ROOT / "data" / "ex4.csv").read_bytes()}


def drifted() -> list[Path]:
    """Generated files that are not what they should be, and Otter files that should not be there."""
    files = generated()
    wrong = [path for path, content in files.items() if not path.is_file() or path.read_bytes() != content]
    return wrong + [path for path in sorted((ASSIGNMENT / "tests").glob("*")) if path.is_file() and path not in files]


def write() -> list[Path]:
    """Bring the assignment up to date; what was changed."""
    files = generated()
    changed = drifted()
    for path in changed:
        if path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[path])
        else:
            path.unlink()
    return changed


def release(target: Path) -> None:
    """Zip the assignment for students: what is generated, what is listed, and nothing else that lies there."""
    written = [ASSIGNMENT / name for name in WRITTEN]
    written += [path for pattern in PATTERNS for path in ASSIGNMENT.glob(pattern)]
    files = {path: path.read_bytes() for path in written} | generated()
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            info = zipfile.ZipInfo(path.relative_to(ROOT).as_posix(), EPOCH)
            info.create_system, info.external_attr = 3, 0o644 << 16  # the same bytes from every system
            archive.writestr(info, files[path], zipfile.ZIP_DEFLATED)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
