"""Turns the bytes of a hand-in into text, by Python's own rules first; says what else it is if it is no text."""

import codecs
import re
from encodings import normalize_encoding
from encodings.aliases import aliases

from assignment.engine.language import _

from .place import Unusable

MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
WITHOUT_MARK = ("utf-16-le", "utf-16-be")
CODING = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]{1,40})")  # as in PEP 263
FIRST_BYTES = 1000  # in which it is looked for
BY_LANGUAGE = ("big5", "shift_jis", "euc_kr", "euc_jp", "cp1252", "iso8859_2", "cp1251", "mac_roman")
DECLARED = frozenset(
    (
        *BY_LANGUAGE,
        *(f"iso8859_{number}" for number in (*range(1, 12), *range(13, 17))),
        *("latin_1", "big5hkscs", "cp932", "cp949", "cp950", "koi8_r", "koi8_u"),
        *(f"cp{number}" for number in (437, 850, 852, 866, 874, *range(1250, 1259))),
    )
)  # each leaves ASCII as it is
SIGNATURES = (
    (b"%PDF", _("a PDF document")),
    (b"PK\3\4", _("a zip file or an Office document")),
    (b"Rar!", _("a rar archive")),
    (b"7z\xbc\xaf\x27\x1c", _("a 7z archive")),
    (b"\x1f\x8b", _("a gz archive")),
    (b"\xd0\xcf\x11\xe0", _("an Office document")),
    (rb"{\rtf", _("a document of a word processor")),
    (b"<!doctype html", _("a web page")),
    (b"<html", _("a web page")),
    (b"\x89png", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"\x7felf", _("a program")),
    (b"mz\x90", _("a program")),
)


def decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file, and a remark if it is neither UTF-8 nor GBK.

    Raises
    ------
    Unusable
        If it is no text; the sentence says what it is.
    """
    from assignment.engine.module import decode_source  # imports NumPy, which finding the files does not need

    encoding = next((MARKS[mark] for mark in MARKS if data.startswith(mark)), "")
    _refuse_documents(data, name)
    if not encoding and b"\0" not in data and _is_utf8(data):
        return decode_source(data), ()
    for other in filter(None, (encoding, *(WITHOUT_MARK if b"\0" in data else ()), _declared(data))):
        text = _in(other, data)
        if text is not None:
            return text, (_remark(name, other),)
    try:
        return decode_source(data), ()
    except ValueError:
        guessed = "" if b"\0" in data else _guessed(data)
        text = _in(guessed, data) if guessed else None
        if text is None:
            raise Unusable(_("{name} is no text in a known encoding: save it as UTF-8", name=name)) from None
        return text, (_remark(name, guessed),)


def _refuse_documents(data: bytes, name: str) -> None:
    start = data[:4096].lstrip().lower()
    for signature, what in SIGNATURES:
        if start.startswith(signature.lower()):
            raise Unusable(_("{name} is {what}: hand in the Python file itself", name=name, what=what))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes) -> str:
    """Return the encoding that the first two lines declare, if it is one for text; empty if there is none."""
    lines = data[:FIRST_BYTES].splitlines()[:2]
    found = next(filter(None, map(CODING.match, lines)), None)
    name = normalize_encoding(found[1].decode("ascii", "replace")).lower() if found else ""
    name = aliases.get(name, name)
    return name if name in DECLARED else ""


def _guessed(data: bytes) -> str:
    """Return the encoding that fits best; empty if none does."""
    from charset_normalizer import from_bytes  # takes a tenth of a second, and few files need it

    best = from_bytes(data, cp_isolation=list(BY_LANGUAGE)).best()
    return best.encoding if best else ""


def _in(encoding: str, data: bytes) -> str | None:
    """Return the text in an encoding; None if it is not in that one, or no text."""
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    if encoding in WITHOUT_MARK and not _mostly_ascii(text):
        return None
    return None if "\0" in text else text.removeprefix("\ufeff")


def _mostly_ascii(text: str) -> bool:
    return 2 * sum(map(str.isascii, text)) > len(text)


def _remark(name: str, encoding: str) -> str:
    shown = encoding.replace("_", "-").upper()
    return _("{name} is saved as {encoding} and was read so: save it as UTF-8 next time", name=name, encoding=shown)
