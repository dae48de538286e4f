"""Makes plain what an input method, a word processor or a web page has put in the place of plain characters."""

from .repair import Kind, Repair, Repaired
from .scan import DOUBLE, SINGLE, Part, Scanned

END = "\x1a"
FULL_WIDTH = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F) if not chr(code).isalpha()}
PLAIN = {**FULL_WIDTH, "。": ".", "、": ",", "【": "[", "】": "]", **dict.fromkeys("‐‑–−", "-")}
SPACES = dict.fromkeys(map(chr, (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F)), " ")
WITHOUT_WIDTH = dict.fromkeys(map(chr, (0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF)), "")
INVISIBLE = {**SPACES, "\u3000": "  ", **WITHOUT_WIDTH}
REPLACED = {**PLAIN, **INVISIBLE}


def without_end_mark(text: str) -> Repaired:
    """Leave out Ctrl-Z at the end, which old editors write there."""
    kept = text.rstrip(f"{END} \t\n")
    rest = text[len(kept) :]
    if END not in rest:
        return text, []
    line = kept.count("\n") + 1 + rest[: rest.index(END)].count("\n")
    return kept + rest.replace(END, ""), [Repair(Kind.END_MARK, (line,))]


def plain(text: str) -> Repaired:
    """Replace full-width and typographic characters outside strings and comments; a string keeps its text."""
    if text.isascii():
        return text, []
    scanned = Scanned(text)
    made, repairs = [], []
    for part, start, end, width in scanned.pieces:
        piece = text[start:end]
        if part == Part.STRING:
            quoted = _with_plain_quotes(piece, width)
            if quoted != piece:
                repairs.append(Repair(Kind.QUOTE, (scanned.line_of(start),)))
            made.append(quoted)
            continue
        last = end if part == Part.CODE else start + 1  # of a comment, its sign
        places = (place for place in range(start, last) if text[place] in REPLACED)
        repairs += [_repair(text[place], scanned.line_of(place)) for place in places]
        made += [REPLACED.get(character, character) for character in text[start:last]] + [text[last:end]]
    return "".join(made), repairs


def _repair(character: str, line: int) -> Repair:
    if character in INVISIBLE:
        return Repair(Kind.INVISIBLE, (line,), f"U+{ord(character):04X}")
    return Repair(Kind.CHARACTER, (line,), f"{character} {PLAIN[character]}")


def _with_plain_quotes(literal: str, width: int) -> str:
    """Return a string literal with so many plain quotes on each side of the same text."""
    quote = DOUBLE[0] if literal[0] in DOUBLE else SINGLE[0]
    return quote * width + literal[width : len(literal) - width] + quote * width if width else literal
