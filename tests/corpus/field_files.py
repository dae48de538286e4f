"""Files of ``corpus/field``: whole submissions with a fault that people really made, and unusual right ones."""

import tomllib
from pathlib import Path

FIELD = Path(__file__).parent / "field"


def field_files(kind: str) -> dict[str, str]:
    """Return the text of each file by its name; the kind is "wrong" or "correct"."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((FIELD / kind).glob("*.py"))}


def faults(folder: Path = FIELD) -> dict[str, dict[str, str | list[str]]]:
    """Return what is known of each wrong file; nothing if the folder does not say.

    What is ``wrong`` with it, the tasks that it ``loses`` ("all" stands for each), and the codes that fit (``names``).
    """
    path = folder / "wrong.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
