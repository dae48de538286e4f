"""Returns the code cells of a notebook as one file."""

import json
import re
from collections.abc import Iterator
from typing import Any

from assignment.engine.homework import Homework
from assignment.engine.language import _

from ..rescue.functions import defines_any
from .place import Unusable

NOTEBOOK_BYTES = 8 << 20  # with its outputs
SUFFIX = ".ipynb"
START = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:cells|metadata|nbformat|nbformat_minor|worksheets)"\s*:')
CELL_MAGIC = re.compile(r"\s*%%[ \t]*(\w+)([^\n]*)\n?")
KEPT = frozenset(("time", "timeit", "capture", "prun", "python", "python3", "pypy", "writefile", "file"))


def looks_like_notebook(data: bytes) -> bool:
    """Return whether a file is a notebook, or its beginning, whatever its name."""
    return bool(START.match(data))


def code_of(data: bytes, name: str, homework: Homework) -> str:
    """Return the code cells, one after the other; raise Unusable if there are none in Python."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Unusable(_("{name} is not a readable notebook: save it again in Jupyter", name=name)) from None
    language = _language(content)
    if language not in ("", "python", "ipython", "python3"):
        raise Unusable(_("{name} is a notebook for another language than Python", name=name))
    code = "\n".join(source.rstrip("\n") + "\n" for source in map(_python, _sources(content)) if source.strip())
    if not code:
        raise Unusable(_("{name} is a notebook without code cells", name=name))
    if len(code) > homework.limits.file_bytes:
        raise Unusable(_("{name} holds too much code", name=name))
    if not defines_any(code, homework.functions):
        said = _(
            "{name} is a notebook that defines no function of the homework: hand in {filename}",
            name=name,
            filename=homework.filename,
        )
        raise Unusable(said)
    return code


def _sources(content: Any) -> Iterator[str]:
    """Yield the text of each code cell, in the form of today and in that of version 3."""
    sheets = [content, *_list(_field(content, "worksheets"))]
    for cell in (cell for sheet in sheets for cell in _list(_field(sheet, "cells"))):
        if _field(cell, "cell_type") == "code":
            source = _field(cell, "source") or _field(cell, "input")
            lines = source if isinstance(source, list) else [source]
            yield "".join(line for line in lines if isinstance(line, str)).replace("\r\n", "\n").replace("\r", "\n")


def _python(source: str) -> str:
    """Return the Python code of a cell, without a first line such as ``%%time``; nothing of another language."""
    found = CELL_MAGIC.match(source)
    if not found:
        return source
    saves_other = found[1] in ("writefile", "file") and not found[2].strip().endswith(".py")
    return source[found.end() :] if found[1] in KEPT and not saves_other else ""


def _language(content: Any) -> str:
    metadata = _field(content, "metadata")
    named = _field(_field(metadata, "kernelspec"), "language") or _field(_field(metadata, "language_info"), "name")
    return named.lower() if isinstance(named, str) else ""


def _field(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
