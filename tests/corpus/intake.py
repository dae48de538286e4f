"""Hostile hand-ins that cannot be kept in git: pipes, links, odd names, byte code, archives.

Each function builds one and says in its docstring what it tries. A folder is built at ``place``, unless its name is
the attack; members of an archive are written under the attack's own name.
"""

import importlib.util
import os
import py_compile
import shutil
import stat
import zipfile
from pathlib import Path

FILENAME = "neural_network.py"
WRONG = "raise ValueError('nothing here')\n"


def _file(folder: Path, source: str = WRONG) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILENAME).write_text(source, encoding="utf-8")
    return folder


def intake_pipe(place: Path, scene) -> Path:
    """A named pipe in the file's place, which blocks whoever opens it."""
    place.mkdir()
    os.mkfifo(place / FILENAME)
    return place


def intake_link(place: Path, scene) -> Path:
    """A link to another student's file."""
    place.mkdir()
    (place / FILENAME).symlink_to(scene.neighbour)
    return place


def intake_linked_folder(place: Path, scene) -> Path:
    """A folder that is a link to another student's folder."""
    place.symlink_to(scene.neighbour.parent)
    return place


def intake_byte_code(place: Path, scene) -> Path:
    """An empty file beside byte code that Python prefers to it."""
    _file(place, "")
    cache = importlib.util.cache_from_source(str(place / FILENAME))
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(str(scene.neighbour), cache, doraise=True, invalidation_mode=mode)
    return place


def intake_helper(place: Path, scene) -> Path:
    """A module beside the file that does the work and was never checked."""
    _file(place, "from helper import *\n")
    shutil.copyfile(scene.neighbour, place / "helper.py")
    return place


def intake_large(place: Path, scene) -> Path:
    """A sparse file of hundreds of megabytes, which takes no room on the disk."""
    place.mkdir()
    with open(place / FILENAME, "wb") as stream:
        stream.truncate(scene.size)
    return place


def intake_deep(place: Path, scene) -> Path:
    """Folders in folders, deeper than Python's stack."""
    place.mkdir()
    here = os.getcwd()
    try:
        os.chdir(place)
        for _ in range(1200):
            os.mkdir("d")
            os.chdir("d")
    finally:
        os.chdir(here)
    return place


def intake_name_escape(place: Path, scene) -> Path:
    """A name that clears the terminal."""
    return _file(place.with_name(f"\x1b[2J{scene.mark}"))


def intake_name_row(place: Path, scene) -> Path:
    """A name that adds a row."""
    return _file(place.with_name(f"x\n{scene.mark},110,100"))


def intake_name_formula(place: Path, scene) -> Path:
    """A name that is a formula."""
    return _file(place.with_name(f"=1+{scene.mark}"))


def intake_name_html(place: Path, scene) -> Path:
    """A name that loads something into the report's page."""
    return _file(place.with_name(f"<img src=x onerror={scene.mark}>"))


def intake_name_workflow(place: Path, scene) -> Path:
    """A name that is a command for a CI runner."""
    return _file(place.with_name(f"::error::{scene.mark}"))


def intake_name_bidi(place: Path, scene) -> Path:
    """A name that turns the rest of the line around."""
    return _file(place.with_name(f"\u202e{scene.mark}"))


def intake_name_formula_wide(place: Path, scene) -> Path:
    """A name that is a formula for spreadsheets that read wide characters."""
    return _file(place.with_name(f"＝1+{scene.mark}"))


def intake_name_semicolon(place: Path, scene) -> Path:
    """A name with a formula for sheets that split at semicolons."""
    return _file(place.with_name(f"x;=cmd{scene.mark}|' calc'!A0;y"))


def intake_name_semicolon_wide(place: Path, scene) -> Path:
    """A name with a wide formula behind a semicolon and a space."""
    return _file(place.with_name(f"x; ＝cmd{scene.mark}"))


def intake_name_ci(place: Path, scene) -> Path:
    """A name with the older form of a CI command in its middle."""
    return _file(place.with_name(f"x ##[error]{scene.mark}"))


def intake_name_separator(place: Path, scene) -> Path:
    """A name of two lines, for some programs."""
    return _file(place.with_name(f"x\u2028{scene.mark}"))


def intake_name_arabic_mark(place: Path, scene) -> Path:
    """A name with an invisible mark that turns digits around."""
    return _file(place.with_name(f"\u061c{scene.mark}"))


def intake_name_zero_width(place: Path, scene) -> Path:
    """A name that looks like another one."""
    return _file(place.with_name(f"x\u200b{scene.mark}"))


def intake_name_filler(place: Path, scene) -> Path:
    """A name with a letter that nobody sees."""
    return _file(place.with_name(f"x\u3164{scene.mark}"))


def intake_name_tags(place: Path, scene) -> Path:
    """A name with a hidden sentence."""
    return _file(place.with_name(f"x\U000e0061{scene.mark}"))


def intake_name_marks(place: Path, scene) -> Path:
    """A name that covers the lines above and below."""
    return _file(place.with_name(scene.mark + "\u0301" * 60))


def intake_name_link(place: Path, scene) -> Path:
    """A name that a page of Markdown turns into a link."""
    return _file(place.with_name(f"www.{scene.mark}.x"))


