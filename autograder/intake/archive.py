"""Opens zip files and reads their members: the one place that does, with bounds on everything that a file may claim.

zipfile's own reader unpacks all that it has read before it returns a byte: 5 GB for 256 KiB of bzip2.
"""

import bz2
import contextlib
import copy
import errno
import io
import lzma
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from .place import Unusable

DIRECTORY_BYTES = 2 << 20  # of a student's archive; zipfile may need a second for them
DICTIONARY_BYTES = 128 << 20  # of memory that LZMA may ask for
SLACK = 64 << 10  # bytes by which a compressed member may be larger than twice its limit
LZMA_START, LZMA_PROPERTIES, UNKNOWN_SIZE = 4, 5, b"\xff" * 8


class Archive:
    """A zip file, which stays open as long as it is used.

    Parameters
    ----------
    name : str
        Its name in sentences.
    content : Path or bytes
        Where it lies, or what a student handed in.
    most : int
        How many members it may have.
    directory_bytes : int, optional
        How large the list of its members may be, where the content is given.

    Raises
    ------
    Unusable
        If it cannot be opened or holds too much.
    """

    def __init__(self, name: str, content: Path | bytes, most: int, directory_bytes: int = DIRECTORY_BYTES) -> None:
        stream = content if isinstance(content, Path) else _Guarded(name, content, directory_bytes)
        with _explained(f"{name} is not a readable zip file"):
            self._opened = zipfile.ZipFile(stream)
        self.members = self._opened.infolist()
        if len(self.members) > most:
            raise Unusable(f"{name} holds more than {most} files")
        if isinstance(stream, _Guarded):
            stream.most = sys.maxsize

    def read(self, member: zipfile.ZipInfo, name: str, limit: int) -> bytes:
        """Return that many bytes of a member, and one more if it is longer; raise Unusable if it is damaged."""
        if member.compress_type not in UNPACK:
            raise Unusable(f"{name} is compressed in an unusual way: hand it in without compression")
        packed = copy.copy(member)
        packed.compress_type, packed.file_size = zipfile.ZIP_STORED, member.compress_size
        del packed.CRC  # that of the unpacked bytes
        with _explained(f"{name} is damaged in the zip file"):
            with self._opened.open(packed) as stream:
                data = stream.read(2 * limit + SLACK)
            data = UNPACK[member.compress_type](data, limit + 1)
            if len(data) <= limit and zlib.crc32(data) != member.CRC:
                raise zipfile.BadZipFile
        return data


class _Guarded(io.BytesIO):
    """An archive in memory that gives out a limited number of bytes at a time; zipfile reads its directory at once."""

    def __init__(self, name: str, content: bytes, most: int) -> None:
        super().__init__(content)
        self._name = name
        self.most = most

    def read(self, size: int | None = -1, /) -> bytes:
        """Return that many bytes; raise Unusable if they are too many."""
        if size is not None and size > self.most:
            raise Unusable(f"{self._name} holds too many files")
        return super().read(size)


def _lzma(data: bytes, most: int) -> bytes:
    """Unpack the beginning of LZMA data, which a zip file keeps in a form of its own."""
    properties, rest = data[LZMA_START : LZMA_START + LZMA_PROPERTIES], data[LZMA_START + LZMA_PROPERTIES :]
    unpacker = lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=DICTIONARY_BYTES)
    return unpacker.decompress(properties + UNKNOWN_SIZE + rest, most)


UNPACK: dict[int, Callable[[bytes, int], bytes]] = {
    zipfile.ZIP_STORED: lambda data, most: data[:most],
    zipfile.ZIP_DEFLATED: lambda data, most: zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, most),
    zipfile.ZIP_BZIP2: lambda data, most: bz2.BZ2Decompressor().decompress(data, most),
    zipfile.ZIP_LZMA: _lzma,
}


@contextlib.contextmanager
def _explained(sentence: str) -> Iterator[None]:
    """Turn every error of reading an archive into a sentence, except that of a disk or a network."""
    try:
        yield
    except Unusable:
        raise
    except OSError as error:
        if error.errno not in (None, errno.EINVAL):  # what bad data and bad places give
            raise
        raise Unusable(sentence) from None
    except Exception:  # of a dozen kinds, some of which zipfile's documentation does not name
        raise Unusable(sentence) from None
