"""Makes foreign text safe for files, tables and terminals."""

import re

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str, limit: int = 1000) -> str:
    """Return the text without control characters, bidirectional overrides and lone surrogates, cut to a length."""
    text = CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= limit else text[: limit - 3] + "..."


def cell(text: str) -> str:
    """Return clean text on one line that no spreadsheet takes for a formula."""
    text = " ".join(clean(text).split())
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
