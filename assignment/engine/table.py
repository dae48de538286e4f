"""A data frame as plain arrays: the parts that checks need, without the rest of pandas."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False, repr=False)
class Table:
    """What a student returned as a data frame.

    Parameters
    ----------
    index : ndarray, shape (k,)
    name : str or None
        Name of the index.
    columns : dict of str to ndarray, shape (k,)
    """

    index: np.ndarray
    name: str | None
    columns: dict[str, np.ndarray]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        """Return the columns side by side in a new array, of floats by default."""
        columns = list(self.columns.values())
        return np.column_stack(columns or [np.empty((len(self.index), 0))]).astype(dtype or float, copy=False)

    def __repr__(self) -> str:
        return f"DataFrame(rows={len(self.index)}, columns={[*self.columns]})"

    def frame(self) -> "pd.DataFrame":
        """Return it as a data frame."""
        import pandas as pd  # takes long to import, and few calls need it

        return pd.DataFrame(self.columns, index=pd.Index(self.index, name=self.name))
