"""Opens what students pack with tar, gz, bz2 or xz, within the same bounds as a zip file."""

import bz2
import io
import lzma
import tarfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from assignment.engine.language import _

from .archive import DICTIONARY_BYTES
from .folders_and_zips import MAX_FILES, MAX_NAME
from .place import MAX_DEPTH, Files, Read, Unusable
from .system_files import is_of_the_system

MOST_BYTES = 32 << 20  # unpacked
GZIP = 16 + zlib.MAX_WBITS
UNPACKERS: dict[bytes, Callable[[], Any]] = {
    b"\x1f\x8b": lambda: zlib.decompressobj(GZIP),
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=DICTIONARY_BYTES),
}
SUFFIXES = (".tar", ".tgz", ".tbz2", ".txz", ".gz", ".bz2", ".xz")


def tar_within(name: str, data: bytes) -> Files:
    """Return the files of a tar file, or the only one of a compressed file; raise Unusable if it is damaged."""
    try:
        unpacked = _unpacked(name, data)
        files = _members(name, unpacked)
    except Unusable:
        raise
    except Exception:  # of a dozen kinds, some of which the documentation of these modules does not name
        raise Unusable(_("{name} is damaged", name=name)) from None
    if not _is_tar(unpacked):
        if unpacked is data:
            raise Unusable(_("{name} is not a readable archive", name=name))
        files = {PurePosixPath(PurePosixPath(name).stem): partial(_cut, unpacked, 0, len(unpacked))}
    return files


def _unpacked(name: str, data: bytes) -> bytes:
    """Return what is in a compressed file; the file itself if it is not compressed."""
    make = next((make for start, make in UNPACKERS.items() if data.startswith(start)), None)
    if make is None:
        return data
    content = make().decompress(data, MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unusable(
            _("{name} holds more than {most} MiB: hand in the Python file alone", name=name, most=MOST_BYTES >> 20)
        )
    return bytes(content)


def _is_tar(data: bytes) -> bool:
    try:
        tarfile.TarInfo.frombuf(data[: tarfile.BLOCKSIZE], tarfile.ENCODING, "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def _members(name: str, data: bytes) -> Files:
    """Return the regular files of a tar file, which are read in place."""
    found: dict[PurePosixPath, Read] = {}
    if not _is_tar(data):
        return found
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for number, member in enumerate(archive):
            if number >= MAX_FILES:
                raise Unusable(_("{name} holds more than {most} files", name=name, most=MAX_FILES))
            path = PurePosixPath(member.name.replace("\\", "/"))
            plain = member.isreg() and not member.issparse() and member.size >= 0
            outside = path.is_absolute() or ".." in path.parts or len(member.name) > MAX_NAME
            inside = 0 < len(path.parts) <= MAX_DEPTH + 1 and not any(map(is_of_the_system, path.parts))
            if plain and inside and not outside:
                found[path] = partial(_cut, data, member.offset_data, member.size)
    return found


def _cut(data: bytes, start: int, size: int, limit: int) -> bytes:
    return data[start : start + min(size, limit + 1)]
