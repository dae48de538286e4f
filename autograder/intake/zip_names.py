"""Decodes the names in a zip file: many systems write them in their own encoding, and do not say in which."""

import contextlib
import zipfile
from collections.abc import Iterable

UTF8_NAME = 0x800  # flag of a member
CHINESE = {  # where the encoding has its most common characters, by the first byte
    "gb18030": range(0xB0, 0xD8),
    "big5": range(0xA4, 0xC7),
}
GB, BIG5 = CHINESE


def decoded(members: Iterable[zipfile.ZipInfo]) -> list[str]:
    """Return the names of members; old Windows tools write backslashes in place of slashes."""
    members = [*members]
    raw = [_raw(member) for member in members]
    weights = [{encoding: _common(name, encoding) for encoding in CHINESE} for name in set(raw) if name]
    most = max(CHINESE, key=lambda encoding: sum(weight[encoding] for weight in weights))
    names = {name: _text(name, most) for name in set(raw) if name}
    return [(names.get(name) or member.filename).replace("\\", "/") for name, member in zip(raw, members, strict=True)]


def _raw(member: zipfile.ZipInfo) -> bytes:
    """Return a name as bytes; nothing if its encoding is known."""
    if not member.flag_bits & UTF8_NAME and not member.filename.isascii():
        with contextlib.suppress(ValueError):
            return member.filename.encode("cp437")
    return b""


def _text(name: bytes, preferred: str) -> str:
    """Return a name as UTF-8, or else in the Chinese encoding that fits better if it fits; else nothing."""
    with contextlib.suppress(UnicodeDecodeError):
        return name.decode()
    fitting = max(CHINESE, key=lambda encoding: (_common(name, encoding), encoding == preferred))
    return name.decode(fitting) if _common(name, fitting) >= 0.5 else ""


def _common(name: bytes, encoding: str) -> float:
    """Return which part of the foreign characters is common in an encoding."""
    try:
        foreign = [character for character in name.decode(encoding) if not character.isascii()]
    except UnicodeDecodeError:
        return 0.0
    first = CHINESE[encoding]
    return sum(character.encode(encoding)[0] in first for character in foreign) / max(len(foreign), 1)
