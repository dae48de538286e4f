"""Files of ``corpus/field``: whole submissions with a fault that people really made, and unusual right ones."""

import tomllib
from pathlib import Path

FIELD = Path(__file__).parent / "field"


def field_files(kind: str) -> dict[str, str]:
    """Return the text of each file by its name; the kind is "wrong" or "correct"."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((FIELD / kind).glob("*.py"))}


def faults() -> dict[str, dict[str, str | list[str]]]:
    """Return for each wrong file what is ``wrong`` with it, and the tasks that it ``loses``: "all" stands for each."""
    return tomllib.loads((FIELD / "wrong.toml").read_text(encoding="utf-8"))
