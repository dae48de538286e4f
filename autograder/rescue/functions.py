"""Tells whether a text has anything of the homework in it."""

import re
from collections.abc import Sequence


def defines_any(text: str, functions: Sequence[str]) -> bool:
    """Return whether a text, which may be no Python yet, defines one of the functions."""
    names = "|".join(map(re.escape, functions))
    return bool(re.search(rf"\bdef[^\S\n]+(?:{names})\b|^[^\w\s]* ?(?:{names})[^\S\n]*[=＝]", text, re.MULTILINE))
