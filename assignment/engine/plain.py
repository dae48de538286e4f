"""Plain data: the values that may pass between a check and a student's function.

These are numbers, strings, None, arrays of numbers, lists, tuples, dicts, the homework's records and tables.
Return values are converted to them in the student's own process as well as in a worker, so that a
check sees the same values in both.
"""

import array
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set, ValuesView
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from .records import Classes, rebuild
from .table import Table

if TYPE_CHECKING:
    import pandas as pd

MAX_DEPTH = 8
MAX_ITEMS = 1_000_000
KINDS = "biuf"
EXACT = frozenset(map(np.dtype, ("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8")))
SEQUENCES = (Sequence, Iterator, Set, ValuesView, array.array, deque)
NUMBERS = (bool, int, float, np.bool_, np.integer, np.floating)
BYTES = (bytes, bytearray, memoryview)


NO_CLASSES: Classes = {}


class NotPlain(TypeError):
    """A value that is not plain data."""


def plain(value: Any, classes: Classes = NO_CLASSES, depth: int = 0) -> Any:
    """Rebuild a value from plain data.

    Parameters
    ----------
    value : object
        Arrays of any subclass become base arrays, NumPy scalars Python numbers, generators lists,
        lists of numbers arrays.
    classes : dict of type to type, optional
        The student's version of each record; its instances become the grader's.

    Raises
    ------
    NotPlain
        For any other value, with a sentence that names the type.
    """
    if depth > MAX_DEPTH:
        raise NotPlain(f"nested more than {MAX_DEPTH} levels deep")
    kind = type(value)
    if kind is np.ndarray:
        return value.copy() if value.dtype in EXACT else _array(value)
    if value is None or kind is float or kind is int or kind is str or kind is bool:
        return value
    if kind is list or kind is tuple:
        return _items(value, value, classes, depth)
    if isinstance(value, np.generic):
        return _scalar(value)
    pandas = sys.modules.get("pandas")  # without it no value can be one of its
    if isinstance(value, np.ndarray) or (pandas and isinstance(value, (pandas.Series, pandas.Index))):
        return _array(value)
    if pandas and isinstance(value, pandas.DataFrame):
        return _table(value)
    for record, theirs in classes.items():
        if isinstance(value, theirs):
            return rebuild(record, value)
    if isinstance(value, (bool, int, float, str)):
        return next(kind(value) for kind in (bool, int, float, str) if isinstance(value, kind))
    if isinstance(value, Mapping):
        return {plain(k, depth=depth + 1): plain(v, classes, depth + 1) for k, v in value.items()}
    if isinstance(value, SEQUENCES) and not isinstance(value, BYTES):
        return _items(value, islice(iter(value), MAX_ITEMS), classes, depth)
    raise NotPlain(f"a value of type {type(value).__name__}")


def _items(value: Any, content: Iterable[Any], classes: Classes, depth: int) -> Any:
    items = [item[()] if isinstance(item, np.ndarray) and item.ndim == 0 else item for item in content]  # a number
    if items and isinstance(items[0], NUMBERS) and _numbers(items):
        return _array(np.array(items))
    rebuilt = [plain(item, classes, depth + 1) for item in items]
    return tuple(rebuilt) if isinstance(value, tuple) else rebuilt


def _scalar(value: np.generic) -> Any:
    for kind, python in ((np.bool_, bool), (np.integer, int), (np.floating, float), (np.str_, str)):
        if isinstance(value, kind):
            return python(value)
    raise NotPlain(f"a number of type {type(value).__name__}")


def _numbers(items: list[Any]) -> bool:
    return all(isinstance(item, NUMBERS) for item in items) and _fits(items)


def _fits(items: list[Any]) -> bool:
    return all(not isinstance(item, int) or -(2**63) <= item < 2**63 for item in items)


def _array(value: Any) -> np.ndarray:
    if isinstance(value, np.ma.MaskedArray):
        value = value.filled(np.nan) if value.dtype.kind == "f" else value.data
    result = np.array(value, copy=True, subok=False)
    if result.dtype == object:
        try:
            result = result.astype(float)
        except (TypeError, ValueError):
            raise NotPlain("an array of objects that are not numbers") from None
    if result.dtype.kind not in KINDS:
        raise NotPlain(f"an array of type {result.dtype}")
    if result.dtype.itemsize > 8 or (result.dtype.kind == "f" and result.dtype.itemsize < 4):
        result = result.astype(float)
    return result


def _table(value: "pd.DataFrame") -> Table:
    columns = {str(name): _array(column) for name, column in value.items()}
    if len(columns) != value.shape[1]:
        raise NotPlain("a table in which two columns have the same name")
    index_name = None if value.index.name is None else str(value.index.name)
    index = _array(value.index) if value.index.dtype.kind in KINDS else np.full(len(value), np.nan)
    return Table(index, index_name, columns)
