"""A data frame as plain arrays: all that a check wants of one, without what pandas keeps beside it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd


@dataclass(frozen=True, eq=False, repr=False)
class Table:
    """What a student returned as a data frame.

    Parameters
    ----------
    index : ndarray, shape (k,)
    name : str or None
        Of the index.
    columns : dict of str to ndarray, shape (k,)
    """

    index: np.ndarray
    name: str | None
    columns: dict[str, np.ndarray]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        """The columns side by side in a new array, of floats unless another type is asked for."""
        columns = list(self.columns.values())
        return np.column_stack(columns or [np.empty((len(self.index), 0))]).astype(dtype or float, copy=False)

    def __repr__(self) -> str:
        return f"a DataFrame of {len(self.index)} rows with the columns {[*self.columns]}"

    def frame(self) -> pd.DataFrame:
        """The same as a data frame once more."""
        return pd.DataFrame(self.columns, index=pd.Index(self.index, name=self.name))
