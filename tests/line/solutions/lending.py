"""What a lent function may be asked."""

from typing import Any

import numpy as np

from assignment.engine.homework import Refused

from ..assignment.checks.record import Line


def allows(name: str, given: dict[str, Any]) -> None:
    """Refused unless predict_line, the only function that is lent, can answer that call at once."""
    if not isinstance(given["line"], Line) or np.ndim(given["x"]) > 1:
        raise Refused("predict_line takes a Line and numbers")