def intake_name_bytes(place: Path, scene) -> Path:
    """A name that is not UTF-8."""
    return _file(place.with_name(os.fsdecode(b"\xff\xfe" + scene.mark.encode())))


def intake_name_long(place: Path, scene) -> Path:
    """A name so long that nothing fits behind it."""
    return _file(place.with_name(scene.mark.ljust(254, "n")))


def zip_traversal(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member that climbs out of the folder and overwrites a file."""
    archive.writestr(f"{name}/{FILENAME}", WRONG)
    archive.writestr(f"{name}/../../scenes/{name}/victim", scene.mark)


def zip_absolute(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member with an absolute path that overwrites a file."""
    archive.writestr(f"{name}/{FILENAME}", WRONG)
    archive.writestr(str(scene.folder / "victim"), scene.mark)


def zip_link(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member that becomes a link to another student's file."""
    info = zipfile.ZipInfo(f"{name}/{FILENAME}")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(info, str(scene.neighbour))


def zip_bomb(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A small member that unpacks to a thousand times its size."""
    info = zipfile.ZipInfo(f"{name}/{FILENAME}")
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w") as stream:
        for _ in range(24):
            stream.write(bytes(1 << 20))


def zip_nested(archive: zipfile.ZipFile, name: str, scene) -> None:
    """An archive in an archive in the archive, with a file that nobody has checked."""
    inner, outer = scene.folder / "inner.zip", scene.folder / "outer.zip"
    with zipfile.ZipFile(inner, "w") as inside:
        inside.write(scene.neighbour, FILENAME)
    with zipfile.ZipFile(outer, "w") as inside:
        inside.write(inner, "inner.zip")
    archive.write(outer, f"{name}/work.zip")


def zip_encrypted(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member that claims to be encrypted."""
    info = zipfile.ZipInfo(f"{name}/{FILENAME}")
    archive.writestr(info, WRONG)
    info.flag_bits |= 1


def _damaged(archive: zipfile.ZipFile, name: str, method: int, data: bytes = bytes(range(7, 99))) -> None:
    """Write a member that claims another compression than it has."""
    info = zipfile.ZipInfo(f"{name}/{FILENAME}")
    archive.writestr(info, data)
    info.compress_type = method


def zip_damaged_deflate(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member that zlib cannot unpack."""
    _damaged(archive, name, zipfile.ZIP_DEFLATED)


def zip_damaged_bzip2(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member that bzip2 cannot unpack."""
    _damaged(archive, name, zipfile.ZIP_BZIP2)


def zip_damaged_lzma(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member that LZMA cannot unpack."""
    _damaged(archive, name, zipfile.ZIP_LZMA, b"\x09\x04\x05\0" + bytes(range(7, 99)))


def zip_short_lzma(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member that ends before LZMA's own header does."""
    _damaged(archive, name, zipfile.ZIP_LZMA, b"\x09\x04\x05\0]")


def zip_large_dictionary(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member that asks LZMA for 4 GiB of memory, and is damaged."""
    _damaged(archive, name, zipfile.ZIP_LZMA, b"\x09\x04\x05\0]\xff\xff\xff\xff" + bytes(9))


def zip_unknown_method(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member with a compression that Python cannot read."""
    _damaged(archive, name, 9)


def zip_wrong_sum(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member whose checksum is wrong."""
    info = zipfile.ZipInfo(f"{name}/{FILENAME}")
    archive.writestr(info, WRONG)
    info.CRC ^= 1


def zip_far_away(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member that claims to begin at a place that no file has."""
    info = zipfile.ZipInfo(f"{name}/{FILENAME}")
    archive.writestr(info, WRONG)
    info.header_offset = (1 << 64) - 1 - (1 << 20)


def zip_patched(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member that claims to be a patch of another file."""
    info = zipfile.ZipInfo(f"{name}/{FILENAME}")
    archive.writestr(info, WRONG)
    info.flag_bits |= 1 << 5


def zip_other_name(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member whose two names differ."""
    info = zipfile.ZipInfo(f"{name}/{FILENAME}")
    archive.writestr(info, WRONG)
    info.filename = info.orig_filename = f"{name}/{FILENAME}".replace("network", "notwork")


def zip_folder_with_content(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A folder of the file's name, with the file's text as its content."""
    archive.writestr(f"{name}/{FILENAME}/", WRONG)


def zip_long_name(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A name that no file can have."""
    archive.writestr(f"{name}/{FILENAME}", WRONG)
    archive.writestr(f"{name}/{'n' * 60_000}.py", WRONG)


def zip_bzip2_bomb(archive: zipfile.ZipFile, name: str, scene) -> None:
    """A member of 30 bytes for each megabyte, which Python's zipfile unpacks at once."""
    info = zipfile.ZipInfo(f"{name}/{FILENAME}")
    info.compress_type = zipfile.ZIP_BZIP2
    with archive.open(info, "w") as stream:
        for _ in range(24):
            stream.write(bytes(1 << 20))


def folders() -> dict:
    return {name: value for name, value in globals().items() if name.startswith("intake_")}


def archives() -> dict:
    return {f"intake_{name}": value for name, value in globals().items() if name.startswith("zip_")}
