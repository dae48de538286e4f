"""Digests of answers: they tell a known wrong answer again, and nothing of a right one can be had from them."""

import hashlib
from collections.abc import Iterable
from dataclasses import is_dataclass
from typing import Any

import numpy as np

from .answers import NOTHING, Answer
from .records import fields
from .table import Table

DIGITS = 4  # of the largest entry of an array: rounding errors differ between machines, mistakes differ by more
LENGTH = 12  # hexadecimal digits: that two of some thousand mistakes have the same digest happens once in 10^8 tables


def digest(function: str, answers: Iterable[bytes], part: int | None = None) -> str:
    """Return the digest of a function's answers to a list of questions, each given as :func:`mark` returns it.

    Parameters
    ----------
    function : str
    answers : iterable of bytes
    part : int, optional
        The number of the look at the answers, if they are looked at part by part.
    """
    return hashlib.sha256(b"".join([f"{function} {part}".encode(), *answers])).hexdigest()[:LENGTH]


def mark(answer: Answer) -> bytes:
    """Return the digest of one answer.

    Values count as in :func:`.answers.same_value`: lists of equal rows are arrays, and axes of length one do not count.
    """
    return hashlib.sha256(answer.kinds[0].encode() if answer.kinds else _rounded(answer.value)).digest()


def _rounded(value: Any) -> bytes:
    """Return a value as bytes that are the same after small rounding errors."""
    if isinstance(value, Table):
        return repr([*value.columns]).encode() + _rounded(np.asarray(value))
    if is_dataclass(value):
        return type(value).__name__.encode() + _rounded({name: getattr(value, name) for name in fields(type(value))})
    if isinstance(value, dict):
        return b"{%b}" % b",".join(sorted(b"%b:%b" % (repr(key).encode(), _rounded(value[key])) for key in value))
    try:
        return _digits(np.squeeze(np.asarray(value, float)))
    except (TypeError, ValueError):
        pass
    items = map(_rounded, value) if isinstance(value, (list, tuple)) else [type(value).__name__.encode()]
    return b"[%b]" % b",".join(items)


def _digits(array: np.ndarray) -> bytes:
    largest = np.max(np.abs(array), where=np.isfinite(array), initial=0.0)
    unit = 10.0 ** (np.floor(np.log10(largest)) + 1 - DIGITS) if largest > NOTHING else 1.0
    numbers = np.where(np.isnan(array), np.nan, np.round(array / unit) + 0.0)  # one zero and one NaN only
    return f"{array.shape}{unit:.0e}".encode() + numbers.astype("<f8").tobytes()
