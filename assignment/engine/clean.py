"""Makes foreign text harmless: one function for each kind of reader, and the only place that does this.

A character that acts or that nobody sees is written as ``<U+202E>``: nothing is lost, and no two texts look the same.
Words of every language and emoji stay as they are, with the invisible characters that they need.
"""

import html as entities
import re

LIMIT = 1000  # characters
STACK = 5  # marks on one letter; more of them would cover the lines above and below
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
UNSEEN = (  # controls, directions, joiners, fillers, selectors, tags, halves of characters, and what is no character
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
EMOJI = "©®‼⁉™〰〽㊗㊙\u2190-\u27ff\u2900-\u2bff\U0001f000-\U0001faff"
IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
JOINED = "\u0620-\u06dc\u0710-\u0dff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff"  # as in Persian or Hindi
MONGOLIAN = "\u1820-\u18aa"
NEEDED = "|".join(
    (
        f"(?<=[{EMOJI}][\ufe0e\ufe0f])",
        "(?<=[0-9#*]\ufe0f)(?=\u20e3)",
        f"(?<=[{EMOJI}\ufe0f]\u200d)(?=[{EMOJI}])",
        f"(?<=[{IDEOGRAPHS}][\ufe00-\ufe02\U000e0100-\U000e01ef])",
        f"(?<=[{JOINED}][\u200c\u200d])(?=[{JOINED}])",
        f"(?<=[{MONGOLIAN}][\u180b-\u180f])",
    )
)


def _pattern(unseen: str, pairs: str = "") -> re.Pattern[str]:
    """Return what is written as a number: what is not seen or needed, the second of a pair, and what looks like one."""
    second = "".join(f"|(?<={letter}{letter})" for letter in pairs)
    why = rf"(?<=[{unseen}])(?!{NEEDED})|(?<=[{MARKS}]{{{STACK + 1}}})|(?<=<)(?=U\+[0-9A-F]{{4,6}}>){second}"
    return re.compile(rf"[{unseen}{MARKS}<{pairs}](?:{why})")


LINES = _pattern(UNSEEN)
ONE_LINE = _pattern(f"{UNSEEN}\n\t")
LOG_LINE = _pattern(f"{UNSEEN}\n\t", pairs=":#")
CUT = re.compile(rf"(?:<(?:U(?:\+[0-9A-F]*)?)?|[{UNSEEN}])+$")  # what cutting leaves of a number or a pair
EQUAL = "=+@\uff1d\uff0b\uff20\ufe66\ufe62\ufe6b\u207c\u208c\u207a\u208a\ufb29"  # also wide, small, raised and lowered
MINUS = "\uff0d\ufe63\u207b\u208b-"
FORMULA = re.compile(rf"((?:^|[;|])[\"\s]*)('*[{EQUAL}{MINUS}])")
MARKUP = re.compile(r"[\\`*_{}\[\]()|~!@$^:+=]|(?<!&)#|(?<=[wW]{3})\.")


def terminal(text: str, limit: int = LIMIT) -> str:
    """Return several lines for a student's terminal or notebook."""
    return _shown(LINES, text, limit)


def json_text(text: str, limit: int = LIMIT) -> str:
    """Return several lines for a field of a JSON file, which pages like Gradescope's show."""
    return _shown(LINES, text, limit)


def log(text: str, limit: int = LIMIT) -> str:
    """Return a line for an instructor's terminal, which may be the log of a CI: it finds no ``##[`` and no ``::``."""
    return _shown(LOG_LINE, text, limit)


def cell(text: str, limit: int = LIMIT) -> str:
    """Return a line for a cell of a CSV file, which a log may show as well.

    No spreadsheet finds a formula in it, even if it splits at ``;`` or ``|``.
    """
    return FORMULA.sub(r"\1'\2", _shown(LOG_LINE, text, limit))


def html(text: str, limit: int = LIMIT) -> str:
    """Return a line for an HTML page, inside or outside a tag's quotes."""
    return entities.escape(_shown(ONE_LINE, text, limit))


def markdown(text: str, limit: int = LIMIT) -> str:
    """Return a line for a cell of a Markdown table: no markup, no link, no HTML."""
    return MARKUP.sub(r"\\\g<0>", html(text, limit))


def _shown(pattern: re.Pattern[str], text: str, limit: int) -> str:
    text = pattern.sub(lambda found: f"<U+{ord(found[0]):04X}>", text[: limit + 1])
    return text if len(text) <= limit else CUT.sub("", text[: limit - 3]) + "..."
