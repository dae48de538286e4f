"""Makes names of submissions that are safe for files and distinct on every file system."""

import hashlib
import os
import unicodedata
from collections.abc import Iterable

MAX_BYTES = 200


def unique_names(raw: Iterable[str]) -> dict[str, str]:
    """Return a safe name for each raw one: its letters and digits in order, distinct on every file system.

    Names that had to be changed, or that only differ in case or normalisation, get a short hash.
    """
    raw = list(raw)
    safe = {name: _safe(name) for name in raw}
    folded: dict[str, int] = {}
    for name in safe.values():
        folded[_fold(name)] = folded.get(_fold(name), 0) + 1
    return {
        name: kept if kept == name.replace(" ", "_") and folded[_fold(kept)] == 1 else f"{kept}-{_hash(name)}"
        for name, kept in safe.items()
    }


def _safe(name: str) -> str:
    kept = "".join(c if c.isalnum() or c in "-_." else "_" for c in name).lstrip("-.")
    while len(kept.encode()) > MAX_BYTES:
        kept = kept[:-1]
    return kept or "submission"


def _fold(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _hash(name: str) -> str:
    return hashlib.sha256(os.fsencode(name)).hexdigest()[:8]
