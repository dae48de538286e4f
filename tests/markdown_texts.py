"""Parts of a text in Markdown: headings, sections, formulas, tables, code."""

import re
from collections import Counter
from pathlib import Path

INLINE = re.compile(r"(?<![\w$])\$([^$\n]+)\$")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(text: str) -> list[str]:
    """Return the blocks of indented code, also those under a list item."""
    found, blank = [""], True
    for line in text.splitlines():
        if line.startswith("    ") and (blank or found[-1]):
            found[-1] += line + "\n"
        elif found[-1] and line:
            found.append("")
        blank = not line
    return [block for block in found if block]


def headings(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^(#+) (.*)$", text, re.MULTILINE)


def sections(text: str) -> list[str]:
    return re.split(r"^#+ .*$", text, flags=re.MULTILINE)


def formulas(text: str) -> Counter[str]:
    """Return the formulas between dollars, within a line and on separate lines."""
    displayed = re.findall(r"^\$\$\n(.*?)\n\$\$$", text, re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^\$\$\n.*?\n\$\$$|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)
    return Counter(displayed) + Counter(INLINE.findall(prose))


def tabular(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.lstrip().startswith("|")]


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in tabular(text)]


def slug(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
