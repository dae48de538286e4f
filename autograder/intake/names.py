"""Makes names of submissions that are safe for files and distinct on every file system."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable

from assignment.engine.clean import log

MAX_BYTES, DIGITS, LONGEST_HASH = 200, 8, 40


def unique_names(raw: Iterable[str]) -> dict[str, str]:
    """Return a safe name for each raw one: its letters and digits in order, distinct on every file system.

    Names that had to be changed, or that only differ in case or normalisation, get a short hash; a longer one if
    somebody's own name is what another one was changed to.
    """
    safe = {name: _safe(name) for name in raw}
    digits = {name: DIGITS * (kept != name.replace(" ", "_")) for name, kept in safe.items()}
    while True:
        names = {name: kept + _hash(name, digits[name]) for name, kept in safe.items()}
        folded = {name: fold(made) for name, made in names.items()}
        times = Counter(folded.values())
        alike = [name for name in names if times[folded[name]] > 1]
        if not alike:
            return names
        for name in alike:
            digits[name] += DIGITS


def _safe(name: str) -> str:
    return _harmless(name).encode()[:MAX_BYTES].decode(errors="ignore") or "submission"


def _harmless(name: str) -> str:
    seen = (c if (c.isalnum() and log(c) == c) or c in "-_." else "_" for c in name)
    return "".join(seen).lstrip("-.")


def is_safe(name: str) -> bool:
    """Return whether :func:`unique_names` can have made a name."""
    return bool(name) and name == _harmless(name) and len(name.encode()) <= MAX_BYTES + LONGEST_HASH


def fold(name: str) -> str:
    """Return what two names have in common that are the same on some file system."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _hash(name: str, digits: int) -> str:
    return f"-{hashlib.sha256(name.encode(errors='surrogatepass')).hexdigest()[:digits]}" if digits else ""
