"""Names that say what is in a folder, and not whose it is."""

import re
from functools import cache
from pathlib import Path

from assignment.engine.homework import Homework

WORDS = frozenset(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split())
CHINESE = re.compile(
    r"作[业業]|[实實][验驗]|代[码碼]|提交|上交|[报報]告|[数數][据據]|源[码碼]|答案|最[终終]版?|新建文件[夹夾]|新建[资資]料[夹夾]"
    r"|第[一二三四五六七八九十\d]+[次周週章节節课課]|[一二三四五六七八九十]"
)
PARTS = re.compile(r"[^\W\d_]+|\d+")
LONG_NUMBER = 5  # digits; beside a word, shorter numbers count things, longer ones are students'


def is_common(name: str, homework: Homework) -> bool:
    """Return whether a name says nothing about whose a folder is, such as ``HW3``, ``src`` or ``第三次作业``."""
    if name in _starter(homework.folder):
        return True
    parts = PARTS.findall(CHINESE.sub(" ", name.casefold()))
    return any(map(str.isalpha, name)) and all(
        len(part) < LONG_NUMBER if part.isdecimal() else part in WORDS for part in parts
    )


@cache
def _starter(folder: Path) -> frozenset[str]:
    """Return the names in the folder that students receive."""
    return frozenset(path.name for path in folder.iterdir())


def of_starter(name: str, homework: Homework) -> bool:
    """Return whether students receive a file or folder of this name."""
    return name in _starter(homework.folder)
