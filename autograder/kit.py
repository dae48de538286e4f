"""What decides a grade besides the submission: the kit itself, the versions beneath it, the settings."""

import hashlib
import platform
from dataclasses import astuple, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DECIDES = (
    "assignment/checks/**/*.py",
    "assignment/data/*.csv",
    "autograder/checks/*.py",
    "autograder/misconceptions/**/*.py",
    "autograder/misconceptions/*.toml",
    "autograder/sandbox/*.py",
    "autograder/*.py",
    "solutions/neural_network.py",
)
PACKAGES = ("numpy", "pandas", "scikit-learn")


@dataclass(frozen=True)
class Settings:
    """What the instructor chose that decides grades.

    Parameters
    ----------
    salt : str
        Decides the random instances.
    task : str or None
        The only task to judge; None for all.
    isolated : bool
        Whether workers are confined.
    """

    salt: str
    task: str | None = None
    isolated: bool = True

    @property
    def named(self) -> dict[str, str]:
        """What must be the same for all results that stand in one table; the salt stays a secret."""
        return {"task": self.task or "all", "salt": hashlib.sha256(self.salt.encode()).hexdigest()}


@cache
def digest() -> str:
    """Fingerprint of the kit: checks, reference, catalogue, and the versions of Python and the packages."""
    found = hashlib.sha256(f"{platform.python_version()} {[version(name) for name in PACKAGES]}".encode())
    for path in sorted({path for pattern in DECIDES for path in ROOT.glob(pattern)}):
        found.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()


def key(source: str, settings: Settings) -> str:
    """Fingerprint of everything that decides the grade of a file."""
    parts = (source.encode("utf-8", "surrogatepass"), digest().encode(), repr(astuple(settings)).encode())
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
